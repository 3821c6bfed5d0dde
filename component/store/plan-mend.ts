/** What joins the ends that are left when nodes go. */
import { own } from '../../src/config/document.js';
import { checkConnection } from '../../src/graph/check-connection.js';
import type { FindPorts } from '../../src/graph/check-connection.js';
import { removeNodes } from '../../src/graph/edit-graph.js';
import type { Wire } from '../../src/graph/edit-graph.js';
import type { Connection, Graph } from '../../src/graph/graph.js';

/** A wire that takes the place of removed nodes. */
export interface MendingWire extends Wire {
  /** Its input takes several. */
  readonly keep: boolean;
}

/**
 * The wires that lead past nodes that are removed: each input that loses its wire gets the first one
 * that fits of those that led into the nodes, in the order of their inputs. Nothing is drawn to what
 * still has a wire.
 * @param findPorts knows the ports of the nodes that stay
 */
export function planMend(
  graph: Graph,
  ids: ReadonlySet<string>,
  findPorts: FindPorts,
): readonly MendingWire[] {
  const left = removeNodes(graph, ids);
  const sources = new Sources(graph, ids);
  const planned: MendingWire[] = [];
  for (const to of lostInputs(graph, ids)) {
    const input = findPorts(to.nodeId)?.inputs.find((port) => port.name === to.portName);
    if (input === undefined) continue;
    const ends = own(left.nodes[to.nodeId]!.connections.inputs, to.portName) ?? [];
    const keep = input.multiple === true;
    if (ends.length > 0 && !keep) continue;
    const from = sources.behind(to).find((end) => {
      const check = checkConnection(left, { from: end, to }, findPorts);
      return check.allowed && check.fit.kind !== 'unsafe' && check.fit.kind !== 'no';
    });
    if (from !== undefined) planned.push({ from, to, keep });
  }
  return planned;
}

/** Inputs of nodes that stay, wired to some that go. */
function lostInputs(graph: Graph, ids: ReadonlySet<string>): readonly Connection[] {
  return Object.values(graph.nodes).flatMap((node) =>
    ids.has(node.id)
      ? []
      : Object.entries(node.connections.inputs).flatMap(([portName, ends]) =>
          ends.some((end) => ids.has(end.nodeId)) ? [{ nodeId: node.id, portName }] : [],
        ),
  );
}

/** What leads, from outside, into the nodes that go. */
class Sources {
  readonly #graph: Graph;
  readonly #ids: ReadonlySet<string>;

  constructor(graph: Graph, ids: ReadonlySet<string>) {
    this.#graph = graph;
    this.#ids = ids;
  }

  /** All outputs that stay from which wires led to an input, past the nodes that go. */
  behind({ nodeId, portName }: Connection): readonly Connection[] {
    const found = new Map<string, Connection>();
    const seen = new Set<string>();
    const ends = own(own(this.#graph.nodes, nodeId)?.connections.inputs ?? {}, portName) ?? [];
    // The next one last: a chain of them may be as long as the graph.
    const open = ends.filter((end) => this.#ids.has(end.nodeId)).reverse();
    for (let end = open.pop(); end !== undefined; end = open.pop()) {
      const { nodeId: id, portName: port } = end;
      const node = own(this.#graph.nodes, id);
      if (!this.#ids.has(id)) {
        if (node !== undefined)
          found.set(JSON.stringify([id, port]), { nodeId: id, portName: port });
      } else if (!seen.has(id)) {
        seen.add(id);
        for (const next of Object.values(node?.connections.inputs ?? {})
          .flat()
          .reverse()) {
          open.push(next);
        }
      }
    }
    return [...found.values()];
  }
}
