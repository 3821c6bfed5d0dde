import { describe, expect, jest, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { box, number, show } from './show-port.js';

describe('a text', () => {
  const text = { type: 'string' };

  test('is written as typed, also when it is empty', async () => {
    const { values } = show({ ...text, default: 'hello' });
    expect(box()).toHaveAttribute('placeholder', 'hello');
    await userEvent.type(box(), 'a b');
    expect(values()).toEqual({ p: 'a b' });
    await userEvent.clear(box());
    expect(values()).toEqual({ p: '' });
    await userEvent.click(screen.getByRole('button', { name: 'Reset Port to hello' }));
    expect(values()).toEqual({});
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('shows the source of a default that only the function can make', () => {
    show({ ...text, defaultText: 'os.getcwd()' });
    expect(box()).toHaveAttribute('placeholder', 'os.getcwd()');
    expect(box()).toHaveValue('');
  });

  test('says what it is for, and what is wrong instead', () => {
    const { receive } = show({ ...text, description: 'Your name' });
    expect(box()).toHaveAccessibleDescription('Your name');
    receive({ p: { no: 'text' } });
    expect(box()).toHaveAccessibleDescription(/^Expected a text/);
  });

  test('of several lines keeps them', async () => {
    const { values } = show(text, { p: 'one\ntwo' });
    expect(box()).toHaveValue('one\ntwo');
    await userEvent.type(box(), '!{Enter}');
    expect(values()).toEqual({ p: 'one\ntwo!\n' });
    expect(box()).toHaveFocus();
  });

  test('of a million characters is told, not edited', async () => {
    const { values } = show(text, { p: 'x'.repeat(1_000_000) });
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.getByText(/1,000,000 characters/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(values()).toEqual({});
  });

  test.each([[{ a: 1 }], [[1, 2]], [5]])('that is %j shows it as JSON', (value) => {
    show(text, { p: value });
    expect(box()).toHaveValue(JSON.stringify(value));
    expect(box()).toBeInvalid();
  });
});

describe('JSON', () => {
  const list = {
    schema: { type: 'array', items: { type: 'number' }, 'x-millrace': { format: 'ndarray' } },
  };

  test('is written when it can be read, and stays as typed until then', async () => {
    const { values } = show(list);
    await userEvent.type(box(), '[[1, 2');
    await userEvent.tab();
    expect(box()).toHaveAccessibleDescription(/Not JSON yet/);
    expect(values()).toBeUndefined();
    await userEvent.type(box(), ']');
    expect(values()).toEqual({ p: [1, 2] });
    expect(box()).toHaveValue('[1, 2]');
  });

  test('that does not fit says what was expected', () => {
    show(list, { p: [1, 'x'] });
    expect(box()).toHaveAccessibleDescription('Expected a number, got "x"');
  });

  test('stands in for controls of the host, and keeps the value', async () => {
    const custom = { type: 'object', controls: [{ type: 'custom', name: 'p', label: 'Port' }] };
    const { values } = show(custom, { p: { deep: [1] } });
    expect(box()).toHaveValue('{"deep":[1]}');
    await userEvent.clear(box());
    expect(values()).toEqual({});
  });
});

describe('a choice', () => {
  const choice = { schema: { enum: ['red', 2, { deep: true }, null] }, required: true };
  const select = (): HTMLSelectElement => screen.getByRole('combobox', { name: 'Port' });

  test('writes the option itself, whatever kind of value it is', async () => {
    const { values } = show(choice);
    expect(select()).toHaveDisplayValue('Choose…');
    await userEvent.selectOptions(select(), '{"deep":true}');
    expect(values()).toEqual({ p: { deep: true } });
    await userEvent.selectOptions(select(), '2');
    expect(values()).toEqual({ p: 2 });
    await userEvent.selectOptions(select(), 'Choose…');
    expect(values()).toEqual({});
  });

  test('shows its default, and a value that is not listed', () => {
    const { receive } = show({ ...choice, default: 'red' });
    expect(select()).toHaveDisplayValue('red');
    receive({ p: 'green' });
    expect(select()).toHaveDisplayValue('green');
    expect(select()).toBeInvalid();
    receive({ p: { toString: null } });
    expect(select()).toHaveDisplayValue('{toString: null}');
  });

  test('takes the name of an enum member for its value', () => {
    const named = { schema: { enum: [1, 2], 'x-millrace': { names: ['LOW', 'HIGH'] } } };
    show(named, { p: 'HIGH' });
    expect(select()).toHaveDisplayValue('HIGH');
    expect(select()).toBeValid();
  });

  test('of several is a group of switches, in the order of the list', async () => {
    const several = { schema: { type: 'array', items: { enum: ['a', 'b', 'c'] } } };
    const { values } = show(several, { p: ['c', 'zz'] });
    expect(screen.getByRole('group', { name: 'Port' })).toBeVisible();
    await userEvent.click(screen.getByRole('checkbox', { name: 'a' }));
    expect(values()).toEqual({ p: ['a', 'c', 'zz'] });
    await userEvent.click(screen.getByRole('checkbox', { name: 'zz' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'c' }));
    expect(values()).toEqual({ p: ['a'] });
  });

  test.each([
    ['null', null],
    ['an object', {}],
    ['a text', 'c'],
  ])('of several over %s starts with none', (_, value) => {
    show({ schema: { type: 'array', items: { enum: ['a', 'b'] } } }, { p: value });
    for (const each of screen.getAllByRole('checkbox')) expect(each).not.toBeChecked();
  });

  test('of yes and no shows its default, and what is neither as undecided', async () => {
    const { values, receive } = show({ type: 'boolean', default: true });
    const box = screen.getByRole('checkbox', { name: 'Port' });
    expect(box).toBeChecked();
    await userEvent.click(box);
    expect(values()).toEqual({ p: false });
    receive({ p: 'yes' });
    expect(box).toBePartiallyChecked();
    expect(box).toHaveAccessibleDescription('Expected true or false, got "yes"');
  });
});

describe('dates, times and colours', () => {
  test.each([
    ['date', 'date', '2026-01-31', '31/01/2026'],
    ['time', 'time', '09:30', '9.30'],
    ['datetime', 'datetime-local', '2026-01-31T09:30', 'tomorrow'],
    ['month', 'month', '2026-01', 'January'],
    ['week', 'week', '2026-W05', '5'],
  ])('a %s is kept as ISO text, and what is none is told', (control, type, value, bad) => {
    const port = { type: 'string', controls: [{ type: control, name: 'p', label: 'Port' }] };
    const { values, receive } = show(port, { p: bad });
    const field = screen.getByLabelText('Port');
    expect(field).toHaveAttribute('type', type);
    expect(field).toHaveValue('');
    expect(field).toHaveAccessibleDescription(`Expected text such as ${value}, got ${bad}`);
    fireEvent.change(field, { target: { value } });
    expect(values()).toEqual({ p: value });
    expect(field).toBeValid();
    receive({ p: { year: 2026 } });
    expect(field).toHaveValue('');
    fireEvent.change(field, { target: { value } });
    fireEvent.change(field, { target: { value: '' } });
    expect(values()).toEqual({});
  });

  test('a colour is picked or typed', async () => {
    const port = { type: 'string', controls: [{ type: 'color', name: 'p', label: 'Port' }] };
    const { values } = show(port, { p: '#F00' });
    const swatch = screen.getByLabelText('Pick Port');
    expect(swatch).toHaveValue('#ff0000');
    fireEvent.change(swatch, { target: { value: '#00ff00' } });
    expect(values()).toEqual({ p: '#00ff00' });
    await userEvent.clear(box());
    expect(values()).toEqual({});
    await userEvent.type(box(), 'teal');
    expect(values()).toEqual({ p: 'teal' });
  });
});

describe('data of others', () => {
  test('one control takes the single value under any key, and moves it when it is changed', async () => {
    const { values, writes } = show(number, { first_argument: 4 });
    expect(box()).toHaveValue('4');
    await userEvent.type(box(), '2');
    expect(writes).toEqual([
      ['first_argument', undefined],
      ['p', 42],
    ]);
    expect(values()).toEqual({ p: 42 });
  });

  const size = {
    schema: {
      type: 'object',
      properties: {
        width: { type: 'number' },
        at: { type: 'object', properties: { x: { type: 'number' } }, required: ['x'] },
      },
    },
  };

  test('an object kept whole is taken apart, without losing what no control shows', async () => {
    const whole = { size: { width: 3, at: { x: 5, extra: true }, more: [1] } };
    const { values } = show(size, whole);
    expect(screen.getByRole('group', { name: 'Port' })).toBeVisible();
    const [width, x] = screen.getAllByRole('textbox');
    expect(width).toHaveValue('3');
    expect(x).toHaveValue('5');
    await userEvent.type(width!, '0');
    expect(values()).toEqual({ width: 30, 'at.x': 5, 'at.extra': true, more: [1] });
  });

  test('what is wrong with one field is said at that field', () => {
    show(size, { width: 'wide', 'at.x': 1 });
    const [width, x] = screen.getAllByRole('textbox');
    expect(width).toHaveAccessibleDescription('Expected a number, got "wide"');
    expect(x).toBeValid();
  });

  test.each([['__proto__'], ['constructor'], ['toString']])(
    'a port named %s works',
    async (name) => {
      const { values } = show({ ...number, name });
      await userEvent.type(box(), '1');
      expect(Object.entries(values() ?? {})).toEqual([[name, 1]]);
    },
  );
});

test('in a read-only editor nothing can be changed', () => {
  show({ schema: { type: 'number', minimum: 0, maximum: 1 }, default: 0 }, { p: 1 }, true);
  expect(box()).toBeDisabled();
  expect(screen.getByRole('slider')).toBeDisabled();
  expect(screen.queryByRole('button')).toBeNull();
});

test('a key typed into a field is not kept from the rest of the page', async () => {
  const heard = jest.fn();
  document.addEventListener('keydown', heard);
  show(number);
  await userEvent.type(box(), '1{Delete}');
  document.removeEventListener('keydown', heard);
  expect(heard).toHaveBeenCalledTimes(2);
});
