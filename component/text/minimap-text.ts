/** What the map of the graph says. */

export const MINIMAP_TEXT = {
  /** For who can't see it: how many nodes, and how many of them failed. */
  summary: (nodes: number, failed: number) =>
    `Map of the graph: ${nodes === 1 ? '1 node' : `${nodes} nodes`}${failed === 0 ? '' : `, ${failed} failed`}`,
  keys: 'The arrow keys move the view, plus and minus zoom',
  show: 'Show the map',
  hide: 'Hide the map',
};
