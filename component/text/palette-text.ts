/** What the palette and the command palette say. */

export const PALETTE_TEXT = {
  title: 'Nodes',
  search: 'Search nodes',
  recent: 'Used last',
  subgraphs: 'Subgraphs',
  count: (count: number) => (count === 1 ? '1 node' : `${count} nodes`),
  more: (count: number) => `${count} more: type another letter.`,
  /** The command palette. */
  commands: 'Commands',
  searchCommands: 'Search commands and nodes',
  commandsPlaceholder: 'Type a command, a node type or a node',
  actionsHeading: 'Actions',
  addHeading: 'Add a node',
  goToHeading: 'Go to a node',
  lastHeading: 'Used last',
  hostHeading: 'This page',
  add: (label: string) => `Add ${label}`,
  goTo: (title: string) => `Go to ${title}`,
  noCommand: (query: string) => `Nothing matches “${query}”.`,
};
