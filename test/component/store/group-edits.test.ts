import { describe, expect, test } from '@jest/globals';
import { parseGraph } from 'millrace';
import { commentsOf } from '../../../src/graph/comments.js';
import { groupsOf } from '../../../src/graph/groups.js';
import { checkItems } from '../../../component/store/check-items.js';
import type { EditorCommand } from '../../../component/store/editor-command.js';
import { createEditorState } from '../../../component/store/editor-state.js';
import type { EditorState } from '../../../component/store/editor-state.js';
import { markKey } from '../../../component/store/marks.js';
import { movedWith } from '../../../component/store/moved-with.js';
import { reduceEditor } from '../../../component/store/reduce-editor.js';

const GRAPH = {
  version: 1,
  nodes: { a: { type: 't' }, b: { type: 't', x: 300 }, c: { type: 't', y: 300 } },
  groups: { one: { title: 'One', nodeIds: ['a', 'b'] } },
  comments: { note: { text: 'Hello', x: 1, y: 2, width: 200, height: 80 } },
};
const ONE = markKey({ type: 'group', id: 'one' });
const NOTE = markKey({ type: 'comment', id: 'note' });

function after(...commands: readonly EditorCommand[]): EditorState {
  return commands.reduce(reduceEditor, createEditorState(parseGraph(JSON.stringify(GRAPH)).graph));
}

const stepsOf = (state: EditorState): number => state.history.undo.length;

describe('[E8] groups in the editor', () => {
  test('the selected nodes are grouped, and the group is selected in their place', () => {
    const state = after({ type: 'select', ids: ['b', 'c'] }, { type: 'group', id: 'new' });
    expect(groupsOf(state.graph).map(({ id, nodeIds }) => [id, nodeIds])).toEqual([
      ['one', ['a']],
      ['new', ['b', 'c']],
    ]);
    expect([...state.selection, ...state.marks]).toEqual([markKey({ type: 'group', id: 'new' })]);
    expect(reduceEditor(state, { type: 'undo' })).toMatchObject({
      graph: { groups: { one: { nodeIds: ['a', 'b'] } } },
    });
  });

  test('ungrouped, the nodes stay and are selected', () => {
    const state = after({ type: 'select', ids: [], marks: [ONE] }, { type: 'ungroup' });
    expect(state.graph.groups).toBeUndefined();
    expect([...state.selection]).toEqual(['a', 'b']);
    expect(state.marks.size).toBe(0);
  });

  test('a group goes with its nodes when that is asked for, and alone otherwise', () => {
    const selected: EditorCommand = { type: 'select', ids: [], marks: [ONE] };
    const all = after(selected, { type: 'removeGroupNodes' });
    expect(Object.keys(all.graph.nodes)).toEqual(['c']);
    expect(all.graph.groups).toBeUndefined();
    expect(stepsOf(all)).toBe(1);
    const alone = after(selected, { type: 'removeNodes' });
    expect(Object.keys(alone.graph.nodes)).toEqual(['a', 'b', 'c']);
    expect(alone.graph.groups).toBeUndefined();
  });

  test('a group that is collapsed hides what was selected in it', () => {
    const state = after(
      { type: 'select', ids: ['a', 'c'] },
      { type: 'changeGroups', ids: ['one'], patch: { collapsed: true } },
    );
    expect([...state.selection]).toEqual(['c']);
    expect(groupsOf(state.graph)[0]).toMatchObject({ collapsed: true });
  });

  test('a group goes with the last of its nodes, and comes back with it', () => {
    const state = after(
      { type: 'select', ids: [], marks: [ONE] },
      { type: 'removeNodes', ids: ['a', 'b'] },
    );
    expect(state.graph.groups).toBeUndefined();
    expect(state.marks.size).toBe(0);
    const undone = reduceEditor(state, { type: 'undo' });
    expect(groupsOf(undone.graph)).toHaveLength(1);
    expect([...undone.marks]).toEqual([ONE]);
  });

  test('a node that gets the id of one that is gone is not in its group', () => {
    const state = after(
      { type: 'removeNodes', ids: ['a'] },
      { type: 'addNodes', nodes: { a: { type: 't' } } },
    );
    expect(groupsOf(state.graph)[0]?.nodeIds).toEqual(['b']);
  });

  test('what is selected moves with the nodes of selected groups, in one step', () => {
    const state = after({ type: 'select', ids: ['c'], marks: [ONE, NOTE] });
    expect(movedWith(state)).toEqual({ nodeIds: ['c', 'a', 'b'], commentIds: ['note'] });
    const moved = reduceEditor(state, {
      type: 'moveNodes',
      places: { a: { x: 5, y: 5 } },
      comments: { note: { x: 7, y: 8 } },
    });
    expect(moved.graph.nodes['a']).toMatchObject({ x: 5, y: 5 });
    expect(commentsOf(moved.graph).get('note')).toMatchObject({ x: 7, y: 8, text: 'Hello' });
    expect(stepsOf(moved)).toBe(1);
  });
});

describe('[E8] comments in the editor', () => {
  test('one that is added is selected; a word typed into it is one step', () => {
    const typed = ['W', 'Wo', 'Wow'].map((text): EditorCommand => ({
      type: 'changeComments',
      patches: { new: { text } },
      mergeKey: 'comment:new',
    }));
    const state = after({ type: 'addComment', comment: { id: 'new', x: 0, y: 0 } }, ...typed);
    expect([...state.marks]).toEqual([markKey({ type: 'comment', id: 'new' })]);
    expect(commentsOf(state.graph).get('new')?.text).toBe('Wow');
    expect(stepsOf(state)).toBe(2);
  });

  test('select all means those that are drawn, and deleting takes them', () => {
    const all = after({ type: 'selectAll' });
    expect([...all.marks]).toEqual([NOTE]);
    const none = reduceEditor(all, { type: 'removeNodes' });
    expect(none.graph).not.toHaveProperty('comments');
    expect(Object.keys(none.graph.nodes)).toEqual([]);
    expect(reduceEditor(none, { type: 'undo' }).graph).toEqual(all.graph);
  });
});

describe('[E7] cards', () => {
  test('a field that is undefined is taken out, so a node is as it was', () => {
    const { graph } = after();
    const patch = { title: 'T', collapsed: true };
    const state = after(
      { type: 'changeNodes', ids: ['a'], patch },
      { type: 'changeNodes', ids: ['a'], patch: { title: undefined, collapsed: undefined } },
    );
    expect(state.graph).toEqual(graph);
  });
});

describe('[E8] what can’t be drawn', () => {
  test('each entry that is kept and not drawn is told with its path', () => {
    const inner = { version: 1, nodes: {}, comments: { bad: { text: 1 } } };
    const document = {
      ...GRAPH,
      groups: {
        one: { nodeIds: ['a'] },
        two: { nodeIds: ['a', 'b'] },
        three: 3,
        four: { nodeIds: [] },
      },
      subgraphs: { inner },
    };
    const issues = checkItems(parseGraph(JSON.stringify(document)).graph);
    expect(issues.map(({ code, path, severity }) => [code, path.join('/'), severity])).toEqual([
      ['group-unreadable', 'groups/two', 'warning'],
      ['group-unreadable', 'groups/three', 'warning'],
      ['group-unreadable', 'groups/four', 'warning'],
      ['comment-unreadable', 'subgraphs/inner/comments/bad', 'warning'],
    ]);
    expect(issues[0]?.message).toContain('"a"');
    expect(checkItems(parseGraph(JSON.stringify(GRAPH)).graph)).toEqual([]);
  });
});
