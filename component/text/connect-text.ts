/** What the list of ports to wire a port to says. */

export const CONNECT_TEXT = {
  title: (port: string) => `Connect ${port}`,
  search: 'Search ports',
  list: 'Ports that fit',
  portOf: (port: string, node: string) => `${node} › ${port}`,
  converted: (how: string) => `converted: ${how}`,
  replaces: 'replaces its wire',
  circular: 'would close a circle',
  none: 'No port in this graph fits. Add a node that does.',
  noMatch: (text: string) => `No port matches “${text}”.`,
  refused: (count: number) =>
    count === 1 ? 'Show 1 port that does not fit' : `Show ${count} ports that do not fit`,
  hideRefused: 'Hide what does not fit',
  newNode: 'Add a node…',
};
