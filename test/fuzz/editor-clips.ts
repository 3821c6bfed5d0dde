/** Clips and documents as a hostile host, or another program, may hand them to the editor's store. */
import type { Graph } from '../../src/graph/graph.js';
import { parseGraph } from '../../src/graph/parse-graph.js';
import { node } from '../src/graph/graphs.js';
import type { RawNode } from '../src/graph/graphs.js';
import { INC, port } from '../src/graph/subgraphs.js';

const end = (nodeId: string, portName: string) => ({ nodeId, portName });

/** As `node`, but the outputs say what they like, and nothing is repaired. */
function raw(id: string, more: RawNode): unknown {
  return { id, ...node('add'), ...more };
}

/** What no parser has seen: wires that one side knows, nodes and ports that are not there. */
const UNREAD = {
  version: 1,
  nodes: Object.fromEntries([
    [
      'a',
      raw('a', {
        x: 1e300,
        connections: {
          inputs: { a: [end('ghost', 'r'), end('a', 'r')], __proto__: [] },
          outputs: { r: [end('b', 'none'), end('__proto__', 'a')] },
        },
      }),
    ],
    ['__proto__', raw('__proto__', { y: Number.NaN, width: Infinity })],
    [
      'b',
      raw('b', {
        type: 'graph:inc',
        connections: { inputs: { b: [end('__proto__', 'r'), end('a', 'r')] }, outputs: {} },
      }),
    ],
  ]),
  groups: { g: { title: 'G', nodeIds: ['a', 'a', 'ghost', 5, 'b'] }, h: { nodeIds: ['a'] }, i: 1 },
  comments: { c: { text: 'note', x: 1, y: 2 }, d: { text: 5 }, e: null },
} as unknown as Graph;

const INNER = {
  version: 1,
  nodes: { n: node('add', { a: 'deep.y' }), deep: node('graph:deep') },
  ports: { inputs: [port('x', 'n.b')], outputs: [port('y', 'n.r')] },
  subgraphs: { deep: INC },
};

/** Clips to paste: also such as name subgraphs they do not bring, or bring others of the name. */
export const CLIPS: readonly Graph[] = [
  UNREAD,
  parseGraph({ version: 1, nodes: { x: node('graph:part'), y: node('graph:x', { x: 'x.y' }) } })
    .graph,
  parseGraph({
    version: 1,
    nodes: { s: node('graph:part'), t: node('graph:inc', { x: 's.y' }) },
    subgraphs: { part: INNER, inc: { ...INC }, deep: { version: 1, nodes: {} } },
    comments: { c: { text: 'pasted', x: 0, y: 0 } },
    groups: { g: { title: 'Both', nodeIds: ['s', 't'] } },
  }).graph,
];

/** Documents that may take the place of the one that is drawn. */
export const DOCUMENTS: readonly Graph[] = [
  parseGraph({ version: 1, nodes: {} }).graph,
  parseGraph({
    version: 1,
    nodes: { a: { type: 'one' }, s: { type: 'graph:inc' } },
    subgraphs: {
      inc: {
        version: 1,
        nodes: { n: { type: 'add' }, deep: { type: 'graph:deep' } },
        ports: {
          inputs: [port('x', 'n.a'), port('x', 'n.b')],
          outputs: [port('y', 'n.r')],
        },
        subgraphs: { deep: { version: 1, nodes: { one: { type: 'one' } } } },
      },
    },
  }).graph,
];

const outer = {
  version: 1,
  nodes: {
    a: node('one', {}, { title: 'A' }),
    s: node('graph:inc', { x: 'a.r' }, { inputData: { x: { x: 1 } } }),
    t: node('graph:loop'),
    j: node('join', { xs: ['a.r', 's.y', 'j.r', 'ghost.r'] }),
  },
  ports: { inputs: [port('in', 's.x')], outputs: [port('out', 'j.r')] },
  groups: { g: { title: 'G', nodeIds: ['a', 's', 'g', 'a'] }, h: { nodeIds: ['a', 'j'] } },
  comments: { c: { text: 'note', x: 1, y: 2, width: -1, height: 1e9 } },
  signatures: { '1:x': { label: 'One', inputs: [], outputs: [], returns: 'value' } },
  viewport: { x: 1, y: 2, scale: -1 },
};

/** Documents with something wrong from the start: circles of subgraphs, wires to nothing, all in groups. */
export const BROKEN: readonly unknown[] = [
  {
    ...outer,
    subgraphs: {
      inc: { ...INC, subgraphs: { deep: INNER } },
      loop: { version: 1, nodes: { i: node('graph:pool') } },
      pool: { version: 1, nodes: { i: node('graph:loop', { x: 'i.y' }), o: node('graph:inc') } },
    },
  },
  { ...outer, subgraphs: { inc: UNREAD, loop: outer, ['__proto__']: INNER } },
];
