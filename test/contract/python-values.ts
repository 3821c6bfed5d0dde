/** SPEC P3: what becomes of a value on its way into Python and out of it, in every runtime. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { BufferPacker } from '../../src/wire/buffers.js';
import { encodePacked } from '../../src/wire/value.js';
import type { BatchSource, PythonRuntime } from '../../src/run/python/python-runtime.js';
import { node, run, value, wire } from './python-nodes.js';
import { ARRIVES, DECLARED, LEAVES, STAYS } from './python-value-cases.js';
import { VALUES_SOURCE } from './python-value-module.js';
import { randomValue } from './random-value.js';

const floats = Float64Array.from({ length: 1_000 }, (_, at) => at / 3);
/** Equal for equal values only. */
const textOf = (item: unknown): string =>
  JSON.stringify(encodePacked(item, new BufferPacker({ isText: true })).json);
const MODULE = { module: 'pack.values' };

/** All cases in one batch, for in a browser each message takes its time. */
async function runCases(runtime: PythonRuntime) {
  const make = (code: string): Case => [code, 'make', { code: value(code) }];
  const all: readonly Case[] = [
    ...ARRIVES.map(([title, given]): Case => [title, 'shown', { x: value(given) }]),
    ...DECLARED.map(([title, name, given]): Case => [title, name, { x: value(given) }]),
    ...[...LEAVES, ...STAYS].map(([code]) => make(code)),
  ];
  const options = { ...MODULE, keep: 'always', nodeId: 'pack' } as const;
  const ran = await run(runtime, ...all.map(([, name, sources]) => node(name, sources, options)));
  const titles = all.map(([title]) => title);
  return { of: (title: string) => ran.output(titles.indexOf(title)) };
}

/** A title of its own, a function, and its arguments. */
type Case = readonly [title: string, name: string, sources: Readonly<Record<string, BatchSource>>];

/** Tests of a runtime that has been created; it is asked for when a test runs. */
export function testPythonValues(current: () => PythonRuntime): void {
  const call = async (name: string, given: unknown): Promise<unknown> => {
    const parameter = { make: 'code', nested: 'depth' }[name] ?? 'x';
    const sources = { [parameter]: value(given) };
    const ran = await run(current(), node(name, sources, { ...MODULE, keep: 'always' }));
    return ran.output(0).value;
  };

  describe('values', () => {
    let cases: Awaited<ReturnType<typeof runCases>>;

    beforeAll(async () => {
      await current().addModules({
        'pack.values': { source: VALUES_SOURCE, file: 'src/values.py' },
      });
      cases = await runCases(current());
    });

    test.each(ARRIVES)('[P3] %s', (title, _, shown) => {
      expect(cases.of(title).value).toBe(shown);
    });

    test.each(DECLARED)('[P3] by declared type: %s', (title, _name, _given, shown) => {
      expect(cases.of(title).value).toEqual(shown);
    });

    test.each(LEAVES)('[P3] %s leaves Python as JavaScript says it', (code, expected) => {
      const found = cases.of(code).value;
      expect(found).toStrictEqual(expected);
      expect(Object.is(found, -0)).toBe(Object.is(expected, -0));
    });

    test.each(STAYS)('[P3] %s stays in Python, and its reader is told why', (code, said) => {
      const { error, preview } = cases.of(code);
      expect(error?.code).toBe('value-not-encodable');
      expect(error?.message).toContain(said);
      expect(preview?.text.length).toBeLessThanOrEqual(200);
    });

    test('[P3] results leave as their declared type says', async () => {
      const names = ['out_bytes', 'out_list', 'out_pairs', 'out_set', 'out_stream'];
      const ran = await run(current(), ...names.map((name) => node(name, {}, MODULE)));
      expect(names.map((_, at) => ran.output(at).value)).toEqual([
        new Uint8Array([97, 99, 101]),
        [1.5, 2],
        [[1, 'a']],
        [3],
        [1, 2],
      ]);
    });

    test('[P3] 190 levels cross in both directions, 202 are refused', async () => {
      const nest = (levels: number, inner: unknown): unknown =>
        levels === 0 ? inner : nest(levels - 1, [inner]);
      expect(await call('nested', 190)).toEqual(nest(190, 1));
      expect(await call('same', nest(190, 1))).toEqual(nest(190, 1));
      const ran = await run(current(), node('same', { x: value(nest(202, 1)) }, MODULE));
      expect(ran.error(0).code).toBe('value-not-encodable');
    });

    test("[P3] the caller's arrays are copied: they keep their bytes, and Python's changes stay there", async () => {
      const given = floats.slice();
      const bytes = new Uint8Array(4_096).fill(1);
      const ran = await run(
        current(),
        node('same', { x: value(given) }, { ...MODULE, keep: 'always' }),
        node('same', { x: value(bytes) }, { ...MODULE, keep: 'always' }),
        node('length', { x: wire(0) }, MODULE),
      );
      expect([given.byteLength, bytes.byteLength]).toEqual([8_000, 4_096]);
      expect(ran.output(0).value).toStrictEqual(floats);
      expect(ran.output(1).value).toStrictEqual(bytes);
      expect(ran.output(2).value).toBe(1_000);
      expect(ran.output(0).value).not.toBe(given);
    });

    test('[P3] one array given twice is two, and a megabyte of text is one text', async () => {
      const text = 'é"\n'.repeat(400_000);
      const ran = await run(
        current(),
        node('same', { x: value([floats, floats]) }, { ...MODULE, keep: 'always' }),
        node('same', { x: value(text) }, { ...MODULE, keep: 'always' }),
      );
      expect(ran.output(0).value).toStrictEqual([floats, floats]);
      expect(ran.output(1).value === text).toBe(true);
    });

    test('[P3] a fetched value is the same as one that crossed', async () => {
      const code = '[array.array("f", range(500)), bytes(2000), [0.5] * 500, {"a": 2**70}]';
      const made = node('make', { code: value(code) }, { ...MODULE, hold: true, keep: 'never' });
      const { handle } = (await run(current(), made)).output(0);
      expect(await current().fetch(handle!)).toStrictEqual([
        Float32Array.from({ length: 500 }, (_, at) => at),
        new Uint8Array(2000),
        Array(500).fill(0.5),
        { a: 2n ** 70n },
      ]);
      current().release([handle!]);
    });

    test('[P3] random values go to Python and come back as they were', async () => {
      const given = Array.from({ length: 40 }, (_, seed) => randomValue(seed));
      const nodes = given.map((item) =>
        node('same', { x: value(item) }, { ...MODULE, keep: 'always' }),
      );
      const ran = await run(current(), ...nodes);
      given.forEach((item, seed) => {
        expect([seed, textOf(ran.output(seed).value)]).toEqual([seed, textOf(item)]);
      });
    });

    test("[P3] Python's random values come to JavaScript and go back as they were", async () => {
      const seeds = Array.from({ length: 40 }, (_, seed) => seed);
      const made = await run(
        current(),
        ...seeds.map((seed) =>
          node('random_value', { seed: value(seed) }, { ...MODULE, keep: 'always' }),
        ),
      );
      const back = await run(
        current(),
        ...seeds.map((seed) =>
          node('agrees', { seed: value(seed), x: value(made.output(seed).value) }, MODULE),
        ),
      );
      for (const seed of seeds) expect([seed, back.output(seed).value]).toEqual([seed, '']);
    });
  });
}
