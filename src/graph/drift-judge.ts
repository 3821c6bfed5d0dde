/** Rule D2: which changes a node can take without being asked. */
import { assignable } from '../config/assignable.js';
import type { InputPort, NodeType, OutputPort } from '../config/config.js';
import { describeSchema } from '../config/describe-schema.js';
import { describe, nameOf, own, placeOf } from '../config/document.js';
import { isEqual } from '../config/json-equal.js';
import type { Schema } from '../config/json-schema.js';
import { compilePortCheck } from '../config/port-check.js';
import { wiredSchema } from '../config/wired-schema.js';
import { controlValue } from './control-values.js';
import type { SignatureChange } from './drift-change.js';
import type { PortPair, SavedPort, SideDiff } from './drift-diff.js';
import type { Surroundings } from './drift-surroundings.js';
import type { Connection, GraphNode, SavedSignature } from './graph.js';
import { universalPort } from './node-ports.js';
import { isFullyPinned } from './pinned.js';

/** What changed, and why not where it is not safe. */
type Finding = Omit<SignatureChange, 'safe' | 'side'> & { readonly obstacle?: string | undefined };

/** The changes of one node, inputs before outputs. */
export function judgeNode(
  node: GraphNode,
  { saved, type }: { readonly saved: SavedSignature; readonly type: NodeType },
  around: Surroundings,
): readonly SignatureChange[] {
  const { input, output, returns } = around.diff(saved, type);
  const inputs = new InputJudge(node, type, around);
  const outputs = new OutputJudge(node, { saved, type }, around);
  return [
    ...input.changed.flatMap((pair) => inputs.judge(pair)).map(onSide('input')),
    ...reordered(input).map(onSide('input')),
    ...output.changed.flatMap((pair) => outputs.judge(pair)).map(onSide('output')),
    ...reordered(output).map(onSide('output')),
    ...(returns === undefined ? [] : [returned(returns)].map(onSide('output'))),
  ];
}

const onSide =
  (side: 'input' | 'output') =>
  ({ reason, obstacle, ...finding }: Finding): SignatureChange => ({
    ...finding,
    side,
    safe: obstacle === undefined,
    reason: `${side} ${reason}${obstacle === undefined ? '' : `, but ${obstacle}`}`,
  });

/** Ports go by name. */
function reordered({ order }: SideDiff): readonly Finding[] {
  if (order === undefined) return [];
  const [from, to] = order;
  return [
    { kind: 'reordered', port: '', from, to, reason: `order is now ${to.map(nameOf).join(', ')}` },
  ];
}

const RETURNED: Readonly<Record<string, string>> = {
  value: 'one value',
  tuple: 'the items of a tuple',
  object: 'the properties of an object',
  void: 'nothing',
};

/** What it means for the graph is said of the outputs. */
function returned([from, to]: readonly [string, string]): Finding {
  const reason = `values are now ${RETURNED[to]}, no longer ${RETURNED[from]}`;
  return { kind: 'returns', port: '', from, to, reason };
}

function renamed(from: string, to: string, obstacle: string | undefined): Finding {
  const reason = `${nameOf(from)} is now called ${nameOf(to)}`;
  return { kind: 'renamed', port: to, from, to, reason, obstacle };
}

function retyped(
  from: SavedPort,
  to: InputPort | OutputPort,
  obstacle: string | undefined,
): Finding {
  const types = `${describeSchema(to.schema)}, no longer ${describeSchema(from.schema)}`;
  const change = { kind: 'retyped', port: to.name, from: from.schema, to: to.schema } as const;
  return { ...change, reason: `${nameOf(to.name)} is ${types}`, obstacle };
}

class InputJudge {
  readonly #node: GraphNode;
  readonly #type: NodeType;
  readonly #around: Surroundings;

  constructor(node: GraphNode, type: NodeType, around: Surroundings) {
    this.#node = node;
    this.#type = type;
    this.#around = around;
  }

  judge({ from, to, isRetyped }: PortPair): readonly Finding[] {
    if (to === undefined) return [this.#removed(from!)];
    const port = to as InputPort;
    if (from === undefined) return [this.#added(port)];
    const { name } = from;
    const found: Finding[] = [];
    if (name !== port.name) found.push(renamed(name, port.name, this.#occupied(port)));
    if (isRetyped) found.push(retyped(from, port, this.#misfit(name, port, from.schema)));
    if (from.required !== port.required) found.push(this.#required(from, port));
    if (!isEqual(from.default, port.default)) found.push(changedDefault(from, port));
    if (from.kind !== port.kind) {
      const way = port.kind ?? 'by position or by name';
      const reason = `${nameOf(port.name)} is now given ${way}`;
      found.push({ kind: 'kind', port: port.name, from: from.kind, to: port.kind, reason });
    }
    return found;
  }

  #added(port: InputPort): Finding {
    const holds = this.#holds(port.name, port);
    const misfit = holds ? this.#misfit(port.name, port) : undefined;
    const isMissing = needsValue(port) && !holds && port.secret === undefined;
    const obstacle = isMissing ? 'it is required and has no value' : misfit;
    const reason = `${nameOf(port.name)} is new`;
    return { kind: 'added', port: port.name, to: port.schema, reason, obstacle };
  }

  #removed(from: SavedPort): Finding {
    const { name } = from;
    const wires = this.#wires(name);
    const promoted = this.#promoted(name);
    // A port function may still list it.
    const mayStay = this.#type.dynamicInputs !== undefined;
    const obstacle = mayStay
      ? undefined
      : wires.length > 0
        ? `a wire from ${wires.map((end) => placeOf(end.nodeId, end.portName)).join(', ')} leads to it`
        : this.#valueOf(name, from) !== undefined
          ? 'the node has a value for it'
          : promoted;
    return {
      kind: 'removed',
      port: name,
      from: from.schema,
      reason: `${nameOf(name)} is gone`,
      obstacle,
    };
  }

  #required(from: SavedPort, port: InputPort): Finding {
    const isWanting =
      needsValue(port) &&
      port.secret === undefined &&
      !(from.required === true && from.default === undefined) &&
      !this.#holds(from.name, port);
    const reason = `${nameOf(port.name)} is ${port.required ? 'now' : 'no longer'} required`;
    const obstacle = isWanting ? 'the node has no value for it' : undefined;
    const change = { kind: 'required', port: port.name, from: from.required } as const;
    return { ...change, to: port.required, reason, obstacle };
  }

  #occupied({ name }: InputPort): string | undefined {
    return occupied(this.#around.isTaken(this.#node, 'inputs', name), name);
  }

  /** Why something the node has under `name` does not fit the port of today. */
  #misfit(name: string, port: InputPort, before?: Schema): string | undefined {
    if (before !== undefined && fits(before, port.schema)) return undefined;
    const target = wiredSchema(port);
    for (const end of this.#wires(name)) {
      const schema = this.#around.schemaOf(end, 'output');
      if (fits(schema, target)) continue;
      return `${placeOf(end.nodeId, end.portName)}, which is wired to it, gives ${describeSchema(schema)}`;
    }
    const value = this.#valueOf(name, port);
    if (value !== undefined && !takes(port.schema, value)) {
      return `the node has the value ${describe(value)} for it`;
    }
    return this.#promoted(name);
  }

  #holds(name: string, port: InputPort): boolean {
    return this.#wires(name).length > 0 || this.#valueOf(name, port) !== undefined;
  }

  #valueOf(name: string, port: InputPort | SavedPort): unknown {
    const held = { ...universalPort(name), required: false, controls: [], ...port, name };
    return controlValue(this.#node, held);
  }

  #wires(name: string): readonly Connection[] {
    return own(this.#node.connections.inputs, name) ?? [];
  }

  #promoted(name: string): string | undefined {
    const promoted = this.#around.promotedName('inputs', this.#node.id, name);
    return promoted === undefined ? undefined : `it is the input ${nameOf(promoted)} of the graph`;
  }
}

class OutputJudge {
  readonly #node: GraphNode;
  readonly #isPinned: boolean;
  readonly #isDynamic: boolean;
  readonly #around: Surroundings;

  constructor(
    node: GraphNode,
    { saved, type }: { readonly saved: SavedSignature; readonly type: NodeType },
    around: Surroundings,
  ) {
    this.#node = node;
    this.#isPinned = isFullyPinned(node, saved.outputs);
    this.#isDynamic = type.dynamicOutputs !== undefined;
    this.#around = around;
  }

  judge({ from, to, isRetyped }: PortPair): readonly Finding[] {
    if (to === undefined) return [this.#removed(from!)];
    if (from === undefined) return [this.#added(to)];
    const found: Finding[] = [];
    if (from.name !== to.name) found.push(renamed(from.name, to.name, this.#occupied(to.name)));
    if (isRetyped) {
      const obstacle = fits(to.schema, from.schema) ? undefined : this.#misfit(from.name, to);
      found.push(retyped(from, to, obstacle));
    }
    return found;
  }

  #added(to: OutputPort): Finding {
    const obstacle = this.#isPinned
      ? 'the node is pinned and has no value for it'
      : this.#misfit(to.name, to);
    return {
      kind: 'added',
      port: to.name,
      to: to.schema,
      reason: `${nameOf(to.name)} is new`,
      obstacle,
    };
  }

  #removed({ name, schema }: SavedPort): Finding {
    const obstacle = this.#isDynamic ? undefined : this.#use(name);
    return {
      kind: 'removed',
      port: name,
      from: schema,
      reason: `${nameOf(name)} is gone`,
      obstacle,
    };
  }

  #occupied(name: string): string | undefined {
    return occupied(this.#around.isTaken(this.#node, 'outputs', name), name);
  }

  #use(name: string): string | undefined {
    const [end] = this.#consumers(name);
    if (end !== undefined) return `${placeOf(end.nodeId, end.portName)} is wired to it`;
    if (Object.hasOwn(this.#node.pinned ?? {}, name)) return 'it is pinned';
    return this.#promoted(name);
  }

  #misfit(name: string, to: OutputPort): string | undefined {
    for (const end of this.#consumers(name)) {
      const schema = this.#around.schemaOf(end, 'input');
      if (fits(to.schema, schema)) continue;
      return `${placeOf(end.nodeId, end.portName)}, which is wired to it, takes ${describeSchema(schema)}`;
    }
    const pinned = own(this.#node.pinned ?? {}, name);
    if (pinned !== undefined && !takes(to.schema, pinned)) {
      return `it is pinned to ${describe(pinned)}`;
    }
    return this.#promoted(name);
  }

  #consumers(name: string): readonly Connection[] {
    return this.#around.consumersOf(this.#node.id, name);
  }

  #promoted(name: string): string | undefined {
    const promoted = this.#around.promotedName('outputs', this.#node.id, name);
    return promoted === undefined ? undefined : `it is the output ${nameOf(promoted)} of the graph`;
  }
}

function occupied(isTaken: boolean, name: string): string | undefined {
  return isTaken ? `something else is kept under ${nameOf(name)}` : undefined;
}

/** Told, not asked: a node without a value of its own gets the new one. */
function changedDefault(from: SavedPort, port: InputPort): Finding {
  const text = (value: unknown): string => (value === undefined ? 'none' : describe(value));
  const reason = `${nameOf(port.name)} has the default ${text(port.default)}, no longer ${text(from.default)}`;
  return { kind: 'default', port: port.name, from: from.default, to: port.default, reason };
}

function needsValue({ required, default: value }: InputPort): boolean {
  return required && value === undefined;
}

function fits(from: Schema, to: Schema): boolean {
  const { kind } = assignable(from, to);
  return kind === 'exact' || kind === 'widened';
}

/** As it is: a text that would become a number was not meant for one. */
function takes(schema: Schema, value: unknown): boolean {
  try {
    compilePortCheck(schema, { coerce: false })?.(value);
    return true;
  } catch {
    return false;
  }
}
