/** Edits of what a node says about its ports: pinned outputs, inputs shown as wires. */
import { pinOutput, showAsWire } from '../../../src/graph/edit-ports.js';
import type { AsWireEdit, PinEdit } from '../../../src/graph/edit-ports.js';
import type { Edit, EditTable } from './edit.js';

export type PortEdit = Edit &
  (({ readonly type: 'pinOutput' } & PinEdit) | ({ readonly type: 'showAsWire' } & AsWireEdit));

export const PORT_EDITS: EditTable<PortEdit> = {
  pinOutput: ({ graph }, command) => pinOutput(graph, command),
  showAsWire: ({ graph }, command) => showAsWire(graph, command),
};
