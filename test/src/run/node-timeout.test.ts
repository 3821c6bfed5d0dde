import { describe, expect, test } from '@jest/globals';
import { createConfig, JobRunner } from 'millrace';
import type { JobEvent, NodeContext, NodeSettings } from 'millrace';
import { FakeClock } from './fake-clock.js';
import { FOREVER } from './python/fake-batch.js';
import { FakePython, pythonType, withPython } from './python/fake-python.js';
import { expectLawfulEvents, graphOf, node, nodes, run, summary } from './support.js';

/** A node that ends when it is told to, and keeps the signals it got. */
function gate() {
  const open: ((value: unknown) => void)[] = [];
  const signals: AbortSignal[] = [];
  const gated = node(
    'gate',
    [],
    ({ signal }: NodeContext) => {
      signals.push(signal);
      return new Promise((resolve) => open.push(resolve));
    },
    { async: true, call: { context: true } },
  );
  return { gated, open, signals };
}

describe('a node’s timeoutMs', () => {
  test('[R9] ends its promise with `node-timeout`, and other nodes go on', async () => {
    const clock = new FakeClock();
    const { gated, open, signals } = gate();
    const ran = run(
      {
        slow: { type: 'gate', settings: { timeoutMs: 100 } },
        next: { type: 'same', wires: { a: 'slow' } },
        other: { type: 'gate' },
        last: { type: 'same', wires: { a: 'other' } },
      },
      { more: [gated], runner: { clock } },
    );
    await clock.advance(99);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false]);
    await clock.advance(1);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(signals[0]?.reason).toMatchObject({ code: 'node-timeout' });
    open[0]!('too late');
    await clock.advance(1_000);
    open[1]!('in time');
    const { result, events } = await ran;
    expect(result.nodes['slow']).toMatchObject({
      status: 'error',
      outputs: {},
      durationMs: 100,
      error: { code: 'node-timeout' },
    });
    expect(result.nodes['slow']?.error?.message).toMatch(/slow.*100 ms/);
    expect(summary(result)).toMatchObject({ next: 'skipped', other: 'in time', last: 'in time' });
    expect(events.filter(({ type }) => type === 'nodeCancelled')).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  test('[R9] does not count for a node that is done in time', async () => {
    const clock = new FakeClock();
    const { gated, open, signals } = gate();
    const ran = run(
      { a: { type: 'gate', settings: { timeoutMs: 100 } }, b: { type: 'gate' } },
      { more: [gated], runner: { clock } },
    );
    await clock.advance(99);
    open[0]!(1);
    await clock.advance(1_000);
    open[1]!(2);
    const { result } = await ran;
    expect(summary(result)).toEqual({ a: 1, b: 2 });
    expect(signals[0]?.aborted).toBe(false);
    expect(clock.pending).toBe(0);
  });

  test('[R9] is for each try, and the next one has a signal of its own', async () => {
    const clock = new FakeClock();
    const { gated, open, signals } = gate();
    const settings = { timeoutMs: 10, retry: { attempts: 3, delayMs: 5, factor: 1 } };
    const ran = run({ a: { type: 'gate', settings } }, { more: [gated], runner: { clock } });
    await clock.advance(10);
    await clock.advance(5);
    await clock.advance(9);
    open[0]!('late, of the first try');
    await clock.settle();
    await clock.advance(1);
    await clock.advance(5);
    await clock.advance(10);
    const { result, events } = await ran;
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true]);
    expect(new Set(signals).size).toBe(3);
    expect(result.nodes['a']).toMatchObject({ status: 'error', attempts: 3 });
    const failed = events.flatMap((each) => (each.type === 'nodeFailed' ? [each.time] : []));
    expect(failed).toEqual([10, 25, 40]);
    expect(clock.pending).toBe(0);
  });

  test('[R9] gives its slot back', async () => {
    const clock = new FakeClock();
    const { gated } = gate();
    const ran = run(
      { a: { type: 'gate', settings: { timeoutMs: 10 } }, b: { type: 'one' } },
      { more: [gated], runner: { clock }, concurrency: 1 },
    );
    await clock.advance(10);
    const { order } = await ran;
    expect(order).toEqual(['start a', 'queue b', 'fail a', 'start b', 'end b']);
  });

  test('[R9] can’t end a function that returns no promise: its value counts, however late', async () => {
    const clock = new FakeClock();
    const busy = node('busy', [], () => {
      clock.pass(500);
      return 1;
    });
    const { result } = await run(
      { a: { type: 'busy', settings: { timeoutMs: 100 } } },
      { more: [busy], runner: { clock } },
    );
    expect(result.nodes['a']).toMatchObject({ status: 'success', durationMs: 500 });
    expect(clock.pending).toBe(0);
  });

  test('[R9] has passed for a promise whose function took too long to return it', async () => {
    const clock = new FakeClock();
    const busy = node(
      'busy',
      [],
      () => {
        clock.pass(500);
        return new Promise(() => undefined);
      },
      { async: true },
    );
    const ran = run(
      { a: { type: 'busy', settings: { timeoutMs: 100 } } },
      { more: [busy], runner: { clock } },
    );
    await clock.advance(0);
    expect((await ran).result.nodes['a']?.error?.code).toBe('node-timeout');
  });

  test('[R9] an abort listener that ends the job meanwhile ends it once', async () => {
    const clock = new FakeClock();
    const controller = new AbortController();
    const polite = node(
      'polite',
      [],
      ({ signal }: NodeContext) => {
        signal.addEventListener('abort', () => controller.abort());
        return new Promise(() => undefined);
      },
      { async: true, call: { context: true } },
    );
    const ran = run(
      {
        a: { type: 'polite', settings: { timeoutMs: 10, retry: { attempts: 3 } } },
        b: { type: 'never' },
      },
      { more: [polite], runner: { clock }, signal: controller.signal },
    );
    await clock.advance(10);
    expect((await ran).result.status).toBe('cancelled');
    expect(clock.pending).toBe(0);
  });

  test('[R8] sync refuses it, and nothing has run', () => {
    const { config, functions } = createConfig(nodes);
    const runner = new JobRunner(config, { functions, method: 'sync' });
    const graph = graphOf({ a: { type: 'one', settings: { timeoutMs: 5 } } });
    expect(() => runner.run(graph)).toThrow(/a: its `timeoutMs`/);
  });
});

describe('Python', () => {
  async function runPython(settings: NodeSettings) {
    const clock = new FakeClock();
    let tries = 0;
    const frame = {
      forever: () => FOREVER,
      second: () => ((tries += 1) < 2 ? FOREVER : tries),
      quick: () => 'done',
      same: (a: unknown) => a,
    };
    const python = new FakePython(frame, { clock });
    const { config, functions } = createConfig(nodes);
    const types = ['forever', 'second', 'quick'].map((name) => pythonType(name));
    const runner = new JobRunner(withPython(config, [...types, pythonType('same', ['a'])]), {
      functions,
      python,
      clock,
    });
    const events: JobEvent[] = [];
    const ran = runner.run(
      graphOf({
        bad: { type: 'p.forever', settings },
        behind: { type: 'p.same', wires: { a: 'bad' } },
        quick: { type: 'p.quick' },
        inline: { type: 'same', wires: { a: 'quick' } },
        shaky: { type: 'p.second', settings: { ...settings, retry: { attempts: 2 } } },
      }),
      { onEvent: (event) => events.push(event) },
    );
    for (let step = 0; step < 5; step += 1) await clock.advance(100);
    const result = await ran;
    expectLawfulEvents(events, result);
    expect(clock.pending).toBe(0);
    result.close();
    expect(python.stored).toBe(0);
    return { result, python };
  }

  test('[R9] `while True: pass` ends in time, and the job’s other nodes go on', async () => {
    const { result } = await runPython({ timeoutMs: 100 });
    expect(result.nodes['bad']?.error?.code).toBe('node-timeout');
    expect(result.nodes['behind']?.cause).toEqual({ nodeId: 'bad', reason: 'error' });
    expect(summary(result)).toMatchObject({ quick: 'done', inline: 'done', shaky: 2 });
    expect(result.nodes['shaky']?.attempts).toBe(2);
  });
});
