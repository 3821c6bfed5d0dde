/** What is said beside the pointer, and of the clipboard. */

export const GESTURE_TEXT = {
  converted: (how: string) => `Converted: ${how}`,
  replaces: 'Replaces the wire that is there',
  insert: 'Release to insert it into this wire',
  selectTool: 'Select by dragging',
  snapToGrid: 'Snap to the grid',
  addWirePoint: 'Add a point to the wire',
  removeWirePoints: 'Straighten the wire',
  disconnect: (count: number) => (count > 1 ? `Disconnect ${count} wires` : 'Disconnect'),
  deleteAndMend: (count: number) =>
    count > 1 ? `Delete ${count} nodes and mend` : 'Delete and mend',
  nothingToPaste: 'The clipboard holds no nodes: copy some, or the text of a graph',
  clipboardRefused: (key: string) =>
    `The browser does not let this page read the clipboard. ${key} pastes it.`,
  copyRefused: (key: string) =>
    `Copied for this editor only: the browser refused its clipboard. ${key} copies for all.`,
};
