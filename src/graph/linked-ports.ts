/** Rule T6: what the type parameters of a graph's nodes are, from what is wired into them. */
import type { InputPort } from '../config/config.js';
import { own } from '../config/document.js';
import type { Schema } from '../config/json-schema.js';
import { applyBindings, hasVariable, Inference } from '../config/type-variables.js';
import type { Bindings } from '../config/type-variables.js';
import { wiredSchema } from '../config/wired-schema.js';
import type { Graph, NodePorts } from './graph.js';
import { SUBGRAPH_PREFIX } from './subgraph-scope.js';

/** Finds the ports of a node of the graph. */
export type FindPorts = (nodeId: string) => NodePorts | undefined;

/** The schemas that ports have in one graph. */
export interface LinkedPorts {
  /**
   * The schema of an output, its type parameters filled in; undefined where there is no such port. It
   * is the port's own where that has none.
   */
  outputOf(nodeId: string, portName: string): Schema | undefined;
  /** As `outputOf`, for an input: for people, since what it takes is its bound. */
  inputOf(nodeId: string, portName: string): Schema | undefined;
}

/**
 * Fills in type parameters: an output that is `T` has the schema of what is wired into the inputs that
 * are `T`, also inside lists and objects, and through chains of nodes. Without a wire, on a circle, of
 * a subgraph, and for a type of more than 200 parts it is the bound. Nothing is looked at before it is asked for,
 * and no node twice; the graph and the ports must stay as they are.
 */
export function linkPorts(graph: Graph, findPorts: FindPorts): LinkedPorts {
  return new PortLinker(graph, findPorts);
}

/** Stands for a node that is being looked at. */
const OPEN: Bindings = new Map();

class PortLinker implements LinkedPorts {
  readonly #graph: Graph;
  readonly #findPorts: FindPorts;
  readonly #bindings = new Map<string, Bindings>();
  readonly #generic = new Map<Schema, boolean>();
  /** By node, side and port. */
  readonly #filled = new Map<string, Map<string, Schema>>();

  constructor(graph: Graph, findPorts: FindPorts) {
    this.#graph = graph;
    this.#findPorts = findPorts;
  }

  outputOf(nodeId: string, portName: string): Schema | undefined {
    const port = this.#findPorts(nodeId)?.outputs.find(({ name }) => name === portName);
    return port && this.#fill(nodeId, `out ${portName}`, port.schema);
  }

  inputOf(nodeId: string, portName: string): Schema | undefined {
    const port = this.#findPorts(nodeId)?.inputs.find(({ name }) => name === portName);
    return port && this.#fill(nodeId, `in ${portName}`, port.schema);
  }

  #fill(nodeId: string, key: string, schema: Schema): Schema {
    if (!this.#isGeneric(schema)) return schema;
    let byPort = this.#filled.get(nodeId);
    if (byPort === undefined) this.#filled.set(nodeId, (byPort = new Map()));
    let filled = byPort.get(key);
    if (filled === undefined) {
      filled = applyBindings(schema, this.#bindingsOf(nodeId));
      // A look from inside a circle is not the last word.
      if (this.#bindings.get(nodeId) !== OPEN) byPort.set(key, filled);
    }
    return filled;
  }

  #isGeneric(schema: Schema): boolean {
    let isGeneric = this.#generic.get(schema);
    if (isGeneric === undefined) this.#generic.set(schema, (isGeneric = hasVariable(schema)));
    return isGeneric;
  }

  /** Sources first, without recursion: a chain may be as long as the graph. */
  #bindingsOf(nodeId: string): Bindings {
    const bindings = this.#bindings.get(nodeId);
    if (bindings !== undefined) return bindings;
    const stack = [nodeId];
    for (let id = stack.at(-1); id !== undefined; id = stack.at(-1)) {
      const known = this.#bindings.get(id);
      if (known === undefined) {
        this.#bindings.set(id, OPEN);
        for (const source of this.#sourcesOf(id)) {
          if (!this.#bindings.has(source)) stack.push(source);
        }
      } else {
        stack.pop();
        if (known === OPEN) this.#bindings.set(id, this.#infer(id));
      }
    }
    return this.#bindings.get(nodeId)!;
  }

  /** The nodes whose outputs depend on what is wired into them, and that this one depends on. */
  *#sourcesOf(nodeId: string): Iterable<string> {
    for (const [, ends] of this.#wiresOf(nodeId)) {
      for (const { nodeId: source, portName } of ends) {
        const port = this.#findPorts(source)?.outputs.find(({ name }) => name === portName);
        if (port !== undefined && this.#isGeneric(port.schema)) yield source;
      }
    }
  }

  /** The inputs with type parameters, and what is wired into them. */
  *#wiresOf(nodeId: string) {
    const node = own(this.#graph.nodes, nodeId);
    // The ports of a subgraph are those of several nodes, whose type parameters are not one.
    const isOne = node?.type.startsWith(SUBGRAPH_PREFIX) === false;
    const wires = isOne ? node.connections.inputs : {};
    for (const port of this.#findPorts(nodeId)?.inputs ?? []) {
      const ends = own(wires, port.name);
      if (ends !== undefined && this.#isGeneric(port.schema)) yield [port, ends] as const;
    }
  }

  #infer(nodeId: string): Bindings {
    const inference = new Inference();
    for (const [port, ends] of this.#wiresOf(nodeId)) {
      for (const end of ends)
        this.#addWire(inference, port, this.outputOf(end.nodeId, end.portName));
    }
    return inference.bindings;
  }

  #addWire(inference: Inference, port: InputPort, given: Schema | undefined): void {
    if (given !== undefined) inference.add(wiredSchema(port), given);
  }
}
