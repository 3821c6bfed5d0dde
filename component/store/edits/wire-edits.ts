/** Edits of wires. */
import { own } from '../../../src/config/document.js';
import { connect, disconnect, removeNodes, updateNodes } from '../../../src/graph/edit-graph.js';
import type { Wire } from '../../../src/graph/edit-graph.js';
import type { WirePoint } from '../../../src/graph/graph.js';
import { pointsOf, withPoints } from '../../../src/graph/wire-points.js';
import type { Edit, EditTable } from './edit.js';

export type WireEdit = Edit &
  (
    | {
        readonly type: 'connect';
        readonly wire: Wire;
        /** The input takes several wires; without it, a new one replaces the old. */
        readonly keep?: boolean;
        /** A wire that is taken away first: it was moved, and keeps the points it passes. */
        readonly instead?: Wire;
      }
    | { readonly type: 'disconnect'; readonly wire: Wire }
    /** Has a wire pass these places, from its output to its input; none is the shortest way. */
    | {
        readonly type: 'setWirePoints';
        readonly wire: Wire;
        readonly points: readonly WirePoint[];
      }
    /** Removes nodes, and draws the wires that take their place; see `planMend`. */
    | {
        readonly type: 'mendNodes';
        readonly ids: readonly string[];
        readonly wires: readonly (Wire & { readonly keep?: boolean })[];
      }
  );

export const WIRE_EDITS: EditTable<WireEdit> = {
  connect({ graph }, { wire, keep = false, instead }) {
    if (instead === undefined) return connect(graph, wire, { keep });
    const target = own(graph.nodes, instead.to.nodeId);
    const points = pointsOf(target, instead.to.portName, instead.from);
    return connect(disconnect(graph, instead), wire, { keep, points });
  },
  disconnect: ({ graph }, { wire }) => disconnect(graph, wire),
  setWirePoints: ({ graph }, { wire: { from, to }, points }) =>
    updateNodes(graph, [to.nodeId], (node) =>
      withPoints(node, { portName: to.portName, from }, points),
    ),
  mendNodes({ graph }, { ids, wires }) {
    const left = removeNodes(graph, ids);
    return wires.reduce((each, wire) => connect(each, wire, { keep: wire.keep === true }), left);
  },
};
