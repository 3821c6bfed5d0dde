/** What is said aloud when something has happened. */

const counted =
  (one: string) =>
  (count: number): string =>
    count === 1 ? `1 ${one}` : `${count} ${one}s`;
const nodes = counted('node');

export const ANNOUNCE_TEXT = {
  nodes,
  wires: counted('wire'),
  comments: counted('comment'),
  groups: counted('group'),
  group: (title: string) => (title === '' ? 'Group' : `Group “${title}”`),
  added: (what: string) => `${what} added`,
  removed: (what: string) => `${what} deleted`,
  moved: (x: number, y: number) => `Moved to ${x}, ${y}`,
  movedMany: (what: string) => `${what} moved`,
  connected: (from: string, to: string) => `${from} connected to ${to}`,
  disconnected: (from: string, to: string) => `${from} disconnected from ${to}`,
  enabled: (what: string) => `${what} enabled`,
  disabled: (what: string) => `${what} disabled`,
  collapsed: (what: string) => `${what} collapsed`,
  expanded: (what: string) => `${what} expanded`,
  renamed: (name: string) => `Renamed to ${name}`,
  /** Of what nodes, comments and groups are counted as. */
  copied: (what: string) => `${what} copied`,
  pasted: (what: string) => `${what} pasted`,
  cut: (what: string) => `${what} cut`,
  replaced: (name: string) => `Replaced by ${name}`,
  grouped: (count: number) => `Group of ${nodes(count)} made`,
  ungrouped: 'Group taken away, its nodes are left',
  commentAdded: 'Comment added',
  madeSubgraph: (count: number) => `Subgraph of ${nodes(count)} made`,
  undone: (what: string) => `Undone: ${what}`,
  redone: (what: string) => `Redone: ${what}`,
  /** What a step of the history was, after "Undone:". */
  steps: {
    addNodes: 'add',
    removeNodes: 'delete',
    mendNodes: 'delete',
    moveNodes: 'move',
    changeNodes: 'change of a node',
    setControl: 'change of a value',
    connect: 'connect',
    disconnect: 'disconnect',
    cut: 'cut',
    paste: 'paste',
    group: 'group',
    ungroup: 'ungroup',
    changeGroups: 'change of a group',
    addComment: 'comment',
    changeComments: 'change of a comment',
    makeSubgraph: 'subgraph',
    unpackSubgraph: 'unpack',
    replaceNode: 'replace',
    replaceType: 'replace',
  } as Readonly<Record<string, string>>,
  step: 'last change',
  selected: (what: string) => `${what} selected`,
  zoom: (percent: number) => `Zoom ${percent} %`,
  entered: (name: string) => `In subgraph ${name}`,
  left: 'Back in the whole graph',
  runStarted: 'Run started',
  runDone: (count: number) => `Run finished: ${count} done`,
  runFailed: (done: number, failed: number) => `Run finished: ${failed} failed, ${done} done`,
  /** Those that were neither done nor failed. */
  runRest: (skipped: number, cancelled: number) =>
    [skipped > 0 && `${skipped} skipped`, cancelled > 0 && `${cancelled} cancelled`]
      .filter(Boolean)
      .join(', '),
  failed: (name: string, message: string) =>
    message === '' ? `${name} failed` : `${name} failed: ${message}`,
};
