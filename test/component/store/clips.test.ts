import { describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../../src/config/parse-config.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import type { Graph } from '../../../src/graph/graph.js';
import type { PortFunctions } from '../../../src/graph/node-ports.js';
import { graphTypesOf } from '../../../src/graph/subgraph-types.js';
import { withoutSecrets } from '../../../component/store/clip-secrets.js';
import { clipToText, textToClip } from '../../../component/store/clip-text.js';
import { copySelection, pasteClip } from '../../../component/store/clipboard.js';
import { createEditorState } from '../../../component/store/editor-state.js';
import type { EditorCommand } from '../../../component/store/editor-command.js';
import { reduceEditor } from '../../../component/store/reduce-editor.js';
import { node } from '../../src/graph/graphs.js';
import { INC, port } from '../../src/graph/subgraphs.js';

const read = (document: object): Graph => parseGraph({ version: 1, ...document }).graph;
const after = (graph: Graph, ...commands: readonly EditorCommand[]) =>
  commands.reduce(reduceEditor, createEditorState(graph));
const COPY: readonly EditorCommand[] = [{ type: 'selectAll' }, { type: 'copy' }];
const PASTE: EditorCommand = { type: 'paste', dx: 10, dy: 20 };

describe('a clip', () => {
  test('[E3] has comments that are selected, whole groups, signatures and subgraphs', () => {
    const signature = { label: 'One', inputs: [], outputs: [], returns: 'value' };
    const graph = read({
      nodes: {
        a: node('one', {}, { fingerprint: '1:x' }),
        b: node('graph:mid', { x: 'a.r' }, { x: 100 }),
        c: node('one'),
      },
      signatures: { '1:x': signature, '1:unused': signature },
      groups: { g: { title: 'G', nodeIds: ['a', 'b'] }, h: { title: 'H', nodeIds: ['c', 'b'] } },
      comments: { n: { text: 'note', x: 1, y: 2, mine: true } },
      subgraphs: {
        mid: { version: 1, nodes: { i: node('graph:inc') } },
        inc: INC,
        unused: INC,
      },
    });
    const select: EditorCommand = { type: 'select', ids: ['a', 'b'], marks: ['["comment","n"]'] };
    const state = after(graph, select, { type: 'copy' }, PASTE);
    expect(state.clip).toMatchObject({ signatures: { '1:x': { label: 'One' } } });
    expect(Object.keys(state.clip!.signatures!)).toEqual(['1:x']);
    expect(Object.keys(state.clip!.subgraphs!)).toEqual(['mid', 'inc']);
    expect(state.graph.nodes['b-2']).toMatchObject({ x: 110, y: 20, type: 'graph:mid' });
    expect(state.graph.groups).toMatchObject({ 'g-2': { title: 'G', nodeIds: ['a-2', 'b-2'] } });
    expect(Object.keys(state.graph.groups!)).toEqual(['g', 'h', 'g-2']);
    expect(state.graph.comments!['n-2']).toEqual({ text: 'note', x: 11, y: 22, mine: true });
    expect(state.graph.subgraphs).toBe(graph.subgraphs);
    expect([...state.selection, ...state.marks]).toEqual(['a-2', 'b-2', '["comment","n-2"]']);
    // A copy brings nothing along that a document elsewhere has not.
    const elsewhere = pasteClip(createEditorState(), state.clip!, { dx: 0, dy: 0 }).graph;
    expect(parseGraph(JSON.stringify(elsewhere)).issues).toEqual([]);
    expect(Object.keys(elsewhere.subgraphs!)).toEqual(['mid', 'inc']);
  });

  test('[E3] subgraphs of a name that is taken get another, with all that use them', () => {
    const from = read({
      nodes: { s: node('graph:mid') },
      subgraphs: { mid: { version: 1, nodes: { i: node('graph:inc') } }, inc: INC },
    });
    const other = { version: 1, nodes: { n: node('one') } };
    const { clip } = after(from, ...COPY);
    const into = read({
      nodes: {},
      subgraphs: { mid: { version: 1, nodes: { i: node('graph:inc') } }, inc: other },
    });
    const { graph } = pasteClip(createEditorState(into), clip!, { dx: 0, dy: 0 });
    // The equal one leads to another `inc` here: it is not the same.
    expect(graph.nodes['s']!.type).toBe('graph:mid 2');
    expect(graph.subgraphs!['mid 2']!.nodes['i']!.type).toBe('graph:inc 2');
    expect(graph.subgraphs!['inc']).toEqual(into.subgraphs!['inc']);
  });

  test('[E9] pasted into its own subgraph is a copy, which does not contain itself', () => {
    const graph = read({ nodes: { s: node('graph:inc') }, subgraphs: { inc: INC } });
    const state = after(graph, ...COPY, { type: 'enterSubgraph', nodeId: 's' }, PASTE);
    expect(state.graph.nodes['s']!.type).toBe('graph:inc 2');
    expect(state.graph.subgraphs!['inc 2']).toEqual(graph.subgraphs!['inc']);
  });

  test('[E9] nothing that would contain itself comes into a subgraph', () => {
    const nodes = { s: node('graph:inc') };
    const graph = read({ nodes, subgraphs: { inc: INC } });
    const clip = read({ nodes: { x: nodes.s } });
    const nodeType = graphTypesOf(graph, undefined).get('graph:inc')!;
    const match = { inputs: {}, outputs: {} };
    const commands: readonly EditorCommand[] = [
      { type: 'paste', clip, dx: 0, dy: 0 },
      { type: 'addNodes', nodes: { x: { type: 'graph:inc' } } },
      { type: 'replaceNode', nodeId: 'n', nodeType, match },
      { type: 'replaceType', nodeId: 'n', nodeType },
    ];
    const inside = after(graph, { type: 'enterSubgraph', nodeId: 's' });
    for (const command of commands) {
      expect(() => reduceEditor(inside, command)).toThrow(/"inc" would contain itself/);
    }
    expect(after(graph, commands[0]!).graph.nodes['x']!.type).toBe('graph:inc');
  });

  test('[E3] holds no value of a secret, in subgraphs neither', () => {
    const input = { name: 'key', schema: { type: 'string' } };
    const { config } = parseConfig({
      nodeTypes: [
        {
          type: 'call',
          inputs: [
            { ...input, secret: true },
            { ...input, name: 'q' },
          ],
        },
      ],
    });
    const call = node('call', {}, { inputData: { key: { key: 'hush' }, q: { q: 'say' } } });
    const part = { version: 1, nodes: { call }, ports: { inputs: [port('token', 'call.key')] } };
    const graph = read({
      nodes: { call, s: node('graph:part', {}, { inputData: { token: { token: 'hush' } } }) },
      subgraphs: { part },
    });
    const text = clipToText(withoutSecrets(after(graph, ...COPY).clip!, config));
    expect(text).not.toContain('hush');
    expect(text.match(/say/g)).toHaveLength(2);
  });
});

test('[E3] secrets that port functions list are in no clip, nor what one may list that fails', () => {
  const { config } = parseConfig({
    nodeTypes: [{ type: 'call', inputs: { path: 'grow' }, outputs: [] }],
  });
  const values = { key: { key: 'hush' }, q: { q: 'say' } };
  const call = node('call', {}, { inputData: values });
  const part = { version: 1, nodes: { call }, ports: { inputs: [port('key', 'call.key')] } };
  const graph = read({
    nodes: { call, s: node('graph:part', {}, { inputData: { key: { key: 'hush' } } }) },
    subgraphs: { part },
  });
  const grow = () => [
    { name: 'key', type: 'text', secret: true },
    { name: 'q', type: 'text' },
  ];
  const clip = after(graph, ...COPY).clip!;
  const text = (portFunctions: PortFunctions): string =>
    clipToText(withoutSecrets(clip, config, { portFunctions }));
  expect(text({ grow })).not.toContain('hush');
  expect(text({ grow }).match(/say/g)).toHaveLength(2);
  const fails = (): never => {
    throw new Error('no ports today');
  };
  // What is given to the subgraph round it can't be told to be one.
  expect(text({ grow: fails }).match(/hush|say/g)).toEqual(['hush']);
});

describe('as text', () => {
  test('[E3] is the JSON of a graph, without what JSON can not say', () => {
    const graph = read({
      nodes: { a: node('one', {}, { inputData: { x: { x: 1 } } }) },
    });
    const circle: Record<string, unknown> = {};
    circle['in'] = circle;
    const inputData = { x: { x: 1 }, y: { y: 1n }, z: { z: NaN } };
    const odd = { ...graph.nodes['a']!, inputData, settings: { retry: 5n }, mine: circle };
    const clip = copySelection({
      graph: { ...graph, nodes: { a: odd } },
      outer: [],
      selection: new Set(['a']),
      marks: new Set(),
    })!;
    expect(textToClip(clipToText(clip))!.nodes['a']!.inputData).toMatchObject({ x: { x: 1 } });
    expect(JSON.parse(clipToText(clip))).toHaveProperty('version', 1);
  });

  test('[E3] loses no comment, group or signature by what another one holds', () => {
    const graph = read({
      nodes: { a: node('one', {}, { fingerprint: '1:x' }) },
      signatures: { '1:x': { label: 'One', inputs: [], outputs: [], returns: 'value' } },
      comments: { c: { text: 'kept', x: 1, y: 2 }, odd: { text: 'odd', x: 3, y: 4 } },
      groups: { g: { title: 'G', nodeIds: ['a'] } },
    });
    const odd = { ...(graph.comments!['odd'] as object), mine: 5n };
    const group = { ...(graph.groups!['g'] as object), mine: () => 1 };
    const clip = { ...graph, comments: { ...graph.comments, odd }, groups: { g: group } };
    expect(textToClip(clipToText(clip))).toEqual(JSON.parse(JSON.stringify(graph)));
  });

  test('[E3] brings no value that a save would break at', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const call = `{"type":"one","x":0,"inputData":{"a":{"a":${deep},"b":1}},"mine":${deep}}`;
    const part = `{"version":1,"nodes":{"n":${call}},"mine":${deep}}`;
    const text = `{"version":1,"nodes":{"n":${call},"s":{"type":"graph:p"}},"subgraphs":{"p":${part}},
      "comments":{"c":${deep}},"groups":{"g":${deep}}}`;
    const clip = textToClip(text)!;
    expect(clip.nodes['n']!.inputData).toMatchObject({ a: { b: 1 } });
    const { graph } = pasteClip(createEditorState(clip), clip, { dx: 0, dy: 0 });
    expect(Object.keys(graph.nodes)).toEqual(['n', 's', 'n-2', 's-2']);
    expect(JSON.stringify(graph).length).toBeLessThan(2_000);
  });

  test('[E3] reads what Flume and Flowfunc save, and nothing else', () => {
    const map = { a: { type: 'one', x: 1, y: 2 } };
    expect(Object.keys(textToClip(` \n${JSON.stringify(map)}`)!.nodes)).toEqual(['a']);
    expect(textToClip(`\uFEFF${JSON.stringify({ version: 1, nodes: map })}`)).toBeDefined();
    const others = [
      '',
      'hello {',
      '{',
      '[]',
      '{}',
      '"{}"',
      '{"a": 1}',
      '{"name": "package", "version": "1.0.0", "dependencies": {"a": "1"}}',
      '{"name": {"type": "string"}}',
      '{"version": 1, "nodes": []}',
      '{"version": 1, "nodes": {}}',
      '{"version": 1, "nodes": {"a": 5}}',
    ];
    for (const text of others) expect([text, textToClip(text)]).toEqual([text, undefined]);
  });
});
