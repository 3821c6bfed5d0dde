import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { box, number, show } from './show-port.js';

describe('a number', () => {
  test.each([
    ['0.05', 0.05],
    ['-0.5', -0.5],
    ['-1e3', -1000],
    ['.5', 0.5],
    ['1e-7', 1e-7],
    ['007', 7],
    ['1.', 1],
    ['0.10', 0.1],
  ])('typed as %s is %d, and the text stays as it is typed', async (text, value) => {
    const { values } = show(number);
    for (let end = 1; end <= text.length; end += 1) {
      await userEvent.type(box(), text[end - 1]!);
      expect(box()).toHaveValue(text.slice(0, end));
    }
    expect(values()).toEqual({ p: value });
    await userEvent.tab();
    expect(box()).toHaveValue(String(value));
  });

  test.each(['-', '1e', '.', 'abc', '1,5', '1e999', '--1'])(
    '%s is not written, stays as typed, and says why',
    async (text) => {
      const { writes } = show(number, { p: 7 });
      await userEvent.clear(box());
      writes.length = 0;
      await userEvent.paste(text);
      expect(writes).toEqual([]);
      expect(box()).toHaveValue(text);
      await userEvent.tab();
      expect(box()).toBeInvalid();
      expect(box()).toHaveAccessibleDescription(/Expected a number|too large/);
      expect(box()).toHaveValue(text);
    },
  );

  test('keeps what is written while the text is incomplete', async () => {
    const { values } = show(number);
    await userEvent.type(box(), '12e');
    expect(values()).toEqual({ p: 12 });
    await userEvent.type(box(), '2');
    expect(values()).toEqual({ p: 1200 });
    expect(box()).toBeValid();
  });

  test('cleared is not given, and the default shows', async () => {
    const { values } = show({ ...number, default: 2.5 }, { p: 3 });
    await userEvent.clear(box());
    expect(values()).toEqual({});
    expect(box()).toHaveAttribute('placeholder', '2.5');
  });

  test('has its limits checked before it is written', async () => {
    const limited = { schema: { type: 'integer', minimum: 1, exclusiveMaximum: 10 } };
    const { values } = show(limited, { p: 5 });
    for (const [text, reason] of [
      ['0', 'Must be at least 1'],
      ['2.5', 'Expected a whole number'],
      ['10', 'Expected an integer of at least 1 below 10, got 10'],
    ] as const) {
      fireEvent.change(box(), { target: { value: text } });
      fireEvent.blur(box());
      expect(box()).toHaveAccessibleDescription(reason);
      expect(values()).toEqual({ p: 5 });
    }
  });

  test('steps with the arrow keys, without the noise of binary fractions', async () => {
    const { values } = show({ ...number, control: { step: 0.1 } });
    await userEvent.type(box(), '0.1{ArrowUp}{ArrowUp}');
    expect(values()).toEqual({ p: 2.1 });
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
    expect(values()).toEqual({ p: -7.9 });
  });

  test('of any size stays exact', async () => {
    const bigint = { schema: { type: 'integer', 'x-millrace': { format: 'bigint' } } };
    const { values } = show(bigint);
    await userEvent.type(box(), '12345678901234567890');
    expect(values()).toEqual({ p: '12345678901234567890' });
  });

  test('is not changed by the wheel', () => {
    const { writes } = show(number, { p: 1 });
    box().focus();
    fireEvent.wheel(box(), { deltaY: 100 });
    expect(writes).toEqual([]);
  });

  test('shows what comes from outside, even over a text that was never taken', async () => {
    const { receive } = show(number, { p: 1 });
    await userEvent.type(box(), '5e');
    receive({ p: 3 });
    expect(box()).toHaveValue('3');
    expect(box()).toBeValid();
    await userEvent.type(box(), '4');
    receive({ p: 3 });
    expect(box()).toHaveValue('3');
    receive(undefined);
    expect(box()).toHaveValue('');
  });

  test('goes back to what it was with Escape, and is left with Enter', async () => {
    const { values } = show(number, { p: 1 });
    await userEvent.type(box(), '23');
    expect(values()).toEqual({ p: 123 });
    await userEvent.keyboard('{Escape}');
    expect(values()).toEqual({ p: 1 });
    expect(box()).toHaveValue('1');
    expect(box()).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(box()).not.toHaveFocus();
  });

  test.each([
    ['an object', { a: 1 }, '{a: 1}'],
    ['a list', [1], '[1]'],
    ['a text', 'many', 'many'],
    ['true', true, 'true'],
  ])('that is %s shows it, says so and keeps it', async (_, value, text) => {
    const { writes } = show(number, { p: value });
    expect(box()).toHaveValue(text);
    expect(box()).toHaveAccessibleDescription(/^Expected a number, got /);
    await userEvent.click(box());
    await userEvent.tab();
    expect(writes).toEqual([]);
  });
});

describe('a slider', () => {
  const range = { schema: { type: 'number', minimum: 0, maximum: 1 } };

  test('slides and takes a typed number', async () => {
    const { values } = show(range, { p: 0.25 });
    const slider = screen.getByRole('slider', { name: 'Port' });
    expect(slider).toHaveValue('0.25');
    fireEvent.change(slider, { target: { value: '0.5' } });
    expect(values()).toEqual({ p: 0.5 });
    await userEvent.clear(box());
    await userEvent.type(box(), '1.5');
    await userEvent.tab();
    expect(box()).toHaveAccessibleDescription('Must be at most 1');
    expect(slider).toHaveValue('1');
    expect(values()).toEqual({ p: 1 });
  });

  test('of whole numbers steps by one', () => {
    show({ schema: { type: 'integer', minimum: 0, maximum: 10 } });
    expect(screen.getByRole('slider')).toHaveAttribute('step', '1');
  });
});
