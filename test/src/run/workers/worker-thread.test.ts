import { describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { FakeClock } from '../fake-clock.js';
import { codeOf, createPool, openThread, sharedNumber, until, useThreads } from './test-pool.js';

useThreads();

describe('workers that die', () => {
  test.each([
    ['exit', [3], 'it exited with code 3'],
    ['exit', [0], 'it exited with code 0'],
    ['uncaught', [], 'nobody caught it'],
  ])(
    '%s(%j) rejects with worker-died, and the next call opens a worker',
    async (nodeType, args, reason) => {
      const { call, opened } = createPool('serving', { size: 1 });
      await expect(call(nodeType, args)).rejects.toMatchObject({
        code: 'worker-died',
        message: `the worker died before n1 returned: ${reason}`,
      });
      expect(await call('uses')).toBe(1);
      expect(opened.length).toBe(2);
    },
  );

  test('one that is terminated from outside rejects its call; others are unharmed', async () => {
    const { call, opened } = createPool();
    const shared = sharedNumber();
    const spinning = codeOf(call('spin', [shared]));
    await until(() => shared[0] === 1);
    const meeting = call('meet', [shared, 3]);
    await until(() => shared[0] === 2);
    void opened[0]!.worker.terminate();
    expect(await spinning).toBe('worker-died');
    expect(await call('meet', [shared, 3])).toBe('met');
    expect(await meeting).toBe('met');
    expect(opened.length).toBe(3);
  });

  test('a result that was sent before the worker died counts', async () => {
    const { call, opened } = createPool('serving', { size: 1 });
    await call('uses');
    await new Promise((resolve) => setTimeout(resolve, 10));
    const stray = call('stray');
    // Both have arrived when this thread looks.
    Atomics.wait(sharedNumber(), 0, 0, 300);
    expect(await stray).toBe('returned');
    await until(() => opened[0]!.exitCode !== undefined);
    expect(await call('uses')).toBe(1);
  });

  test('an idle worker that dies is replaced when it is needed', async () => {
    const { call, opened } = createPool('serving', { size: 1 });
    await call('uses');
    await opened[0]!.worker.terminate();
    await until(() => opened[0]!.exitCode !== undefined);
    expect(await call('uses')).toBe(1);
  });

  test('200 calls with random deaths among them all settle', async () => {
    const { call, opened } = createPool('serving', { size: 3 });
    let seed = 20_261;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    await call('uses');
    const kill = setInterval(() => void opened[random(opened.length)]?.worker.terminate(), 40);
    const calls = Array.from({ length: 200 }, (_, index) => {
      const pick = random(10);
      if (pick === 0) return call('exit', [index]);
      if (pick === 1) return call('spin', [], { signal: AbortSignal.timeout(random(60)) });
      if (pick === 2) return call('uncaught');
      return call('later', [index]);
    });
    const codes = new Set(await Promise.all(calls.map(codeOf)));
    clearInterval(kill);
    const expected = [
      'TimeoutError',
      'resolved',
      'worker-died',
      'worker-failed',
      'worker-not-served',
    ];
    for (const code of codes) expect(expected).toContain(code);
    expect(codes).toContain('resolved');
    expect(codes).toContain('worker-died');
    expect(await call('add', [1, 1])).toBe(2);
  });
});

describe('workers that do not start', () => {
  test('an entry that throws is worker-failed with its message', async () => {
    await expect(createPool('broken').call('add', [1, 1])).rejects.toMatchObject({
      code: 'worker-failed',
      message: expect.stringContaining('no such table: prices') as unknown,
    });
  });

  test('an entry that ends without serving is worker-not-served, at once', async () => {
    const { call } = createPool('ended', { clock: new FakeClock() });
    await expect(call('add', [1, 1])).rejects.toMatchObject({
      code: 'worker-not-served',
      message: expect.stringMatching(
        /ended without.*import \{ serveFunctions \} from 'millrace'/,
      ) as unknown,
    });
  });

  test('an entry that lives and never serves is worker-not-served when the time is up', async () => {
    const clock = new FakeClock();
    const { call, opened } = createPool('silent', { clock, size: 2 });
    const calls = [1, 2, 3].map(() => codeOf(call('add', [1, 1])));
    await clock.advance(9_999);
    expect(opened.map(({ exitCode }) => exitCode)).toEqual([undefined, undefined]);
    await clock.advance(1);
    expect(await Promise.all(calls)).toEqual(Array(3).fill('worker-not-served'));
    await until(() => clock.pending === 0);
  });

  test('a worker of another version is worker-failed', async () => {
    await expect(createPool('outdated').call('add', [1, 1])).rejects.toMatchObject({
      code: 'worker-failed',
      message: expect.stringContaining('protocol 99') as unknown,
    });
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('blocked by policy');
      },
      'blocked by policy',
    ],
    ['names no file', () => openThread('nowhere' as 'serving'), 'nowhere.mjs'],
  ])('a `worker` option that %s is worker-failed', async (_, open, message) => {
    await expect(createPool('serving', { open }).call('add')).rejects.toMatchObject({
      code: 'worker-failed',
      message: expect.stringContaining(message) as unknown,
    });
  });

  test('a `worker` option that gives the same worker again opens no second one', async () => {
    const worker = openThread('serving');
    const { call } = createPool('serving', { open: () => worker });
    const shared = sharedNumber();
    const first = codeOf(call('meet', [shared, 2]));
    await expect(call('add', [1, 1])).rejects.toMatchObject({
      code: 'worker-failed',
      message: expect.stringContaining('make a new one') as unknown,
    });
    expect(await first).toBe('worker-failed');
  });

  test('where workers have started before, one that does not fails one call', async () => {
    let count = 0;
    const open = () => openThread((count += 1) === 2 ? 'broken' : 'serving');
    const { call } = createPool('serving', { open, size: 1 });
    const dying = codeOf(call('exit', [1]));
    const others = [call('uses'), call('uses'), call('uses')];
    expect(await dying).toBe('worker-died');
    expect(await codeOf(others[0]!)).toBe('worker-failed');
    expect(await Promise.all(others.slice(1))).toEqual([1, 2]);
  });

  test('calls wait for the workers that do start when another does not', async () => {
    let count = 0;
    const open = () => openThread((count += 1) === 1 ? 'serving' : 'broken');
    const { call } = createPool('serving', { open, size: 3 });
    const shared = sharedNumber();
    await call('uses');
    const meeting = call('meet', [shared, 2]);
    const others = [call('uses'), call('uses')];
    await until(() => count >= 3);
    Atomics.add(shared, 0, 1);
    Atomics.notify(shared, 0);
    expect(await meeting).toBe('met');
    expect(await Promise.all(others)).toEqual([2, 3]);
  });
});

describe('what a worker posts by itself', () => {
  test('forged messages and a second registry change nothing', async () => {
    const { call } = createPool('forging', { size: 1 });
    expect(await call('forge')).toBe('genuine');
    expect(await call('forge')).toBe('genuine');
  });

  test('a message that can not be read, on either side, is worker-died', async () => {
    const { call } = createPool('forging', { size: 1 });
    await expect(call('misread')).rejects.toMatchObject({
      code: 'worker-died',
      message: expect.stringContaining('arguments of a call could not be read') as unknown,
    });
    const other = createPool('serving', { size: 1 });
    const waiting = other.call('never');
    const [posted] = (await once(other.opened[0]!.worker, 'message')) as [{ port: EventTarget }];
    posted.port.dispatchEvent(new Event('messageerror'));
    await expect(waiting).rejects.toMatchObject({
      code: 'worker-died',
      message: expect.stringContaining('sent a message that could not be read') as unknown,
    });
  });

  test('malformed messages in the channel itself are ignored', async () => {
    const { call } = createPool('forging', { size: 1 });
    const malformed = [
      {},
      { type: 'returned', missing: 5 },
      { type: 'threw', error: null },
      { type: 'threw', error: { name: 1 } },
      { type: 'logged', level: 'loud', message: 'x' },
      { type: 'logged', level: 'info', message: {} },
      { type: 'progressed', done: '1' },
      { type: 'progressed', done: 1, total: 'x' },
      { type: 'unknown' },
    ];
    const said: unknown[] = [];
    const listener = {
      onLogged: (...line: unknown[]) => void said.push(line),
      onProgressed: (...step: unknown[]) => void said.push(step),
    };
    expect(await call('meddle', [malformed], { listener })).toBe('genuine');
    expect(said).toEqual([]);
  });

  test('a forged list of gaps touches nothing but what is there', async () => {
    const { call } = createPool('forging', { size: 1 });
    const forged = { type: 'returned', value: [1], missing: ['length', '7', 'x', '0'] };
    expect(await call('meddle', [[forged]])).toEqual([Symbol.for('millrace.noValue')]);
  });
});
