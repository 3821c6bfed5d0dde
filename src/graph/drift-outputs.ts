/** Which changes of its outputs a node can take without being asked (rule D2). */
import type { NodeType, OutputPort } from '../config/config.js';
import { describeSchema } from '../config/describe-schema.js';
import { describe, nameOf, own, placeOf } from '../config/document.js';
import type { PortPair, SavedPort } from './drift-diff.js';
import { fits, occupied, renamed, retyped, takes } from './drift-finding.js';
import type { Finding } from './drift-finding.js';
import type { Surroundings } from './drift-surroundings.js';
import type { Connection, GraphNode, SavedSignature } from './graph.js';
import { isFullyPinned } from './pinned.js';

/** Judges the outputs of one node. */
export class OutputJudge {
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
    if (to === undefined) return this.#isDynamic ? [] : [this.#removed(from!)];
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
    const obstacle = this.#use(name);
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
