import { describe, expect, test } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { noValue } from '../../../src/run/no-value.js';
import { formatValue } from '../../../component/panels/format-value.js';
import { isImage, previewText } from '../../../component/panels/preview.js';
import { ValuePreview } from '../../../component/panels/value-preview.js';
import { Handle } from '../../../src/run/handle.js';

const itself: Record<string, unknown> = {};
itself['me'] = itself;
const throwing = {
  get bad(): never {
    throw new Error('no');
  },
};
const revoked = Proxy.revocable({}, {});
revoked.revoke();
const handle = new Handle({ type: 'list', text: '[1, 2, …]', length: 9 }, undefined, 'not kept');

describe('a value in one line', () => {
  test.each([
    ['a text', 'a\n  b', 'a b'],
    ['an empty text', '', '""'],
    ['a blank', ' ', '" "'],
    ['a number', 0.05, '0.05'],
    ['a sum that is not exact', 0.1 + 0.2, '0.3'],
    ['a small number', 1.5e-20, '1.5e-20'],
    ['a number that is none', NaN, 'NaN'],
    ['no end', -Infinity, '-Infinity'],
    ['nothing', undefined, 'Nothing'],
    ['null', null, 'null'],
    ['a list', [1, 'x'], '[1, "x"]'],
    ['an object', { a: { b: [] } }, '{a: {b: []}}'],
    ['a branch not taken', noValue, 'Branch not taken'],
    ['a value that stays elsewhere', handle, '[1, 2, …]'],
    ['a picture', 'data:image/png;base64,AA', 'Picture'],
    ['a cycle', itself, '{me: {me: {me: …}}}'],
    ['a throwing getter', throwing, 'a value that can’t be shown'],
    ['a revoked proxy', revoked.proxy, 'a value that can’t be shown'],
  ])('%s', (_, value, text) => {
    expect(previewText(value)).toBe(text);
  });

  test('has at most 80 characters, none of them cut in two', () => {
    const line = previewText('🙂'.repeat(500));
    expect(line).toBe(`${'🙂'.repeat(79)}…`);
    expect(previewText('x'.repeat(80))).toHaveLength(80);
  });
});

describe('a picture', () => {
  test.each(['png', 'jpeg', 'gif', 'webp', 'svg+xml'])('may be %s in a data URL', (format) => {
    expect(isImage(`data:image/${format};base64,AA`)).toBe(true);
  });

  test.each([
    'https://example.org/a.png',
    'data:text/html,<b>',
    'data:image/bmp;base64,AA',
    ' data:image/png;base64,AA',
    5,
    null,
  ])('is not %j', (value) => {
    expect(isImage(value)).toBe(false);
  });
});

describe('a value in full', () => {
  const text = (value: unknown, limit = 2000): string => formatValue(value, limit).text;

  test.each([
    ['a text', 'a\nb', 'a\nb'],
    ['scalars in a line', [1, -0, 'a"b', null, true, 2n], '[1, -0, "a\\"b", null, true, 2]'],
    ['an object', { a: 1, 'b c': [] }, '{\n  a: 1,\n  "b c": []\n}'],
    ['objects in a list', [{ a: [1] }], '[\n  {\n    a: [1]\n  }\n]'],
    ['nothing inside', [{}, []], '[\n  {},\n  []\n]'],
    ['a map', new Map<unknown, unknown>([['a', 1]]), 'Map {\n  a: 1\n}'],
    ['a set', new Set([1, 2]), 'Set [1, 2]'],
    ['bytes', Uint8Array.of(1, 255), 'Uint8Array 2 bytes: 01 ff'],
    ['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['an invalid date', new Date(Number.NaN), 'an invalid date'],
    ['an error', new RangeError('too far'), 'RangeError: too far'],
    ['a value that stays elsewhere', handle, '[1, 2, …]'],
    ['a cycle', itself, '{\n  me: (itself)\n}'],
    ['a throwing getter', throwing, '{\n  bad: (can’t be read)\n}'],
    ['a revoked proxy', revoked.proxy, '(can’t be read)'],
  ])('%s', (_, value, expected) => {
    expect(text(value)).toBe(expected);
  });

  test('stops at its limit, without reading what comes after', () => {
    let reads = 0;
    const endless = new Proxy(Array.from({ length: 1_000_000 }), {
      get: (target, key, self) => {
        reads += 1;
        return key === 'length' ? 1_000_000 : Reflect.get(target, key, self);
      },
    });
    expect(formatValue(endless, 300)).toMatchObject({ isWhole: false });
    expect(text(endless, 300)).toHaveLength(300);
    expect(reads).toBeLessThan(1000);
  });

  test('survives any depth', () => {
    let deep: unknown = [];
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(text(deep, 10_000)).toContain('…');
  });
});

describe('the preview of a value', () => {
  test('shows a picture with its name', () => {
    render(<ValuePreview value="data:image/png;base64,AA" label="Chart" />);
    expect(screen.getByRole('img', { name: 'Chart' })).toHaveAttribute(
      'src',
      'data:image/png;base64,AA',
    );
  });

  test('shows more of a long text when asked, and says how long it is', async () => {
    render(<ValuePreview value={'x'.repeat(5000)} label="Text" />);
    const block = screen.getByRole('region', { name: 'Text' });
    expect(block).toHaveTextContent(/^x{2000}…$/);
    expect(screen.getByText('5,000 characters')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    expect(block).toHaveTextContent(/^x{5000}$/);
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  test('shows markup as text', () => {
    render(<ValuePreview value="<img src=x onerror=alert(1)>" label="Text" />);
    expect(screen.getByRole('region')).toHaveTextContent('<img src=x onerror=alert(1)>');
    expect(screen.queryByRole('img')).toBeNull();
  });

  test('copies the value in full', async () => {
    const user = userEvent.setup();
    render(<ValuePreview value={{ a: 1 }} label="Point" />);
    await user.click(screen.getByRole('button', { name: 'Copy Point' }));
    expect(await navigator.clipboard.readText()).toBe('{\n  a: 1\n}');
    expect(screen.getByRole('button', { name: 'Point copied' })).toBeVisible();
  });
});
