import { describe, expect, test } from '@jest/globals';
import { createConfig, createMemo, JobRunner } from 'millrace';
import type { NodeContext } from 'millrace';
import { FakeClock } from './fake-clock.js';
import { nest, node, nodes, run, runBoth, summary } from './support.js';

/** Adds one to `x` and gives `y`. */
const inc = nest(
  { one: { type: 'one' }, add: { type: 'add', wires: { b: 'one' } } },
  { in: { x: 'add.a' }, out: { y: 'add.result' } },
);

const both = (graph: unknown, options: Parameters<typeof run>[1] = {}) =>
  runBoth(graph, { ...options, raw: true });

describe('subgraphs', () => {
  test('[R16] a node of type graph:<name> runs that graph, and is one node like any other', async () => {
    const { result, events, order } = await both(
      nest(
        {
          a: { type: 'one' },
          up: { type: 'graph:inc', wires: { x: 'a' } },
          after: { type: 'same', wires: { a: 'up.y' } },
        },
        {},
        { inc },
      ),
    );
    expect(summary(result)).toMatchObject({ a: 1, up: { y: 2 }, 'up/add': 2, after: 2 });
    expect(Object.keys(result.nodes)).toEqual(['a', 'up', 'up/one', 'up/add', 'after']);
    expect(events[0]).toMatchObject({ selected: ['a', 'up', 'after'] });
    expect(events.at(-1)).toMatchObject({ counts: { success: 3 } });
    expect(order).toEqual([
      'start a',
      'end a',
      'start up',
      'start up/one',
      'end up/one',
      'start up/add',
      'end up/add',
      'end up',
      'start after',
      'end after',
    ]);
  });

  test('[R16] any depth, each with values of its own', async () => {
    const outer = nest(
      { first: { type: 'graph:inc' }, second: { type: 'graph:inc', wires: { x: 'first.y' } } },
      { in: { x: 'first.x' }, out: { y: 'second.y' } },
    );
    const { result } = await both(
      nest(
        {
          a: { type: 'graph:outer', values: { x: 1 } },
          b: { type: 'graph:outer', wires: { x: 'a.y' } },
        },
        {},
        { outer, inc },
      ),
    );
    expect(summary(result)).toMatchObject({ a: { y: 3 }, b: { y: 5 }, 'b/second/add': 5 });
  });

  test('[R16] the nearest graph of a name counts', async () => {
    const decoy = nest({ n: { type: 'fail' } }, { out: { y: 'n.result' } });
    const local = nest({ n: { type: 'one' } }, { out: { y: 'n.result' } });
    const outer = nest({ g: { type: 'graph:g' } }, { out: { y: 'g.y' } }, { g: local });
    const { result } = await both(nest({ o: { type: 'graph:outer' } }, {}, { outer, g: decoy }));
    expect(summary(result)).toMatchObject({ o: { y: 1 } });
  });

  test('[R16] values given to it override its nodes’ controls, and are checked where they arrive', async () => {
    const g = nest(
      { add: { type: 'add', values: { a: 10, b: 1 } } },
      { in: { x: 'add.a' }, out: { y: 'add.result' } },
    );
    const graph = nest(
      {
        none: { type: 'graph:g' },
        text: { type: 'graph:g', values: { x: '5' } },
        wide: { type: 'same', values: { a: 'wide' } },
        bad: { type: 'graph:g', wires: { x: 'wide' } },
      },
      {},
      { g },
    );
    const { result } = await both(graph);
    expect(summary(result)).toMatchObject({ none: { y: 11 }, text: { y: 6 }, bad: 'error' });
    expect(result.nodes['bad/add']?.error?.code).toBe('input-mismatch');
    const { result: given } = await both(graph, { inputs: { none: { x: 1 } } });
    expect(summary(given)).toMatchObject({ none: { y: 2 } });
  });

  test('[R16] when a node in it fails, the others finish, and it fails with the path', async () => {
    const inner = nest(
      { bad: { type: 'fail' }, good: { type: 'one' }, next: { type: 'same', wires: { a: 'bad' } } },
      { out: { y: 'good.result' } },
    );
    const outer = nest({ inner: { type: 'graph:inner' } }, { out: { y: 'inner.y' } });
    const { result } = await both(
      nest(
        { o: { type: 'graph:outer' }, after: { type: 'same', wires: { a: 'o.y' } } },
        {},
        { outer, inner },
      ),
    );
    expect(result.nodes['o']?.error).toMatchObject({
      code: 'subgraph-failed',
      message: 'o/inner/bad: out of water',
      cause: { code: 'subgraph-failed', cause: { message: 'out of water' } },
    });
    expect(result.nodes['o/inner/next']?.cause).toEqual({
      nodeId: 'o/inner/bad',
      reason: 'error',
    });
    expect(result.nodesStatus['o/inner/good']).toBe('success');
    expect(result.nodes['after']?.cause).toEqual({ nodeId: 'o', reason: 'error' });
  });

  test('[R16] an output whose node was skipped, or gave noValue, is a branch not taken', async () => {
    const fork = nest(
      {
        fork: { type: 'branch' },
        yes: { type: 'same', wires: { a: 'fork.yes' } },
        off: { type: 'one', disabled: true },
      },
      {
        in: { a: 'fork.a' },
        out: { yes: 'yes.result', no: 'fork.no', off: 'off.result' },
      },
    );
    const { result } = await both(
      nest(
        {
          g: { type: 'graph:fork', values: { a: false } },
          yes: { type: 'same', wires: { a: 'g.yes' } },
          no: { type: 'same', wires: { a: 'g.no' } },
          off: { type: 'same', wires: { a: 'g.off' } },
        },
        {},
        { fork },
      ),
    );
    expect(result.nodes['g']?.outputs).toEqual({ no: 2 });
    expect(result.nodesStatus['no']).toBe('success');
    for (const id of ['yes', 'off']) {
      expect(result.nodes[id]?.cause).toEqual({ nodeId: 'g', reason: 'branch' });
    }
  });

  test('[R16] `disabled` and `pinned` hold for the whole of it', async () => {
    const { result, order } = await both(
      nest(
        {
          off: { type: 'graph:inc', values: { x: 1 }, disabled: true },
          pin: { type: 'graph:inc', pinned: { y: 42 } },
          after: { type: 'same', wires: { a: 'pin.y' } },
        },
        {},
        { inc },
      ),
    );
    expect(summary(result)).toMatchObject({ off: 'skipped', pin: { y: 42 }, after: 42 });
    expect(Object.keys(result.nodes)).toEqual(['off', 'pin', 'after']);
    expect(order).toEqual(['skip off', 'end pin', 'start after', 'end after']);
  });

  test('[R16] `cache` does: it runs again when its graph or a value has changed', async () => {
    const { config, functions } = createConfig(nodes);
    const nodeTypes = config.nodeTypes.map((type) => ({ ...type, version: '1' }));
    const runner = new JobRunner({ ...config, nodeTypes }, { functions });
    const settings = { cache: true };
    const graph = (x: number, g: unknown = inc) =>
      nest({ g: { type: 'graph:inc', values: { x }, settings } }, {}, { inc: g });
    const cached = async (given: unknown) => (await runner.run(given)).nodes['g']?.cached;
    expect(await cached(graph(1))).toBe(false);
    expect(await cached(graph(1))).toBe(true);
    expect(await cached(graph(2))).toBe(false);
    const more = nest(
      { one: { type: 'one' }, add: { type: 'add', values: { b: 5 } } },
      { in: { x: 'add.a' }, out: { y: 'add.result' } },
    );
    expect(await cached(graph(1, more))).toBe(false);
    expect((await runner.run(graph(1, more))).nodes['g']?.outputs).toEqual({ y: 6 });
    // Without versions of its functions it is the same only in this runner.
    const memo = createMemo();
    const [one, other] = [0, 1].map(() => new JobRunner(config, { functions, memo }));
    const hits: unknown[] = [];
    const runs = [
      [one, graph(1)],
      [one, graph(1)],
      [one, graph(1, more)],
      [other, graph(1)],
    ] as const;
    for (const [by, given] of runs) hits.push((await by!.run(given)).nodes['g']?.cached);
    expect(hits).toEqual([false, true, false, false]);
  });

  test('[R16] `retry` runs the whole of it again, and leaves the last try’s nodes', async () => {
    let tries = 0;
    const shaky = node('shaky', ['list'], (list: unknown[]) => {
      tries += 1;
      list.push(tries);
      if (tries % 2 === 1) throw new Error('no');
      return list.length;
    });
    const g = nest(
      { shaky: { type: 'shaky', values: { list: [0] } } },
      { out: { y: 'shaky.result' } },
    );
    const { result } = await both(
      nest({ g: { type: 'graph:g', settings: { retry: { attempts: 2 } } } }, {}, { g }),
      { more: [shaky] },
    );
    expect(result.nodes['g']).toMatchObject({ outputs: { y: 2 }, attempts: 2 });
    expect(result.nodes['g/shaky']).toMatchObject({ status: 'success', attempts: 1 });
  });

  test('[R16] `timeoutMs` ends what runs in it', async () => {
    const clock = new FakeClock();
    const g = nest(
      { stuck: { type: 'never' }, next: { type: 'same', wires: { a: 'stuck' } } },
      { out: { y: 'next.result' } },
    );
    const ran = run(
      nest({ g: { type: 'graph:g', settings: { timeoutMs: 10 } }, o: { type: 'one' } }, {}, { g }),
      { raw: true, runner: { clock } },
    );
    await clock.advance(10);
    const { result, events } = await ran;
    expect(result.nodes['g']?.error?.code).toBe('node-timeout');
    expect({ ...result.nodesStatus }).toEqual({
      g: 'error',
      'g/stuck': 'cancelled',
      'g/next': 'cancelled',
      o: 'success',
    });
    const stuck = events.find((event) => event.type === 'nodeCancelled');
    expect(stuck).toMatchObject({ nodeId: 'g/stuck', abandoned: true });
    expect(clock.pending).toBe(0);
  });

  test('[R16] it takes no slot itself, and its nodes share the job’s', async () => {
    const clock = new FakeClock();
    let open = 0;
    let most = 0;
    const busy = node(
      'busy',
      [],
      () => {
        most = Math.max(most, (open += 1));
        return new Promise<void>((resolve) => {
          clock.after(1, () => {
            open -= 1;
            resolve();
          });
        });
      },
      { async: true },
    );
    const four = Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, { type: 'busy' }]));
    const g = nest(four, { out: { y: 'a.result' } });
    const outer = nest({ x: { type: 'graph:g' }, y: { type: 'graph:g' } }, { out: { y: 'x.y' } });
    const ran = run(nest({ o: { type: 'graph:outer' }, p: { type: 'busy' } }, {}, { outer, g }), {
      raw: true,
      more: [busy],
      runner: { clock },
      concurrency: 2,
    });
    while (await clock.step());
    expect((await ran).result.status).toBe('success');
    expect(most).toBe(2);
  });

  test('[R16] an abort inside ends all of it, at any depth', async () => {
    const g = nest(
      { a: { type: 'one' }, b: { type: 'same', wires: { a: 'a' } } },
      { out: { y: 'b.result' } },
    );
    const outer = nest({ g: { type: 'graph:g' } }, { out: { y: 'g.y' } });
    for (const method of ['async', 'sync'] as const) {
      const controller = new AbortController();
      const { result } = await run(nest({ o: { type: 'graph:outer' } }, {}, { outer, g }), {
        raw: true,
        method,
        signal: controller.signal,
        onEvent(event) {
          if (event.type === 'nodeSucceeded' && event.nodeId === 'o/g/a') controller.abort();
        },
      });
      expect(result.status).toBe('cancelled');
      expect({ ...result.nodesStatus }).toEqual({
        o: 'cancelled',
        'o/g': 'cancelled',
        'o/g/a': 'success',
        'o/g/b': 'cancelled',
      });
    }
  });

  test.each(['stop', { type: 'retryJob', attempts: 2 }] as const)(
    '[R16] under %j the first failure in it ends its try',
    async (onError) => {
      const g = nest(
        { bad: { type: 'fail' }, late: { type: 'one' } },
        { out: { y: 'late.result' } },
      );
      const { result } = await both(
        nest({ g: { type: 'graph:g' }, z: { type: 'one' } }, {}, { g }),
        { onError },
      );
      expect({ ...result.nodesStatus }).toEqual({
        g: 'error',
        'g/bad': 'error',
        'g/late': 'cancelled',
        z: 'cancelled',
      });
    },
  );

  test('[R16] a graph that contains itself, and an unknown one, are errors of their nodes', async () => {
    const loop = nest({ again: { type: 'graph:loop' } }, { out: { y: 'again.y' } });
    const { result } = await both(
      nest(
        { l: { type: 'graph:loop' }, u: { type: 'graph:nobody' }, ok: { type: 'one' } },
        {},
        { loop },
      ),
    );
    expect(result.nodes['l/again']?.error?.code).toBe('subgraph-recursion');
    expect(result.nodes['l']?.error?.code).toBe('subgraph-failed');
    expect(result.nodes['u']?.error?.code).toBe('unknown-subgraph');
    expect(result.nodesStatus['ok']).toBe('success');
  });

  test('[R16] names and ids with slashes stay apart', async () => {
    const g = nest({ 'a/b': { type: 'one' } }, { out: { y: 'a/b.result' } });
    const { result } = await both(
      nest(
        {
          'x/y': { type: 'graph:g/h' },
          use: { type: 'same', wires: { a: 'x/y.y' } },
          'x/z': { type: 'one' },
          'x/y/a/b': { type: 'one' },
        },
        {},
        { 'g/h': g },
      ),
    );
    expect(result.nodes['x/y/a/b']?.error?.code).toBe('ambiguous-id');
    expect(summary(result)).toMatchObject({ use: 1, 'x/z': 1 });
  });

  test('[R11] contexts in it say the path, and its nodes’ state is theirs', async () => {
    const told = node(
      'told',
      [],
      ({ nodeId, idempotencyKey, jobId, state }: NodeContext) => {
        state.job.set(nodeId, true);
        const count = Number(state.runner.get('n') ?? 0) + 1;
        state.runner.set('n', count);
        return [nodeId, idempotencyKey === `${jobId}/${nodeId}`, count, state.job.size];
      },
      { call: { context: true } },
    );
    const g = nest({ t: { type: 'told' } }, { out: { y: 't.result' } });
    const { result } = await both(
      nest({ a: { type: 'graph:g' }, b: { type: 'graph:g' } }, {}, { g }),
      { more: [told] },
    );
    expect(summary(result)).toMatchObject({
      'a/t': ['a/t', true, 1, 1],
      'b/t': ['b/t', true, 1, 2],
    });
  });
});
