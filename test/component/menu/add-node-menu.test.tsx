import { describe, expect, jest, test } from '@jest/globals';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { parseConfig } from 'millrace';
import { StrictMode } from 'react';
import { AddNodeMenu } from '../../../component/menu/add-node-menu.js';
import { ENGLISH } from '../../../component/text/english.js';

const SOME = [
  {
    type: 'add',
    label: 'Add',
    description: 'Add two numbers\nand more',
    category: 'math/basic',
    source: { language: 'typescript', module: 'a.ts', export: 'add' },
  },
  { type: 'sum', label: 'Sum', description: 'Add up a list', category: 'math' },
  {
    type: 'join',
    label: 'Join',
    category: 'text',
    source: { language: 'python', module: 'a', export: 'join' },
  },
];

function open(types: readonly object[] = SOME, recent: readonly string[] = []) {
  const { nodeTypes } = parseConfig({ version: 1, nodeTypes: types }).config;
  const onAdd = jest.fn<(type: string) => void>();
  const candidates = nodeTypes.map((nodeType) => ({ nodeType, rank: 0 }));
  const onClose = jest.fn();
  const at = { x: 10, y: 10 };
  render(
    <StrictMode>
      <AddNodeMenu
        at={at}
        candidates={candidates}
        recent={recent}
        label="Add a node"
        text={ENGLISH.menu}
        onAdd={({ nodeType }) => onAdd(nodeType.type)}
        onClose={onClose}
      />
    </StrictMode>,
  );
  return { onAdd, onClose };
}

const options = (): HTMLElement[] => screen.queryAllByRole('option');
const labels = (): (string | undefined)[] =>
  options().map((option) => option.querySelector('.mr-add-label')?.textContent ?? undefined);
const chosen = (): HTMLElement => screen.getByRole('option', { selected: true });

describe('the menu that adds a node', () => {
  test('[T4] lists overloads below the first one, told apart by their types', async () => {
    const { onAdd } = open([
      { type: 'f#2', label: 'F', variantOf: 'f', inputs: [{ name: 'n', type: 'number' }] },
      { type: 'f', label: 'F' },
    ]);
    expect(labels()).toEqual(['F', 'F (number)']);
    expect(options().map((option) => option.hasAttribute('data-variant'))).toEqual([false, true]);
    await userEvent.click(options()[1]!);
    expect(onAdd).toHaveBeenCalledWith('f#2');
  });

  test('lists the node types under their categories, with language and first line', () => {
    open();
    expect(labels()).toEqual(['Sum', 'Add', 'Join']);
    expect(screen.getByText('Math › Basic')).toBeVisible();
    const add = screen.getByRole('option', { name: 'TypeScript Add Add two numbers' });
    expect(within(add).getByRole('img', { name: 'TypeScript' })).toHaveTextContent('TS');
    expect(screen.getByRole('option', { name: 'Python Join' })).toBeVisible();
  });

  test('is worked by keys alone: typing finds, arrows choose, Enter adds', async () => {
    const { onAdd } = open();
    const field = screen.getByRole('combobox', { name: 'Search nodes' });
    expect(field).toHaveFocus();
    await userEvent.keyboard('add');
    expect(labels()).toEqual(['Add', 'Sum']);
    await userEvent.keyboard('{ArrowDown}');
    expect(chosen()).toHaveTextContent('Sum');
    expect(field).toHaveAttribute('aria-activedescendant', chosen().id);
    await userEvent.keyboard('{ArrowDown}');
    expect(chosen()).toHaveTextContent('Add two numbers');
    await userEvent.keyboard('{ArrowUp}{Enter}');
    expect(onAdd.mock.calls).toEqual([['sum']]);
  });

  test('leaves Enter to an input method, and to no form round the editor', () => {
    const { onAdd } = open();
    const field = screen.getByRole('combobox');
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    expect(onAdd).not.toHaveBeenCalled();
    fireEvent.change(field, { target: { value: 'zebra' } });
    expect(fireEvent.keyDown(field, { key: 'Enter' })).toBe(false);
  });

  test('stays while a phone shows its keyboard', () => {
    const { onClose } = open();
    fireEvent(window, new Event('resize'));
    expect(onClose).not.toHaveBeenCalled();
    act(() => screen.getByRole('combobox').blur());
    fireEvent(window, new Event('resize'));
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  test('adds what is clicked, and keeps the focus in the search', async () => {
    const { onAdd } = open();
    await userEvent.hover(options()[2]!);
    expect(chosen()).toHaveTextContent('Join');
    await userEvent.click(options()[2]!);
    expect(onAdd.mock.calls).toEqual([['join']]);
    expect(screen.getByRole('combobox')).toHaveFocus();
  });

  test('closes with Escape', async () => {
    const { onAdd, onClose } = open();
    await userEvent.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalledTimes(1);
    expect(onAdd).not.toHaveBeenCalled();
  });

  test('says when nothing is found, and Enter then adds nothing', async () => {
    const { onAdd } = open();
    await userEvent.keyboard('zebra{Enter}');
    expect(screen.getByText('No node matches “zebra”.')).toBeVisible();
    expect(onAdd).not.toHaveBeenCalled();
  });

  test('takes by Enter what was most likely meant by a slip', async () => {
    const { onAdd } = open();
    await userEvent.keyboard('joxnz');
    expect(screen.getByText('No node matches “joxnz”.')).toBeVisible();
    expect(screen.getByRole('combobox')).toHaveAttribute('aria-activedescendant', chosen().id);
    expect(chosen()).toHaveTextContent('Did you mean “Join”?');
    await userEvent.keyboard('{Enter}');
    expect([onAdd.mock.calls, labels()]).toEqual([[], ['Join']]);
    await userEvent.keyboard('{Enter}');
    expect(onAdd.mock.calls).toEqual([['join']]);
  });

  test('says when there is nothing to add', () => {
    open([]);
    expect(screen.getByText(/the config has no node types/)).toBeVisible();
  });

  test('makes rows for a few of a thousand types, and the others on the way down', async () => {
    open(Array.from({ length: 1000 }, (_, index) => ({ type: `t${index}`, label: `T ${index}` })));
    expect(options().length).toBeLessThan(100);
    fireEvent.scroll(screen.getByRole('listbox'));
    expect(options().length).toBeGreaterThan(100);
    await userEvent.keyboard('{ArrowUp}');
    expect(chosen()).toHaveTextContent('T 999');
    await userEvent.keyboard('T 731');
    expect(labels()[0]).toBe('T 731');
  });
});
