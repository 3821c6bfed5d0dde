/** The names of what can be done. */

const nodes = (count: number): string => (count > 1 ? ` ${count} nodes` : '');

export const ACTION_TEXT = {
  undo: 'Undo',
  redo: 'Redo',
  copy: (count: number) => `Copy${nodes(count)}`,
  cut: (count: number) => `Cut${nodes(count)}`,
  paste: 'Paste',
  duplicate: (count: number) => `Duplicate${nodes(count)}`,
  delete: (count: number) => `Delete${nodes(count)}`,
  disable: (count: number) => `Disable${nodes(count)}`,
  enable: (count: number) => `Enable${nodes(count)}`,
  selectAll: 'Select all',
  clearSelection: 'Clear the selection',
  addNode: 'Add a node',
  connect: 'Connect to…',
  shortcuts: 'Keyboard shortcuts',
  fitView: 'Show all',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
};
