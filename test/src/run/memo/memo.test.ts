import { describe, expect, test } from '@jest/globals';
import { createConfig, createMemo, JobRunner, noValue } from 'millrace';
import type { DefinedNode, JobEvent, JobResult, Method, RunOptions } from 'millrace';
import { expectLawfulEvents, graphOf, node, nodes, summary } from '../support.js';
import type { NodeSketch } from '../support.js';

type Sketches = Readonly<Record<string, NodeSketch>>;

/** A runner that counts what is called, and says what each run did. */
function counting(
  more: readonly DefinedNode[],
  options: Partial<ConstructorParameters<typeof JobRunner>[1]> = {},
) {
  const calls: string[] = [];
  const counted = more.map((each) => ({
    ...each,
    function: (...args: unknown[]): unknown => {
      calls.push(each.nodeType.type);
      return each.function(...args);
    },
  }));
  const { config, functions } = createConfig([...nodes, ...counted]);
  const runner = new JobRunner(config, { functions, ...options });
  const run = async (sketches: Sketches, runOptions: RunOptions = {}) => {
    calls.length = 0;
    const events: JobEvent[] = [];
    const result = await runner.run(graphOf(sketches), {
      ...runOptions,
      onEvent: (event) => events.push(event),
    });
    expectLawfulEvents(events, result);
    const started = events.flatMap((each) => (each.type === 'nodeStarted' ? [each.nodeId] : []));
    return { result, events, called: [...calls], started };
  };
  return { runner, run, config, functions };
}

const cache = { settings: { cache: true } };
const cachedOf = (result: JobResult) =>
  Object.keys(result.nodes).filter((id) => result.nodes[id]!.cached);

describe.each(['async', 'sync'] as const)('memo, %s', (method: Method) => {
  const list = node('list', ['n'], (n: number) => Array.from({ length: n }, (_, i) => i), cache);
  const sum = node('sum', ['items'], (items: number[]) => items.reduce((a, b) => a + b, 0), cache);

  test('[R12] the same call is made once, and its node succeeds without having started', async () => {
    const { run } = counting([list, sum], { method });
    const sketch = (n: number): Sketches => ({
      list: { type: 'list', values: { n } },
      sum: { type: 'sum', wires: { items: 'list' } },
    });
    expect((await run(sketch(4))).called).toEqual(['list', 'sum']);
    const again = await run(sketch(4));
    expect(again.called).toEqual([]);
    expect(again.started).toEqual([]);
    expect(cachedOf(again.result)).toEqual(['list', 'sum']);
    expect(summary(again.result)).toEqual({ list: [0, 1, 2, 3], sum: 6 });
    expect(again.result.nodes['sum']).toMatchObject({ attempts: 0, durationMs: 0 });
    expect((await run(sketch(3))).called).toEqual(['list', 'sum']);
    expect((await run(sketch(4))).called).toEqual([]);
  });

  test('[R12] a node without `cache` runs every time', async () => {
    const { run } = counting([{ ...list, nodeType: { ...list.nodeType, settings: {} } }], {
      method,
    });
    const sketch: Sketches = { list: { type: 'list', values: { n: 1 } } };
    await run(sketch);
    expect((await run(sketch)).called).toEqual(['list']);
  });

  test('[R12] who asks for `cache: false` at a node is not told what others computed', async () => {
    const { run } = counting([list], { method });
    await run({ list: { type: 'list', values: { n: 1 } } });
    const settings = { cache: false };
    const { called } = await run({ list: { type: 'list', values: { n: 1 }, settings } });
    expect(called).toEqual(['list']);
  });

  test('[R12] outputs are copied in and out: who changes them changes no later run', async () => {
    const push = node('push', ['items'], (items: number[]) => {
      items.push(99);
      return items.length;
    });
    const { run } = counting([list, push], { method });
    const sketch: Sketches = {
      list: { type: 'list', values: { n: 2 } },
      push: { type: 'push', wires: { items: 'list' } },
    };
    for (let times = 0; times < 3; times += 1) {
      expect((await run(sketch)).result.nodes['push']?.outputs).toEqual({ result: 3 });
    }
  });

  test('[R12] an error is not kept, a branch that is not taken is', async () => {
    let fails = true;
    const shaky = node(
      'shaky',
      [],
      () => {
        if (fails) throw new Error('no');
        return 1;
      },
      cache,
    );
    const fork = node('fork', ['a'], (a: boolean) => (a ? [1, noValue] : [noValue, 2]), {
      ...cache,
      outputs: [{ name: 'yes' }, { name: 'no' }],
    });
    const { run } = counting([shaky, fork], { method });
    const sketch: Sketches = {
      shaky: { type: 'shaky' },
      fork: { type: 'fork', values: { a: true } },
      no: { type: 'same', wires: { a: 'fork.no' } },
    };
    expect((await run(sketch)).result.nodesStatus['shaky']).toBe('error');
    fails = false;
    const second = await run(sketch);
    expect(second.called).toEqual(['shaky']);
    expect(second.result.nodes['no']?.cause).toEqual({ nodeId: 'fork', reason: 'branch' });
    expect(second.result.nodes['fork']?.outputs).toEqual({ yes: 1 });
    expect((await run(sketch)).called).toEqual([]);
  });

  test('[R12] an object that has more to it counts as itself', async () => {
    const date = new (class Day extends Date {})(0);
    const Counter = class extends Map<string, number> {};
    const map = new Counter([['a', 1]]);
    const held = new Map<string, unknown>([
      ['map', map],
      ['day', date],
    ]);
    const give = node('give', ['name'], (name: string) => held.get(name));
    const size = node('size', ['map'], (given: Map<string, number>) => given.size, cache);
    const { run } = counting([give, size], { method });
    const sketch: Sketches = {
      give: { type: 'give', values: { name: 'map' } },
      size: { type: 'size', wires: { map: 'give' } },
    };
    expect((await run(sketch)).called).toEqual(['give', 'size']);
    expect((await run(sketch)).called).toEqual(['give']);
    held.set('map', new Counter(map));
    expect((await run(sketch)).called).toEqual(['give', 'size']);
  });

  test('[R12] a large value counts as its producer’s call, where that is remembered, too', async () => {
    const big = node('big', ['n'], (n: number) => 'x'.repeat(200_000) + n, cache);
    const length = node('length', ['text'], (text: string) => text.length, cache);
    const { run } = counting([big, length], { method });
    const sketch = (n: number): Sketches => ({
      big: { type: 'big', values: { n } },
      length: { type: 'length', wires: { text: 'big' } },
    });
    await run(sketch(1));
    expect((await run(sketch(1))).called).toEqual([]);
    // Of the same length, but of another call.
    expect((await run(sketch(2))).called).toEqual(['big', 'length']);
  });

  test('[R12] what kind of object a value is survives the memo', async () => {
    class Row extends Array<number> {
      total(): number {
        return this.reduce((a, b) => a + b, 0);
      }
    }
    const make = node('make', [], () => ({ row: Row.of(1, 2), bytes: Buffer.from('hi') }), cache);
    const use = node('use', ['a'], ({ row, bytes }: { row: Row; bytes: Buffer }) => [
      row.total(),
      bytes.toString(),
    ]);
    const { run } = counting([make, use], { method });
    const sketch: Sketches = { make: { type: 'make' }, use: { type: 'use', wires: { a: 'make' } } };
    for (let times = 0; times < 2; times += 1) {
      expect((await run(sketch)).result.nodes['use']?.outputs).toEqual({ result: [3, 'hi'] });
    }
  });

  test('[R12] a context is part of a call by `task` and `secrets`, not by job and try', async () => {
    const told = node('told', [], (context: { task: unknown }) => context.task, {
      ...cache,
      call: { context: true },
    });
    const { run } = counting([told], { method });
    const sketch: Sketches = { told: { type: 'told' } };
    await run(sketch, { context: { task: 1 } });
    expect((await run(sketch, { context: { task: 1 } })).called).toEqual([]);
    expect((await run(sketch, { context: { task: 2 } })).called).toEqual(['told']);
    const secrets = { key: 'a' };
    expect((await run(sketch, { context: { task: 1, secrets } })).called).toEqual(['told']);
    expect((await run(sketch, { context: { task: 1, secrets: { key: 'a' } } })).called).toEqual([]);
    expect((await run(sketch, { context: { task: 1, secrets: { key: 'b' } } })).called).toEqual([
      'told',
    ]);
  });

  test('[R12] the order in which several wires meet an input counts', async () => {
    const join = node(
      'join',
      [{ name: 'items', multiple: true }],
      (items: string[]) => items.join(''),
      cache,
    );
    const { run } = counting([join], { method });
    const sketch = (first: string, second: string): Sketches => ({
      a: { type: 'same', values: { a: 'a' } },
      b: { type: 'same', values: { a: 'b' } },
      join: { type: 'join', wires: { items: [first, second] } },
    });
    expect((await run(sketch('a', 'b'))).called).toEqual(['join']);
    expect((await run(sketch('a', 'b'))).called).toEqual([]);
    const turned = await run(sketch('b', 'a'));
    expect(turned.called).toEqual(['join']);
    expect(turned.result.nodes['join']?.outputs).toEqual({ result: 'ba' });
  });

  test('[R12] two values never count as one: the key says which of several inputs has which', async () => {
    const two = node(
      'two',
      ['a?', 'b?'],
      (a: unknown, b: unknown) => [a ?? null, b ?? null],
      cache,
    );
    const { run } = counting([two], { method });
    const cases: readonly Sketches[] = [
      { two: { type: 'two', values: { a: 'x,b,y' } } },
      { two: { type: 'two', values: { a: 'x', b: 'y' } } },
      { two: { type: 'two', values: { b: 'x' } } },
      { two: { type: 'two', values: { a: 'x' } } },
      { two: { type: 'two', values: { a: '1' } } },
      { two: { type: 'two', values: { a: 1 } } },
      { two: { type: 'two', values: { a: [1, 2] } } },
      { two: { type: 'two', values: { a: ['1,2'] } } },
    ];
    for (const each of cases) expect((await run(each)).called).toEqual(['two']);
    for (const each of cases) expect((await run(each)).called).toEqual([]);
  });

  test('[R12] a job that starts again takes from the memo what it made before', async () => {
    let tries = 0;
    const shaky = node('shaky', ['a'], (a: unknown) => {
      tries += 1;
      if (tries === 1) throw new Error('no');
      return a;
    });
    const { run } = counting([list, shaky], { method });
    const sketch: Sketches = {
      list: { type: 'list', values: { n: 1 } },
      shaky: { type: 'shaky', wires: { a: 'list' } },
    };
    const { called, result } = await run(sketch, { onError: { type: 'retryJob', attempts: 2 } });
    expect(called).toEqual(['list', 'shaky', 'shaky']);
    expect(cachedOf(result)).toEqual(['list']);
  });

  test('[R12] the calls used last are remembered, and `memo: false` remembers none', async () => {
    const memo = createMemo({ maxEntries: 2 });
    const { run } = counting([list], { method, memo });
    const of = (n: number): Sketches => ({ list: { type: 'list', values: { n } } });
    await run(of(1));
    await run(of(2));
    await run(of(1));
    await run(of(3));
    expect(memo.size).toBe(2);
    expect((await run(of(1))).called).toEqual([]);
    expect((await run(of(2))).called).toEqual(['list']);
    memo.clear();
    expect((await run(of(2))).called).toEqual(['list']);
    const without = counting([list], { method, memo: false });
    await without.run(of(1));
    expect((await without.run(of(1))).called).toEqual(['list']);
  });

  test('[R12] runners share a memo, which outlives them, but not functions without a version', async () => {
    const memo = createMemo();
    const first = counting([list], { method, memo });
    const sketch: Sketches = { list: { type: 'list', values: { n: 1 } } };
    await first.run(sketch);
    await first.runner.close();
    expect(memo.size).toBe(1);
    const same = new JobRunner(first.config, { functions: first.functions, method, memo });
    expect(cachedOf(await same.run(graphOf(sketch)))).toEqual(['list']);
    const other = counting([list], { method, memo });
    expect((await other.run(sketch)).called).toEqual(['list']);
    const versioned = { ...list, nodeType: { ...list.nodeType, version: '1' } };
    await counting([versioned], { method, memo }).run(sketch);
    expect((await counting([versioned], { method, memo }).run(sketch)).called).toEqual([]);
    const newer = { ...list, nodeType: { ...list.nodeType, version: '2' } };
    expect((await counting([newer], { method, memo }).run(sketch)).called).toEqual(['list']);
  });
});

test('[R12] equal calls of one job that overlap may both be made, and agree', async () => {
  const slow = node('slow', ['a'], (a: unknown) => new Promise((go) => setImmediate(go, a)), {
    async: true,
    ...cache,
  });
  const { run } = counting([slow]);
  const sketch: Sketches = {
    a: { type: 'slow', values: { a: 1 } },
    b: { type: 'slow', values: { a: 1 } },
  };
  expect(summary((await run(sketch)).result)).toEqual({ a: 1, b: 1 });
  expect((await run(sketch)).called).toEqual([]);
});

test('[R12] a number of entries that is none is refused', () => {
  for (const maxEntries of [0, -1, 1.5, NaN]) {
    expect(() => createMemo({ maxEntries })).toThrow(/maxEntries/);
  }
});
