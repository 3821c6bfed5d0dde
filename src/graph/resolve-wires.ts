/** Turns the wires of the selected nodes from names into numbers, and says which can't be. */
import type { Config, InputPort, OutputPort } from '../config/config.js';
import type { Connection, Graph, NodePorts } from './graph.js';
import { PortFunctionFailure, PortLookup } from './node-ports.js';
import { nodeTypesOf } from './parse-graph.js';
import type { PlanNode, PlanOptions, PlanProblem } from './plan.js';

/** Nodes by own-key position, and their wires in the order of the target's input ports. */
export interface ResolvedWires {
  readonly nodes: readonly Omit<PlanNode, 'problems'>[];
  readonly problems: readonly PlanProblem[][];
  /** Node k owns the wires `wireBase[k] … wireBase[k + 1] − 1`. */
  readonly wireBase: Int32Array;
  /** Index of the target's input port. */
  readonly wireInput: Int32Array;
  /** Own-key position of the source node. */
  readonly wireSource: Int32Array;
  /** Index of the source's output port. */
  readonly wireOutput: Int32Array;
}

/** Port names to indices, made once per list of ports. */
class PortIndex {
  readonly #indices = new Map<readonly { readonly name: string }[], Map<string, number>>();

  find(ports: readonly (InputPort | OutputPort)[], name: string): number {
    let index = this.#indices.get(ports);
    if (index === undefined) {
      index = new Map(ports.map((port, position) => [port.name, position]));
      this.#indices.set(ports, index);
    }
    return index.get(name) ?? -1;
  }
}

const NO_PORTS: NodePorts = { inputs: [], outputs: [] };

export function resolveWires(
  graph: Graph,
  config: Config,
  ids: readonly string[],
  options: PlanOptions,
): ResolvedWires {
  const types = nodeTypesOf(config);
  const lookup = new PortLookup(graph, config, options.portFunctions, options.portContext);
  const problems = ids.map((): PlanProblem[] => []);
  const nodes = ids.map((id, key): Omit<PlanNode, 'problems'> => {
    const node = graph.nodes[id]!;
    const type = types.get(node.type);
    let ports = NO_PORTS;
    try {
      ports = lookup.portsOf(node, type);
    } catch (error) {
      if (!(error instanceof PortFunctionFailure)) throw error;
      problems[key]!.push({ code: 'port-function-failed', message: `${id}: ${error.message}` });
    }
    return { id, node, type, inputs: ports.inputs, outputs: ports.outputs };
  });
  return collectWires(graph, ids, nodes, problems);
}

function collectWires(
  graph: Graph,
  ids: readonly string[],
  nodes: readonly Omit<PlanNode, 'problems'>[],
  problems: readonly PlanProblem[][],
): ResolvedWires {
  const keyOf = new Map(ids.map((id, key) => [id, key]));
  const index = new PortIndex();
  const wireBase = new Int32Array(ids.length + 1);
  const wireInput: number[] = [];
  const wireSource: number[] = [];
  const wireOutput: number[] = [];

  const add = (key: number, input: number, wire: Connection): void => {
    const source = keyOf.get(wire.nodeId);
    const target = `${ids[key]!}.${nodes[key]!.inputs[input]!.name}`;
    if (source === undefined) {
      const portName = nodes[key]!.inputs[input]!.name;
      problems[key]!.push(danglingNode(graph, target, wire, portName));
      return;
    }
    const output = index.find(nodes[source]!.outputs, wire.portName);
    if (output < 0) {
      const names = nodes[source]!.outputs.map((port) => port.name).join(', ') || 'none';
      problems[key]!.push({
        code: 'dangling-connection',
        message: `${target} is wired to ${wire.nodeId}.${wire.portName}, but ${wire.nodeId} has no output of that name (it has: ${names}); rewire it`,
        portName: nodes[key]!.inputs[input]!.name,
      });
      return;
    }
    wireInput.push(input);
    wireSource.push(source);
    wireOutput.push(output);
  };

  for (let key = 0; key < ids.length; key += 1) {
    const { id, node, inputs } = nodes[key]!;
    const { inputs: wired } = node.connections;
    inputs.forEach((port, input) => {
      const wires = Object.hasOwn(wired, port.name) ? wired[port.name]! : [];
      if (wires.length > 1 && port.multiple !== true) {
        const from = wires.map((wire) => `${wire.nodeId}.${wire.portName}`).join(', ');
        problems[key]!.push({
          code: 'too-many-wires',
          message: `${id}.${port.name} takes one wire but has ${wires.length} (from ${from}); remove all but one`,
          portName: port.name,
        });
      } else {
        for (const wire of wires) add(key, input, wire);
      }
    });
    for (const name of Object.keys(wired)) {
      if (wired[name]!.length === 0 || index.find(inputs, name) >= 0) continue;
      const known = inputs.map((port) => port.name).join(', ') || 'none';
      problems[key]!.push({
        code: 'unknown-input',
        message: `${id} has a wire into ${JSON.stringify(name)}, but no input of that name (it has: ${known}); remove the wire`,
        portName: name,
      });
    }
    wireBase[key + 1] = wireInput.length;
  }
  return {
    nodes,
    problems,
    wireBase,
    wireInput: Int32Array.from(wireInput),
    wireSource: Int32Array.from(wireSource),
    wireOutput: Int32Array.from(wireOutput),
  };
}

function danglingNode(
  graph: Graph,
  target: string,
  wire: Connection,
  portName: string,
): PlanProblem {
  const gone = Object.hasOwn(graph.nodes, wire.nodeId)
    ? 'which is not part of this run'
    : `but there is no node ${JSON.stringify(wire.nodeId)}`;
  return {
    code: 'dangling-connection',
    message: `${target} is wired to ${wire.nodeId}.${wire.portName}, ${gone}; remove the wire or bring the node back`,
    portName,
  };
}
