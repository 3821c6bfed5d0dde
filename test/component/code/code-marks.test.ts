import { describe, expect, test } from '@jest/globals';
import { Text } from '@codemirror/state';
import { toMarks } from '../../../component/code/code-marks.js';

const SOURCE = 'def f(x):\n    return größe + x\n';
const text = Text.of(SOURCE.split('\n'));
const marked = (place: { readonly line?: number; readonly column?: number }): string => {
  const [mark] = toMarks([{ severity: 'error', message: 'no', ...place }], text);
  return SOURCE.slice(mark!.from, mark!.to);
};

describe('a diagnostic is marked', () => {
  test.each([
    [{ line: 2, column: 12 }, 'größe'],
    [{ line: 2, column: 18 }, '+'],
    [{ line: 2 }, 'return größe + x'],
    [{}, 'def f(x):'],
    [{ line: 1, column: 400 }, ''],
    [{ line: 99, column: 1 }, ''],
    [{ line: 0 }, 'def f(x):'],
  ])('at %j: “%s”', (place, expected) => {
    expect(marked(place)).toBe(expected);
  });

  test('in the order of the text, with what to do', () => {
    const marks = toMarks(
      [
        { severity: 'warning', message: 'later', line: 2 },
        { severity: 'error', message: 'first', fix: 'mend it', line: 1 },
      ],
      text,
    );
    expect(marks.map(({ message, severity }) => [severity, message])).toEqual([
      ['error', 'first\nmend it'],
      ['warning', 'later'],
    ]);
  });
});
