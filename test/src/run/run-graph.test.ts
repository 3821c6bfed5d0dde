import { describe, expect, test } from '@jest/globals';
import {
  createConfig,
  createMemo,
  diffRecords,
  JobRunner,
  load,
  noValue,
  reduceEvents,
  replayRecord,
} from 'millrace';
import type { NodeContext } from 'millrace';
import { FakeClock } from './fake-clock.js';
import { graphs, host, run } from './graph-host.js';
import type { Run } from './graph-host.js';
import { nest, node, nodes, summary } from './support.js';

describe('a function that runs graphs', () => {
  test('[R16] gets their outputs; their nodes are reported below its own, numbered', async () => {
    const twice = host('twice', async ({ runGraph }, x) => {
      const { y } = await runGraph('inc', { x });
      return runGraph('inc', { x: y });
    });
    const { result, events } = await run([twice], {
      n: { type: 'twice', values: { given: 1 } },
      after: { type: 'same', wires: { a: 'n' } },
    });
    expect(summary(result)).toMatchObject({ after: { y: 3, late: 3 }, 'n/1/wait': 3 });
    expect(Object.keys(result.nodes)).toEqual([
      'n',
      ...['0', '1'].flatMap((key) => ['one', 'add', 'wait'].map((id) => `n/${key}/${id}`)),
      'after',
    ]);
    expect(result.nodes['n/1/add']?.outputs).toEqual({ result: 3 });
    expect(events[0]).toMatchObject({ selected: ['n', 'after'] });
    expect(events.at(-1)).toMatchObject({ counts: { success: 2 } });
    expect(reduceEvents(events).nodesStatus['n/0/wait']).toBe('success');
  });

  test('[R16] hears of their failure with its path, and may go on', async () => {
    const strict = host('strict', ({ runGraph }) => runGraph('failing'));
    const lenient = host('lenient', async ({ runGraph }) =>
      runGraph('failing').catch((error: Error) => error.message),
    );
    const sketches = { a: { type: 'strict' }, b: { type: 'lenient' } };
    const { result } = await run([strict, lenient], sketches);
    expect(result.nodes['a']?.error).toMatchObject({
      code: 'subgraph-failed',
      message: 'a/0/bad: out of water',
    });
    expect(result.nodesStatus).toMatchObject({ 'a/0/good': 'success', 'b/0/bad': 'error' });
    expect(result.nodes['b']?.outputs).toEqual({ result: 'b/0/bad: out of water' });
  });

  test('[R16] misses outputs whose branch was not taken, and knows the names of ports', async () => {
    const branch = nest(
      { fork: { type: 'branch' } },
      { in: { x: 'fork.a' }, out: { yes: 'fork.yes', no: 'fork.no' } },
    );
    const ask = host('ask', async ({ runGraph, graphPorts }) => [
      graphPorts('branch'),
      await runGraph('branch', { x: true }),
      await runGraph('branch', { x: false }),
    ]);
    const { result } = await run([ask], { n: { type: 'ask' } }, { more: { branch } });
    expect(result.nodes['n']?.outputs['result']).toEqual([
      { inputs: ['x'], outputs: ['yes', 'no'] },
      { yes: 1 },
      { no: 2 },
    ]);
  });

  test('[R16] finds a graph from inside a graph, the nearest of its name', async () => {
    const use = host('use', async ({ runGraph }) => (await runGraph('g'))['y']);
    const local = nest({ n: { type: 'one' } }, { out: { y: 'n.result' } });
    const outer = nest({ u: { type: 'use' } }, { out: { y: 'u.result' } }, { g: local });
    const decoy = nest({ n: { type: 'fail' } }, { out: { y: 'n.result' } });
    const sketches = { o: { type: 'graph:outer' } };
    const { result } = await run([use], sketches, { more: { outer, g: decoy } });
    expect(summary(result)).toMatchObject({ o: { y: 1 }, 'o/u': 1, 'o/u/0/n': 1 });
  });

  test.each<[string, Run, string, RegExp]>([
    [
      'an unknown graph',
      ({ runGraph }) => runGraph('ink'),
      'unknown-subgraph',
      /its graphs: "inc", "failing", "round"\), got "ink"/,
    ],
    ['the ports of one', ({ graphPorts }) => graphPorts('ink'), 'unknown-subgraph', /got "ink"/],
    ['an unknown input', ({ runGraph }) => runGraph('inc', { z: 1 }), 'unknown-input', /"z"/],
    [
      'a value that does not fit',
      ({ runGraph }) => runGraph('inc', { x: 'wet' }),
      'subgraph-failed',
      /n\/0\/add: .*wet/,
    ],
    [
      'a graph around itself',
      ({ runGraph }) => runGraph('round'),
      'subgraph-failed',
      /n\/0\/r: n\/0\/r would run the graph "round" inside itself/,
    ],
  ])('[R16] %s is its error', async (_, act, code, message) => {
    const round = nest({ r: { type: 'again' } });
    const again = host('again', ({ runGraph }) => runGraph('round'));
    const { result } = await run(
      [host('act', act), again],
      { n: { type: 'act' } },
      { more: { round } },
    );
    expect(result.nodes['n']?.error).toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  test('[R16] a node whose id reads like one of theirs is its error', async () => {
    const act = host('act', ({ runGraph }) => runGraph('inc', { x: 1 }));
    const { result } = await run([act], { n: { type: 'act' }, 'n/0/add': { type: 'one' } });
    expect(result.nodes['n']?.error?.code).toBe('ambiguous-id');
  });

  test('[R8] is refused by the sync method when it asks', async () => {
    const sly = node('sly', [], (context: NodeContext) => context.runGraph('inc'), {
      call: { context: true },
    });
    const asks = node('asks', [], (context: NodeContext) => context.graphPorts('inc'), {
      call: { context: true },
    });
    const { config, functions } = createConfig([...nodes, sly, asks]);
    const runner = new JobRunner(config, {
      functions: await load(functions, config),
      method: 'sync',
    });
    const { nodes: done } = runner.run(
      nest({ a: { type: 'asks' }, s: { type: 'sly' } }, {}, graphs),
    );
    expect(done['a']?.error).toMatchObject({
      code: 'not-sync',
      message: expect.stringMatching(/^a runs graphs/),
    });
    expect(done['s']?.error?.code).toBe('unexpected-promise');
  });
});

describe('how graphs run in a function', () => {
  const each = host('each', async ({ runGraph }, items) =>
    Promise.all((items as number[]).map(async (x) => (await runGraph('inc', { x }))['late'])),
  );

  test.each([1, 2, 3, Infinity])(
    '[R16] concurrency %d holds in and around them, without a deadlock',
    async (concurrency) => {
      let running = 0;
      let most = 0;
      const slow = node(
        'slow',
        ['a'],
        async (a: unknown) => {
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
          return a;
        },
        { async: true },
      );
      const deep = nest(
        { a: { type: 'slow' }, b: { type: 'slow', wires: { a: 'a' } } },
        { in: { x: 'a.a' }, out: { late: 'b.result' } },
      );
      const items = Array.from({ length: 6 }, (_, index) => index);
      const all = host('all', async ({ runGraph }, given) =>
        Promise.all((given as number[]).map(async (x) => (await runGraph('deep', { x }))['late'])),
      );
      const { result } = await run(
        [slow, all],
        {
          n: { type: 'all', values: { given: items } },
          m: { type: 'all', values: { given: items } },
          s: { type: 'slow', values: { a: 1 } },
        },
        { more: { deep }, concurrency },
      );
      expect(summary(result)).toMatchObject({ n: items, m: items, s: 1 });
      expect(most).toBeLessThanOrEqual(concurrency);
      expect(most).toBeGreaterThanOrEqual(Math.min(concurrency, 12));
    },
  );

  test('[R16] what is under way when the function returns is cancelled before it has settled', async () => {
    const hasty = host('hasty', async ({ runGraph, signal }) => {
      const left = runGraph('stuck');
      await Promise.race([left, runGraph('inc', { x: 1 })]);
      return [signal.aborted, left.then(undefined, (error: { code: string }) => error.code)];
    });
    const stuck = nest({ stop: { type: 'never' } }, { out: { y: 'stop.result' } });
    const { result, events } = await run([hasty], { n: { type: 'hasty' } }, { more: { stuck } });
    const [aborted, left] = result.nodes['n']!.outputs['result'] as [boolean, Promise<string>];
    expect(aborted).toBe(false);
    expect(await left).toBe('run-graph-cancelled');
    expect(result.nodesStatus['n/0/stop']).toBe('cancelled');
    const order = events.flatMap((event) =>
      event.type === 'nodeCancelled' || event.type === 'nodeSucceeded' ? event.nodeId : [],
    );
    expect(order.slice(-2)).toEqual(['n/0/stop', 'n']);
  });

  test('[R10] a cancel reaches their nodes, and nothing starts after it', async () => {
    const controller = new AbortController();
    const codes: string[] = [];
    const loop = host('loop', async ({ runGraph }) => {
      for (let index = 0; ; index += 1) {
        try {
          await runGraph(index === 3 ? 'stuck' : 'inc', index === 3 ? {} : { x: index });
        } catch (error) {
          codes.push((error as { code: string }).code);
          if (codes.length === 3) return undefined;
        }
      }
    });
    const heard: unknown[] = [];
    const listens = node(
      'listens',
      [],
      (context: NodeContext) =>
        new Promise((resolve) => {
          context.signal.addEventListener('abort', () => heard.push(resolve(1)));
          controller.abort(new Error('enough'));
        }),
      { async: true, call: { context: true } },
    );
    const stuck = nest({ hear: { type: 'listens' } });
    const { result } = await run(
      [loop, listens],
      { n: { type: 'loop' } },
      {
        more: { stuck },
        signal: controller.signal,
      },
    );
    expect(result.status).toBe('cancelled');
    expect(result.nodesStatus).toMatchObject({
      n: 'cancelled',
      'n/2/add': 'success',
      'n/3/hear': 'cancelled',
    });
    expect(result.nodesStatus).not.toHaveProperty('n/4/add');
    expect(heard).toHaveLength(1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(codes).toEqual(Array.from({ length: 3 }, () => 'run-graph-cancelled'));
  });

  test('[R9] a time limit ends them; another try begins at 0 again', async () => {
    const clock = new FakeClock();
    let tries = 0;
    const slow = host(
      'slow',
      async ({ runGraph, attempt }) => {
        tries += 1;
        return runGraph(attempt === 1 ? 'stuck' : 'inc', attempt === 1 ? {} : { x: 1 });
      },
      { timeoutMs: 50, retry: { attempts: 2 } },
    );
    const stuck = nest({ stop: { type: 'never' } });
    const running = run(
      [slow],
      { n: { type: 'slow' } },
      { more: { stuck }, runner: { clock }, concurrency: 1 },
    );
    await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(50);
    const { result, events } = await running;
    expect(tries).toBe(2);
    expect(summary(result)).toMatchObject({ n: { y: 2 }, 'n/0/add': 2 });
    expect(events.filter(({ type }) => type === 'nodeCancelled')).toMatchObject([
      { nodeId: 'n/0/stop' },
    ]);
    expect(result.nodesStatus).not.toHaveProperty('n/0/stop');
  });

  test('[R5] under "stop" and "retryJob" the first failure in one ends it', async () => {
    const act = host('act', ({ runGraph }) => runGraph('failing'));
    for (const onError of ['stop', { type: 'retryJob', attempts: 2 }] as const) {
      const { result, events } = await run([act], { n: { type: 'act' } }, { onError });
      expect(result.nodesStatus).toMatchObject({
        n: 'error',
        'n/0/bad': 'error',
        'n/0/good': 'cancelled',
      });
      expect(events.filter(({ type }) => type === 'jobRetried')).toHaveLength(
        onError === 'stop' ? 0 : 1,
      );
    }
  });

  test('[R12] their nodes use the memo, the function itself does not', async () => {
    let calls = 0;
    const counts = node('counts', ['a'], (a: unknown) => [(calls += 1), a], {
      settings: { cache: true },
    });
    const inner = nest({ c: { type: 'counts' } }, { in: { x: 'c.a' }, out: { y: 'c.result' } });
    let outer = 0;
    const act = host(
      'act',
      async ({ runGraph }) => {
        outer += 1;
        const { y } = await runGraph('inner', { x: 1 });
        return y;
      },
      { cache: true },
    );
    const { config, functions } = createConfig([...nodes, counts, act]);
    const runner = new JobRunner(config, { functions, memo: createMemo() });
    const graph = nest({ n: { type: 'act' } }, {}, { inner });
    await runner.run(graph);
    const { nodes: done } = await runner.run(graph);
    expect([outer, calls]).toEqual([2, 1]);
    expect(done).toMatchObject({ n: { cached: false }, 'n/0/c': { cached: true } });
    await runner.run(graph, { fromNodeIds: ['n'] });
    expect([outer, calls]).toEqual([3, 2]);
  });

  test('[R12] a subgraph with such a function in it is not kept either', async () => {
    const ask = host('ask', async ({ runGraph }) => (await runGraph('what'))['y'], { cache: true });
    const { config, functions } = createConfig([...nodes, ask]);
    const runner = new JobRunner(config, { functions });
    const around = nest({ a: { type: 'ask' } }, { out: { y: 'a.result' } });
    const answers: unknown[] = [];
    for (const a of [1, 1, 2]) {
      const what = nest({ s: { type: 'same', values: { a } } }, { out: { y: 's.result' } });
      const sketches = { o: { type: 'graph:around', settings: { cache: true } } };
      const { nodes: done } = await runner.run(nest(sketches, {}, { around, what }));
      answers.push([done['o']?.outputs['y'], done['o']?.cached]);
    }
    expect(answers).toEqual([
      [1, false],
      [1, false],
      [2, false],
    ]);
  });

  test('[R13] a record of it replays and compares', async () => {
    const sketches = { n: { type: 'each', values: { given: [1, 2, 3] } } };
    const { result, runner, graph } = await run([each], sketches, { record: true });
    expect({ ...reduceEvents(replayRecord(result.record!)).nodesStatus }).toEqual({
      ...result.nodesStatus,
    });
    const again = await runner.run(graph, { record: true });
    expect(diffRecords(result.record!, again.record!).equal).toBe(true);
  });

  test('[R11] a context that is kept runs nothing any more', async () => {
    const seen: unknown[] = [];
    const act = host('act', async ({ runGraph }) => {
      await runGraph('inc', { x: 1 });
      return runGraph;
    });
    const { result } = await run([act], { n: { type: 'act' } });
    const runGraph = result.nodes['n']!.outputs['result'] as NodeContext['runGraph'];
    await runGraph('inc', { x: 1 }).catch((error: { code: string }) => seen.push(error.code));
    expect(seen).toEqual(['run-graph-cancelled']);
  });
});

test('noValue is no value in a list of items either', async () => {
  const none = node('none', [], () => noValue);
  const empty = nest({ n: { type: 'none' } }, { out: { y: 'n.result' } });
  const act = host('act', ({ runGraph }) => runGraph('empty'));
  const { result } = await run([none, act], { n: { type: 'act' } }, { more: { empty } });
  expect(result.nodes['n']?.outputs['result']).toEqual({});
});
