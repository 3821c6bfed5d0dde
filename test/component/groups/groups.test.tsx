import { expect, jest, test } from '@jest/globals';
import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { groupsOf } from '../../../src/graph/groups.js';
import type { Graph } from '../../../src/index.js';
import { openEditor } from '../editor.js';
import { chain, config } from '../nodes.js';

const grouped: Graph = {
  ...chain,
  groups: { one: { title: 'Sums', nodeIds: ['one', 'two'] } },
  comments: { note: { text: 'Look here', x: 0, y: -200, width: 200, height: 80 } },
};
const group = () => screen.getByRole('group', { name: /^Group “/ });
const cards = () => document.querySelectorAll('[data-mr-node]');

test('[E8] a group is named, shows its title, and is renamed without rendering a node', async () => {
  const user = userEvent.setup();
  const onNodeRender = jest.fn();
  const editor = openEditor({ config, defaultGraph: grouped, onNodeRender }, null);
  expect(group().getAttribute('aria-label')).toBe('Group “Sums”, 2 nodes');
  onNodeRender.mockClear();
  act(() => group().focus());
  await user.keyboard('{Enter}');
  const field = screen.getByRole('textbox', { name: 'Title of the group' });
  expect(document.activeElement).toBe(field);
  await user.clear(field);
  await user.type(field, 'Totals{Enter}');
  expect(group().getAttribute('aria-label')).toBe('Group “Totals”, 2 nodes');
  expect(document.activeElement).toBe(group());
  expect(editor.getState().history.undo).toHaveLength(1);
  expect(onNodeRender).not.toHaveBeenCalled();
});

test('[E8] Escape leaves a title as it was, and a click elsewhere keeps what is written', async () => {
  const user = userEvent.setup();
  const editor = openEditor({ config, defaultGraph: grouped }, null);
  const titles = () => groupsOf(editor.getState().graph).map(({ title }) => title);
  act(() => group().focus());
  await user.keyboard('{Enter}Other{Escape}');
  expect(titles()).toEqual(['Sums']);
  expect(screen.queryByRole('textbox', { name: 'Title of the group' })).toBeNull();
  await user.keyboard('{Enter}Kept');
  act(() => (document.activeElement as HTMLElement).blur());
  expect(titles()).toEqual(['Kept']);
});

test('[E8] collapsed, a group stands for its nodes and says what they do', () => {
  const editor = openEditor({ config, defaultGraph: grouped }, null);
  fireEvent.click(screen.getByRole('button', { name: 'Collapse' }));
  expect(cards()).toHaveLength(0);
  expect(screen.getByText('2 nodes')).toBeTruthy();
  expect(group().getAttribute('aria-label')).toBe('Group “Sums”, 2 nodes, collapsed');
  editor.dispatch({ type: 'select', ids: ['one'] });
  expect(group().hasAttribute('data-mr-holds')).toBe(true);
  editor.dispatch({ type: 'select', ids: [] });
  expect(group().hasAttribute('data-mr-holds')).toBe(false);
  editor.receive({ nodesStatus: { one: 'error', two: 'running' } });
  expect(screen.getByRole('img', { name: '1 Failed, 1 Running' })).toBeTruthy();
  editor.receive({ nodesStatus: { one: 'success', two: 'success' } });
  expect(screen.getByRole('img', { name: '2 Done' }).textContent).toContain('2/2');
  fireEvent.doubleClick(screen.getByText('2 nodes'));
  expect(cards()).toHaveLength(2);
  expect(editor.getState().graph).toEqual(grouped);
});

test('[E8] a wire inside a collapsed group is hidden, and shown again when it opens', () => {
  openEditor({ config, defaultGraph: grouped }, null);
  const hidden = () => document.querySelectorAll('.mr-wire.is-inside').length;
  expect(hidden()).toBe(0);
  fireEvent.click(screen.getByRole('button', { name: 'Collapse' }));
  expect(hidden()).toBe(1);
  fireEvent.click(screen.getByRole('button', { name: 'Expand' }));
  expect(hidden()).toBe(0);
});

test('[E8] a comment is written in its place, letter by letter, as one step', async () => {
  const user = userEvent.setup();
  const editor = openEditor({ config, defaultGraph: grouped }, null);
  const comment = () => screen.getByRole('group', { name: /^Comment: / });
  fireEvent.doubleClick(comment());
  const field = screen.getByRole('textbox', { name: 'Text of the comment' });
  await user.type(field, '{Enter}and there{Escape}');
  expect(editor.getState().graph.comments?.['note']).toMatchObject({
    text: 'Look here\nand there',
  });
  expect(document.activeElement).toBe(comment());
  expect(comment().getAttribute('aria-label')).toBe('Comment: Look here and there');
  expect(editor.getState().history.undo).toHaveLength(1);
});

test('[E7] a node is renamed in its place; emptied, it has its type’s name again', async () => {
  const user = userEvent.setup();
  const editor = openEditor({ config, defaultGraph: chain }, null);
  const title = () => document.querySelector('[data-mr-node="one"] .mr-node-title')!;
  const titleOf = () => editor.getState().graph.nodes['one']?.title;
  fireEvent.doubleClick(title());
  await user.keyboard('My sum{Enter}');
  expect([title().textContent, titleOf()]).toEqual(['My sum', 'My sum']);
  fireEvent.doubleClick(title());
  await user.clear(screen.getByRole('textbox', { name: 'Title of the node' }));
  await user.keyboard('{Enter}');
  expect(title().textContent).toBe('Add');
  expect(editor.getState().graph).toEqual(chain);
});

test('[E7] a collapsed card has no ports, and what was typed into its fields is kept', () => {
  const editor = openEditor({ config, defaultGraph: chain }, null);
  const card = () => document.querySelector('[data-mr-node="two"]')!;
  fireEvent.change(card().querySelector('input')!, { target: { value: '7' } });
  const { inputData } = editor.getState().graph.nodes['two']!;
  fireEvent.click(card().querySelector('.mr-node-language')!);
  expect(card().querySelectorAll('input, [data-port-name]')).toHaveLength(0);
  expect(card().getAttribute('data-mr-collapsed')).toContain('in');
  fireEvent.click(card().querySelector('.mr-node-language')!);
  expect(card().querySelector('input')?.value).toBe('7');
  expect(editor.getState().graph.nodes['two']).toMatchObject({ inputData });
  expect(editor.getState().graph.nodes['two']).not.toHaveProperty('collapsed');
});

test('[E15] read only, nothing is named, folded or written', async () => {
  const user = userEvent.setup();
  const editor = openEditor({ config, defaultGraph: grouped, readOnly: true }, null);
  expect(screen.queryByRole('button', { name: 'Collapse' })).toBeNull();
  fireEvent.doubleClick(document.querySelector('.mr-group-title')!);
  fireEvent.doubleClick(document.querySelector('.mr-node-title')!);
  fireEvent.doubleClick(document.querySelector('.mr-comment-text')!);
  fireEvent.click(document.querySelector('.mr-node-language')!);
  act(() => group().focus());
  await user.keyboard('{Enter}{F2}');
  expect(document.querySelectorAll('.mr-title-field, textarea')).toHaveLength(0);
  expect(editor.getState().graph).toEqual(grouped);
});

test('hostile groups and comments open, and what can’t be drawn is told', () => {
  const onIssues = jest.fn();
  const long = 'x'.repeat(10_000);
  const graph = {
    ...chain,
    groups: {
      long: { title: long, nodeIds: ['one'] },
      again: { title: 'Again', nodeIds: ['one'] },
      self: { nodeIds: ['self'] },
      none: null,
    },
    comments: {
      huge: { text: long, x: 1e300, y: -1e300, width: Infinity, height: 1e9, color: '<b>' },
      none: { text: {} },
    },
  };
  openEditor({ config, defaultGraph: JSON.parse(JSON.stringify(graph)) as Graph, onIssues }, null);
  expect(document.querySelectorAll('.mr-group')).toHaveLength(1);
  expect(document.querySelectorAll('.mr-comment')).toHaveLength(1);
  const codes = onIssues.mock.calls.flatMap(([issues]) =>
    (issues as readonly { readonly code: string }[]).map(({ code }) => code),
  );
  expect(codes).toEqual([
    'comment-unreadable',
    'group-unreadable',
    'group-unreadable',
    'group-unreadable',
  ]);
});
