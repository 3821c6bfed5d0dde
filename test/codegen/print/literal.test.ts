import { describe, expect, it } from '@jest/globals';
import { printKey, printLiteral, printString } from '../../../codegen/print/literal.js';

/** What the printed text means. */
function meaning(text: string): unknown {
  // The one way to see what a literal means is to evaluate it.
  // oxlint-disable-next-line no-new-func, typescript/no-implied-eval
  return (new Function(`"use strict"; return (${text});`) as () => unknown)();
}

describe('printString', () => {
  it.each([
    'plain',
    'it\'s "quoted" `\u0024{x}` \\ back',
    'a\nb\r\tc\0\u0007\u007f\u0085',
    '\u2028\u2029\ufeff',
    '</script><!-- <SCRIPT></SCRIPT>',
    'é 💧 \ud800 lone',
  ])('of %j means that text, on one safe line', (text) => {
    const printed = printString(text);
    expect(meaning(printed)).toBe(text);
    expect(printed).not.toMatch(/[\r\n\u2028\u2029\ud800\ufeff]|<\/script|<!--/i);
  });
});

describe('printLiteral', () => {
  it('keeps `__proto__` a key of its own', () => {
    const value = JSON.parse('{"__proto__":{"a":1},"constructor":2,"a-b":3,"ok":null}') as object;
    expect(JSON.stringify(meaning(printLiteral(value)))).toBe(JSON.stringify(value));
    expect(printKey('__proto__')).toBe("['__proto__']");
  });

  it('breaks what does not fit and leaves out what is undefined', () => {
    const value = { a: undefined, list: ['x'.repeat(60), 'y'.repeat(60)], n: -0, e: {}, l: [] };
    const text = printLiteral(value);
    expect(text.split('\n').every((line) => line.length <= 100)).toBe(true);
    expect(text.split('\n').length).toBeGreaterThan(4);
    const { list, ...rest } = meaning(text) as typeof value;
    expect(list).toEqual(value.list);
    expect(Object.is(rest.n, -0)).toBe(true);
    expect(Object.keys(rest)).toEqual(['n', 'e', 'l']);
  });
});
