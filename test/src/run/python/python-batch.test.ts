/** What the runner does about a runtime that misbehaves; real ones run in test/python-bridge. */
import { describe, expect, test } from '@jest/globals';
import { JobRunner, parseConfig } from 'millrace';
import type { JobEvent, PythonRuntime } from 'millrace';
import { expectLawfulEvents, graphOf } from '../support.js';

type RunBatch = PythonRuntime['runBatch'];

const { config } = parseConfig({
  nodeTypes: ['make', 'use'].map((name) => ({
    type: `p.${name}`,
    source: { language: 'python', module: 'p', export: name },
    inputs: name === 'use' ? [{ name: 'a', required: true }] : [],
    outputs: [{ name: 'result' }],
  })),
});

const sketch = {
  a: { type: 'p.make' },
  b: { type: 'p.use', wires: { a: 'a' } },
  c: { type: 'p.use', wires: { a: 'b' } },
  other: { type: 'p.make' },
};

async function runOn(runBatch: RunBatch, attempts = 1) {
  const released: unknown[] = [];
  const python = {
    placement: 'pyodide',
    runBatch,
    release: (handles: readonly unknown[]) => released.push(...handles),
  } as unknown as PythonRuntime;
  const events: JobEvent[] = [];
  const runner = new JobRunner(config, { functions: {}, python });
  const settings = { retry: { attempts } };
  const result = await runner.run(graphOf({ ...sketch, b: { ...sketch.b, settings } }), {
    onEvent: (event) => events.push(event),
  });
  expectLawfulEvents(events, result);
  return Object.fromEntries(
    Object.entries(result.nodes).map(([id, each]) => [
      id,
      each.error?.code ?? each.cause ?? each.status,
    ]),
  ) as Record<string, unknown>;
}

const success = { status: 'success', outputs: [{ value: 1 }], durationMs: 1 } as const;

describe('a runtime that misbehaves', () => {
  test('[R14] when the interpreter is lost its running nodes fail and their dependents are skipped', async () => {
    const lost = await runOn((_batch, listener) => {
      listener.onStarted(0);
      return Promise.reject(Object.assign(new Error('gone'), { code: 'python-crashed' }));
    });
    const cause = { nodeId: 'a', reason: 'error' };
    expect(lost).toEqual({ a: 'python-crashed', b: cause, c: cause, other: 'python-crashed' });
  });

  test('[R14] a runtime that throws at once is a failed batch', async () => {
    const thrown = await runOn(() => {
      throw Object.assign(new Error('no'), { code: 'python-closed' });
    });
    expect(thrown).toMatchObject({ a: 'python-closed', other: 'python-closed' });
  });

  test('[R14] a node that comes back from batches in which nothing gets on is an error, and the job ends', async () => {
    let batches = 0;
    const forgotten = await runOn(async () => {
      batches += 1;
      return { unattempted: [0, 1, 2, 3], lost: [] };
    });
    expect(forgotten).toMatchObject({ a: 'python-protocol', other: 'python-protocol' });
    expect(batches).toBe(4);
  });

  test('[R14] outputs a runtime leaves out skip dependents, those it adds are nobody’s', async () => {
    const stray = [{ value: 1 }, { value: 'stray' }];
    const wrong = await runOn(async (batch, listener) => {
      batch.nodes.forEach((node, index) => {
        const reported = node.nodeId === 'other' ? stray : [];
        if (node.nodeId === 'a' || node.nodeId === 'other') {
          listener.onSettled(index, { status: 'success', outputs: reported, durationMs: 0 });
        }
      });
      return { unattempted: [], lost: [] };
    });
    const cause = { nodeId: 'a', reason: 'branch' };
    expect(wrong).toEqual({ a: 'success', b: cause, c: cause, other: 'success' });
  });

  test.each([1, 2])(
    '[P5] a node that broke it before its sources were heard, with %i tries',
    async (attempts) => {
      let batches = 0;
      const nodes = await runOn(async (batch, listener) => {
        batches += 1;
        if (batches > 1) {
          batch.nodes.forEach((_node, index) => {
            listener.onStarted(index);
            listener.onSettled(index, success);
          });
          return { unattempted: [], lost: [] };
        }
        const at = batch.nodes.findIndex(({ nodeId }) => nodeId === 'b');
        const error = { name: 'E', code: 'python-crashed', message: 'gone' };
        listener.onStarted(at);
        listener.onSettled(at, { status: 'error', error, durationMs: 0 });
        return { unattempted: [0, 1, 2, 3].filter((index) => index !== at), lost: [] };
      }, attempts);
      const cause = { nodeId: 'b', reason: 'error' };
      expect(nodes).toEqual(
        attempts > 1
          ? { a: 'success', b: 'success', c: 'success', other: 'success' }
          : { a: 'success', b: 'python-crashed', c: cause, other: 'success' },
      );
    },
  );

  test('[R14] reports of unknown nodes, second reports and late ones are ignored', async () => {
    let late: (() => void) | undefined;
    const messy = await runOn(async (batch, listener) => {
      listener.onSettled(99, success);
      batch.nodes.forEach((_node, index) => {
        listener.onSettled(index, success);
        listener.onSettled(index, {
          status: 'error',
          error: { name: 'E', code: 'e', message: '' },
          durationMs: 0,
        });
      });
      late = () => listener.onSettled(0, success);
      return { unattempted: [], lost: [] };
    });
    late!();
    expect(messy).toEqual({ a: 'success', b: 'success', c: 'success', other: 'success' });
  });
});
