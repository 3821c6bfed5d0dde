import { getEventListeners } from 'node:events';
import { describe, expect, jest, test } from '@jest/globals';
import { createConfig, JobRunner } from 'millrace';
import type { NodeContext } from 'millrace';
import { graphOf, node, nodes, run } from './support.js';

/** A node that never settles, and the signals its calls got. */
function stuck(): { readonly signals: AbortSignal[]; readonly nodes: ReturnType<typeof node>[] } {
  const signals: AbortSignal[] = [];
  const wait = ({ signal }: NodeContext): Promise<never> => {
    signals.push(signal);
    return new Promise(() => undefined);
  };
  return { signals, nodes: [node('stuck', [], wait, { async: true, call: { context: true } })] };
}

describe('the signals of a job', () => {
  test('[R10] are one a node, and all aborted with the reason of the cancel', async () => {
    const { signals, nodes: more } = stuck();
    const controller = new AbortController();
    const ran = run(
      { a: { type: 'stuck' }, b: { type: 'stuck' } },
      { more, signal: controller.signal },
    );
    await new Promise(setImmediate);
    expect(new Set(signals).size).toBe(2);
    controller.abort('enough');
    await ran;
    expect(signals.map((signal) => signal.reason as unknown)).toEqual(['enough', 'enough']);
  });

  test('[R5] of an attempt that failed are aborted, those of the next are not', async () => {
    const { signals, nodes: more } = stuck();
    let tries = 0;
    let begun!: () => void;
    const secondTry = new Promise<void>((resolve) => (begun = resolve));
    const shaky = node('shaky', [], async () => {
      await new Promise(setImmediate);
      if ((tries += 1) === 1) throw new Error('first');
      begun();
    });
    const controller = new AbortController();
    const ran = run(
      { a: { type: 'stuck' }, b: { type: 'shaky' } },
      {
        more: [...more, shaky],
        signal: controller.signal,
        onError: { type: 'retryJob', attempts: 2 },
      },
    );
    await secondTry;
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
    controller.abort();
    await ran;
  });

  test('[R10] many jobs share a signal without a warning, and none keeps a listener', async () => {
    const warned = jest.fn();
    process.on('warning', warned);
    const later = node('later50', [], () => new Promise((done) => setTimeout(done, 5)), {
      async: true,
    });
    const { config, functions } = createConfig([...nodes, later]);
    const runner = new JobRunner(config, { functions });
    const { signal } = new AbortController();
    const graph = graphOf({ a: { type: 'later50' } });
    const running = Array.from({ length: 40 }, () => runner.run(graph, { signal }));
    await new Promise(setImmediate);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    await Promise.all(running);
    await new Promise(setImmediate);
    process.off('warning', warned);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(warned).not.toHaveBeenCalled();
  });

  test('[R10] a runner that is closed while functions load calls none of them', async () => {
    const called = jest.fn(() => 1);
    const { config } = createConfig(nodes);
    const load = async (): Promise<() => number> => {
      await new Promise(setImmediate);
      return called;
    };
    const runner = new JobRunner(config, { functions: { one: { load } } });
    const running = runner.run(graphOf({ a: { type: 'one' } }));
    void runner.close();
    expect((await running).status).toBe('cancelled');
    expect(called).not.toHaveBeenCalled();
  });
});
