/** A plan bound to functions, checks and constants: what the run loops walk. */
import { assignable } from '../config/assignable.js';
import type { InputPort, NodeType } from '../config/config.js';
import { compilePortCheck } from '../config/port-check.js';
import type { Language, PortCheck } from '../config/port-check.js';
import type { Schema } from '../config/json-schema.js';
import { controlValue } from '../graph/control-values.js';
import { slotsOf } from '../graph/check-graph.js';
import type { Plan, PlanProblem } from '../graph/plan.js';
import { MillraceError } from '../errors.js';
import type { Placement } from './events.js';
import { checkInput } from './input-errors.js';
import { noValue } from './no-value.js';
import type { PythonRuntime } from './python-runtime.js';
import type { Callable, Lazy, Registry } from './registry.js';

const UNIVERSAL: Schema = {};

/** How nodes of one type are called. */
export interface Binding {
  readonly placement: Placement;
  readonly language: Language;
  /** The registry's entry of an inline function. */
  readonly entry?: Callable | Lazy;
}

/**
 * A plan ready to run. Value slots: first the outputs of all nodes (numbered by the plan), then one
 * constant per input port, so that the loops never ask whether an input is wired.
 */
export interface Program {
  readonly plan: Plan;
  readonly bindings: readonly (Binding | undefined)[];
  /** Per rank: 1 for a node that is settled without a look at its inputs: bad or disabled. */
  readonly isSpecial: Uint8Array;
  /** Per input port: the slot it reads; `-2 - m` reads the slots `plan.multiples[m]`. */
  readonly inputSlot: Int32Array;
  /** Per input port: the check of a wired value, where there is anything to check. */
  readonly checks: readonly (PortCheck | undefined)[];
  /** Per input port: 1 where a wired value is checked in depth (rule R3). */
  readonly isDeep: Uint8Array;
  /** Per input port: what is wrong with its constant; raised when the node is reached. */
  readonly inputErrors: ReadonlyMap<number, MillraceError>;
  /** First slot of the constants: constant slot = `constantBase` + input port. */
  readonly constantBase: number;
  /** The slots as a run finds them: no output has a value; an undefined constant is omitted. */
  readonly initialValues: readonly unknown[];
  /** Per output slot: 1 where a wire leads from it; the other outputs are the graph's ends. */
  readonly isWired: Uint8Array;
  /** Input ports whose constant is an object, cloned for every attempt. */
  readonly fresh: readonly number[];
}

/** Finds how a node type is called, or why it can't be. */
export class Binder {
  readonly #functions: Registry;
  readonly #python: PythonRuntime | undefined;
  readonly #bindings = new Map<NodeType, Binding>();

  constructor(functions: Registry, python: PythonRuntime | undefined) {
    this.#functions = functions;
    this.#python = python;
  }

  bind(type: NodeType): Binding | undefined {
    let binding = this.#bindings.get(type);
    if (binding === undefined) {
      binding = this.#find(type);
      if (binding !== undefined) this.#bindings.set(type, binding);
    }
    return binding;
  }

  /** Rule R7: why no node of this type can run here. */
  readonly reject = (type: NodeType): PlanProblem | undefined => {
    if (this.bind(type) !== undefined) return undefined;
    const name = JSON.stringify(type.type);
    return type.source?.language === 'python'
      ? {
          code: 'python-missing',
          message: `${name} is a Python function and the runner has no Python; pass \`python: createPyodide({ modules: python })\` from millrace/python/node`,
        }
      : {
          code: 'function-missing',
          message: `no function is registered for ${name}; add it to \`functions\` (its own key, a function or {load})`,
        };
  };

  #find(type: NodeType): Binding | undefined {
    if (Object.hasOwn(this.#functions, type.type)) {
      const entry = this.#functions[type.type];
      if (typeof entry === 'function' || typeof entry?.load === 'function') {
        return { placement: 'inline', language: 'typescript', entry };
      }
      return undefined;
    }
    if (type.source?.language !== 'python' || this.#python === undefined) return undefined;
    return { placement: this.#python.placement, language: 'python' };
  }
}

/** Compiles checks once per schema, language and depth, and compares schemas once per pair. */
export class CheckCache {
  readonly #fits = new WeakMap<Schema, WeakMap<Schema, boolean>>();
  readonly #checks = new Map<string, WeakMap<Schema, { check: PortCheck | undefined }>>();

  get(schema: Schema, language: Language, deep: boolean): PortCheck | undefined {
    const kind = `${language}:${deep}`;
    let bySchema = this.#checks.get(kind);
    if (bySchema === undefined) this.#checks.set(kind, (bySchema = new WeakMap()));
    let found = bySchema.get(schema);
    if (found === undefined) {
      found = { check: compilePortCheck(schema, { language, deep }) };
      bySchema.set(schema, found);
    }
    return found.check;
  }

  /** Every value of schema `from` is one of schema `to`: a look at the top level is enough. */
  fits(from: Schema, to: Schema): boolean {
    let byTarget = this.#fits.get(from);
    if (byTarget === undefined) this.#fits.set(from, (byTarget = new WeakMap()));
    let fits = byTarget.get(to);
    if (fits === undefined) {
      const { kind } = assignable(from, to);
      fits = kind === 'exact' || kind === 'widened';
      byTarget.set(to, fits);
    }
    return fits;
  }
}

/** Binds every node of a plan. Nothing is called. */
export function createProgram(plan: Plan, binder: Binder, checks: CheckCache): Program {
  const bindings = plan.nodes.map(({ type, problems }) =>
    type === undefined || problems.length > 0 ? undefined : binder.bind(type),
  );
  const inputs = plan.inputSlot.length;
  const constantBase = plan.slotOwner.length;
  const inputSlot = new Int32Array(inputs);
  const wireChecks = new Array<PortCheck | undefined>(inputs);
  const isDeep = new Uint8Array(inputs);
  const initialValues = new Array<unknown>(constantBase + inputs).fill(noValue, 0, constantBase);
  initialValues.fill(undefined, constantBase);
  const inputErrors = new Map<number, MillraceError>();
  const fresh: number[] = [];
  plan.nodes.forEach(({ id, node, inputs: ports }, rank) => {
    const binding = bindings[rank];
    const base = plan.inputBase[rank]!;
    ports.forEach((port, index) => {
      const input = base + index;
      const wired = plan.inputSlot[input]!;
      inputSlot[input] = wired === -1 ? constantBase + input : wired;
      if (binding === undefined) return;
      if (wired !== -1) {
        const deep = isDeepWire(plan, bindings, rank, index, checks);
        isDeep[input] = deep ? 1 : 0;
        const check = checks.get(wiredSchema(port), binding.language, deep);
        wireChecks[input] = mayOmit(port, binding.language) ? omitNull(check) : check;
      }
      if (wired !== -1 && port.whenMissing !== 'default') return;
      const check = checks.get(port.schema, binding.language, true);
      const control = controlValue(node, port);
      const given = control === undefined ? defaultOf(port, binding.language) : control;
      const result = constantOf(given, port, check, `${id}.${port.name}`);
      if (result instanceof MillraceError) inputErrors.set(input, result);
      else initialValues[constantBase + input] = result;
      if (typeof result === 'object' && result !== null) fresh.push(input);
    });
  });
  return {
    plan,
    bindings,
    isSpecial: Uint8Array.from(plan.nodes, ({ node, problems }) =>
      problems.length > 0 || node.disabled === true ? 1 : 0,
    ),
    inputSlot,
    checks: wireChecks,
    isDeep,
    inputErrors,
    constantBase,
    initialValues,
    isWired: wiredSlots(plan),
    fresh,
  };
}

function wiredSlots(plan: Plan): Uint8Array {
  const wired = new Uint8Array(plan.slotOwner.length);
  for (const slot of plan.inputSlot) if (slot >= 0) wired[slot] = 1;
  for (const slots of plan.multiples) for (const slot of slots) wired[slot] = 1;
  return wired;
}

/** Rule R2 for an input without a wire: the control, else the signature's default, else nothing. */
function constantOf(
  value: unknown,
  port: InputPort,
  check: PortCheck | undefined,
  place: string,
): unknown {
  if (value === undefined) {
    if (!port.required) return undefined;
    return new MillraceError(
      'missing-input',
      `${place} is required but got no value; wire it, fill it in, or give it at the run`,
    );
  }
  try {
    return checkInput(copyOf(value), check, place, 'its control');
  } catch (error) {
    if (error instanceof MillraceError) return error;
    return new MillraceError('input-mismatch', `${place}: its control value can't be copied`, {
      cause: error,
    });
  }
}

/** Control values belong to the graph: a node gets a copy (rule R15). */
function copyOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? structuredClone(value) : value;
}

/** Python fills in its own defaults, which need not be JSON; TypeScript gets the config's. */
function defaultOf(port: InputPort, language: Language): unknown {
  return language === 'typescript' || port.required ? port.default : undefined;
}

/**
 * Rule R3: deep where a value crosses a placement or the wire is adapted, unsafe or of no fit;
 * top level only where it is exact or widened.
 */
function isDeepWire(
  plan: Plan,
  bindings: readonly (Binding | undefined)[],
  rank: number,
  index: number,
  checks: CheckCache,
): boolean {
  const target = wiredSchema(plan.nodes[rank]!.inputs[index]!);
  for (const slot of slotsOf(plan, plan.inputBase[rank]! + index)) {
    const owner = plan.slotOwner[slot]!;
    if (bindings[owner]?.placement !== bindings[rank]!.placement) return true;
    const output = plan.nodes[owner]!.outputs[slot - plan.outputBase[owner]!]!;
    if (!checks.fits(output.schema, target)) return true;
  }
  return false;
}

/** TypeScript's optional parameters take `undefined`, which travels as null (rule R4). */
function mayOmit(port: InputPort, language: Language): boolean {
  return language === 'typescript' && !port.required && port.multiple !== true;
}

/** A null that the port does not allow omits the argument. */
function omitNull(check: PortCheck | undefined): PortCheck | undefined {
  if (check === undefined) return undefined;
  try {
    check(null);
    return check;
  } catch {
    return (value) => (value === null ? undefined : check(value));
  }
}

/** What each wire into a port carries: an item, where the port takes several. */
function wiredSchema(port: InputPort): Schema {
  return port.multiple === true ? (port.schema.items ?? UNIVERSAL) : port.schema;
}
