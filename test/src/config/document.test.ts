import { describe as suite, expect, it } from '@jest/globals';
import {
  createRecord,
  createSmallRecord,
  defined,
  describe,
  isJsonValue,
  listNames,
  nameOf,
  own,
  placeOf,
} from '../../../src/config/document.js';

suite('what came', () => {
  class Apple {}
  it.each<[unknown, string]>([
    [null, 'null'],
    [undefined, 'nothing'],
    [-0, '-0'],
    [NaN, 'NaN'],
    ['a "b"', '"a \\"b\\""'],
    [5n, 'the bigint 5'],
    [Symbol('x'), 'Symbol(x)'],
    [() => 1, 'a function'],
    [[1, 2], 'an array of 2'],
    [{}, 'an empty object'],
    [{ a: 1, 'b c': 2 }, 'an object with a, "b c"'],
    [JSON.parse('{"constructor":{"name":"Evil"}}'), 'an object with constructor'],
    [Object.create(null), 'an empty object'],
    [new Date(0), 'a Date'],
    [new Apple(), 'an Apple'],
  ])('%p is said as %s', (value, words) => {
    expect(describe(value)).toBe(words);
  });

  it('may be an object that can not be looked at', () => {
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    expect(describe(revoked.proxy)).toBe('an unreadable object');
  });

  it('is said shortly, whatever it is', () => {
    const long = 'x'.repeat(1e6);
    for (const value of [long, { [long]: 1 }, Symbol(long), 10n ** 3000n]) {
      expect(describe(value).length).toBeLessThan(120);
    }
  });
});

suite('names in messages', () => {
  it('stand as they are when they read as words, else quoted and shortened', () => {
    expect(placeOf('node_1', 'größe')).toBe('node_1.größe');
    expect(nameOf('')).toBe('""');
    expect(nameOf('a\n"b"')).toBe(String.raw`"a\n\"b\""`);
    expect(nameOf('x'.repeat(1e6)).length).toBeLessThan(80);
    expect(listNames([])).toBe('none');
    expect(listNames(Array.from({ length: 15 }, (_, index) => `n${index}`))).toMatch(
      / and 3 more$/,
    );
  });
});

suite('records', () => {
  it.each([createRecord, createSmallRecord])('have no keys but their own (%p)', (create) => {
    const record = create<number>();
    for (const key of ['__proto__', 'constructor', 'toString']) {
      expect(own(record, key)).toBeUndefined();
      expect(record[key]).toBeUndefined();
    }
    record['__proto__'] = 1;
    expect(Object.keys(record)).toEqual(['__proto__']);
    expect(JSON.stringify(record)).toBe('{"__proto__":1}');
    expect(JSON.stringify(structuredClone(record))).toBe('{"__proto__":1}');
  });

  it('leave out fields without a value', () => {
    expect(defined({ a: undefined, b: null, c: 0 })).toEqual({ b: null, c: 0 });
  });
});

suite('isJsonValue', () => {
  it('is true for what JSON can say and false for all else', () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    const yes = [null, true, 'x', -0, [], {}, { a: [{ b: null }] }, Object.create(null)];
    const no = [
      undefined,
      NaN,
      Infinity,
      1n,
      Symbol('x'),
      () => 1,
      new Date(0),
      new Map(),
      [NaN],
      cycle,
    ];
    expect(yes.map((value) => isJsonValue(value))).toEqual(yes.map(() => true));
    expect(no.map((value) => isJsonValue(value))).toEqual(no.map(() => false));
  });
});
