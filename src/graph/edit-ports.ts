/** Pure edits of what a node says about its ports, besides values and wires. */
import { createRecord } from '../config/document.js';
import { updateNodes } from './edit-graph.js';
import type { Connection, Graph } from './graph.js';

/** The value an output takes at runs in place of its own; `undefined`: its own again. */
export interface PinEdit extends Connection {
  readonly value: unknown;
}

/** Pins an output's value, or lets it go. The value must be one that JSON can say. */
export function pinOutput(graph: Graph, { nodeId, portName, value }: PinEdit): Graph {
  return updateNodes(graph, [nodeId], (node) => {
    const { pinned: before, ...rest } = node;
    const isPinned = before !== undefined && Object.hasOwn(before, portName);
    if (value === undefined ? !isPinned : isPinned && Object.is(before[portName], value)) {
      return node;
    }
    const pinned = Object.assign(createRecord<unknown>(), before);
    if (value === undefined) delete pinned[portName];
    else pinned[portName] = value;
    return Object.keys(pinned).length === 0 ? rest : { ...rest, pinned };
  });
}

/** Whether an input's controls are on the card. */
export interface AsWireEdit extends Connection {
  /** True: the card shows the input as a place for a wire alone. */
  readonly asWire: boolean;
}

/** Puts the controls of an input away from the card, or back. Its value stays. */
export function showAsWire(graph: Graph, { nodeId, portName, asWire }: AsWireEdit): Graph {
  return updateNodes(graph, [nodeId], (node) => {
    const { asWire: before = [], ...rest } = node;
    if (before.includes(portName) === asWire) return node;
    const others = before.filter((name) => name !== portName);
    const names = asWire ? [...others, portName] : others;
    return names.length === 0 ? rest : { ...rest, asWire: names };
  });
}
