import { expect, test } from '@jest/globals';
import { createEditorStore } from '../../../component/store/editor-store.js';
import type { EditorCommand } from '../../../component/store/editor-command.js';

const add: EditorCommand = { type: 'addNodes', nodes: { a: { type: 't' } } };

test('listeners are told of each change, with the state before and the command', () => {
  const store = createEditorStore();
  const told: unknown[] = [];
  store.subscribe((state, before, command) => {
    told.push([command.type, Object.keys(before.graph.nodes), Object.keys(state.graph.nodes)]);
  });
  store.dispatch(add);
  expect(told).toEqual([['addNodes', [], ['a']]]);
});

test('a command that changes nothing tells nobody', () => {
  const store = createEditorStore();
  store.subscribe(() => {
    throw new Error('told');
  });
  store.dispatch({ type: 'undo' });
  store.dispatch({ type: 'select', ids: ['nobody'] });
  expect(store.getState().selection.size).toBe(0);
});

test('a listener that throws keeps nobody else from being told', () => {
  const store = createEditorStore();
  const told: string[] = [];
  store.subscribe(() => {
    throw new Error('no');
  });
  store.subscribe(() => told.push('told'));
  expect(() => store.dispatch(add)).toThrow('no');
  expect(told).toEqual(['told']);
});

test('a listener that dispatches leaves the others with the changes in their order', () => {
  const store = createEditorStore();
  const told: string[] = [];
  store.subscribe((_, __, command) => {
    if (command.type === 'addNodes') store.dispatch({ type: 'select', ids: ['a'] });
  });
  store.subscribe((state, _, command) => told.push(`${command.type} ${state.selection.size}`));
  store.dispatch(add);
  expect(told).toEqual(['addNodes 0', 'select 1']);
});

test('listeners that answer each other without end are stopped, and told so', () => {
  const store = createEditorStore();
  store.subscribe(({ graph }) =>
    store.dispatch({ type: 'moveNodes', places: { a: { x: graph.nodes['a']!.x + 1, y: 0 } } }),
  );
  expect(() => store.dispatch(add)).toThrow(
    /1000 changes in answer to one, the last by `moveNodes`/,
  );
});
