/** Marks the handles of ports that are ports of the graph, too. Written past React. */
import type { Graph } from '../../src/graph/graph.js';
import type { PortEnd } from '../surface/port-end.js';

/** Ends by the object that lists them. */
const KEYS = new WeakMap<object, ReadonlySet<string>>();

/** Marks a handle, or takes the mark away. */
export function markPromoted(handle: HTMLElement, end: PortEnd, { ports }: Graph): void {
  const isPromoted = ports !== undefined && keysOf(ports).has(keyOf(end));
  if (handle.hasAttribute('data-mr-promoted') !== isPromoted) {
    handle.toggleAttribute('data-mr-promoted', isPromoted);
  }
}

function keysOf(ports: NonNullable<Graph['ports']>): ReadonlySet<string> {
  const known = KEYS.get(ports);
  if (known !== undefined) return known;
  const keys = new Set([
    ...ports.inputs.map((port) => keyOf({ ...port, side: 'input' })),
    ...ports.outputs.map((port) => keyOf({ ...port, side: 'output' })),
  ]);
  KEYS.set(ports, keys);
  return keys;
}

function keyOf({ side, nodeId, portName }: PortEnd): string {
  return JSON.stringify([side, nodeId, portName]);
}
