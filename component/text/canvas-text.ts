/** What the canvas says. */

export const CANVAS_TEXT = {
  label: 'Graph editor',
  /** `{key}` is where the key is shown. */
  empty: 'Add a node: press {key} or right-click',
  emptyReadOnly: 'There is nothing in this graph.',
  noPort: (name: string) => `there is no port “${name}” any more`,
  crashed: 'The editor stopped',
  crashedGraph: 'The graph is as it was before.',
  retry: 'Try again',
  /** A menu or dialog whose code did not arrive. */
  notLoaded: 'This could not be loaded. Check the connection and try again, or reload the page.',
};
