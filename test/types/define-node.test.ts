/** What `defineNode` promises; `npm run typecheck` compiles this file, Jest runs it. */
import { expect, test } from '@jest/globals';
import { createConfig, defineNode, growingPorts, JobRunner, noValue } from 'millrace';
import type { StandardSchemaV1 } from 'millrace';

type Equal<A, B> =
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- compared, never called
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only where the value has exactly the type. */
function has<T>(): <U>(_value: U, _proof: Equal<T, U>) => void {
  return () => undefined;
}

const email: StandardSchemaV1<unknown, { user: string; host: string }> = {
  '~standard': { version: 1, vendor: 'test', validate: () => ({ issues: [{ message: 'no' }] }) },
};

test('run gets what its inputs say', () => {
  const { nodeType } = defineNode({
    type: 'all.kinds',
    inputs: {
      a: 'number',
      b: { type: 'integer', default: 2, label: 'B' },
      mode: { enum: ['x', 'y', 3] },
      tags: { type: 'array', items: 'string' },
      rows: 'number[]',
      grid: 'integer[][]',
      maybe: { type: 'string', optional: true },
      filled: { type: 'string', optional: true, default: 'a' },
      day: 'date',
      data: 'bytes',
      big: 'bigint',
      either: { anyOf: ['string', { type: 'array', items: 'number' }, 'null'] },
      pair: { type: 'array', prefixItems: ['number', 'string'] },
      size: { type: 'object', properties: { w: 'number', h: 'number' }, required: ['w'] },
      counts: { type: 'object', additionalProperties: 'integer' },
      ids: { type: 'array', items: 'string', 'x-millrace': { format: 'set' } },
      list: { type: ['number', 'null'] },
      parsed: { type: 'string', check: email },
      anything: 'any',
      untyped: { label: 'Whatever' },
    },
    run: (given) => {
      has<number>()(given.a, true);
      has<number>()(given.b, true);
      has<'x' | 'y' | 3>()(given.mode, true);
      has<readonly string[]>()(given.tags, true);
      has<readonly number[]>()(given.rows, true);
      has<readonly (readonly number[])[]>()(given.grid, true);
      has<string | undefined>()(given.maybe, true);
      has<string>()(given.filled, true);
      has<Date>()(given.day, true);
      has<Uint8Array>()(given.data, true);
      has<bigint>()(given.big, true);
      has<string | readonly number[] | null>()(given.either, true);
      has<readonly [number, string]>()(given.pair, true);
      has<number>()(given.size.w, true);
      has<number | undefined>()(given.size.h, true);
      has<Readonly<Record<string, number>>>()(given.counts, true);
      has<ReadonlySet<string>>()(given.ids, true);
      has<number | null>()(given.list, true);
      has<{ user: string; host: string }>()(given.parsed, true);
      has<unknown>()(given.anything, true);
      has<unknown>()(given.untyped, true);
    },
  });
  expect(nodeType.inputs.map(({ type }) => type).slice(0, 6)).toEqual([
    'number',
    'integer',
    expect.stringMatching(/^enum:/),
    'array<string>',
    'array<number>',
    'array<array<integer>>',
  ]);
});

test('run gets further values by name where ports depend on the node', () => {
  const node = defineNode({
    type: 'grows',
    inputs: { first: 'number' },
    dynamicInputs: growingPorts({ name: 'next' }),
    outputs: 'number',
    dynamicOutputs: (data) => {
      has<unknown>()(data['first'], true);
      return { more: 'number' };
    },
    run: ({ first, ...rest }) => {
      has<number>()(first, true);
      has<unknown>()(rest['next1'], true);
      return first;
    },
  });
  expect(node.nodeType.dynamicInputs).toEqual({ path: 'grows#inputs' });
});

test('what run has to return follows from its outputs', () => {
  const nodes = [
    defineNode({ type: 'a', outputs: 'number', run: () => 1 }),
    defineNode({ type: 'b', outputs: 'number', run: async () => 1 }),
    defineNode({ type: 'c', outputs: 'number', run: () => noValue }),
    defineNode({ type: 'd', outputs: { x: 'number', y: 'string' }, run: () => ({ x: 1, y: '' }) }),
    defineNode({ type: 'e', outputs: { x: 'any', y: 'any' }, run: () => ({ x: noValue, y: 1 }) }),
    defineNode({ type: 'f', run: () => undefined }),
    defineNode({ type: 'g', run: async () => undefined }),
    defineNode({
      type: 'g1',
      outputs: 'number[]',
      run: function* () {
        yield 1;
      },
    }),
    defineNode({
      type: 'g2',
      outputs: 'string[]',
      run: async function* () {
        yield 'a';
      },
    }),
    defineNode({
      type: 'g3',
      outputs: 'string[]',
      // @ts-expect-error -- items of another type
      run: function* () {
        yield 1;
      },
    }),
    defineNode({ type: 'h', dynamicOutputs: () => ({ z: 'any' }), run: () => ({ z: 1 }) }),
    // @ts-expect-error -- a text where a number is promised
    defineNode({ type: 'i', outputs: 'number', run: () => 'x' }),
    // @ts-expect-error -- an output is missing
    defineNode({ type: 'j', outputs: { x: 'number', y: 'string' }, run: () => ({ x: 1 }) }),
    // @ts-expect-error -- an output of another type
    defineNode({ type: 'k', outputs: { x: 'number' }, run: async () => ({ x: 'x' }) }),
    // @ts-expect-error -- nothing is put out
    defineNode({ type: 'l', run: () => 3 }),
  ];
  const { config } = createConfig(nodes);
  expect(config.nodeTypes.map(({ returns }) => returns).join(' ')).toBe(
    'value value value object object void void value value value object value object object void',
  );
  expect(config.nodeTypes.filter(({ async }) => async).map(({ type }) => type)).toEqual([
    'b',
    'g',
    'g2',
    'k',
  ]);
});

test('what a node does not have does not compile', () => {
  const wrong = [
    () =>
      defineNode({
        type: 'a',
        inputs: { a: 'number' },
        // @ts-expect-error -- there is no input `b`
        run: ({ b }) => void b,
      }),
    // @ts-expect-error -- there is no type of that name
    () => defineNode({ type: 'b', inputs: { a: 'int' }, run: () => undefined }),
    // @ts-expect-error -- nor in a list of them
    () => defineNode({ type: 'c', inputs: { a: { items: 'str' } }, run: () => undefined }),
    // @ts-expect-error -- a misspelled option
    () => defineNode({ type: 'd', inputs: { a: { lable: 'A' } }, run: () => undefined }),
    // @ts-expect-error -- there is no such widget
    () => defineNode({ type: 'e', inputs: { a: { control: 'dial' } }, run: () => undefined }),
    // @ts-expect-error -- a default that JSON can't say
    () => defineNode({ type: 'f', inputs: { a: { default: new Date() } }, run: () => undefined }),
    // @ts-expect-error -- no function
    () => defineNode({ type: 'g', inputs: {} }),
    // @ts-expect-error -- inputs go by name
    () => defineNode({ type: 'h', inputs: [{ name: 'a' }], run: () => undefined }),
  ];
  const codes = wrong.slice(1, 7).map((define) => {
    try {
      return define();
    } catch (error) {
      return (error as { code: unknown }).code;
    }
  });
  expect(codes).toEqual(Array.from({ length: 6 }, () => 'bad-definition'));
});

test('a set of nodes is what a runner takes', async () => {
  const nodes = createConfig([
    defineNode({
      type: 'shop.price',
      inputs: {
        pieces: 'integer',
        each: { type: 'number', default: 2.5, minimum: 0 },
        currency: { enum: ['EUR', 'USD'], default: 'EUR' },
      },
      outputs: { net: 'number', text: 'string' },
      run: ({ pieces, each, currency }) => {
        const net = pieces * each;
        return { net, text: `${net} ${currency}` };
      },
    }),
  ]);
  const graph = {
    version: 1,
    nodes: { n: { type: 'shop.price', inputData: { pieces: { x: '4' } } } },
  };
  const { nodes: done } = await new JobRunner(nodes.config, nodes).run(graph);
  expect(done['n']?.outputs).toEqual({ net: 10, text: '10 EUR' });
});
