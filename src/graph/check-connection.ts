/** May this wire be drawn? Asked while it is dragged, so it looks at no more than it must. */
import { assignable } from '../config/assignable.js';
import type { Assignability } from '../config/assignable.js';
import { nameOf, own, placeOf } from '../config/document.js';
import { wiredSchema } from '../config/wired-schema.js';
import type { Wire } from './edit-graph.js';
import type { Graph } from './graph.js';
import { linkPorts } from './linked-ports.js';
import type { FindPorts, LinkedPorts } from './linked-ports.js';

export type { FindPorts } from './linked-ports.js';

/** The answer, with the reason in words where it is no. */
export type ConnectionCheck =
  | { readonly allowed: true; readonly fit: Assignability; readonly replaces: boolean }
  | {
      readonly allowed: false;
      readonly reason: string;
      readonly code: 'missing' | 'cycle' | 'types' | 'present' | 'secret';
    };

/** What may be allowed that is not by default. */
export interface ConnectionOptions {
  /** Wires whose types never fit. @default false */
  readonly allowMisfits?: boolean;
  /** What type parameters are in this graph (rule T6). @default found out anew */
  readonly linked?: LinkedPorts;
}

/**
 * Checks a wire from an output to an input: both ports exist, the input is no secret, their types
 * fit, it closes no cycle and is not there already. An occupied input gives its wire up (`replaces`), unless it takes
 * several.
 */
export function checkConnection(
  graph: Graph,
  { from, to }: Wire,
  findPorts: FindPorts,
  options: ConnectionOptions = {},
): ConnectionCheck {
  const output = findPorts(from.nodeId)?.outputs.find((port) => port.name === from.portName);
  const input = findPorts(to.nodeId)?.inputs.find((port) => port.name === to.portName);
  if (output === undefined || input === undefined) {
    const gone = output === undefined ? from : to;
    const place = placeOf(gone.nodeId, gone.portName);
    return { allowed: false, code: 'missing', reason: `there is no ${place}` };
  }
  if (input.secret !== undefined) {
    const reason = 'a secret comes from the run and takes no wire';
    return { allowed: false, code: 'secret', reason };
  }
  const ends = own(own(graph.nodes, to.nodeId)?.connections.inputs ?? {}, to.portName) ?? [];
  if (ends.some((end) => end.nodeId === from.nodeId && end.portName === from.portName)) {
    return { allowed: false, code: 'present', reason: 'this wire is there already' };
  }
  const { linked = linkPorts(graph, findPorts) } = options;
  const given = linked.outputOf(from.nodeId, from.portName) ?? output.schema;
  const fit = assignable(given, wiredSchema(input));
  if (fit.kind === 'no' && options.allowMisfits !== true) {
    return { allowed: false, code: 'types', reason: fit.reason };
  }
  const cycle = findPath(graph, to.nodeId, from.nodeId);
  if (cycle !== undefined) {
    const path = [...cycle, to.nodeId].map(nameOf).join(' → ');
    return { allowed: false, code: 'cycle', reason: `it would close the cycle ${path}` };
  }
  return { allowed: true, fit, replaces: input.multiple !== true && ends.length > 0 };
}

/** A shortest path along the wires, both ends included, or undefined. Follows the input sides. */
function findPath(graph: Graph, start: string, end: string): readonly string[] | undefined {
  const next = new Map<string, string | undefined>([[end, undefined]]);
  for (const id of next.keys()) {
    if (id === start) {
      const path: string[] = [];
      for (let at: string | undefined = id; at !== undefined; at = next.get(at)) path.push(at);
      return path;
    }
    for (const ends of Object.values(own(graph.nodes, id)?.connections.inputs ?? {})) {
      for (const { nodeId } of ends) if (!next.has(nodeId)) next.set(nodeId, id);
    }
  }
  return undefined;
}
