import { describe, expect, test } from '@jest/globals';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import type { EditorCommand } from '../../../component/store/editor-command.js';
import { createEditorState } from '../../../component/store/editor-state.js';
import type { EditorState } from '../../../component/store/editor-state.js';
import { reduceEditor } from '../../../component/store/reduce-editor.js';
import { ScopeReader } from '../../../component/store/scope.js';
import { runPrefix } from '../../../component/store/shown-graph.js';
import { node } from '../../src/graph/graphs.js';

/** `s` is `mid`, which has `t`, which is `deep`; `deep` is the document's, too. */
const deep = { version: 1, nodes: { k: node('one') } };
const mid = { version: 1, nodes: { t: node('graph:deep'), u: node('one') } };
const nodes = { s: node('graph:mid'), s2: node('graph:mid'), one: node('one') };
const start = createEditorState(parseGraph({ version: 1, nodes, subgraphs: { mid, deep } }).graph);

const after = (state: EditorState, ...commands: readonly EditorCommand[]) =>
  commands.reduce(reduceEditor, state);
const into = (nodeId: string): EditorCommand => ({ type: 'enterSubgraph', nodeId });
const type = (nodeId: string, value: number): EditorCommand => ({
  type: 'setControl',
  nodeId,
  portName: 'x',
  control: 'x',
  value,
});
const UNDO: EditorCommand = { type: 'undo' };
const names = ({ path }: EditorState) => path.map(({ name }) => name);

describe('the way into subgraphs', () => {
  test('[E9] follows names as nodes mean them, and says whose run is shown', () => {
    const state = after(start, into('s'), into('t'));
    expect(names(state)).toEqual(['mid', 'deep']);
    // The graph is the document's, whichever way leads to it.
    expect([state.keys, state.outer.length]).toEqual([['deep'], 1]);
    expect(runPrefix(state.path)).toBe('s/t/');
    expect(state.graph).toBe(start.document.subgraphs!['deep']);
    const back = after(state, { type: 'leaveSubgraph' });
    expect([names(back), [...back.selection]]).toEqual([['mid'], ['t']]);
    const opened = after(start, { type: 'showPath', path: [{ name: 'mid' }] });
    expect(runPrefix(opened.path)).toBeUndefined();
  });

  test('[E9] a subgraph that gets another name is seen as it was', () => {
    const viewport = { x: 5, y: 6, scale: 0.5 };
    const moved: EditorCommand = { type: 'moveViewport', viewport };
    const before = after(start, into('s'), moved, { type: 'select', ids: ['t'] });
    const named = after(before, { type: 'renameSubgraph', to: 'new' });
    expect(names(named)).toEqual(['new']);
    expect([[...named.selection], named.viewport]).toEqual([['t'], viewport]);
    const undone = after(named, UNDO);
    expect([names(undone), undone.viewport]).toEqual([['mid'], viewport]);
  });

  test('[E16] a document that is loaded is seen as it was saved', () => {
    const viewport = { x: 5, y: 6, scale: 0.5 };
    const at = (x: number): EditorCommand => ({
      type: 'moveViewport',
      viewport: { ...viewport, x },
    });
    const there = after(start, at(1), into('s'), at(2));
    const loaded = after(there, { type: 'replaceGraph', graph: { ...start.document, viewport } });
    expect([names(loaded), loaded.viewport]).toEqual([[], viewport]);
    expect(after(loaded, into('s')).viewport).not.toMatchObject({ x: 2 });
  });

  test('[E1] what leads nowhere changes nothing, or ends the way', () => {
    for (const id of ['one', 'ghost', '__proto__']) expect(after(start, into(id))).toBe(start);
    expect(after(start, { type: 'leaveSubgraph' })).toBe(start);
    const path = [{ name: 'mid', nodeId: 'one' }, { name: 'ghost' }, { name: 'deep' }];
    expect(after(start, { type: 'showPath', path }).path).toEqual([{ name: 'mid' }]);
  });

  test('[E1] an edit changes the graph where it stands, and nothing beside it', () => {
    const state = after(start, into('s'), into('t'), type('k', 1));
    const { subgraphs } = state.document;
    expect(subgraphs!['deep']).toBe(state.graph);
    expect(subgraphs!['mid']).toBe(start.document.subgraphs!['mid']);
    expect(after(state, UNDO).document).toBe(start.document);
  });

  test('[E1] undo shows where something was undone, redo where it is done again', () => {
    const edited = after(start, into('s'), { type: 'select', ids: ['u'] }, type('u', 1));
    const elsewhere = after(edited, { type: 'leaveSubgraph' }, type('one', 2));
    const undone = after(elsewhere, UNDO, UNDO);
    expect([names(undone), [...undone.selection]]).toEqual([['mid'], ['u']]);
    const redone = after(undone, { type: 'redo' });
    expect([names(redone), redone.document]).toEqual([['mid'], edited.document]);
    const again = after(redone, { type: 'redo' });
    expect([names(again), again.document]).toEqual([[], elsewhere.document]);
  });

  test('[E1] each graph is seen where it was left', () => {
    const viewport = { x: 1, y: 2, scale: 0.5 };
    const state = after(start, { type: 'moveViewport', viewport }, into('s'));
    // Nobody knows a view of it: the surface fits it then.
    expect(state.viewport).toBe(viewport);
    const inner = { x: 9, y: 9, scale: 2 };
    const moved = after(state, { type: 'moveViewport', viewport: inner });
    const back = after(moved, { type: 'leaveSubgraph' });
    expect(back.viewport).toEqual(viewport);
    expect(after(back, into('s2')).viewport).toEqual(inner);
  });

  test('[E1] a document of a host keeps the way as far as it is there', () => {
    const state = after(start, into('s'), into('t'));
    const { graph } = parseGraph({ version: 1, nodes: {}, subgraphs: { mid } });
    const next = after(state, { type: 'receiveGraph', graph });
    expect([names(next), next.graph]).toEqual([['mid'], graph.subgraphs!['mid']]);
    expect(next.history.undo).toEqual([]);
  });
});

describe('the subgraphs in scope', () => {
  const read = (scopes: ScopeReader, state: EditorState) => scopes.read(state);

  test('[E1] are the same while what is shown is worked on', () => {
    const scopes = new ScopeReader();
    const inside = after(start, into('s'));
    const scope = read(scopes, inside);
    const typed = after(inside, type('u', 1), type('u', 2));
    expect(read(scopes, typed)).toBe(scope);
    const deeper = after(typed, into('t'), type('k', 3));
    const back = after(deeper, { type: 'leaveSubgraph' });
    expect(read(scopes, back)).not.toBe(scope);
    expect(read(scopes, after(back, { type: 'leaveSubgraph' }))).not.toBe(scope);
  });
});
