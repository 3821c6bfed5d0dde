/** Lists, records, objects and unions as forms. */
import { describe, expect, test } from '@jest/globals';
import { act, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { preloadForms } from '../../../component/controls/widgets.js';
import { show } from './show-port.js';
import type { Shown } from './show-port.js';

const number = { type: 'number' };
const text = { type: 'string' };
const point = { type: 'object', properties: { x: number, label: text }, required: ['x'] };

async function open(schema: object, value?: unknown, more: object = {}): Promise<Shown> {
  await act(() => preloadForms());
  return show({ schema, ...more }, value === undefined ? undefined : { p: value });
}

const field = (name: string): HTMLInputElement => screen.getByRole('textbox', { name });
const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const fields = () => screen.getAllByRole('textbox').map((each) => (each as HTMLInputElement).value);

describe('a list', () => {
  test('[E14] grows, is filled in, and shrinks; the focus goes where the work is', async () => {
    const { values } = await open({ type: 'array', items: number });
    await userEvent.click(button('Add an item to Port'));
    expect(field('Item 1')).toHaveFocus();
    await userEvent.clear(field('Item 1'));
    await userEvent.type(field('Item 1'), '12');
    await userEvent.click(button('Add an item to Port'));
    expect(field('Item 2')).toHaveFocus();
    expect(values()).toEqual({ p: [12, 0] });
    await userEvent.click(button('Remove Item 1'));
    expect(values()).toEqual({ p: [0] });
    expect(field('Item 1')).toHaveFocus();
    await userEvent.click(button('Remove Item 1'));
    expect(values()).toEqual({ p: [] });
    expect(button('Add an item to Port')).toHaveFocus();
    await userEvent.click(button('Reset Port to nothing'));
    expect(values()).toEqual({});
    expect(button('Edit Port as JSON')).toHaveFocus();
  });

  test('[E14] is ordered by buttons and by keys; an item keeps what is typed in it', async () => {
    const { values } = await open({ type: 'array', items: number }, [1, 2, 3]);
    await userEvent.clear(field('Item 3'));
    expect(values()).toEqual({ p: [1, 2, null] });
    expect(field('Item 3')).toHaveValue('');
    await userEvent.type(field('Item 3'), '3x');
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(fields()).toEqual(['1', '3x', '2']);
    expect(field('Item 2')).toHaveFocus();
    await userEvent.click(button('Move Item 1 down'));
    expect(fields()).toEqual(['3x', '1', '2']);
    expect(button('Move Item 1 up')).toHaveAttribute('aria-disabled', 'true');
    expect(values()).toEqual({ p: [3, 1, 2] });
  });

  test('[E14] of objects has a group for each, and says at the field what is wrong', async () => {
    const { values } = await open({ type: 'array', items: point }, [{ x: 1 }, { label: 'b' }]);
    const second = within(screen.getByRole('group', { name: 'Item 2' }));
    const x = second.getByRole('textbox', { name: 'X' });
    expect(x).toHaveAccessibleDescription('Expected a number, got nothing');
    await userEvent.type(x, '5');
    expect(values()).toEqual({ p: [{ x: 1 }, { label: 'b', x: 5 }] });
    await userEvent.clear(second.getByRole('textbox', { name: 'Label' }));
    await userEvent.click(second.getByRole('button', { name: 'Reset Label to nothing' }));
    expect(values()).toEqual({ p: [{ x: 1 }, { x: 5 }] });
  });

  test('of a fixed length has its items, and no way to others', async () => {
    await open({ type: 'array', prefixItems: [number, text] }, [1, 'a']);
    expect(screen.queryByRole('button', { name: /^Add/ })).toBeNull();
    expect(button('Remove Item 1')).toHaveAttribute('aria-disabled', 'true');
  });

  test('shows its default, which the first edit takes over', async () => {
    const schema = { type: 'array', items: number };
    const { values } = await open(schema, undefined, { default: [1, 2] });
    expect(fields()).toEqual(['1', '2']);
    expect(values()).toBeUndefined();
    await userEvent.type(field('Item 2'), '0');
    expect(values()).toEqual({ p: [1, 20] });
  });

  test('of thousands, and a value of another shape, are edited as JSON', async () => {
    const { receive } = await open({ type: 'array', items: number }, Array(5_000).fill(7));
    expect(screen.queryByRole('button', { name: /as a form/ })).toBeNull();
    receive({ p: 'no list' });
    expect(field('Port')).toHaveValue('"no list"');
    expect(field('Port')).toHaveAccessibleDescription('Expected a list, got "no list"');
  });

  test('can be written as JSON, and back', async () => {
    const { values } = await open({ type: 'array', items: number }, [1]);
    await userEvent.click(button('Edit Port as JSON'));
    await userEvent.clear(field('Port'));
    await userEvent.type(field('Port'), '[[4, 5]');
    expect(values()).toEqual({ p: [4, 5] });
    await userEvent.click(button('Edit Port as a form'));
    expect(fields()).toEqual(['4', '5']);
  });

  test('[E15] of a read-only editor is shown and nothing else', async () => {
    await act(() => preloadForms());
    show({ schema: { type: 'array', items: number } }, { p: [1] }, true);
    expect(field('Item 1')).toBeDisabled();
    expect(screen.getAllByRole('button').map((each) => each.title)).toEqual(['Edit Port as JSON']);
  });
});

describe('a record of free names', () => {
  const schema = { type: 'object', additionalProperties: number };

  test('[E14] takes entries, names and values, in their order', async () => {
    const { values } = await open(schema, { a: 1, b: 2 });
    await userEvent.clear(field('Name of a'));
    await userEvent.type(screen.getAllByRole('textbox')[0]!, 'z');
    expect(Object.keys(values()!['p'] as object)).toEqual(['z', 'b']);
    await userEvent.click(button('Add an entry to Port'));
    expect(values()).toEqual({ p: { z: 1, b: 2, name: 0 } });
    expect(field('Name of name')).toHaveFocus();
    await userEvent.click(button('Remove b'));
    expect(values()).toEqual({ p: { z: 1, name: 0 } });
    expect(field('Name of name')).toHaveFocus();
  });

  test('names that are numbers, which objects put first, stay with their values', async () => {
    const { values } = await open(schema, { a: 1, b: 2 });
    const name = field('Name of b');
    await userEvent.clear(name);
    await userEvent.type(name, '12');
    expect(values()).toEqual({ p: { a: 1, 12: 2 } });
    expect(field('Name of 12')).toHaveFocus();
    expect(field('Name of a')).toHaveValue('a');
  });

  test('a name that is taken is not lost, and takes nothing away', async () => {
    const { values } = await open(schema, { a: 1, b: 2 });
    const name = field('Name of b');
    await userEvent.clear(name);
    await userEvent.type(name, 'a');
    await userEvent.tab();
    expect(name).toHaveValue('a');
    expect(name).toHaveAccessibleDescription('There is a “a” already');
    expect(values()).toEqual({ p: { a: 1, b: 2 } });
  });

  test.each(['__proto__', 'constructor'])('has an entry %s like any other', async (key) => {
    const { values } = await open(schema, JSON.parse(`{"${key}": 1}`));
    await userEvent.type(field(key), '5');
    expect(Object.entries(values()!['p'] as object)).toEqual([[key, 15]]);
  });
});

describe('an object in a form', () => {
  const schema = {
    type: 'array',
    items: { type: 'object', properties: { name: text, at: point }, required: ['name'] },
  };

  test('[E14] has its optional parts added and taken out', async () => {
    const { values } = await open(schema, [{ name: 'a', other: true }]);
    await userEvent.click(button('Add At'));
    expect(values()).toEqual({ p: [{ name: 'a', other: true, at: {} }] });
    expect(field('X')).toHaveFocus();
    await userEvent.type(field('X'), '1');
    expect(values()).toEqual({ p: [{ name: 'a', other: true, at: { x: 1 } }] });
    await userEvent.click(button('Remove At'));
    expect(values()).toEqual({ p: [{ name: 'a', other: true }] });
    expect(button('Add At')).toHaveFocus();
  });

  test('that contains itself opens as far as there is something in it', async () => {
    const tree = {
      $ref: '#/$defs/Tree',
      $defs: {
        Tree: {
          type: 'object',
          properties: { name: text, inner: { type: 'array', items: { $ref: '#/$defs/Tree' } } },
          required: ['name', 'inner'],
        },
      },
    };
    const { values } = await open({ type: 'array', items: tree.$defs.Tree, $defs: tree.$defs });
    await userEvent.click(button('Add an item to Port'));
    expect(values()).toEqual({ p: [{ inner: [] }] });
    await userEvent.click(button('Add an item to Inner'));
    expect(values()).toEqual({ p: [{ inner: [{ inner: [] }] }] });
  });
});

describe('one of several shapes', () => {
  const circle = {
    type: 'object',
    properties: { kind: { const: 'circle' }, radius: number, label: text },
  };
  const box = {
    type: 'object',
    properties: { kind: { const: 'box' }, width: number, label: text },
  };
  const required = { required: ['kind'] };
  const schema = {
    anyOf: [
      { ...circle, ...required },
      { ...box, ...required },
    ],
  };
  const kind = (): HTMLSelectElement => screen.getByRole('combobox', { name: 'Kind of Port' });

  test('[E14] is chosen; what both have is kept', async () => {
    const { values } = await open(schema, { kind: 'circle', radius: 2, label: 'a' });
    expect(kind()).toHaveDisplayValue('circle');
    await userEvent.selectOptions(kind(), 'box');
    expect(values()).toEqual({ p: { kind: 'box', label: 'a' } });
    await userEvent.type(field('Width'), '4');
    expect(values()).toEqual({ p: { kind: 'box', label: 'a', width: 4 } });
    await userEvent.selectOptions(kind(), '—');
    expect(values()).toEqual({});
  });
});

describe('null', () => {
  const schema = { anyOf: [number, { type: 'null' }] };

  test('[E14] can be said where it differs from saying nothing', async () => {
    const { values } = await open(schema, 5, { default: 4 });
    await userEvent.click(button('Set Port to null'));
    expect(values()).toEqual({ p: null });
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(document.body).not.toHaveFocus();
    await userEvent.click(button('Reset Port to 4'));
    expect(values()).toEqual({});
    expect(field('Port')).toHaveAttribute('placeholder', '4');
  });

  test('is not offered where nothing means the same', async () => {
    await open(schema, 5);
    expect(screen.queryByRole('button', { name: 'Set Port to null' })).toBeNull();
  });
});

describe('an object with nested fields', () => {
  const schema = {
    type: 'object',
    properties: {
      name: text,
      size: { type: 'object', properties: { width: number, height: number } },
    },
  };

  test('[E14] has a group for each nested one, which is cleared at once', async () => {
    await act(() => preloadForms());
    const { values } = show({ schema }, { name: 'a', 'size.width': 1, 'size.height': 2 });
    const size = within(screen.getByRole('group', { name: 'Size' }));
    expect(size.getByRole('textbox', { name: 'Width' })).toHaveValue('1');
    await userEvent.click(size.getByRole('button', { name: 'Remove Size' }));
    expect(values()).toEqual({ name: 'a' });
    expect(size.getByRole('textbox', { name: 'Width' })).toHaveFocus();
    await userEvent.type(size.getByRole('textbox', { name: 'Height' }), '3');
    expect(values()).toEqual({ name: 'a', 'size.height': 3 });
  });
});
