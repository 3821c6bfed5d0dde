import { describe, expect, test } from '@jest/globals';
import { createConfig, defineNode } from 'millrace';
import { inspectValue } from '../../../src/library/inspect-value.js';
import { jsonParse, jsonStringify } from '../../../src/library/transform.js';
import { errorOf, runLibrary } from './library-run.js';

const give = (value: unknown) =>
  createConfig([defineNode({ type: 'give', outputs: 'any', run: () => value })]);

/** The outputs of a node of the library that gets the value by a wire. */
async function pass(type: string, value: unknown, values: object = {}, port = 'value') {
  const sketch = { type, wires: { [port]: 'give' }, values: { ...values } };
  const { result, events } = await runLibrary(
    { give: { type: 'give' }, n: sketch },
    { own: give(value) },
  );
  return { outputs: result.nodes['n']!.outputs, error: errorOf(result), events };
}

describe('JSON', () => {
  test('is read, byte order mark and all', async () => {
    const { outputs } = await pass('transform.jsonParse', '\uFEFF{"a":[1,null]}', {}, 'text');
    expect(outputs['result']).toEqual({ a: [1, null] });
  });

  test('that is none is an error with the place', async () => {
    const { error } = await pass('transform.jsonParse', '{"a":1,}', {}, 'text');
    expect(error).toMatch(/^not-json: expected JSON, got "\{\\"a\\":1,\}": .*position 7/);
    expect(() => jsonParse('<html>')).toThrow(/expected JSON, got "<html>"/);
  });

  test('is written on one line or several, in the order of keys or as they come', async () => {
    const value = { b: [1], a: { d: 1, c: 2 } };
    const write = async (values: object) =>
      (await pass('transform.jsonStringify', value, values)).outputs['result'];
    expect(await write({})).toBe(JSON.stringify(value, null, 2));
    expect(await write({ indent: 0 })).toBe('{"b":[1],"a":{"d":1,"c":2}}');
    expect(await write({ indent: 0, sortKeys: true })).toBe('{"a":{"c":2,"d":1},"b":[1]}');
  });

  test.each<[unknown, string]>([
    [new Set([1, new Set(['a'])]), '[1,["a"]]'],
    [new Map([['b', new Map([['c', 1]])]]), '{"b":{"c":1}}'],
    [new Map([[1, 'a']]), '[[1,"a"]]'],
    [new Date(0), '"1970-01-01T00:00:00.000Z"'],
    [Uint8Array.of(1, 2), '[1,2]'],
    [new Float32Array([0.5]), '[0.5]'],
    [12n, '12'],
    [{ a: undefined, b: [undefined], c: null }, '{"b":[null],"c":null}'],
    [undefined, 'null'],
    [JSON.parse('{"__proto__":{"a":1}}'), '{"__proto__":{"a":1}}'],
    [Object.assign(Object.create(null), { a: -0 }), '{"a":0}'],
  ])('value %# is written as JSON', (value, text) => {
    expect(jsonStringify(value, 0)).toBe(text);
  });

  const circle: { a: unknown[] } = { a: [] };
  circle.a.push(circle);
  const deep = JSON.parse('['.repeat(5000) + ']'.repeat(5000)) as unknown;

  test.each<[unknown, string | RegExp]>([
    [
      { a: { b: [0, NaN] } },
      "NaN at a.b[1] can't be written as JSON: JSON has no word for it; replace it first",
    ],
    [[-Infinity], /^-Infinity at \[0\] /],
    [{ f: () => 1 }, /^a function at f /],
    [{ s: Symbol('x') }, / at s can't be written/],
    [2n ** 64n, /^the bigint 18446744073709551616 can't .* make a text of it first$/],
    [circle, /^an object with a at a\[0\] .*: it contains itself$/],
    [deep, /: it is deeper than 1000 levels$/],
  ])('value %# is an error with its place', (value, message) => {
    expect(() => jsonStringify(value)).toThrow(message);
  });

  test('writes one object twice where it stands twice', () => {
    const shared = { a: 1 };
    expect(jsonStringify([shared, shared], 0)).toBe('[{"a":1},{"a":1}]');
  });
});

describe('waiting', () => {
  const context = (signal: AbortSignal) => ({ signal }) as never;

  test('passes the value on after its time', async () => {
    const started = performance.now();
    const { outputs } = await pass('time.delay', { a: 1 }, { ms: 30 });
    expect(performance.now() - started).toBeGreaterThanOrEqual(29);
    expect(outputs['result']).toEqual({ a: 1 });
  });

  test.each([-1, 86_400_001, NaN])('%d milliseconds are refused', async (ms) => {
    const { delay } = await import('../../../src/library/time.js');
    const { signal } = new AbortController();
    await expect(delay(1, ms, context(signal))).rejects.toThrow(
      /expected `ms` to be from 0 to 86400000/,
    );
  });

  test('[R10] a cancel ends it at once, and leaves no timer', async () => {
    const { delay } = await import('../../../src/library/time.js');
    const controller = new AbortController();
    const waiting = delay(1, 80_000_000, context(controller.signal));
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(delay(1, 5, context(controller.signal))).rejects.toThrow('enough');
  });
});

describe('showing', () => {
  test('writes to the log, and passes on what came, itself', async () => {
    const value = { a: [1, { b: 2 }], when: new Date(0) };
    const { outputs, events } = await pass('debug.log', value, { label: 'seen', level: 'warning' });
    expect(outputs['result']).toBe(value);
    expect(events.filter(({ type }) => type === 'nodeLogged')).toMatchObject([
      { level: 'warning', message: 'seen: { a: [1, { b: 2 }], when: 1970-01-01T00:00:00.000Z }' },
    ]);
    const text = await pass('debug.log', 'plain');
    expect(text.events.filter(({ type }) => type === 'nodeLogged')).toMatchObject([
      { level: 'info', message: 'plain' },
    ]);
  });

  test('gives the text as an output', async () => {
    const value = [[[[[['deep']]]]]];
    const { outputs } = await pass('debug.inspect', value, { depth: 1 });
    expect(outputs).toEqual({ value, text: '[[[… 1 …]]]' });
    const short = await pass('debug.inspect', 'x'.repeat(100), { maxLength: 10 });
    expect(short.outputs['text']).toBe('"xxxxxxxx…');
  });

  class Boat {
    name = 'Argo';
    get secret(): never {
      throw new Error('read');
    }
  }
  const trap = new Proxy(
    {},
    {
      getPrototypeOf: () => {
        throw new Error('no');
      },
    },
  );
  const own = Object.defineProperty({ a: 1 }, 'lazy', { enumerable: true, get: () => 1 });
  const circle: unknown[] = [];
  circle.push(circle);

  const shown: readonly [unknown, string][] = [
    [null, 'null'],
    [-0, '-0'],
    [10n, '10n'],
    ['a"b', '"a\\"b"'],
    [Symbol('s'), 'Symbol(s)'],
    [function mill() {}, 'function mill'],
    [[], '[]'],
    [{}, '{}'],
    [[1, undefined], '[1, undefined]'],
    [{ 'a b': 1, c: 'd' }, '{ "a b": 1, c: "d" }'],
    [
      new Map<unknown, unknown>([
        ['a', 1],
        [{ k: 1 }, 2],
      ]),
      'Map { "a" → 1, { k: 1 } → 2 }',
    ],
    [new Set([1]), 'Set(1) { 1 }'],
    [Uint8Array.of(1, 2), 'Uint8Array(2) [1, 2]'],
    [new Boat(), 'Boat { name: "Argo" }'],
    [own, '{ a: 1, lazy: (computed) }'],
    [new TypeError('wet'), 'TypeError: wet'],
    [new Date(NaN), 'no date'],
    [circle, '[(itself)]'],
    [trap, 'a value that can’t be shown'],
  ];
  // Titles are made of texts alone: the proxy can't be printed.
  test.each(shown.map(([, text], index) => [text, index] as const))(
    'reads as %s',
    (text, index) => {
      expect(inspectValue(shown[index]![0], { depth: 2, maxLength: 1000 })).toBe(text);
    },
  );

  test('breaks long ones into lines, and ends', () => {
    const long = { list: ['a'.repeat(40), 'b'.repeat(40)] };
    expect(inspectValue(long, { depth: 3, maxLength: 1000 })).toBe(
      `{\n  list: [\n    "${'a'.repeat(40)}",\n    "${'b'.repeat(40)}"\n  ]\n}`,
    );
    const many = Array.from({ length: 1_000_000 }, (_, index) => index);
    expect(inspectValue(many, { depth: 1, maxLength: 10_000 })).toMatch(/999900 more/);
    // Two references a level: as text it would be 2 to the 40th.
    let wide: unknown = 'leaf';
    for (let level = 0; level < 40; level += 1) wide = [wide, wide];
    const started = performance.now();
    expect(inspectValue(wide, { depth: 100, maxLength: 1000 }).length).toBeLessThanOrEqual(1000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
