/** Random commands of the editor's store: one maker for each kind of edit there is. */
import type { NodeType } from '../../src/config/config.js';
import { portNames } from '../../src/graph/edit-promoted.js';
import type { Connection, GraphNode } from '../../src/graph/graph.js';
import { subgraphNames } from '../../src/graph/subgraph-scope.js';
import type { Clip } from '../../component/store/clip.js';
import type { EditCommand, EditorCommand } from '../../component/store/editor-command.js';
import type { EditorState } from '../../component/store/editor-state.js';
import { allMarks, markKey } from '../../component/store/marks.js';
import { config } from '../src/graph/graphs.js';
import { CLIPS, DOCUMENTS } from './editor-clips.js';
import type { Random } from './random.js';

type Make<C> = (random: Random, state: EditorState) => C;

/** Ids that are there, and now and then one that is not, or that objects have already. */
function idOf(random: Random, record: object = {}): string {
  const ids = Object.keys(record);
  return ids.length === 0 || random.chance(0.05) ? random.pick(ODD) : random.pick(ids);
}

const ODD = ['ghost', '__proto__', 'constructor', ''];
const PORTS = { in: ['a', 'b', 'xs', 'x'], out: ['r', 'low', 'high', 'y'] };
const COLORS = ['red', 'blue', undefined] as const;

const node: Make<string> = (random, { graph }) => idOf(random, graph.nodes);
const some = (random: Random, record: object = {}): readonly string[] =>
  [...new Set([idOf(random, record), idOf(random, record)])].slice(0, 1 + random.below(2));
const from: Make<Connection> = (random, state) => ({
  nodeId: node(random, state),
  portName: random.pick(PORTS.out),
});
const to: Make<Connection> = (random, state) => ({
  nodeId: node(random, state),
  portName: random.pick(PORTS.in),
});
const wire = (random: Random, state: EditorState) => ({
  from: from(random, state),
  to: to(random, state),
});
/** A wire that is there, mostly. */
const drawn = (random: Random, state: EditorState) => {
  const all = Object.values(state.graph.nodes).flatMap(({ id, connections }) =>
    Object.entries(connections.inputs).flatMap(([portName, ends]) =>
      ends.map(({ nodeId, portName: source }) => ({
        from: { nodeId, portName: source },
        to: { nodeId: id, portName },
      })),
    ),
  );
  return all.length === 0 ? wire(random, state) : random.pick(all);
};
const place = (random: Random) =>
  random.chance(0.05)
    ? random.pick([
        { x: Number.NaN, y: 1 },
        { x: 1e308, y: -Infinity },
      ])
    : { x: random.below(900) - 300, y: random.below(600) };
const type = (random: Random, { graph, outer }: EditorState): string => {
  const inner = subgraphNames(graph, outer).map((name) => `graph:${name}`);
  return random.pick(['add', 'join', 'split', 'one', 'gone', ...inner]);
};
const nodeType = (random: Random): NodeType => random.pick(config.nodeTypes);
const name = (random: Random): string => random.pick(['part', 'Part 2', 'x', '', '__proto__']);
const subgraph: Make<string> = (random, { graph, outer }) =>
  idOf(random, Object.fromEntries(subgraphNames(graph, outer).map((each) => [each, true])));
const fresh = (stem: string, record: object = {}): string => {
  let number = Object.keys(record).length;
  while (Object.hasOwn(record, `${stem}${number}`)) number += 1;
  return `${stem}${number}`;
};
const shownPort: Make<{ side: 'inputs' | 'outputs'; name: string }> = (random, { graph }) => {
  const side = random.pick(['inputs', 'outputs'] as const);
  const names = portNames(graph, side);
  return { side, name: names.length === 0 ? 'ghost' : random.pick(names) };
};
const clip = (random: Random): { clip?: Clip } =>
  random.chance(0.4) ? { clip: random.pick(CLIPS) } : {};
const key = (random: Random): { mergeKey?: string } =>
  random.chance(0.3) ? { mergeKey: `k${random.below(2)}` } : {};

/** Wires that a new node brings along, whatever the others say of them. */
const brought: Make<GraphNode['connections']> = (random, state) => ({
  inputs: { [random.pick(PORTS.in)]: [from(random, state), from(random, state)] },
  outputs: { [random.pick(PORTS.out)]: [to(random, state)] },
});

/** Every kind of edit: one that is added to the store has to be added here. */
const EDITS: { readonly [T in EditCommand['type']]: Make<Extract<EditCommand, { type: T }>> } = {
  addNodes: (random, state) => ({
    type: 'addNodes',
    nodes: {
      [random.chance(0.1) ? node(random, state) : fresh('n', state.graph.nodes)]: {
        type: type(random, state),
        ...place(random),
        ...(random.chance(0.1) ? { connections: brought(random, state) } : {}),
      },
    },
  }),
  removeNodes: (random, { graph }) =>
    random.chance(0.5)
      ? { type: 'removeNodes' }
      : { type: 'removeNodes', ids: some(random, graph.nodes) },
  moveNodes: (random, state) => ({
    type: 'moveNodes',
    places: { [node(random, state)]: place(random) },
    comments: { [idOf(random, state.graph.comments)]: place(random) },
    ...key(random),
  }),
  changeNodes: (random, { graph }) => ({
    type: 'changeNodes',
    ids: some(random, graph.nodes),
    patch: random.pick([{ title: 't' }, { disabled: true }, { collapsed: true }, { width: 300 }]),
  }),
  setControl: (random, state) => ({
    type: 'setControl',
    ...to(random, state),
    control: 'a',
    value: random.pick([1, 'text', undefined, null, [1, { deep: true }]]),
    ...key(random),
  }),
  connect: (random, state) => ({
    type: 'connect',
    wire: wire(random, state),
    keep: random.chance(0.3),
    ...(random.chance(0.2) ? { instead: drawn(random, state) } : {}),
  }),
  disconnect: (random, state) => ({ type: 'disconnect', wire: drawn(random, state) }),
  setWirePoints: (random, state) => ({
    type: 'setWirePoints',
    wire: drawn(random, state),
    points: random.chance(0.3) ? [] : [place(random)],
  }),
  mendNodes: (random, state) => ({
    type: 'mendNodes',
    ids: some(random, state.graph.nodes),
    wires: [wire(random, state)],
  }),
  pinOutput: (random, state) => ({
    type: 'pinOutput',
    ...from(random, state),
    value: random.pick([1, undefined, { deep: [1] }]),
  }),
  showAsWire: (random, state) => ({
    type: 'showAsWire',
    ...to(random, state),
    asWire: random.chance(0.5),
  }),
  acceptDrift: (random, state) => ({
    type: 'acceptDrift',
    nodeId: node(random, state),
    nodeType: nodeType(random),
  }),
  replaceType: (random, state) => ({
    type: 'replaceType',
    nodeId: node(random, state),
    nodeType: nodeType(random),
  }),
  replaceNode: (random, state) => ({
    type: 'replaceNode',
    nodeId: node(random, state),
    nodeType: nodeType(random),
    match: { inputs: { a: 'b' }, outputs: random.chance(0.5) ? { r: 'low' } : {} },
  }),
  applyMove: () => ({ type: 'applyMove', from: 'gone', to: 'add' }),
  cut: (random) => ({ type: 'cut', ...clip(random) }),
  paste: (random) => ({
    type: 'paste',
    dx: random.chance(0.05) ? Infinity : random.below(50),
    dy: 10,
    ...clip(random),
    ...(random.chance(0.05) ? { ids: ['p', '__proto__', 'p3'] } : {}),
  }),
  group: (random, { graph }) => ({
    type: 'group',
    id: random.chance(0.05) ? idOf(random, graph.groups) : fresh('g', graph.groups),
    ...(random.chance(0.5) ? { nodeIds: some(random, graph.nodes) } : {}),
    patch: { title: 'G' },
  }),
  ungroup: (random, { graph }) => ({ type: 'ungroup', ids: some(random, graph.groups) }),
  removeGroupNodes: (random, { graph }) => ({
    type: 'removeGroupNodes',
    ids: some(random, graph.groups),
  }),
  changeGroups: (random, { graph }) => ({
    type: 'changeGroups',
    ids: some(random, graph.groups),
    patch: { collapsed: random.chance(0.5), color: random.pick(COLORS) },
  }),
  regroup: (random, { graph }) => ({
    type: 'regroup',
    nodeIds: some(random, graph.nodes),
    groupId: random.chance(0.3) ? undefined : idOf(random, graph.groups),
  }),
  addComment: (random, { graph }) => ({
    type: 'addComment',
    comment: {
      id: random.chance(0.05) ? idOf(random, graph.comments) : fresh('c', graph.comments),
      ...place(random),
      text: 'note',
    },
  }),
  changeComments: (random, { graph }) => ({
    type: 'changeComments',
    patches: { [idOf(random, graph.comments)]: { text: 'other', color: random.pick(COLORS) } },
  }),
  removeComments: (random, { graph }) => ({
    type: 'removeComments',
    ids: some(random, graph.comments),
  }),
  makeSubgraph: (random, { graph }) => ({
    type: 'makeSubgraph',
    name: name(random),
    ...(random.chance(0.5) ? { ids: some(random, graph.nodes) } : {}),
    ...(random.chance(0.2) ? { nodeId: idOf(random, graph.nodes) } : {}),
  }),
  unpackSubgraph: (random, state) => ({ type: 'unpackSubgraph', nodeId: node(random, state) }),
  replaceGraph: (random) => ({ type: 'replaceGraph', graph: random.pick(DOCUMENTS) }),
  renameSubgraph: (random, state) => ({
    type: 'renameSubgraph',
    to: name(random),
    ...(random.chance(0.6) ? { name: subgraph(random, state) } : {}),
  }),
  removeSubgraph: (random, state) => ({ type: 'removeSubgraph', name: subgraph(random, state) }),
  copySubgraph: (random, state) => ({ type: 'copySubgraph', nodeId: node(random, state) }),
  promotePort: (random, state) => ({
    type: 'promotePort',
    ...(random.chance(0.5)
      ? { side: 'inputs', ...to(random, state) }
      : { side: 'outputs', ...from(random, state) }),
  }),
  withdrawPort: (random, state) => ({ type: 'withdrawPort', ...shownPort(random, state) }),
  renamePort: (random, state) => ({
    type: 'renamePort',
    ...shownPort(random, state),
    to: name(random),
  }),
  movePort: (random, state) => ({
    type: 'movePort',
    ...shownPort(random, state),
    index: random.below(3),
  }),
};

/** What is no edit, but changes what edits act on. */
const OTHER_COMMANDS: readonly Make<EditorCommand>[] = [
  (random, { graph }) => ({
    type: 'select',
    ids: some(random, graph.nodes),
    marks: [...allMarks(graph), markKey({ type: 'group', id: idOf(random, graph.groups) })],
    mode: random.pick(['replace', 'add', 'toggle']),
  }),
  (random, state) => ({
    type: 'select',
    ids: [],
    marks: [markKey({ type: 'wire', wire: drawn(random, state) })],
  }),
  () => ({ type: 'selectAll' }),
  (random) => ({ type: 'copy', ...clip(random) }),
  (random) => ({
    type: 'changeSettings',
    settings: random.pick([{ snapToGrid: true }, { tool: 'select' }, {}]),
  }),
  (random, { path }) => ({
    type: 'receiveGraph',
    graph: random.pick(DOCUMENTS),
    ...(random.chance(0.5) ? { path } : {}),
  }),
  (_, { document }) => ({ type: 'migrate', graph: { ...document } }),
  () => ({ type: 'undo' }),
  () => ({ type: 'redo' }),
  (random, state) => ({ type: 'enterSubgraph', nodeId: node(random, state) }),
  (random, state) => ({ type: 'enterSubgraph', nodeId: node(random, state) }),
  () => ({ type: 'leaveSubgraph' }),
  (random, state) => ({
    type: 'showPath',
    path: [{ name: subgraph(random, state) }],
    ...(random.chance(0.3) ? { ids: some(random, state.graph.nodes) } : {}),
  }),
  (random) => ({
    type: 'moveViewport',
    viewport: { ...place(random), scale: random.pick([1, 0.2, -1, Number.NaN]) },
  }),
  (random, state) => ({
    type: 'batch',
    commands: [
      EDITS.addNodes(random, state),
      { type: 'batch', commands: [EDITS.connect(random, state), EDITS.regroup(random, state)] },
      { type: 'undo' },
    ].slice(0, 1 + random.below(3)) as EditorCommand[],
    ...key(random),
  }),
];

const KINDS = Object.values(EDITS) as readonly Make<EditorCommand>[];

/** A command that makes sense in a state, or nearly. Adding and wiring come often: graphs grow. */
export function randomCommand(random: Random, state: EditorState): EditorCommand {
  const roll = random.next();
  if (roll < 0.16) return EDITS.addNodes(random, state);
  if (roll < 0.34) return EDITS.connect(random, state);
  if (roll < 0.56) return random.pick(OTHER_COMMANDS)(random, state);
  return random.pick(KINDS)(random, state);
}
