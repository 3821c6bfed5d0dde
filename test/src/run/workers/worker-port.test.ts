import { describe, expect, test } from '@jest/globals';
import type { Worker as NodeWorker } from 'node:worker_threads';
import { serveFunctions } from '../../../../src/run/workers/serve-functions.js';
import { countSpareCores } from '../../../../src/run/workers/worker-port.js';
import type { WorkerLike } from '../../../../src/run/workers/worker-port.js';

describe('what fits a worker', () => {
  test('a browser has, and what Node has, without a cast', () => {
    const fit = (web: Worker, node: NodeWorker): readonly WorkerLike[] => [web, node];
    expect(fit.length).toBe(2);
  });
});

describe('serveFunctions', () => {
  test('outside of a worker it throws not-a-worker, and says what to do', () => {
    expect(() => serveFunctions({})).toThrow(
      expect.objectContaining({
        code: 'not-a-worker',
        message: expect.stringContaining('worker: () => new Worker(…)') as unknown,
      }),
    );
  });
});

describe('countSpareCores', () => {
  test('leaves a core to this thread, and is at least one', () => {
    const count = countSpareCores();
    expect(Number.isInteger(count)).toBe(true);
    expect(count).toBeGreaterThanOrEqual(1);
  });
});
