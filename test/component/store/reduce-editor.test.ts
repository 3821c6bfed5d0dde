import { describe, expect, test } from '@jest/globals';
import { parseGraph } from 'millrace';
import type { EditorCommand } from '../../../component/store/editor-command.js';
import { createEditorState } from '../../../component/store/editor-state.js';
import type { EditorState } from '../../../component/store/editor-state.js';
import { reduceEditor } from '../../../component/store/reduce-editor.js';

const wire = (from: string, to: string) => ({
  from: { nodeId: from, portName: 'result' },
  to: { nodeId: to, portName: 'a' },
});

function after(...commands: readonly EditorCommand[]): EditorState {
  return commands.reduce(reduceEditor, createEditorState());
}

const drawn: readonly EditorCommand[] = [
  { type: 'addNodes', nodes: { a: { type: 't' }, b: { type: 't', x: 10 }, c: { type: 't' } } },
  { type: 'connect', wire: wire('a', 'b') },
  { type: 'connect', wire: wire('b', 'c') },
];

const text = (state: EditorState): string => JSON.stringify(state.graph);
const typed = (value: string): EditorCommand => ({
  type: 'setControl',
  nodeId: 'a',
  portName: 'x',
  control: 'x',
  value,
  mergeKey: 'type:a.x',
});

test('[E1] a view that is none, marks that are none, and a copy of nothing change nothing', () => {
  const state = after(...drawn);
  const view = { x: 0, y: 0, scale: 1 };
  for (const wrong of [{ x: NaN }, { y: Infinity }, { scale: 0 }, { scale: NaN }]) {
    const viewport = { ...view, ...wrong };
    expect(reduceEditor(state, { type: 'moveViewport', viewport })).toBe(state);
  }
  for (const mark of ['x', 'null', '["wire"]', '["wire","a",1,"b","a"]', '["toString"]', '[]']) {
    expect(reduceEditor(state, { type: 'select', ids: [], marks: [mark] })).toBe(state);
  }
  expect(reduceEditor(state, { type: 'copy' })).toBe(state);
});

describe('history', () => {
  test('undo leads back step by step to the start, redo forward again', () => {
    const end = after(...drawn);
    const states = [end];
    for (let step = 0; step < 3; step += 1) {
      states.push(reduceEditor(states.at(-1)!, { type: 'undo' }));
    }
    expect(Object.keys(states.at(-1)!.graph.nodes)).toEqual([]);
    expect(reduceEditor(states.at(-1)!, { type: 'undo' })).toBe(states.at(-1));
    const again = [1, 2, 3].reduce(
      (state) => reduceEditor(state, { type: 'redo' }),
      states.at(-1)!,
    );
    expect(again.graph).toBe(end.graph);
    expect(reduceEditor(again, { type: 'redo' })).toBe(again);
  });

  test('edits with one merge key are one step, until something else happens', () => {
    const state = after(...drawn, typed('w'), typed('wa'), typed('wat'));
    expect(state.history.undo).toHaveLength(4);
    const undone = reduceEditor(state, { type: 'undo' });
    expect(undone.graph.nodes['a']?.inputData).toEqual({});
    const later = [{ type: 'undo' } as const, { type: 'redo' } as const, typed('water')];
    expect(later.reduce(reduceEditor, state).history.undo).toHaveLength(5);
  });

  test('so are batches with one merge key, whatever keys their commands have', () => {
    const batch = (text: string, mergeKey?: string): EditorCommand => ({
      type: 'batch',
      commands: [typed(text), typed(`${text}!`)],
      ...(mergeKey !== undefined && { mergeKey }),
    });
    const steps = (...last: readonly EditorCommand[]): number =>
      after(...drawn, ...last).history.undo.length - drawn.length;
    expect(steps(batch('w', 'form'), batch('wa', 'form'))).toBe(1);
    expect(steps(batch('w', 'form'), batch('wa', 'other'))).toBe(2);
    expect(steps(batch('w'), batch('wa'))).toBe(2);
  });

  test('a new edit forgets what was undone', () => {
    const state = after(...drawn, { type: 'undo' }, { type: 'removeNodes', ids: ['c'] });
    expect(state.history.redo).toEqual([]);
  });

  test('a command that changes nothing returns the same state, and is no step', () => {
    const state = after(...drawn);
    const idle: readonly EditorCommand[] = [
      { type: 'removeNodes', ids: ['ghost'] },
      { type: 'removeNodes' },
      { type: 'moveNodes', places: { b: { x: 10, y: 0 } } },
      { type: 'connect', wire: wire('a', 'b') },
      { type: 'changeNodes', ids: ['a'], patch: {} },
      { type: 'paste', ids: ['n'], dx: 0, dy: 0 },
      { type: 'paste', clip: { version: 1, nodes: {} }, dx: 0, dy: 0 },
      { type: 'addNodes', nodes: {} },
      { type: 'select', ids: [] },
      { type: 'receiveGraph', graph: state.graph },
    ];
    for (const command of idle) expect(reduceEditor(state, command)).toBe(state);
  });

  test('a graph the host gives comes with a history, or starts one anew', () => {
    const before = after(...drawn);
    const changed = reduceEditor(before, { type: 'removeNodes', ids: ['a'] });
    const { graph, history } = before;
    const back = reduceEditor(changed, { type: 'receiveGraph', graph, history });
    expect(back.graph).toBe(graph);
    expect(back.history).toEqual(history);
    const viewport = { x: 5, y: 6, scale: 0.5 };
    const other = parseGraph({ version: 1, nodes: { z: { type: 't' } }, viewport }).graph;
    const replaced = reduceEditor(changed, { type: 'receiveGraph', graph: other });
    expect(replaced).toMatchObject({ graph: other, viewport, history: { undo: [], redo: [] } });
  });

  test('selecting something else ends what edits may join', () => {
    const state = after(...drawn, typed('w'), { type: 'select', ids: ['b'] }, typed('wa'));
    expect(state.history.undo).toHaveLength(5);
  });

  test('a wire that is moved is one step', () => {
    const state = after(...drawn, {
      type: 'connect',
      wire: wire('a', 'c'),
      instead: wire('a', 'b'),
    });
    expect(state.history.undo).toHaveLength(4);
    expect(state.graph.nodes['b']?.connections.inputs).toEqual({});
    expect(state.graph.nodes['c']?.connections.inputs['a']).toEqual([
      { nodeId: 'a', portName: 'result' },
    ]);
  });
});

describe('selection', () => {
  test('is replaced, added to and toggled, and holds only nodes that are there', () => {
    const select = (mode: 'replace' | 'add' | 'toggle', ...ids: string[]): EditorCommand => {
      return { type: 'select', ids, mode };
    };
    const ids = (state: EditorState): string[] => [...state.selection].sort();
    expect(ids(after(...drawn, select('replace', 'a', 'ghost')))).toEqual(['a']);
    expect(ids(after(...drawn, select('replace', 'a'), select('add', 'b')))).toEqual(['a', 'b']);
    const toggled = after(...drawn, { type: 'selectAll' }, select('toggle', 'a'));
    expect(ids(toggled)).toEqual(['b', 'c']);
    const removed = reduceEditor(toggled, { type: 'removeNodes' });
    expect(Object.keys(removed.graph.nodes)).toEqual(['a']);
    expect(ids(removed)).toEqual([]);
    expect(ids(reduceEditor(removed, { type: 'undo' }))).toEqual(['b', 'c']);
  });
});

describe('clipboard', () => {
  test('pastes copies under new ids, wired among themselves, and selects them', () => {
    const state = after(
      ...drawn,
      { type: 'select', ids: ['b', 'c'] },
      { type: 'copy' },
      { type: 'paste', ids: ['b2', 'c2'], dx: 5, dy: 6 },
    );
    expect([...state.selection]).toEqual(['b2', 'c2']);
    expect(state.graph.nodes['b2']).toMatchObject({ id: 'b2', x: 15, y: 6 });
    expect(state.graph.nodes['b2']?.connections.inputs).toEqual({});
    expect(state.graph.nodes['c2']?.connections.inputs['a']).toEqual([
      { nodeId: 'b2', portName: 'result' },
    ]);
    expect(parseGraph(text(state)).issues).toEqual([]);
  });

  test('cut copies and removes; copying nothing keeps the clip', () => {
    const cut = after(...drawn, { type: 'select', ids: ['b'] }, { type: 'cut' }, { type: 'copy' });
    expect(Object.keys(cut.graph.nodes)).toEqual(['a', 'c']);
    expect(Object.keys(cut.clip?.nodes ?? {})).toEqual(['b']);
    const pasted = reduceEditor(cut, { type: 'paste', ids: ['b'], dx: 0, dy: 0 });
    expect(pasted.graph.nodes['b']?.connections).toEqual({ inputs: {}, outputs: {} });
    const paste: EditorCommand = { type: 'paste', ids: [], dx: 0, dy: 0 };
    expect(() => reduceEditor(cut, paste)).toThrow(/one new id for each of 1 copied nodes, got 0/);
    for (const ids of [['a'], ['d', 'd']]) {
      const again = () => reduceEditor(cut, { ...paste, ids });
      expect(again).toThrow(`got some that are taken: "${ids[0]}"; leave them out`);
    }
  });
});

describe('migrate', () => {
  const other = parseGraph({ version: 1, nodes: { a: { type: 't', title: 'new' } } }).graph;

  test('changes the graph without a step, and keeps selection and view', () => {
    const before = after(...drawn, { type: 'select', ids: ['a'] });
    const state = reduceEditor(before, { type: 'migrate', graph: other });
    expect(state).toEqual({ ...before, document: other, graph: other });
    expect(reduceEditor(state, { type: 'migrate', graph: other })).toBe(state);
  });

  test('may bring the steps up to date', () => {
    const before = after(...drawn);
    const { path, selection, marks } = before;
    const step = { document: other, path, selection, marks };
    const state = reduceEditor(before, {
      type: 'migrate',
      graph: other,
      history: { undo: [step], redo: [] },
    });
    expect(reduceEditor(state, { type: 'undo' }).graph).toBe(other);
  });
});
