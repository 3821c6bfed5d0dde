import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createMemo, createRecorder, JobRunner, parseConfig } from 'millrace';
import type { Registry, RunOptions, Schema } from 'millrace';
import { createPyodide } from '../../../python-bridge/node.js';
import type { PythonRuntime } from '../../../src/run/python/python-runtime.js';
import { openThread, useThreads } from './workers/test-pool.js';
import { graphOf } from './support.js';
import type { NodeSketch } from './support.js';

const number: Schema = { type: 'number' };
const integer: Schema = { type: 'integer' };
const string: Schema = { type: 'string' };
const set = (items: Schema): Schema => ({
  type: 'array',
  items,
  uniqueItems: true,
  'x-millrace': { format: 'set' },
});
const list = (items: Schema): Schema => ({ type: 'array', items });
const map = (key: Schema, value: Schema): Schema => ({
  type: 'array',
  items: { type: 'array', prefixItems: [key, value], minItems: 2, maxItems: 2 },
  'x-millrace': { format: 'map' },
});
const record = (values: Schema): Schema => ({ type: 'object', additionalProperties: values });
const textMap: Schema = { ...record(number), 'x-millrace': { format: 'map' } };
const array = (dtype: string): Schema => ({
  ...list(dtype.startsWith('f') ? number : integer),
  'x-millrace': { format: 'ndarray', dtype },
});
const bigint: Schema = { type: 'integer', 'x-millrace': { format: 'bigint' } };
const bytes: Schema = { type: 'string', 'x-millrace': { format: 'bytes' } };

const functions = {
  show: (value: unknown) => `${(value as object).constructor.name} ${inspect(value)}`,
  give: (value: unknown) => value,
} satisfies Registry;

function inspect(value: unknown): string {
  const write = (_key: string, item: unknown): unknown => {
    if (item instanceof Set || item instanceof Map || ArrayBuffer.isView(item)) {
      return Array.from(item as unknown as Iterable<unknown>);
    }
    return typeof item === 'bigint' ? `${item}n` : item;
  };
  return JSON.stringify(value, write);
}

const source = `
import array, datetime

def show_set(value: set[str]) -> str:
    return f"{type(value).__name__} {sorted(value)}"
def show_map(value: dict[int, str]) -> str:
    return f"{type(value).__name__} {value}"
def show_list(value: list[float]) -> str:
    return f"{type(value).__name__} {value}"
def show_array(value: array.array) -> str:
    return f"{type(value).__name__} {list(value)}"
def make_set() -> set[str]:
    return {"a"}
def make_map() -> dict[int, str]:
    return {1: "a", 2: "b"}
def make_array() -> array.array:
    return array.array("d", [1.5, 2])
def make_list() -> list[int]:
    return [1, 300]
def make_big() -> int:
    return 2 ** 70
`;

/** A node type of one input and one output, of whichever language. */
const type = (name: string, input: Schema | undefined, output: Schema, python = false): object => ({
  type: name,
  ...(python ? { source: { language: 'python', module: 'm', export: name } } : {}),
  call: { style: python ? 'python' : 'positional', context: false },
  inputs: input === undefined ? [] : [{ name: 'value', schema: input, required: true }],
  outputs: [{ name: 'result', schema: output }],
});

const shown = {
  showSet: set(string),
  showNumbers: set(number),
  showList: list(number),
  showMap: map(integer, string),
  showTextMap: textMap,
  showRecord: record(number),
  showFloats: array('float64'),
  showBytes: array('uint8'),
  showRaw: bytes,
  showBig: bigint,
  showInteger: integer,
  showDeep: list(set(bigint)),
};
const given = {
  giveList: list(number),
  giveSet: set(string),
  giveMap: map(integer, string),
  giveRecord: record(number),
  giveTextMap: textMap,
  giveFloats: array('float64'),
  giveInteger: integer,
  giveBig: bigint,
  giveLists: list(list(integer)),
  giveAny: {},
};

const { config } = parseConfig({
  nodeTypes: [
    ...Object.entries(shown).map(([name, schema]) => type(name, schema, string)),
    ...Object.entries(given).map(([name, schema]) => type(name, {}, schema)),
    type('show_set', set(string), string, true),
    type('show_map', map(integer, string), string, true),
    type('show_list', list(number), string, true),
    type('show_array', array('float64'), string, true),
    type('make_set', undefined, set(string), true),
    type('make_map', undefined, map(integer, string), true),
    type('make_array', undefined, array('float64'), true),
    type('make_list', undefined, list(integer), true),
    type('make_big', undefined, integer, true),
  ],
});
const registry: Registry = {
  ...Object.fromEntries(Object.keys(shown).map((name) => [name, functions.show])),
  ...Object.fromEntries(Object.keys(given).map((name) => [name, functions.give])),
};

let python: PythonRuntime;
useThreads();
beforeAll(async () => {
  python = createPyodide({ modules: { m: source }, thread: 'main' });
  await python.boot();
}, 60_000);
afterAll(() => python.close());

/** What the node at the end of a wire says of what it got, or the message of its error. */
async function through(from: NodeSketch, to: string, options: RunOptions = {}): Promise<unknown> {
  const runner = new JobRunner(config, { functions: registry, python });
  const sketches = { a: from, b: { type: to, wires: { value: 'a' } } };
  const { nodes } = await runner.run(graphOf(sketches), options);
  await runner.close();
  return nodes['b']!.error?.message ?? nodes['b']!.outputs['result'];
}

describe('a value on a wire between two types', () => {
  test.each<[string, unknown, string, string]>([
    ['giveList', [1, 2, 1], 'showNumbers', 'Set [1,2]'],
    ['giveSet', new Set(['a']), 'showSet', 'Set ["a"]'],
    ['giveList', [1.5], 'showFloats', 'Float64Array [1.5]'],
    [
      'giveList',
      [1, 256],
      'showBytes',
      'b.value: expected a number that uint8 can hold at [1], got 256 from a.result',
    ],
    ['giveFloats', new Float64Array([1]), 'showList', 'Array [1]'],
    ['giveFloats', new Float64Array([2]), 'showBytes', 'Uint8Array [2]'],
    ['giveRecord', { a: 1 }, 'showTextMap', 'Map [["a",1]]'],
    ['giveTextMap', new Map([['a', 1]]), 'showRecord', 'Object {"a":1}'],
    ['giveInteger', 5, 'showBig', 'BigInt "5n"'],
    ['giveBig', 5n, 'showInteger', 'Number 5'],
    [
      'giveBig',
      2n ** 60n,
      'showInteger',
      'b.value: expected an integer, got the bigint 1152921504606846976 from a.result',
    ],
    ['giveLists', [[1, 1], []], 'showDeep', 'Array [["1n"],[]]'],
    ['giveAny', new Uint8Array([7]).buffer, 'showRaw', 'Uint8Array [7]'],
    ['giveMap', new Map([[1, 'a']]), 'show_map', "dict {1: 'a'}"],
    ['giveSet', new Set(['b', 'a']), 'show_set', "set ['a', 'b']"],
    ['giveFloats', new Float64Array([1, 2.5]), 'show_array', 'array [1.0, 2.5]'],
    ['giveFloats', new Float64Array([1]), 'show_list', 'list [1.0]'],
    ['giveList', [1], 'show_array', 'array [1]'],
  ])('[T5] from %s with %p to %s reads %s', async (from, value, to, text) => {
    expect(await through({ type: from }, to, { inputs: { a: { value } } })).toBe(text);
  });

  test.each([
    ['make_set', 'showSet', 'Set ["a"]'],
    ['make_map', 'showMap', 'Map [[1,"a"],[2,"b"]]'],
    ['make_array', 'showFloats', 'Float64Array [1.5,2]'],
    ['make_array', 'showList', 'Array [1.5,2]'],
    [
      'make_list',
      'showBytes',
      'b.value: expected a number that uint8 can hold at [1], got 300 from a.result',
    ],
    ['make_list', 'showNumbers', 'Set [1,300]'],
    ['make_big', 'showBig', `BigInt "${2n ** 70n}n"`],
    [
      'make_big',
      'showInteger',
      `b.value: expected an integer, got the bigint ${2n ** 70n} from a.result`,
    ],
    ['make_map', 'show_map', "dict {1: 'a', 2: 'b'}"],
    ['make_array', 'show_array', 'array [1.5, 2.0]'],
  ])('[T5] from %s of Python to %s reads %s', async (from, to, text) => {
    expect(await through({ type: from }, to)).toBe(text);
  });

  test('[R2] comes from a control in the form that the function has', async () => {
    const runner = new JobRunner(config, { functions: registry, python });
    const { nodes } = await runner.run(
      graphOf({
        a: { type: 'showSet', values: { value: ['x', 'x'] } },
        b: { type: 'showFloats', values: { value: [1, '2'] } },
        c: { type: 'showMap', values: { value: [[1, 'a']] } },
        d: { type: 'show_set', values: { value: ['x', 'x'] } },
      }),
    );
    await runner.close();
    const texts = Object.values(nodes).map(({ outputs }) => outputs['result']);
    expect(texts).toEqual(['Set ["x"]', 'Float64Array [1,2]', 'Map [[1,"a"]]', "set ['x']"]);
  });
});

describe('what a function puts out', () => {
  const value = new Set(['a', 'b']);

  test('[R15] stays what it is in the result, and is what stands for it in a record', async () => {
    const runner = new JobRunner(config, { functions: registry });
    const graph = graphOf({ a: { type: 'giveSet' }, b: { type: 'giveMap' } });
    const recorder = createRecorder({ config, graph });
    const result = await runner.run(graph, {
      inputs: { a: { value }, b: { value: new Map([[1, 'x']]) } },
      onEvent: recorder.onEvent,
    });
    expect(result.nodes['a']!.outputs['result']).toBe(value);
    const outputs = recorder
      .record()
      .events.flatMap((event) => (event.type === 'nodeSucceeded' ? [event.outputs['result']] : []));
    expect(outputs).toEqual([['a', 'b'], [[1, 'x']]]);
  });

  test('[R12] is known to the memo by its content, and comes out of it as it was', async () => {
    const settings = { cache: true };
    const runner = new JobRunner(config, { functions: registry, memo: createMemo() });
    const graph = graphOf({
      a: { type: 'giveSet', settings },
      b: { type: 'showSet', wires: { value: 'a' }, settings },
    });
    const run = (items: readonly string[]) =>
      runner.run(graph, { inputs: { a: { value: new Set(items) } }, keep: 'all' });
    await run(['a', 'b']);
    const again = await run(['a', 'b']);
    expect(again.nodes['a']).toMatchObject({ cached: true, outputs: { result: value } });
    expect(again.nodes['b']).toMatchObject({ cached: true, outputs: { result: 'Set ["a","b"]' } });
    const other = await run(['b', 'a']);
    expect(other.nodes['b']).toMatchObject({ cached: false, outputs: { result: 'Set ["b","a"]' } });
  });

  test('[R9] gets to a worker and back as it is', async () => {
    const types = {
      nodeTypes: [{ ...type('same', set(string), set(string)), settings: { placement: 'worker' } }],
    };
    const runner = new JobRunner(parseConfig(types).config, {
      functions: { same: functions.give },
      worker: () => openThread('serving'),
    });
    const result = await runner.run(graphOf({ a: { type: 'same', values: { value: ['x'] } } }));
    await runner.close();
    expect(result.nodes['a']!.outputs['result']).toEqual(new Set(['x']));
  });
});
