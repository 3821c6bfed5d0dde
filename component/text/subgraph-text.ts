/** What is said of subgraphs: graphs inside graphs, and the ports they have. */

export const SUBGRAPH_TEXT = {
  /** What a new one is called. */
  newName: 'Subgraph',
  make: 'Make a subgraph',
  enter: 'Open the subgraph',
  leave: 'Back to the graph around',
  unpack: 'Unpack the subgraph',
  makeUnique: 'Make its subgraph its own',
  removeUnused: (count: number) =>
    count === 1 ? 'Delete the unused subgraph' : `Delete ${count} unused subgraphs`,
  editPorts: 'Name and ports of the subgraph',
  promote: 'Make it a port of the graph',
  withdraw: 'Take it from the ports of the graph',
  /** The name of the list that says where one is. */
  path: 'Graphs',
  main: 'Main graph',
  ports: 'Ports',
  portsTitle: (name: string) => `Subgraph “${name}”`,
  graphPortsTitle: 'Ports of the graph',
  name: 'Name',
  inputs: 'Inputs',
  outputs: 'Outputs',
  noInputs: 'No inputs. Make one in the menu of a node’s port.',
  noOutputs: 'No outputs. Make one in the menu of a node’s port.',
  portName: (name: string) => `Name of ${name}`,
  leadsTo: (node: string, port: string) => `${node} · ${port}`,
  moveUp: (name: string) => `Move ${name} up`,
  moveDown: (name: string) => `Move ${name} down`,
  remove: (name: string) => `Take away ${name}`,
  users: (count: number) => (count === 1 ? 'Used by 1 node' : `Used by ${count} nodes`),
  nameTaken: (name: string) => `“${name}” is taken`,
  nameEmpty: 'A name is needed',
  showInside: 'Show in the subgraph',
  close: 'Close',
};
