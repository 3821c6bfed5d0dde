import { describe, expect, test } from '@jest/globals';
import { createConfig, JobRunner } from 'millrace';
import type { DefinedNode, JobEvent, NodeContext, NodeSettings } from 'millrace';
import { FakeClock } from './fake-clock.js';
import { FakePython, pythonType, withPython } from './python/fake-python.js';
import { expectLawfulEvents, graphOf, node, nodes, run, runBoth, summary } from './support.js';

/** A node that fails `times` times, then gives the number of its try. */
function flaky(times: number, settings?: NodeSettings): DefinedNode {
  return node(
    'flaky',
    ['a?'],
    (_a: unknown, { attempt }: NodeContext) => {
      if (attempt <= times) throw new Error(`try ${attempt}`);
      return attempt;
    },
    { call: { context: true }, ...(settings === undefined ? {} : { settings }) },
  );
}

const failures = (events: readonly JobEvent[]) =>
  events.flatMap((event) => (event.type === 'nodeFailed' ? [event.retryInMs] : []));

/** Moves the time from timer to timer until the job has ended. */
async function toTheEnd<T>(clock: FakeClock, ran: Promise<T>): Promise<T> {
  while (await clock.step());
  return ran;
}

describe('[R9] the waits between tries', () => {
  async function waits(retry: object, random = 0): Promise<readonly (number | undefined)[]> {
    const clock = new FakeClock();
    const runner = { clock, random: () => random };
    const sketch = { a: { type: 'flaky', settings: { retry } } };
    const { events } = await toTheEnd(clock, run(sketch, { more: [flaky(99)], runner }));
    expect(clock.pending).toBe(0);
    return failures(events);
  }

  test('double, until they are as long as they may be', async () => {
    expect(await waits({ attempts: 5, delayMs: 100, maxDelayMs: 300 })).toEqual([
      100,
      200,
      300,
      300,
      undefined,
    ]);
    expect(await waits({ attempts: 3, delayMs: 20_000 })).toEqual([20_000, 30_000, undefined]);
  });

  test('grow by their factor, and not at all by a factor of 1', async () => {
    expect(await waits({ attempts: 3, delayMs: 10, factor: 3 })).toEqual([10, 30, undefined]);
    expect(await waits({ attempts: 3, delayMs: 10, factor: 1 })).toEqual([10, 10, undefined]);
  });

  test('are shorter by a random share of at most `jitter`', async () => {
    expect(await waits({ attempts: 2, delayMs: 100, jitter: 0.5 }, 0)).toEqual([100, undefined]);
    expect(await waits({ attempts: 2, delayMs: 100, jitter: 0.5 }, 0.5)).toEqual([75, undefined]);
    const [most] = await waits({ attempts: 2, delayMs: 100, jitter: 1 }, 0.999);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(1);
  });

  test('are none without `delayMs`, and stay finite however long the row of tries', async () => {
    expect(await waits({ attempts: 3 })).toEqual([0, 0, undefined]);
    const long = await waits({ attempts: 1200, delayMs: 1, factor: 10, maxDelayMs: 50 });
    expect(Math.max(...long.slice(0, -1).map(Number))).toBe(50);
  });
});

describe('tries', () => {
  test('[R9] the last failed try is the node’s error, those before it events only', async () => {
    const { result, events } = await runBoth(
      { a: { type: 'flaky' }, b: { type: 'same', wires: { a: 'a' } } },
      { more: [flaky(9, { retry: { attempts: 3 } })] },
    );
    expect(result.nodes['a']).toMatchObject({ status: 'error', attempts: 3 });
    expect(result.nodes['a']?.error?.message).toBe('try 3');
    expect(result.nodesStatus['b']).toBe('skipped');
    const starts = events.flatMap((event) => (event.type === 'nodeStarted' ? event.attempt : []));
    expect(starts).toEqual([1, 2, 3]);
    expect(failures(events)).toEqual([0, 0, undefined]);
  });

  test('[R9] a try that succeeds leaves no error behind', async () => {
    const settings = { retry: { attempts: 3 } };
    const { result } = await runBoth({ a: { type: 'flaky', settings } }, { more: [flaky(2)] });
    expect(result.status).toBe('success');
    expect(result.nodes['a']).toMatchObject({ outputs: { result: 3 }, attempts: 3 });
    expect(result.nodes['a']).not.toHaveProperty('error');
  });

  test('[R9] each try has control values of its own', async () => {
    const seen: unknown[] = [];
    const eats = node(
      'eats',
      ['list'],
      (list: unknown[]) => {
        seen.push([...list]);
        list.length = 0;
        if (seen.length % 3 !== 0) throw new Error('once more');
        return 1;
      },
      { settings: { retry: { attempts: 3 } } },
    );
    await runBoth({ a: { type: 'eats', values: { list: [1, 2] } } }, { more: [eats] });
    expect(seen).toEqual(Array.from({ length: 6 }, () => [1, 2]));
  });

  test('[R9] the wrong number of outputs is tried again', async () => {
    let tries = 0;
    const pair = node('pair', [], () => Array.from({ length: (tries += 1) }, () => tries), {
      outputs: [{ name: 'a' }, { name: 'b' }],
      settings: { retry: { attempts: 5 } },
    });
    const { result } = await run({ a: { type: 'pair' } }, { more: [pair] });
    expect(result.nodes['a']).toMatchObject({ outputs: { a: 2, b: 2 }, attempts: 2 });
  });

  test('[R9] an input that does not fit, one that is missing and a bad node are not', async () => {
    const settings = { retry: { attempts: 5 } };
    const { result, events } = await runBoth({
      text: { type: 'same', values: { a: 'wide' } },
      misfit: { type: 'add', values: { b: 1 }, wires: { a: 'text' }, settings },
      missing: { type: 'same', settings },
      unknown: { type: 'nobody', settings },
      itself: { type: 'same', wires: { a: 'itself' }, settings },
    });
    expect(failures(events)).toEqual(Array.from({ length: 4 }, () => undefined));
    for (const id of ['misfit', 'missing', 'unknown', 'itself']) {
      expect(result.nodes[id]).toMatchObject({ status: 'error', attempts: 0 });
    }
  });

  test('[R9] a node that waits for its next try holds no slot, and queues for it', async () => {
    const clock = new FakeClock();
    const sketch = {
      a: { type: 'flaky', settings: { retry: { attempts: 2, delayMs: 10 } } },
      b: { type: 'slow' },
    };
    const slow = node('slow', [], () => new Promise<void>((go) => clock.after(50, go)), {
      async: true,
    });
    const more = [flaky(1), slow];
    const { order } = await toTheEnd(
      clock,
      run(sketch, { more, runner: { clock }, concurrency: 1 }),
    );
    expect(order).toEqual(['start a', 'fail a', 'start b', 'queue a', 'end b', 'start a', 'end a']);
  });

  test('[R10] a node that waits for its next try is cancelled, not abandoned', async () => {
    const clock = new FakeClock();
    const controller = new AbortController();
    const settings = { retry: { attempts: 2, delayMs: 1_000 } };
    const ran = run(
      { a: { type: 'flaky', settings }, b: { type: 'same', wires: { a: 'a' } } },
      { more: [flaky(1)], runner: { clock }, signal: controller.signal },
    );
    await clock.advance(500);
    controller.abort();
    const { result, events } = await ran;
    expect({ ...result.nodesStatus }).toEqual({ a: 'cancelled', b: 'cancelled' });
    for (const event of events) expect(event).not.toHaveProperty('abandoned');
    expect(clock.pending).toBe(0);
  });

  test('[R9] the job’s policy acts when the last try has failed', async () => {
    for (const onError of ['stop', { type: 'retryJob', attempts: 2 }] as const) {
      const settings = { retry: { attempts: 2 } };
      const { order } = await runBoth(
        { a: { type: 'fail', settings }, b: { type: 'same', wires: { a: 'a' } } },
        { onError },
      );
      const attempt = ['start a', 'fail a', 'start a', 'fail a'];
      const again = onError === 'stop' ? [] : ['retry', ...attempt];
      expect(order).toEqual([...attempt, ...again, 'skip b']);
    }
  });

  test('[R9] a node’s settings override its type’s key by key, and null takes one away', async () => {
    const type = flaky(9, { retry: { attempts: 3 }, timeoutMs: 1_000 });
    const { result } = await run(
      {
        same: { type: 'flaky' },
        own: { type: 'flaky', settings: { retry: { attempts: 2 } } },
        none: { type: 'flaky', settings: { retry: null } },
        other: { type: 'flaky', settings: { colour: 'red' } },
      },
      { more: [type] },
    );
    const attempts = Object.entries(result.nodes).map(([id, each]) => [id, each.attempts]);
    expect(Object.fromEntries(attempts)).toEqual({ same: 3, own: 2, none: 1, other: 3 });
  });

  test.each([
    { retry: 3 },
    { retry: { attempts: 0 } },
    { retry: { attempts: 1.5 } },
    { retry: { attempts: Infinity } },
    { retry: { delayMs: 5 } },
    { retry: { attempts: 2, delayMs: -1 } },
    { retry: { attempts: 2, jitter: 2 } },
    { retry: { attempts: 2, factor: NaN } },
    { timeoutMs: 0 },
    { timeoutMs: '5' },
    { cache: 'yes' },
    { placement: 'moon' },
  ])('[R9] settings that can’t be read are the node’s error: %j', async (settings) => {
    const { result } = await runBoth({ a: { type: 'one', settings }, b: { type: 'one' } });
    expect(result.nodes['a']?.error?.code).toBe('bad-settings');
    expect(result.nodesStatus['b']).toBe('success');
  });

  test('[R8] sync tries again at once, and refuses to wait', () => {
    const { config, functions } = createConfig([...nodes, flaky(1)]);
    const runner = new JobRunner(config, { functions, method: 'sync' });
    const graph = (retry: object) => graphOf({ a: { type: 'flaky', settings: { retry } } });
    expect(summary(runner.run(graph({ attempts: 2 })))).toEqual({ a: 2 });
    expect(() => runner.run(graph({ attempts: 2, delayMs: 1 }))).toThrow(/a: its `retry\.delayMs`/);
  });

  test('[R10] an abort between two tries of a sync run ends it', async () => {
    const controller = new AbortController();
    const { result } = await run(
      { a: { type: 'fail', settings: { retry: { attempts: 1_000_000 } } } },
      {
        method: 'sync',
        signal: controller.signal,
        onEvent(event) {
          if (event.type === 'nodeStarted' && event.attempt === 3) controller.abort();
        },
      },
    );
    expect(result.status).toBe('cancelled');
    expect(result.nodesStatus['a']).toBe('cancelled');
  });

  test('[R10] a node that fails at once without end lets an abort have its turn', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    const { result } = await run(
      { a: { type: 'fail', settings: { retry: { attempts: Number.MAX_SAFE_INTEGER } } } },
      { signal: controller.signal },
    );
    expect(result.status).toBe('cancelled');
  });
});

describe.each(['async', 'sync'] as const)('tries in Python, %s', (method) => {
  test('[R9] a failed node is tried again, and what depends on it waits', async () => {
    let tries = 0;
    const python = new FakePython(
      {
        flaky: () => {
          tries += 1;
          if (tries < 3) throw new Error(`try ${tries}`);
          return tries;
        },
        twice: (a: number) => a * 2,
      },
      { isSync: method === 'sync' },
    );
    const types = [
      pythonType('flaky', [], { settings: { retry: { attempts: 3 } } }),
      pythonType('twice', ['a']),
    ];
    const { config, functions } = createConfig(nodes);
    const runner = new JobRunner(withPython(config, types), { functions, python, method });
    const events: JobEvent[] = [];
    const result = await runner.run(
      graphOf({
        a: { type: 'p.flaky' },
        b: { type: 'p.twice', wires: { a: 'a' } },
        c: { type: 'same', wires: { a: 'b' } },
      }),
      { onEvent: (event) => events.push(event) },
    );
    expectLawfulEvents(events, result);
    expect(summary(result)).toEqual({ a: 3, b: 6, c: 6 });
    expect(result.nodes['a']?.attempts).toBe(3);
    expect(result.nodes['b']?.attempts).toBe(1);
    expect(failures(events)).toEqual([0, 0]);
    expect(python.calls).toEqual(['a', 'a', 'a', 'b']);
    result.close();
    expect(python.stored).toBe(0);
  });
});
