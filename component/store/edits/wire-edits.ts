/** Edits of wires. */
import { connect, disconnect } from '../../../src/graph/edit-graph.js';
import type { Wire } from '../../../src/graph/edit-graph.js';
import type { Edit, EditTable } from './edit.js';

export type WireEdit = Edit &
  (
    | {
        readonly type: 'connect';
        readonly wire: Wire;
        /** The input takes several wires; without it, a new one replaces the old. */
        readonly keep?: boolean;
        /** A wire that is taken away first: it was moved. */
        readonly instead?: Wire;
      }
    | { readonly type: 'disconnect'; readonly wire: Wire }
  );

export const WIRE_EDITS: EditTable<WireEdit> = {
  connect({ graph }, { wire, keep = false, instead }) {
    return connect(instead === undefined ? graph : disconnect(graph, instead), wire, { keep });
  },
  disconnect: ({ graph }, { wire }) => disconnect(graph, wire),
};
