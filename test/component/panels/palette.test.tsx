import { describe, expect, test } from '@jest/globals';
import { act, createEvent, fireEvent, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Palette } from '../../../component/panels/palette.js';
import { openEditor } from '../editor.js';
import type { OpenEditor } from '../editor.js';

const SOME = [
  {
    type: 'add',
    label: 'Add',
    description: 'Add two numbers',
    category: 'math/basic',
    source: { language: 'python', module: 'a', export: 'add' },
  },
  { type: 'sum', label: 'Sum', category: 'math/lists' },
  { type: 'load', label: 'Load' },
];

function open(types: readonly object[] = SOME, readOnly = false): OpenEditor {
  return openEditor({ config: { version: 1, nodeTypes: types }, readOnly }, <Palette />);
}

const search = (): HTMLElement => screen.getByRole('searchbox', { name: 'Search nodes' });
const entry = (name: string): HTMLElement => screen.getByRole('treeitem', { name });
const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const entries = (): (string | null)[] =>
  [...document.querySelectorAll('.mr-palette-entry .mr-palette-name')].map(
    (element) => element.textContent,
  );
const typesIn = (editor: OpenEditor): string[] =>
  Object.values(editor.getState().graph.nodes).map((node) => node.type);

describe('the palette', () => {
  test('lists the node types by category, with their descriptions as tooltips', () => {
    open();
    expect(entries()).toEqual(['Add', 'Sum', 'Load']);
    expect(entry('Python Add')).toHaveAttribute('title', 'Add\nAdd two numbers');
  });

  test('[T4] lists overloads below the first one, told apart by their types', async () => {
    const text = { name: 't', type: 'string' };
    const pad = { label: 'Pad', category: 'text' };
    const editor = open([
      { type: 'pad#2', variantOf: 'pad', ...pad, inputs: [text], outputs: [text] },
      { type: 'pad', ...pad, inputs: [text, { name: 'n', type: 'number' }] },
    ]);
    expect(entries()).toEqual(['Pad', 'Pad (string) → string']);
    const variant = entry('Pad (string) → string');
    expect(variant).toHaveAttribute('data-variant');
    expect(entry('Pad')).not.toHaveAttribute('data-variant');
    await userEvent.click(variant);
    expect(typesIn(editor)).toEqual(['pad#2']);
    await userEvent.type(search(), 'pad');
    expect(entry('Pad (string) → string Text')).not.toHaveAttribute('data-variant');
  });

  test('folds a category, and remembers that through a search', async () => {
    open();
    const basic = entry('Basic 1');
    expect(basic).toHaveAttribute('aria-expanded', 'true');
    await userEvent.click(basic);
    expect(entries()).toEqual(['Sum', 'Load']);
    await userEvent.type(search(), 'add');
    expect(entries()).toEqual(['Add']);
    await userEvent.clear(search());
    expect(entries()).toEqual(['Sum', 'Load']);
  });

  test.each([
    ['a click', () => userEvent.click(entry('Sum'))],
    ['Enter on it', () => pressOn('Sum', '{Enter}')],
    ['Space on it', () => pressOn('Sum', ' ')],
    ['Enter in the search', () => userEvent.type(search(), 'sum{Enter}')],
  ])('adds a node by %s, and selects it', async (_, add) => {
    const editor = open();
    await add();
    expect(typesIn(editor)).toEqual(['sum']);
    expect([...editor.getState().selection]).toEqual(Object.keys(editor.getState().graph.nodes));
  });

  test('leaves Enter to an input method, and to no form round the editor', async () => {
    const editor = open();
    await userEvent.type(search(), 'sum');
    fireEvent.keyDown(search(), { key: 'Enter', isComposing: true });
    expect(typesIn(editor)).toEqual([]);
    expect(fireEvent.keyDown(search(), { key: 'Enter' })).toBe(false);
    expect(typesIn(editor)).toEqual(['sum']);
  });

  test('keeps an Escape to itself that empties the search, and no other', async () => {
    open();
    await userEvent.type(search(), 'sum');
    expect(fireEvent.keyDown(search(), { key: 'Escape' })).toBe(false);
    expect(search()).toHaveValue('');
    expect(fireEvent.keyDown(search(), { key: 'Escape' })).toBe(true);
  });

  test('is walked with the arrow keys', async () => {
    open();
    await userEvent.click(search());
    for (const name of ['Math 2', 'Basic 1', 'Python Add', 'Lists 1', 'Sum', 'Load']) {
      await userEvent.keyboard('{ArrowDown}');
      expect(entry(name)).toHaveFocus();
    }
    await userEvent.keyboard('{ArrowDown}{ArrowUp}');
    expect(entry('Sum')).toHaveFocus();
    await userEvent.keyboard('{Home}{ArrowUp}');
    expect(search()).toHaveFocus();
  });

  test('is one tab stop, opened and closed by the arrow keys', async () => {
    open();
    await userEvent.click(search());
    await userEvent.tab();
    expect(entry('Math 2')).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(entry('Python Add')).toHaveFocus();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(entry('Basic 1')).toHaveAttribute('aria-expanded', 'false');
    await userEvent.keyboard('{ArrowLeft}');
    expect(entry('Math 2')).toHaveFocus();
    expect(document.querySelectorAll('.mr-palette-tree [tabindex="0"]')).toHaveLength(1);
  });

  test('a letter typed on a row goes to the search', async () => {
    open();
    await userEvent.click(search());
    await userEvent.keyboard('{ArrowDown}su');
    expect(search()).toHaveValue('su');
    expect(entries()).toEqual(['Sum']);
  });

  test('marks what was found, and guesses what was meant', async () => {
    open();
    await userEvent.type(search(), 'sm');
    expect(screen.getByText('No node matches “sm”.')).toBeVisible();
    await userEvent.clear(search());
    await userEvent.type(search(), 'loda');
    expect(entries()).toEqual(['Load']);
    await userEvent.clear(search());
    await userEvent.type(search(), 'lowad');
    await userEvent.clear(search());
    await userEvent.type(search(), 'su');
    expect(document.querySelector('.mr-match')).toHaveTextContent('Su');
  });

  test('[E10] lists those used last above all others', async () => {
    const many = Array.from({ length: 14 }, (_, at) => ({ type: `t${at}`, label: `T ${at}` }));
    localStorage.setItem('palette-test', JSON.stringify({ types: ['t9', 'gone', 't3', 5] }));
    const config = { version: 1, nodeTypes: many };
    openEditor({ config, storageKey: 'palette-test' }, <Palette />);
    expect(entry('Used last 2')).toBeVisible();
    expect(entries().slice(0, 3)).toEqual(['T 9', 'T 3', 'T 0']);
    await userEvent.click(screen.getAllByRole('treeitem', { name: 'T 7' })[0]!);
    expect(JSON.parse(localStorage.getItem('palette-test')!)).toEqual({
      types: ['t7', 't9', 'gone', 't3'],
    });
    localStorage.clear();
  });

  test('[E10] has shelves for libraries, and one for the subgraphs of the document', async () => {
    const inner = { version: 1, nodes: {} };
    const graph = { version: 1, nodes: {}, subgraphs: { twice: inner } };
    const shelfOf = ({ type }: { type: string }) => (type === 'load' ? 'Files' : undefined);
    const config = { version: 1, nodeTypes: SOME };
    const editor = openEditor({ config, defaultGraph: graph }, <Palette shelfOf={shelfOf} />);
    expect(entry('Files 1')).toHaveAttribute('aria-level', '1');
    expect(entry('Load')).toHaveAttribute('aria-level', '2');
    expect(entry('Subgraphs 1')).toBeVisible();
    await userEvent.click(entry('Twice'));
    expect(typesIn(editor)).toEqual(['graph:twice']);
  });

  test('gives a dragged entry its type', () => {
    open();
    const data = new Map<string, string>();
    const transfer = {
      effectAllowed: 'none',
      getData: () => '',
      setData: (type: string, text: string) => void data.set(type, text),
      setDragImage: () => undefined,
    };
    const event = createEvent.dragStart(entry('Sum'));
    Object.defineProperty(event, 'dataTransfer', { value: transfer });
    fireEvent(entry('Sum'), event);
    expect([...data]).toEqual([['application/x-millrace-node', 'sum']]);
    expect(transfer.effectAllowed).toBe('copy');
  });

  test('only shows in a read-only editor', async () => {
    const editor = open(SOME, true);
    expect(entry('Sum')).toHaveAttribute('draggable', 'false');
    await userEvent.click(entry('Sum'));
    expect(typesIn(editor)).toEqual([]);
  });

  test('closes to a rail, and keeps its search meanwhile', async () => {
    open();
    await userEvent.type(search(), 'add');
    await userEvent.click(button('Hide nodes'));
    expect(screen.queryByRole('searchbox')).toBeNull();
    expect(button('Show nodes')).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(button('Show nodes'));
    expect(search()).toHaveValue('add');
  });

  test('of a thousand types begins folded, and shows the first hundred found', async () => {
    open(
      Array.from({ length: 1000 }, (_, index) => ({
        type: `t${index}`,
        label: `T ${index}`,
        category: `c${index % 9}`,
      })),
    );
    expect(entries()).toEqual([]);
    await userEvent.type(search(), 't');
    expect(entries()).toHaveLength(100);
    expect(screen.getByText('900 more: type another letter.')).toBeVisible();
    await userEvent.type(search(), 'zz');
    expect(screen.getByText('No node matches “tzz”.')).toBeVisible();
  });

  test('says when there is nothing to add', () => {
    open([]);
    expect(screen.getByText(/the config has no node types/)).toBeVisible();
  });
});

async function pressOn(name: string, key: string): Promise<void> {
  act(() => entry(name).focus());
  await userEvent.keyboard(key);
}
