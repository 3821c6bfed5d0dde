import { describe, expect, test } from '@jest/globals';
import { createConfig, JobRunner } from 'millrace';
import type { Callable, DefinedNode, NodeContext } from 'millrace';
import { graphOf, node, nodes, run, runBoth, summary } from './support.js';

/** A node that is told its context. */
function told(fn: Callable, inputs: readonly string[] = [], more: object = {}): DefinedNode {
  return node('told', inputs, fn, { ...more, call: { context: true } });
}

describe('NodeContext', () => {
  test('[R11] says job, node, try, task, and a key that is the same for all tries', async () => {
    const seen: unknown[] = [];
    const fn = ({ jobId, nodeId, attempt, task, idempotencyKey }: NodeContext): void => {
      seen.push([idempotencyKey === `${jobId}/${nodeId}`, nodeId, attempt, task]);
      if (attempt === 1) throw new Error('once more');
    };
    const task = { id: 7 };
    const { result } = await runBoth(
      { a: { type: 'told', settings: { retry: { attempts: 2 } } } },
      { more: [told(fn)], context: { task } },
    );
    expect(result.status).toBe('success');
    const once = [
      [true, 'a', 1, task],
      [true, 'a', 2, task],
    ];
    expect(seen).toEqual([...once, ...once]);
  });

  test('[R11] `inputs` are the checked arguments by port; an omitted one is absent', async () => {
    const typed = node(
      'typed',
      [
        { name: 'n', schema: { type: 'number' } },
        { name: 'none', required: false },
        { name: '__proto__', required: false },
      ],
      (_n: number, _none: unknown, _odd: unknown, { inputs }: NodeContext) => ({ ...inputs }),
      { call: { context: true } },
    );
    const { result } = await runBoth(
      { a: { type: 'typed', values: { n: '5' } } },
      { more: [typed] },
    );
    expect(result.nodes['a']?.outputs['result']).toEqual({ n: 5 });
  });

  test('[R11] comes last whatever the call’s style', async () => {
    const object = node(
      'object',
      ['a'],
      ({ a }: { a: number }, { nodeId }: NodeContext) => [a, nodeId],
      { call: { style: 'object', context: true } },
    );
    const rest = node(
      'rest',
      [{ name: 'all', kind: 'rest', multiple: true }],
      (...args: unknown[]) => [args.length, (args.at(-1) as NodeContext).nodeId],
      { call: { context: true } },
    );
    const { result } = await runBoth(
      {
        one: { type: 'one' },
        o: { type: 'object', wires: { a: 'one' } },
        r: { type: 'rest', wires: { all: ['one', 'one'] } },
      },
      { more: [object, rest] },
    );
    expect(summary(result)).toMatchObject({ o: [1, 'o'], r: [3, 'r'] });
  });

  test('[R11] logs and progress are events, in order, with their level', async () => {
    const { events } = await runBoth(
      { a: { type: 'told' } },
      {
        more: [
          told((context: NodeContext) => {
            context.log('one');
            context.progress(1, 3, 'third');
            context.log('two', 'warning');
            context.progress(2);
          }),
        ],
      },
    );
    const said = events.filter(({ type }) => type === 'nodeLogged' || type === 'nodeProgressed');
    expect(said).toMatchObject([
      { nodeId: 'a', level: 'info', message: 'one' },
      { nodeId: 'a', done: 1, total: 3, message: 'third' },
      { level: 'warning', message: 'two' },
      { done: 2 },
    ]);
    expect(said[3]).not.toHaveProperty('total');
    expect(said[3]).not.toHaveProperty('message');
  });

  test('[R11] what is said after the try, the node or the job is over is ignored', async () => {
    const contexts: NodeContext[] = [];
    const fn = (context: NodeContext): void => {
      for (const earlier of contexts) {
        earlier.log('late');
        earlier.progress(1);
      }
      contexts.push(context);
      if (context.attempt === 1) throw new Error('once more');
    };
    const { events } = await run(
      {
        a: { type: 'told', settings: { retry: { attempts: 2 } } },
        b: { type: 'told', settings: { retry: { attempts: 2 } } },
      },
      { more: [told(fn)] },
    );
    for (const context of contexts) context.log('later');
    expect(contexts).toHaveLength(4);
    expect(events.filter(({ type }) => type === 'nodeLogged' || type === 'nodeProgressed')).toEqual(
      [],
    );
  });

  test('[R11] its methods work without their object', async () => {
    const { events } = await runBoth(
      { a: { type: 'told' } },
      {
        more: [
          told((context: NodeContext) => {
            const { log, progress } = { ...context } as unknown as Readonly<
              Record<string, Callable>
            >;
            log!('hi');
            progress!(1);
          }),
        ],
      },
    );
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['nodeLogged', 'nodeProgressed']),
    );
  });

  test('[R10] a signal that is read late is aborted, too', async () => {
    const controller = new AbortController();
    let context: NodeContext | undefined;
    const ran = run(
      { a: { type: 'told' } },
      {
        more: [
          told(
            (given: NodeContext) => {
              context = given;
              return new Promise(() => undefined);
            },
            [],
            { async: true },
          ),
        ],
        signal: controller.signal,
      },
    );
    await new Promise(setImmediate);
    controller.abort('enough');
    await ran;
    expect(context?.signal.aborted).toBe(true);
    expect(context?.signal.reason).toBe('enough');
  });
});

describe('state', () => {
  const counts = told(({ nodeId, state }: NodeContext) => {
    const add = (map: Map<string, unknown>): number => {
      const count = Number(map.get('count') ?? 0) + 1;
      map.set('count', count);
      return count;
    };
    const found = [add(state.job), add(state.node), add(state.runner)];
    if (nodeId === 'shaky' && found[1]! < 3) throw new Error('once more');
    return found;
  });

  test('[R11] the job’s is shared, the node’s is its own, the runner’s outlives the job', async () => {
    const { config, functions } = createConfig([...nodes, counts]);
    for (const method of ['async', 'sync'] as const) {
      const runner = new JobRunner(config, { functions, method });
      const graph = graphOf({ a: { type: 'told' }, b: { type: 'told' } });
      expect(summary(await runner.run(graph))).toEqual({ a: [1, 1, 1], b: [2, 1, 1] });
      expect(summary(await runner.run(graph))).toEqual({ a: [1, 1, 2], b: [2, 1, 2] });
      const other = new JobRunner(config, { functions, method });
      expect(summary(await other.run(graph))).toEqual({ a: [1, 1, 1], b: [2, 1, 1] });
    }
  });

  test('[R11] all are kept over tries, and over attempts of the job', async () => {
    const tries = { shaky: { type: 'told', settings: { retry: { attempts: 3 } } } };
    const { result } = await runBoth(tries, { more: [counts] });
    expect(summary(result)).toEqual({ shaky: [3, 3, 3] });
    const { result: again } = await runBoth(
      { shaky: { type: 'told' } },
      { more: [counts], onError: { type: 'retryJob', attempts: 3 } },
    );
    expect(summary(again)).toEqual({ shaky: [3, 3, 3] });
  });
});
