import { expect, test } from '@jest/globals';
import { act, fireEvent, screen } from '@testing-library/react';
import type { Graph } from '../../../src/index.js';
import type { FlowEditorProps } from '../../../component/index.js';
import { markKey } from '../../../component/store/marks.js';
import { openEditor } from '../editor.js';
import { chain, config, node } from '../nodes.js';

const graph: Graph = {
  ...chain,
  nodes: { ...chain.nodes, three: node('three', 'math.add', { x: 600, width: 470 }) },
  groups: { one: { title: 'Sums', nodeIds: ['one', 'two'] } },
  comments: { note: { text: 'Look here', x: 0, y: -200, width: 200, height: 80 } },
};
const ONE = markKey({ type: 'group', id: 'one' });
const NOTE = markKey({ type: 'comment', id: 'note' });

function open(onGraphChange: NonNullable<FlowEditorProps['onGraphChange']> = () => undefined) {
  const editor = openEditor({ config, defaultGraph: graph, onGraphChange }, null);
  const canvas = screen.getByRole('application');
  return {
    ...editor,
    press: (
      key: string,
      held: { altKey?: boolean; shiftKey?: boolean } = {},
      at: Element = canvas,
    ) => fireEvent.keyDown(at, { key, ...held }),
    select: (ids: readonly string[], marks: readonly string[] = []) =>
      editor.dispatch({ type: 'select', ids, marks }),
    graph: () => editor.getState().graph,
    steps: () => editor.getState().history.undo.length,
  };
}

test('[E7] Alt and C folds what is selected, nodes and groups, in one step, and unfolds it', () => {
  const { select, press, graph: now, steps } = open();
  select(['three'], [ONE]);
  press('c', { altKey: true });
  expect(now().nodes['three']?.collapsed).toBe(true);
  expect(now().groups?.['one']).toMatchObject({ collapsed: true });
  expect(steps()).toBe(1);
  press('c', { altKey: true });
  expect(now()).toEqual(graph);
  expect(steps()).toBe(2);
});

test('[E7] brackets make cards wider and narrower, within limits, as one step', () => {
  const told: string[] = [];
  const { select, press, graph: now, steps } = open((_, { type }) => void told.push(type));
  select(['one', 'three']);
  press(']');
  press(']');
  expect(told).toEqual(['batch', 'batch']);
  expect([now().nodes['one']?.width, now().nodes['three']?.width]).toEqual([248, 480]);
  expect(steps()).toBe(1);
  for (let count = 0; count < 30; count += 1) press('[');
  expect([now().nodes['one']?.width, now().nodes['three']?.width]).toEqual([160, 160]);
});

test('[E8] Alt, Shift and arrows make a comment larger and smaller, within limits', () => {
  const { select, press, graph: now } = open();
  select([], [NOTE]);
  const comment = screen.getByRole('group', { name: 'Comment: Look here' });
  const resize = (key: string) => press(key, { altKey: true, shiftKey: true }, comment);
  resize('ArrowRight');
  resize('ArrowDown');
  expect(now().comments?.['note']).toMatchObject({ width: 224, height: 104 });
  for (let count = 0; count < 8; count += 1) {
    resize('ArrowLeft');
    resize('ArrowUp');
  }
  expect(now().comments?.['note']).toMatchObject({ width: 96, height: 48 });
});

test('[E8] Shift and C adds a comment that is written at once', () => {
  const { press, graph: now } = open();
  press('C', { shiftKey: true });
  const field = screen.getByRole('textbox', { name: 'Text of the comment' });
  expect(document.activeElement).toBe(field);
  fireEvent.change(field, { target: { value: 'New' } });
  expect(now().comments?.['comment']).toMatchObject({ id: 'comment', text: 'New', width: 240 });
});

test('[E8] a comment in a group goes with it, by keys, too', () => {
  const { select, press, dispatch, graph: now } = open();
  const inside = { text: '', x: 8, y: 20, width: 96, height: 48 };
  dispatch({ type: 'addComment', comment: { id: 'inside', ...inside } });
  select([], [ONE]);
  press('ArrowRight');
  expect(now().comments).toMatchObject({ inside: { x: 12, y: 20 }, note: { x: 0, y: -200 } });
});

test('[E11] the menu a key asks for is that of the group with the focus, whatever is in its middle', () => {
  const { getState } = open();
  const key = { bubbles: true, cancelable: true, pointerId: -1 };
  act(() => screen.getByRole('group', { name: /^Group “Sums”/ }).focus());
  fireEvent(document.querySelector('[data-mr-node="two"]')!, new PointerEvent('contextmenu', key));
  expect([[...getState().marks], [...getState().selection]]).toEqual([[ONE], []]);
});
