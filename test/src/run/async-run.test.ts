import { describe, expect, jest, test } from '@jest/globals';
import { createConfig, JobRunner } from 'millrace';
import type { DefinedNode, JobEvent } from 'millrace';
import { FakeClock } from './fake-clock.js';
import { expectLawfulEvents, graphOf, node, nodes, run, runBoth, summary } from './support.js';

describe('order', () => {
  test('[R1] a node starts when its own inputs have settled, not when a level has', async () => {
    const open = new Map<string, (value: unknown) => void>();
    const gate = node('gate', ['name'], (name: string) => new Promise((go) => open.set(name, go)), {
      async: true,
    });
    const ran = run(
      {
        slow: { type: 'gate', values: { name: 'slow' } },
        quick: { type: 'gate', values: { name: 'quick' } },
        after: { type: 'same', wires: { a: 'quick' } },
        last: { type: 'same', wires: { a: 'slow' } },
      },
      {
        more: [gate],
        onEvent(event) {
          if (event.type === 'nodeSucceeded' && event.nodeId === 'after') open.get('slow')!(1);
        },
      },
    );
    await new Promise(setImmediate);
    open.get('quick')!(2);
    const { order } = await ran;
    expect(order.indexOf('end after')).toBeLessThan(order.indexOf('end slow'));
  });

  test('[R1] ready nodes start in own-key order, integer-like ids first', async () => {
    const { order } = await runBoth({
      z: { type: 'one' },
      10: { type: 'one' },
      a: { type: 'one' },
      9: { type: 'one' },
    });
    expect(order.filter((entry) => entry.startsWith('start'))).toEqual([
      'start 9',
      'start 10',
      'start z',
      'start a',
    ]);
  });

  test('[R1] a node that becomes ready goes before ready nodes that come later in the graph', async () => {
    const { order } = await runBoth({
      first: { type: 'same', wires: { a: 'source' } },
      source: { type: 'one' },
      other: { type: 'one' },
    });
    const starts = order.filter((entry) => entry.startsWith('start'));
    expect(starts).toEqual(['start source', 'start first', 'start other']);
  });

  /** A node that counts how many of its kind are open at once. */
  function counting(): { readonly busy: DefinedNode; readonly most: () => number } {
    let open = 0;
    let most = 0;
    const count = async (): Promise<void> => {
      open += 1;
      most = Math.max(most, open);
      await new Promise(setImmediate);
      open -= 1;
    };
    return { busy: node('busy', [], count, { async: true }), most: () => most };
  }

  const three = { a: { type: 'busy' }, b: { type: 'busy' }, c: { type: 'busy' } };

  test('[R1] asynchronous nodes overlap', async () => {
    const { busy, most } = counting();
    await run(three, { more: [busy] });
    expect(most()).toBe(3);
  });

  test('concurrency bounds what runs at a time, and the rest is queued', async () => {
    const { busy, most } = counting();
    const { order, result } = await run(three, { more: [busy], concurrency: 2 });
    expect(most()).toBe(2);
    expect(order.slice(0, 3)).toEqual(['start a', 'start b', 'queue c']);
    expect(result.status).toBe('success');
  });
});

describe('cancel', () => {
  test('[R10] cancel settles a job whose promise never does, and says it was abandoned', async () => {
    const controller = new AbortController();
    const ran = run(
      {
        stuck: { type: 'never' },
        next: { type: 'same', wires: { a: 'stuck' } },
        ok: { type: 'one' },
      },
      { signal: controller.signal },
    );
    await new Promise(setImmediate);
    controller.abort();
    const { result, events } = await ran;
    expect(result.status).toBe('cancelled');
    expect(result.nodesStatus).toEqual({ stuck: 'cancelled', next: 'cancelled', ok: 'success' });
    const cancelled = events.filter((event) => event.type === 'nodeCancelled');
    expect(cancelled).toMatchObject([{ nodeId: 'stuck', abandoned: true }, { nodeId: 'next' }]);
    expect(cancelled[1]).not.toHaveProperty('abandoned');
  });

  test('[R10] a function gets a signal, and what it does after the abort is ignored', async () => {
    const controller = new AbortController();
    let seen: AbortSignal | undefined;
    let finish!: () => void;
    const polite = node(
      'polite',
      [],
      (context: { signal: AbortSignal; log(text: string): void }) =>
        new Promise((resolve) => {
          seen = context.signal;
          finish = () => {
            context.log('too late');
            resolve('late');
          };
        }),
      { async: true, call: { context: true } },
    );
    const ran = run({ a: { type: 'polite' } }, { more: [polite], signal: controller.signal });
    await new Promise(setImmediate);
    expect(seen?.aborted).toBe(false);
    controller.abort('enough');
    const { result, events } = await ran;
    expect(seen?.aborted).toBe(true);
    finish();
    await new Promise(setImmediate);
    expect(result.nodes['a']).toMatchObject({ status: 'cancelled', outputs: {} });
    expect(events.at(-1)?.type).toBe('jobFinished');
  });

  test('[R10] a signal aborted before the run cancels every node and calls no function', async () => {
    const called = jest.fn(() => 1);
    const { result } = await run(
      { a: { type: 'called' }, b: { type: 'same', wires: { a: 'a' } } },
      { more: [node('called', [], called)], signal: AbortSignal.abort() },
    );
    expect(result.status).toBe('cancelled');
    expect(result.nodesStatus).toEqual({ a: 'cancelled', b: 'cancelled' });
    expect(called).not.toHaveBeenCalled();
  });

  test('[R10] an abort has its turn between functions that return no promise', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    const busy = node('busy', ['a?'], () => {
      const end = performance.now() + 1;
      while (performance.now() < end);
      return 1;
    });
    const sketch = Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [
        `n${index}`,
        { type: 'busy', wires: index === 0 ? {} : { a: `n${index - 1}` } },
      ]),
    );
    const { result } = await run(sketch, { more: [busy], signal: controller.signal });
    expect(result.status).toBe('cancelled');
    expect(result.nodesStatus['n0']).toBe('success');
    expect(result.nodesStatus['n1999']).toBe('cancelled');
  });

  test('[R10] closing the runner cancels its jobs, and it takes no new ones', async () => {
    const { config, functions } = createConfig(nodes);
    const runner = new JobRunner(config, { functions });
    const running = runner.run(graphOf({ a: { type: 'never' } }));
    await new Promise(setImmediate);
    void runner.close();
    void runner.close();
    expect((await running).status).toBe('cancelled');
    await expect(runner.run(graphOf({}))).rejects.toMatchObject({ code: 'runner-closed' });
  });

  test('a listener that cancels from inside an event stops the nodes after it', async () => {
    const controller = new AbortController();
    const { result } = await run(
      { a: { type: 'one' }, b: { type: 'same', wires: { a: 'a' } } },
      {
        signal: controller.signal,
        onEvent: (event) => {
          if (event.type === 'nodeSucceeded') controller.abort();
        },
      },
    );
    expect(result.nodesStatus).toEqual({ a: 'success', b: 'cancelled' });
  });
});

describe('errors', () => {
  const sketch = {
    bad: { type: 'fail' },
    child: { type: 'same', wires: { a: 'bad' } },
    grandchild: { type: 'same', wires: { a: 'child' } },
    slow: { type: 'never' },
    other: { type: 'same', wires: { a: 'slow' } },
  };

  test('[R5] "stop" skips the dependents of the failed node and cancels the others', async () => {
    const { result } = await run(sketch, { onError: 'stop' });
    expect(result.status).toBe('error');
    expect(result.nodesStatus).toEqual({
      bad: 'error',
      child: 'skipped',
      grandchild: 'skipped',
      slow: 'cancelled',
      other: 'cancelled',
    });
    expect(result.nodes['grandchild']?.cause).toEqual({ nodeId: 'bad', reason: 'error' });
  });

  test('[R5] "retryJob" starts the job again after its delay, under the same id', async () => {
    const clock = new FakeClock();
    let tries = 0;
    const shaky = node('shaky', [], () => {
      tries += 1;
      if (tries < 3) throw new Error(`try ${tries}`);
      return tries;
    });
    const ran = run(
      { first: { type: 'one' }, shaky: { type: 'shaky' } },
      {
        more: [shaky],
        runner: { clock },
        onError: { type: 'retryJob', attempts: 3, delayMs: 500 },
      },
    );
    await clock.advance(499);
    expect(tries).toBe(1);
    await clock.advance(1);
    await clock.advance(500);
    const { result, events, order } = await ran;
    expect(result.status).toBe('success');
    expect(summary(result)).toEqual({ first: 1, shaky: 3 });
    expect(order.filter((entry) => entry === 'retry')).toHaveLength(2);
    expect(new Set(events.map((event) => event.jobId)).size).toBe(1);
    expect(events.filter((event) => event.type === 'jobRetried')).toMatchObject([
      { attempt: 2, error: { message: 'try 1' } },
      { attempt: 3, error: { message: 'try 2' } },
    ]);
  });

  test('[R5] the last attempt of "retryJob" ends like "stop"', async () => {
    const { result } = await run(sketch, { onError: { type: 'retryJob', attempts: 2 } });
    expect(result.status).toBe('error');
    expect(result.nodesStatus).toMatchObject({ child: 'skipped', slow: 'cancelled' });
  });

  test('[R14] a job past its timeoutMs ends with an error and cancels what is left', async () => {
    const clock = new FakeClock();
    const ran = run(
      { a: { type: 'never' }, b: { type: 'one' } },
      { runner: { clock }, timeoutMs: 100 },
    );
    await clock.advance(99);
    await clock.advance(1);
    const { result, events } = await ran;
    expect(result).toMatchObject({ status: 'error', error: { code: 'job-timeout' } });
    expect(result.nodesStatus).toEqual({ a: 'cancelled', b: 'success' });
    expect(events.at(-1)).toMatchObject({ type: 'jobFinished', error: { code: 'job-timeout' } });
    expect(clock.pending).toBe(0);
  });

  test('[R14] hostile thenables settle once, whatever they do', async () => {
    const twice = node('twice', [], () => ({
      // oxlint-disable-next-line unicorn/no-thenable -- a hostile thenable is what is tested
      then(ok: (value: unknown) => void, fail: (error: unknown) => void) {
        ok(1);
        ok(2);
        fail(new Error('no'));
      },
    }));
    const throwing = node('throwing', [], () => ({
      // oxlint-disable-next-line unicorn/no-thenable -- a hostile thenable is what is tested
      then() {
        throw new Error('then threw');
      },
    }));
    const getter = node('getter', [], () => ({
      get then(): unknown {
        throw new Error('no then for you');
      },
    }));
    const { result } = await run(
      { a: { type: 'twice' }, b: { type: 'throwing' }, c: { type: 'getter' } },
      { more: [twice, throwing, getter] },
    );
    expect(summary(result)).toEqual({ a: 1, b: 'error', c: 'error' });
    expect(result.nodes['c']?.error?.message).toBe('no then for you');
  });

  test('[R8] a lazy function that can’t be loaded is its node’s error', async () => {
    const { config } = createConfig(nodes);
    const runner = new JobRunner(config, {
      functions: {
        one: { load: () => Promise.reject(new Error('404')) },
        same: { load: async () => (a: unknown) => a },
      },
    });
    const events: JobEvent[] = [];
    const result = await runner.run(
      graphOf({ a: { type: 'one' }, b: { type: 'same', values: { a: 5 } } }),
      { onEvent: (event) => events.push(event) },
    );
    expectLawfulEvents(events, result);
    expect(result.nodes['a']?.error).toMatchObject({ code: 'load-failed' });
    expect(result.nodes['b']?.outputs).toEqual({ result: 5 });
  });
});
