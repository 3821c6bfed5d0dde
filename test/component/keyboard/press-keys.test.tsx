import { beforeEach, describe, expect, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { preloadFind } from '../../../component/find/find-host.js';
import { Toolbar } from '../../../component/panels/toolbar.js';
import { openEditor } from '../editor.js';
import type { OpenEditor } from '../editor.js';
import { chain, config, node } from '../nodes.js';

await preloadFind();

const focused = (): Element => document.activeElement!;
const canvas = (): HTMLElement => screen.getByRole('application');
const key = (name: string, held: KeyboardEventInit = {}): boolean =>
  fireEvent.keyDown(focused(), { key: name, ...held });

let editor: OpenEditor;
const ids = (): string[] => Object.keys(editor.getState().graph.nodes);
const selected = (): string[] => [...editor.getState().selection];

beforeEach(() => {
  const nodes = { ...chain.nodes, sub: node('sub', 'graph:inner', { x: 600 }) };
  const inner = { version: 1 as const, nodes: { deep: node('deep', 'graph:deepest') } };
  const deepest = { version: 1 as const, nodes: { last: node('last', 'math.add') } };
  const graph = { ...chain, nodes, subgraphs: { inner, deepest } };
  editor = openEditor({ config, defaultGraph: graph }, <Toolbar />);
});

test('[E11] Delete and Backspace take things away on the canvas, and on what lies on it, alone', () => {
  editor.dispatch({ type: 'select', ids: ['one'] });
  for (const button of document.querySelectorAll<HTMLElement>('button, [data-mr-node] input')) {
    button.focus();
    key('Delete');
    key('Backspace');
    key('Delete', { altKey: true });
  }
  expect(ids()).toEqual(['one', 'two', 'sub']);
  editor.dispatch({ type: 'select', ids: ['one'] });
  canvas().focus();
  key('Delete');
  expect(ids()).toEqual(['two', 'sub']);
  key('Enter');
  expect(focused()).toHaveAttribute('data-mr-node');
  key('Backspace');
  expect(ids()).toHaveLength(1);
});

test('[E11] D disables what is selected, and enables it', () => {
  editor.dispatch({ type: 'select', ids: ['one', 'two'] });
  canvas().focus();
  const disabled = () => ids().map((id) => editor.getState().graph.nodes[id]!.disabled === true);
  key('d');
  expect(disabled()).toEqual([true, true, false]);
  key('d');
  expect(disabled()).toEqual([false, false, false]);
  editor.dispatch({ type: 'select', ids: [] });
  key('?');
  expect(screen.getByText('Disable').closest('div')).toHaveTextContent(/D$/);
});

test('[E11] a key that is held does what it does once, but for steps', () => {
  canvas().focus();
  const hold = (name: string, held: KeyboardEventInit = {}): void => {
    key(name, held);
    for (let count = 0; count < 3; count += 1) key(name, { ...held, repeat: true });
  };
  hold('Enter');
  expect(focused()).toHaveAttribute('data-mr-node');
  hold('d', { ctrlKey: true });
  expect(ids()).toHaveLength(4);
  hold('ArrowRight', { shiftKey: true });
  hold('Enter');
  hold('Enter');
  expect(screen.getByRole('dialog', { name: /^Connect/ })).toBeVisible();
  key('Enter', { repeat: true });
  expect(screen.getByRole('dialog', { name: /^Connect/ })).toBeVisible();
  key('Escape');
  hold('z', { ctrlKey: true });
  expect(ids()).toHaveLength(3);
});

test('[E12] a click without a pointer, as screen readers make it, chooses what a port is wired to', () => {
  const port = screen.getByRole('button', { name: /^Sum, .* wired to A of Add/ });
  fireEvent.click(port, { detail: 1 });
  expect(screen.queryByRole('dialog')).toBeNull();
  fireEvent.click(port);
  expect(screen.getByRole('dialog', { name: /^Connect Sum/ })).toBeVisible();
  key('Escape');
  expect(port).toHaveFocus();
});

test('[E11] who types in a field of a card can search the graph', () => {
  const field = document.querySelector<HTMLElement>('[data-mr-node="one"] input')!;
  field.focus();
  expect(key('f')).toBe(true);
  expect(key('f', { ctrlKey: true })).toBe(false);
  expect(screen.getByRole('searchbox')).toHaveFocus();
  key('Escape');
  expect(field).toHaveFocus();
});

test('[E11] on a button of a card arrows and letters change nothing, and Escape leads to the card', () => {
  editor.dispatch({ type: 'setControl', nodeId: 'one', portName: 'a', control: 'a', value: 5 });
  screen.getByRole('button', { name: /^Reset A/ }).focus();
  expect(selected()).toEqual(['one']);
  key('ArrowDown');
  for (const letter of ['d', ']']) key(letter);
  const { x, y, width, disabled } = editor.getState().graph.nodes['one']!;
  expect([x, y, width, disabled]).toEqual([0, 0, 200, undefined]);
  key('Escape');
  expect(focused()).toHaveAttribute('data-mr-node', 'one');
  expect(selected()).toEqual(['one']);
});

test('[E11] in a field inside an element that a host defined letters are typed, and Escape leads to the card', () => {
  const own = document.querySelector('[data-mr-node="one"]')!;
  const field = own.appendChild(document.createElement('host-field'));
  field.attachShadow({ mode: 'open' }).innerHTML = '<input />';
  const inner = field.shadowRoot!.querySelector('input')!;
  inner.focus();
  expect(selected()).toEqual(['one']);
  for (const letter of ['d', 'Delete', '/']) {
    expect(fireEvent.keyDown(inner, { key: letter })).toBe(true);
  }
  expect(editor.getState().graph.nodes['one']!.disabled).toBeUndefined();
  expect(fireEvent.keyDown(inner, { key: 'Escape' })).toBe(false);
  expect(own).toHaveFocus();
});

describe('[E11] Escape in a subgraph', () => {
  const path = (): string[] => editor.getState().path.map(({ name }) => name);

  beforeEach(() => {
    canvas().focus();
    editor.dispatch({ type: 'enterSubgraph', nodeId: 'sub' });
    editor.dispatch({ type: 'enterSubgraph', nodeId: 'deep' });
    editor.dispatch({ type: 'select', ids: ['last'] });
  });

  test('ends the search, then the selection, then leads out, a graph a time', () => {
    key('f', { ctrlKey: true });
    canvas().focus();
    key('Escape');
    expect(screen.queryByRole('search')).toBeNull();
    expect(selected()).toEqual(['last']);
    key('Escape');
    expect([selected(), path()]).toEqual([[], ['inner', 'deepest']]);
    key('Escape');
    expect([selected(), path()]).toEqual([['deep'], ['inner']]);
    key('Escape');
    key('Escape');
    expect([selected(), path()]).toEqual([['sub'], []]);
  });

  test('is the host’s in the document itself, and leads nowhere while it is held', () => {
    key('Escape');
    expect(key('Escape', { repeat: true })).toBe(false);
    expect(path()).toEqual(['inner', 'deepest']);
    editor.dispatch({ type: 'showPath', path: [] });
    expect(key('Escape')).toBe(true);
  });
});
