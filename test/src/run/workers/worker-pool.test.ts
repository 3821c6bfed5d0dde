import { describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { FakeClock } from '../fake-clock.js';
import { codeOf, createPool, entryFile, sharedNumber, until, useThreads } from './test-pool.js';
import type { TestPool } from './test-pool.js';

useThreads();

describe('calls', () => {
  test('[R9] a worker returns what the function returned, promise or not', async () => {
    const { call } = createPool();
    expect(await call('add', [2, 3])).toBe(5);
    expect(await call('later', [{ list: [1n, new Date(0), new Uint8Array([1])] }])).toEqual({
      list: [1n, new Date(0), new Uint8Array([1])],
    });
    expect(await call('same', [undefined])).toBeUndefined();
  });

  test('[R9] functions that block in two workers run at the same time', async () => {
    const { call } = createPool();
    const shared = sharedNumber();
    expect(await Promise.all([call('meet', [shared, 2]), call('meet', [shared, 2])])).toEqual([
      'met',
      'met',
    ]);
  });

  test('one call at a time runs in a worker; the others start in the order of the calls', async () => {
    const { call, opened } = createPool('serving', { size: 1 });
    const said: string[] = [];
    const counts = ['a', 'b', 'c', 'd', 'e'].map((name) =>
      call('together', [], { listener: { onStarted: () => void said.push(name) } }),
    );
    expect(await Promise.all(counts)).toEqual([1, 1, 1, 1, 1]);
    expect(said.join('')).toBe('abcde');
    expect(opened.length).toBe(1);
  });

  test('no more workers are opened than there are calls, and an idle one is used again', async () => {
    const { call, opened } = createPool('serving', { size: 8 });
    for (let used = 1; used <= 3; used += 1) expect(await call('uses')).toBe(used);
    await Promise.all([call('later', [1]), call('later', [2])]);
    expect(opened.length).toBe(2);
  });

  test('a function keeps nothing from the caller, nor the caller from it', async () => {
    const { call } = createPool();
    const bytes = new Uint8Array([1, 2, 3]);
    const sent = { bytes, twice: bytes };
    const copy = (await call('same', [sent])) as typeof sent;
    expect([...bytes]).toEqual([1, 2, 3]);
    expect(copy).not.toBe(sent);
    expect(copy.bytes).toBe(copy.twice);
  });

  test('a thrown error comes with its name, code, message, stack and cause', async () => {
    const { call } = createPool();
    const error = await call('throws').catch((reason: unknown) => reason as Error);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'StockError',
      code: 'out-of-stock',
      message: 'no apples',
      cause: { name: 'TypeError', message: 'the shelf' },
    });
    expect((error as Error).stack).toContain('serving.mjs');
  });

  test.each([
    ['throwsText', 'a value that is no Error was thrown: just text'],
    ['hostile', expect.any(String)],
    ['badThenable', 'no then'],
    ['returnsGetter', 'no price today'],
  ])('%s rejects, and the worker goes on', async (nodeType, message) => {
    const { call, opened } = createPool('serving', { size: 1 });
    await expect(call(nodeType)).rejects.toMatchObject({ message });
    expect(await call('add', [1, 1])).toBe(2);
    expect(opened.length).toBe(1);
  });

  test('a lazy function is loaded once, at its first call; one that can not be loaded rejects', async () => {
    const { call } = createPool('serving', { size: 1 });
    expect([await call('lazy'), await call('lazy')]).toEqual([1, 1]);
    await expect(call('lazyBroken')).rejects.toMatchObject({
      code: 'load-failed',
      message: expect.stringMatching(/lazyBroken.*404 for chart\.js/) as unknown,
    });
  });

  test('a function that the worker does not have is an error that says so', async () => {
    const { call } = createPool();
    await expect(call('toString')).rejects.toMatchObject({
      code: 'function-missing',
      message: expect.stringContaining('"toString"') as unknown,
    });
  });

  test('[R11] a context has all facts, and reaches log and progress in order', async () => {
    const { call } = createPool();
    const said: unknown[] = [];
    const context = { inputs: { n: 7 }, task: { id: 3 }, secrets: { key: 's3' }, attempt: 2 };
    const facts = { jobId: 'job', nodeId: 'n1', idempotencyKey: 'job/n1', ...context };
    const listener = {
      onStarted: () => void said.push('started'),
      onLogged: (...line: unknown[]) => void said.push(line),
      onProgressed: (...step: unknown[]) => void said.push(step),
    };
    expect(await call('report', [7], { context, listener })).toEqual({
      n: 7,
      facts,
      aborted: false,
      log: 'function',
      progress: 'function',
      state: 'an error',
    });
    expect(said).toEqual([
      'started',
      ['info', 'first'],
      ['warning', 'careful'],
      [1, 3, 'a third'],
      [2, undefined, undefined],
    ]);
  });

  test('[R11] reading state in a worker is the error no-state', async () => {
    const { call } = createPool();
    expect(await codeOf(call('readsState', [], { context: {} }))).toBe('no-state');
  });

  test('[R16] running a graph in a worker is the error no-graphs', async () => {
    const { call } = createPool();
    expect(await codeOf(call('runsGraph', [], { context: {} }))).toBe('no-graphs');
  });

  test('[R11] what is logged after the call has settled is ignored', async () => {
    const { call } = createPool('serving', { size: 1 });
    const said: unknown[] = [];
    const listener = {
      onLogged: (...line: unknown[]) => void said.push(line),
      onProgressed: (...step: unknown[]) => void said.push(step),
    };
    await call('keepsContext', [], { context: {}, listener });
    expect(await call('logsLate', [], { listener })).toBe(true);
    expect(said).toEqual([]);
  });
});

describe('abort', () => {
  const reason = new DOMException('slow', 'TimeoutError');

  test('[R10] a call that waits rejects at once', async () => {
    const { call } = createPool('serving', { size: 1 });
    const controller = new AbortController();
    const shared = sharedNumber();
    const meeting = call('meet', [shared, 2]);
    await until(() => shared[0] === 1);
    const waiting = call('exit', [1], { signal: controller.signal });
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(call('add', [], { signal: controller.signal })).rejects.toBe(reason);
    Atomics.add(shared, 0, 1);
    Atomics.notify(shared, 0);
    expect(await meeting).toBe('met');
  });

  test('[R10] for(;;){} is ended, and nothing of it is left when the call rejects', async () => {
    const { call, opened } = createPool('serving', { size: 1, clock: new FakeClock() });
    const controller = new AbortController();
    const shared = sharedNumber();
    const spinning = call('spin', [shared], { signal: controller.signal });
    await until(() => shared[0] === 1);
    controller.abort(reason);
    await expect(spinning).rejects.toBe(reason);
    expect(opened[0]!.exitCode).toBeDefined();
    expect(await call('uses')).toBe(1);
  });

  async function waitingCall(nodeType: string, { call }: TestPool, args: readonly unknown[] = []) {
    const controller = new AbortController();
    const said: string[] = [];
    const listener = { onLogged: (_: unknown, line: string) => void said.push(line) };
    const { signal } = controller;
    const settled = call(nodeType, args, { context: {}, signal, listener });
    settled.catch(() => undefined);
    await until(() => said.length === 1);
    return { controller, settled, said };
  }

  test('[R10] a function with a context ends by its signal, and its worker stays', async () => {
    const pool = createPool('serving', { size: 1, clock: new FakeClock() });
    const { controller, settled } = await waitingCall('stops', pool);
    controller.abort(reason);
    await expect(settled).rejects.toBe(reason);
    await pool.call('uses');
    expect(pool.opened.length).toBe(1);
  });

  test('[R10] it learns why; what it logs or returns after that is ignored', async () => {
    const pool = createPool('serving', { size: 1, clock: new FakeClock() });
    const shared = sharedNumber();
    const { controller, settled, said } = await waitingCall('hears', pool, [shared]);
    controller.abort(reason);
    await expect(settled).rejects.toBe(reason);
    expect(shared[0]).toBe(1);
    expect(said).toEqual(['waiting']);
  });

  test('[R10] one that takes no notice is ended after a quarter of a second', async () => {
    const clock = new FakeClock();
    const pool = createPool('serving', { size: 1, clock });
    const { controller, settled } = await waitingCall('stubborn', pool);
    controller.abort(reason);
    await clock.advance(249);
    // Long enough for a thread to end, if it were ended too early.
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(pool.opened[0]!.exitCode).toBeUndefined();
    await clock.advance(1);
    await expect(settled).rejects.toBe(reason);
    expect(pool.opened[0]!.exitCode).toBeDefined();
    expect(clock.pending).toBe(0);
  });
});

describe('close', () => {
  test('is not needed for a process to end: calls keep it alive, idle workers do not', async () => {
    const args = [entryFile('host'), entryFile('serving')];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 60_000 });
    expect(stdout).toBe('1\n2\n');
  });

  test('ends calls that run and calls that wait, and resolves when the workers are gone', async () => {
    const { pool, call, opened } = createPool();
    const shared = sharedNumber();
    const calls = [1, 2, 3].map(() => codeOf(call('spin', [shared])));
    await until(() => shared[0] === 2);
    const closing = pool.close();
    expect(pool.close()).toBe(closing);
    await closing;
    expect(opened.map(({ exitCode }) => exitCode === undefined)).toEqual([false, false]);
    expect(await Promise.all(calls)).toEqual(Array(3).fill('runner-closed'));
    expect(await codeOf(call('add', [1, 1]))).toBe('runner-closed');
  });

  test('ends workers that have not started yet', async () => {
    const { pool, call, opened } = createPool('silent');
    const waiting = codeOf(call('add', [1, 1]));
    await pool.close();
    expect(await waiting).toBe('runner-closed');
    expect(opened[0]!.exitCode).toBeDefined();
  });

  test.each([0, 1.5, Number.NaN, -1])('a pool of %p workers is refused', (size) => {
    expect(() => createPool('serving', { size })).toThrow(/`workers`.*at least 1/);
  });
});
