/** What the map of the graph says. */

export const MINIMAP_TEXT = {
  label: 'Map of the graph',
  /** For who can't see it: how many nodes, and how many of them failed. */
  summary: (nodes: number, failed: number) =>
    failed === 0
      ? `Map of the graph: ${nodes} nodes`
      : `Map of the graph: ${nodes} nodes, ${failed} failed`,
  keys: 'The arrow keys move the view, plus and minus zoom',
  show: 'Show the map',
  hide: 'Hide the map',
};
