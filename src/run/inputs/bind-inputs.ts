/** Binds the input ports of a plan: where each value comes from, and how it is checked (R2, R3). */
import type { InputPort } from '../../config/config.js';
import type { Schema } from '../../config/json-schema.js';
import type { Language, PortCheck } from '../../config/port-check.js';
import { wiredSchema } from '../../config/wired-schema.js';
import { MillraceError } from '../../errors.js';
import { slotsOf } from '../../graph/check-graph.js';
import { controlValue } from '../../graph/control-values.js';
import type { GraphNode } from '../../graph/graph.js';
import type { Plan } from '../../graph/plan.js';
import type { Binding } from '../binding.js';
import type { CheckCache } from './check-cache.js';
import { checkInput } from './input-errors.js';
import { noValue } from '../no-value.js';

/** The input ports of all nodes, bound. */
export interface BoundInputs {
  /** Per input port: the slot it reads; `-2 - m` reads the slots `plan.multiples[m]`. */
  readonly inputSlot: Int32Array;
  /** Per input port: the check of a wired value, where there is anything to check. */
  readonly checks: readonly (PortCheck | undefined)[];
  /** Per input port: the `typeof` of which its check takes every value as it is, else ''. */
  readonly plain: readonly string[];
  /** Per input port: 1 where a wired value is checked in depth (rule R3). */
  readonly isDeep: Uint8Array;
  /** Per input port: what is wrong with its constant; raised when the node is reached. */
  readonly inputErrors: ReadonlyMap<number, MillraceError>;
  /** First slot of the constants. */
  readonly constantBase: number;
  /** Per input port: the slot of its constant, or −1 for one that a wire always decides. */
  readonly constantSlot: Int32Array;
  /** The slots as a run finds them: no output has a value; an undefined constant is omitted. */
  readonly initialValues: readonly unknown[];
  /** Input ports whose constant is an object, and what makes one for each attempt. */
  readonly fresh: ReadonlyMap<number, () => unknown>;
  /** Input ports whose value is a secret, by the secret's name. */
  readonly secrets: ReadonlyMap<number, string>;
}

/** Binds one plan's inputs. */
export class InputBinder {
  readonly #plan: Plan;
  readonly #bindings: readonly (Binding | undefined)[];
  readonly #cache: CheckCache;
  readonly #bound: BoundInputs & {
    readonly checks: (PortCheck | undefined)[];
    readonly plain: string[];
    readonly inputErrors: Map<number, MillraceError>;
    readonly initialValues: unknown[];
    readonly fresh: Map<number, () => unknown>;
    readonly secrets: Map<number, string>;
  };

  constructor(
    plan: Plan,
    options: {
      readonly bindings: readonly (Binding | undefined)[];
      readonly checks: CheckCache;
    },
  ) {
    const inputs = plan.inputSlot.length;
    const constantBase = plan.slotOwner.length;
    this.#plan = plan;
    this.#bindings = options.bindings;
    this.#cache = options.checks;
    this.#bound = {
      inputSlot: new Int32Array(inputs),
      checks: new Array<PortCheck | undefined>(inputs),
      plain: new Array<string>(inputs).fill(''),
      isDeep: new Uint8Array(inputs),
      inputErrors: new Map(),
      constantBase,
      constantSlot: new Int32Array(inputs).fill(-1),
      initialValues: new Array<unknown>(constantBase).fill(noValue),
      fresh: new Map(),
      secrets: new Map(),
    };
  }

  bind(): BoundInputs {
    const { nodes, inputBase, inputSlot } = this.#plan;
    nodes.forEach(({ node, inputs, subgraph }, rank) => {
      const binding = this.#bindings[rank];
      inputs.forEach((port, index) => {
        const input = inputBase[rank]! + index;
        const slot = inputSlot[input]!;
        if (slot === -1 || port.whenMissing === 'default') this.#addConstant(input);
        this.#bound.inputSlot[input] = slot === -1 ? this.#bound.constantSlot[input]! : slot;
        if (binding === undefined) return;
        // What goes into a subgraph is checked where it arrives.
        if (slot !== -1 && subgraph === undefined) this.#bindWire(input, port, node.type, binding);
        if (slot !== -1 && port.whenMissing !== 'default') return;
        if (port.secret !== undefined) this.#bound.secrets.set(input, port.secret);
        const fallback = subgraph === undefined ? defaultOf(port, binding.language) : undefined;
        this.#bindConstant(input, port, { node, language: binding.language, fallback });
      });
    });
    return this.#bound;
  }

  #addConstant(input: number): void {
    this.#bound.constantSlot[input] = this.#bound.initialValues.length;
    this.#bound.initialValues.push(undefined);
  }

  #bindWire(input: number, port: InputPort, type: string, binding: Binding): void {
    const { language } = binding;
    const deep = this.#isDeep(input, wiredSchema(port), binding.placement);
    const check = this.#cache.ofPort(type, port, { language, deep, wired: true });
    this.#bound.isDeep[input] = deep ? 1 : 0;
    this.#bound.plain[input] = this.#cache.plainType(type, port);
    this.#bound.checks[input] = mayOmit(port, language) ? this.#cache.omitNull(check) : check;
  }

  /**
   * Rule R3: deep where a value crosses a placement, is pinned, comes out of a subgraph, or the wire
   * is adapted, unsafe or of no fit; top level only where it is exact or widened.
   */
  #isDeep(input: number, target: Schema, placement: Binding['placement']): boolean {
    const { nodes, slotOwner, outputBase } = this.#plan;
    for (const slot of slotsOf(this.#plan, input)) {
      const owner = slotOwner[slot]!;
      const { pinned, subgraph } = nodes[owner]!;
      if (pinned !== undefined || subgraph !== undefined) return true;
      if (this.#bindings[owner]?.placement !== placement) return true;
      const output = nodes[owner]!.outputs[slot - outputBase[owner]!]!;
      if (!this.#cache.fits(output.schema, target)) return true;
    }
    return false;
  }

  /** Rule R2 for an input without a wire: the control, else the signature's default, else nothing. */
  #bindConstant(
    input: number,
    port: InputPort,
    {
      node,
      language,
      fallback,
    }: {
      readonly node: GraphNode;
      readonly language: Language;
      readonly fallback: unknown;
    },
  ): void {
    const control = port.secret === undefined ? controlValue(node, port) : undefined;
    const given = control === undefined ? fallback : control;
    const place = `${node.id}.${port.name}`;
    try {
      if (given === undefined && port.required) throw missing(place, port.secret);
      if (given === undefined) return;
      const check = this.#cache.ofPort(node.type, port, { language, deep: true });
      const make = (): unknown =>
        checkInput(copyOf(given, place), check, { place, origin: 'its control' });
      const value = make();
      this.#bound.initialValues[this.#bound.constantSlot[input]!] = value;
      // Made from the control each time: what a validator puts out need not be data to copy.
      if (typeof value === 'object' && value !== null) {
        this.#bound.fresh.set(input, () => orFirst(make, value));
      }
    } catch (error) {
      this.#bound.inputErrors.set(input, error as MillraceError);
    }
  }
}

/** TypeScript's optional parameters take `undefined`, which travels as null (rule R4). */
function mayOmit(port: InputPort, language: Language): boolean {
  return language === 'typescript' && !port.required && port.multiple !== true;
}

/** Python fills in its own defaults, which need not be JSON; TypeScript gets the config's. */
function defaultOf(port: InputPort, language: Language): unknown {
  return language === 'typescript' || port.required ? port.default : undefined;
}

function missing(place: string, secret: string | undefined): MillraceError {
  const how =
    secret === undefined
      ? 'wire it, fill it in, or give it at the run'
      : `run with \`context: { secrets: { ${JSON.stringify(secret)}: … } }\``;
  return new MillraceError('missing-input', `${place} is required but got no value; ${how}`);
}

/** Control values belong to the graph: a node gets a copy (rule R15). */
function copyOf(value: unknown, place: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  try {
    return structuredClone(value);
  } catch (cause) {
    const message = `${place}: its control value can't be copied; give plain data`;
    throw new MillraceError('input-mismatch', message, { cause });
  }
}

/** A validator that took the value once and changed its mind since. */
function orFirst(make: () => unknown, first: unknown): unknown {
  try {
    return make();
  } catch {
    return first;
  }
}
