/** What panels of all kinds say. */

export const PANEL_TEXT = {
  show: (title: string) => `Show ${title.toLowerCase()}`,
  hide: (title: string) => `Hide ${title.toLowerCase()}`,
  copy: 'Copy',
  copied: 'Copied',
  copyWhat: (what: string) => `Copy ${what}`,
  copiedWhat: (what: string) => `${what} copied`,
  noNode: 'There is no such node',
  selectNode: 'Select this node',
  /** `{type}` is where the type is named. */
  missingType: 'There is no node type {type} here. The node is kept as it was saved.',
};
