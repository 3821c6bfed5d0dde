/** Which changes of its inputs a node can take without being asked (rule D2). */
import type { InputPort, NodeType } from '../config/config.js';
import { describeSchema } from '../config/describe-schema.js';
import { describe, isRecord, nameOf, own, placeOf } from '../config/document.js';
import { isEqual } from '../config/json-equal.js';
import type { Schema } from '../config/json-schema.js';
import { wiredSchema } from '../config/wired-schema.js';
import { controlValue } from './control-values.js';
import type { PortPair, SavedPort } from './drift-diff.js';
import { fits, occupied, renamed, retyped, takes } from './drift-finding.js';
import type { Finding } from './drift-finding.js';
import type { Surroundings } from './drift-surroundings.js';
import type { Connection, GraphNode } from './graph.js';
import { universalPort } from './node-ports.js';

/** Judges the inputs of one node. */
export class InputJudge {
  readonly #node: GraphNode;
  readonly #type: NodeType;
  readonly #around: Surroundings;

  constructor(node: GraphNode, type: NodeType, around: Surroundings) {
    this.#node = node;
    this.#type = type;
    this.#around = around;
  }

  judge({ from, to, isRetyped }: PortPair): readonly Finding[] {
    if (to === undefined) return this.#removed(from!);
    const port = to as InputPort;
    if (from === undefined) return [this.#added(port)];
    const { name } = from;
    const found: Finding[] = [];
    if (name !== port.name) found.push(renamed(name, port.name, this.#occupied(port)));
    if (isRetyped) found.push(retyped(from, port, this.#obstacle(from, port)));
    const wanting = this.#wanting(from, port);
    const isRequiredAlike = from.required === port.required;
    if (!isRequiredAlike) found.push(required(from, port, wanting));
    if (!isEqual(from.default, port.default)) {
      found.push(changedDefault(from, port, isRequiredAlike ? wanting : undefined));
    }
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

  #removed(from: SavedPort): readonly Finding[] {
    // A port function may still list it.
    if (this.#type.dynamicInputs !== undefined) return [];
    const { name } = from;
    const [end] = this.#wires(name);
    const hasValue = this.#valueOf(name, from) !== undefined;
    const obstacle =
      end !== undefined
        ? `a wire from ${placeOf(end.nodeId, end.portName)} leads to it`
        : hasValue
          ? 'the node has a value for it'
          : this.#promoted(name);
    const reason = `${nameOf(name)} is gone`;
    return [{ kind: 'removed', port: name, from: from.schema, reason, obstacle }];
  }

  /** Why a value is needed that was not. */
  #wanting(from: SavedPort, port: InputPort): string | undefined {
    const isWanting =
      needsValue(port) &&
      port.secret === undefined &&
      !(from.required === true && from.default === undefined) &&
      !this.#holds(from.name, port);
    return isWanting ? 'the node has no value for it' : undefined;
  }

  #occupied({ name }: InputPort): string | undefined {
    return occupied(this.#around.isTaken(this.#node, 'inputs', name), name);
  }

  /** Why something the node has for a port does not fit its type of today. */
  #obstacle(from: SavedPort, port: InputPort): string | undefined {
    const lost = lostProperty(this.#valueOf(from.name, from), from.schema, port.schema);
    if (lost !== undefined) return `the node has a value for ${nameOf(lost)}, which is gone`;
    return fits(from.schema, port.schema) ? undefined : this.#misfit(from.name, port);
  }

  /** Why something the node has under `name` does not fit the port. */
  #misfit(name: string, port: InputPort): string | undefined {
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

function required(from: SavedPort, port: InputPort, obstacle: string | undefined): Finding {
  const reason = `${nameOf(port.name)} is ${port.required ? 'now' : 'no longer'} required`;
  const change = { kind: 'required', port: port.name, from: from.required } as const;
  return { ...change, to: port.required, reason, obstacle };
}

/** Told, not asked: a node without a value of its own gets the new one, where there is one. */
function changedDefault(from: SavedPort, port: InputPort, obstacle: string | undefined): Finding {
  const text = (value: unknown): string => (value === undefined ? 'none' : describe(value));
  const reason = `${nameOf(port.name)} has the default ${text(port.default)}, no longer ${text(from.default)}`;
  const change = { kind: 'default', port: port.name, from: from.default } as const;
  return { ...change, to: port.default, reason, obstacle };
}

function needsValue({ required, default: value }: InputPort): boolean {
  return required && value === undefined;
}

/** A property that the value has, and only the type of then: it would be left out in silence. */
function lostProperty(value: unknown, then: Schema, today: Schema): string | undefined {
  const [before, now] = [then, today].map(propertiesOf);
  if (!isRecord(value) || before === undefined || now === undefined) return undefined;
  return Object.keys(value).find(
    (name) => Object.hasOwn(before, name) && !Object.hasOwn(now, name),
  );
}

/** Undefined for a type that takes other properties, too. */
function propertiesOf(schema: Schema): Schema['properties'] {
  const { properties, additionalProperties = false, anyOf = [] } = schema;
  if (additionalProperties !== false) return undefined;
  return properties ?? anyOf.find((member) => member.properties !== undefined)?.properties;
}
