/**
 * What every PythonRuntime promises of time limits, cancels and what breaks an interpreter (SPEC P4,
 * P5). Call it in the file of the runtime's contract, for it starts interpreters.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { HandleRef, PythonRuntime } from '../../src/run/python/python-runtime.js';
import { createRecorder, node, rejection, run, wire } from './python-nodes.js';
import type { PythonRuntimeMaker } from './python-runtime.js';

/** The functions: what ends by itself, what lets itself be stopped, and what does not. */
const SOURCE = `
import asyncio, json, os, re, time, weakref

def fine(x=1): return x
async def shortly():
    await asyncio.sleep(0.3)
    return 5
kept = []
def keep(): kept.append([1]); return kept[-1]
def told(): return kept
async def shut_down():
    for task in asyncio.all_tasks(): task.cancel()
    return "all"
def mark(): kept.append("marked")
def is_marked(): return "marked" in kept

def spin():
    while True: pass
def nap(): time.sleep(1e9)
def match(): re.match(r"(a+)+$", "a" * 60 + "b")
def talk():
    while True: print("again")
def clean_up():
    try:
        # CPython 3.11 forgets the block around a loop that is the first in it.
        turns = 0
        while True: turns += 1
    finally: kept.append("cleaned up")
def answer():
    try: time.sleep(60)
    except KeyboardInterrupt: return "an answer"
def sort(): [3, 2, 1].sort(key=lambda _: spin())
def words():
    class Endless(Exception):
        def __str__(self): spin()
    raise Endless
def show():
    class Endless:
        def __repr__(self): spin()
    return Endless()
def let_go():
    class Endless:
        def __del__(self): spin()
    Endless()
    return 1
def callbacks():
    seen = weakref.WeakSet()
    class Item: pass
    while True: seen.add(Item())
def generate():
    while True: yield 1
async def spin_later():
    await asyncio.sleep(0.01)
    spin()
async def forever(): await asyncio.sleep(3600)
async def answer_later():
    try: await asyncio.sleep(60)
    except asyncio.CancelledError: return "an answer"
async def clean_up_later():
    try: await asyncio.sleep(60)
    finally:
        await asyncio.sleep(0.02)
        kept.append("cleaned up later")
async def child():
    async def spin_on(): spin()
    await asyncio.create_task(spin_on())
async def group():
    await asyncio.gather(forever(), forever())
async def hold_out():
    for _ in range(3):
        try: await asyncio.sleep(60)
        except asyncio.CancelledError: pass
async def generate_later():
    while True: yield await asyncio.sleep(0, 1)

def swallow():
    while True:
        try: spin()
        except BaseException: pass
async def swallow_later():
    while True:
        try: await asyncio.sleep(60)
        except BaseException: pass
def count(): return sum(range(10**12))
def leave(): os._exit(3)
class Nameless(type):
    @property
    def __name__(cls): raise ValueError
class Unnamed(Exception, metaclass=Nameless): pass
def unnamed(): raise Unnamed("said")
async def unnamed_later():
    await asyncio.sleep(0.01)
    raise Unnamed("said")
async def patch():
    def none(*_, **__): return None
    json.dumps = json.loads = asyncio.get_running_loop = asyncio.tasks._unregister_task = none
    time.perf_counter = time.monotonic = lambda: 0.0
    asyncio.get_event_loop().set_task_factory(none)
def spoil():
    def refuse(*_): raise ValueError("spoilt")
    json.JSONEncoder.encode = refuse
def saw_off():
    import millrace_host.host
    millrace_host.host.Host._end = None
    return 2
def nest():
    nested = []
    for _ in range(1_000_000): nested = [nested]
    return json.dumps(nested)
def work(seconds=1.0):
    until = time.perf_counter() + seconds
    while time.perf_counter() < until: pass
    return "done"
`;

const MODULES = { 'pack.m': { source: SOURCE, file: 'src/pack/m.py' } };

const INTERRUPTIBLE = [
  'spin',
  'nap',
  'match',
  'talk',
  'clean_up',
  'answer',
  'sort',
  'words',
].concat(
  ['show', 'let_go', 'callbacks', 'generate', 'spin_later', 'forever', 'answer_later'],
  ['clean_up_later', 'child', 'group', 'hold_out', 'generate_later'],
);

/** 0.9 seconds are promised; the timers of a machine that runs many tests are late. */
const BOUND_MS = 1800;

/** What a runtime can do, and what it calls things. */
export interface StopMaker extends PythonRuntimeMaker {
  /** The interpreter runs where it can be ended whatever it does. */
  readonly canEnd: boolean;
  /** A cancel reaches code that never gives control back. */
  readonly hearsAtOnce: boolean;
  /** The error of a recursion in C. */
  readonly recursion: 'python-crashed' | 'python-error';
}

/** A generator’s items are a list. */
const nodeOf = (name: string, options: Parameters<typeof node>[2] = {}) =>
  node(name, {}, { nodeId: `n-${name}`, ...options });

/** The tests; `name` is the runtime's, for their titles. */
export function testStopping(name: string, maker: StopMaker): void {
  describe(`${name} stops what is to stop`, () => {
    let runtime: PythonRuntime;
    beforeAll(async () => {
      runtime = maker.create(MODULES);
      await runtime.boot();
    });
    afterAll(() => runtime.close());

    const runsAgain = async () => (await run(runtime, node('fine'))).output(0).value;

    /** Runs nodes and cancels them a little later: how long that took, and the error's code. */
    const cancel = async (...names: readonly string[]) => {
      const controller = new AbortController();
      const nodes = names.map((one) => nodeOf(one, { hold: true }));
      const running = rejection(runtime.runBatch({ nodes }, createRecorder(), controller.signal));
      await later(150);
      const began = performance.now();
      controller.abort();
      const { code } = await running;
      return { code, took: performance.now() - began };
    };

    test.each(INTERRUPTIBLE)(
      '[P4] %s ends by its time limit, and nothing else does',
      async (one) => {
        const ran = await run(
          runtime,
          nodeOf(one, { timeoutMs: 100 }),
          node('fine'),
          node('same_as_before', {}, { export: 'fine', arguments: wired(0) }),
        );
        expect(ran.error(0)).toMatchObject({
          code: 'node-timeout',
          message: `n-${one} took longer than its timeoutMs of 100 ms`,
        });
        expect(ran.output(1).value).toBe(1);
        expect([ran.unattempted, ran.lost]).toEqual([[2], []]);
      },
    );

    test('[P4] what was interrupted has run its `finally`, and could wait there', async () => {
      const cleaned = (await run(runtime, node('told'))).output(0).value;
      expect(cleaned).toEqual(['cleaned up', 'cleaned up later']);
    });

    test('[P4] a node that ends in time is not harmed by its limit, nor those after it', async () => {
      const limit = { timeoutMs: 2000 };
      const ran = await run(runtime, nodeOf('fine', limit), nodeOf('shortly', limit), node('fine'));
      expect([0, 1, 2].map((at) => ran.output(at).value)).toEqual([1, 5, 1]);
      await later(50);
      expect(await runsAgain()).toBe(1);
    });

    test('[P4] the traceback of an interrupted node says where it was', async () => {
      const ran = await run(runtime, nodeOf('spin', { timeoutMs: 50 }));
      const line = SOURCE.split('\n').findIndex((text) => text.startsWith('def spin')) + 2;
      expect(ran.error(0).stack).toContain(`"src/pack/m.py", line ${line}`);
    });

    test('[P2] other batches have their turn between the synchronous nodes of one', async () => {
      const order: string[] = [];
      const seconds = { parameter: 'seconds', port: 'seconds' };
      const source = { type: 'value', value: 0.03 } as const;
      const slow = node('work', {}, { arguments: [{ ...seconds, source }] });
      const nodes = Array.from({ length: 12 }, () => slow);
      const one = run(runtime, ...nodes).then(() => order.push('long'));
      const two = run(runtime, node('fine')).then(() => order.push('short'));
      await Promise.all([one, two]);
      expect(order).toEqual(['short', 'long']);
    });

    test('[P5] a node that cancels every task it finds ends no other node', async () => {
      const ran = await run(runtime, node('shortly'), node('shut_down'), node('fine'));
      expect([0, 1, 2].map((at) => ran.output(at).value)).toEqual([5, 'all', 1]);
    });

    test('[P5] a cancel ends its batch and no other, and leaves no value behind', async () => {
      const handle = (await run(runtime, nodeOf('keep', { hold: true }))).output(0)
        .handle as HandleRef;
      const before = await runtime.usage?.();
      const other = run(runtime, node('shortly'));
      expect(await cancel('keep', 'forever', 'answer_later')).toMatchObject({
        code: 'python-cancelled',
      });
      expect((await other).output(0).value).toBe(5);
      expect(await runtime.fetch(handle)).toEqual([1]);
      expect((await runtime.usage?.())?.running).toBe(0);
      runtime.release([handle]);
      const after = await runtime.usage?.();
      // What settled before the cancel was the caller's; the rest nobody has heard of.
      expect(after!.stored).toBeLessThanOrEqual(before!.stored);
      expect(after!.memoryBytes).toBeGreaterThan(1_000_000);
    });

    if (maker.canEnd) testEnds();

    function testEnds(): void {
      // One that hears nothing is ended, whatever it does.
      const deaf = ['spin', 'spin_later'];
      test.each(maker.hearsAtOnce ? [...deaf, 'nap', 'talk', 'callbacks'] : deaf)(
        '[P5] a cancel of %s is heard, and the next batch runs',
        async (one) => {
          const handle = (await run(runtime, nodeOf('keep', { hold: true }))).output(0)
            .handle as HandleRef;
          const { code, took } = await cancel(one);
          expect(code).toBe('python-cancelled');
          expect(took).toBeLessThan(BOUND_MS);
          const value = runtime.fetch(handle).catch(() => 'went with its interpreter');
          expect(await value).toEqual(maker.hearsAtOnce ? [1] : 'went with its interpreter');
          expect(await runsAgain()).toBe(1);
          runtime.release([handle]);
        },
      );

      test.each(['swallow', 'swallow_later', 'count'])(
        '[P4] %s does not end by its limit and takes its interpreter along, and no blame falls on others',
        async (one) => {
          const other = run(runtime, node('forever'), node('fine', { x: wire(0) }));
          const ran = await run(
            runtime,
            // Enough for it to come to its `try`: one that has not ends by its limit, and alone.
            nodeOf(one, { timeoutMs: 400 }),
            node('fine', { x: wire(0) }),
            node('fine', { x: wire(1) }),
          );
          expect(ran.error(0).code).toBe('node-timeout');
          expect([ran.unattempted, ran.lost]).toEqual([[1, 2], []]);
          const { outcomes, unattempted, lost } = await other;
          expect([outcomes.size, unattempted, lost]).toEqual([0, [1], [0]]);
          expect(await runsAgain()).toBe(1);
        },
      );

      test.each(['swallow', 'count'])(
        '[P5] a cancel of %s takes the interpreter along, and the next batch runs',
        async (one) => {
          const { code, took } = await cancel(one);
          expect(code).toBe('python-cancelled');
          expect(took).toBeLessThan(BOUND_MS);
          expect(await runsAgain()).toBe(1);
        },
      );

      test('[P5] a cancel of one batch does not end the interpreter under another that works', async () => {
        const working = run(runtime, node('work'));
        const { code, took } = await cancel('forever');
        expect([code, took < BOUND_MS]).toEqual(['python-cancelled', true]);
        expect((await working).output(0).value).toBe('done');
      });

      test('[P5] a batch that is cancelled before its turn does not begin', async () => {
        const working = run(runtime, node('work'));
        expect((await cancel('mark')).code).toBe('python-cancelled');
        await working;
        expect((await run(runtime, node('is_marked'))).output(0).value).toBe(false);
      });

      test.each(['unnamed', 'unnamed_later'])(
        '[P8] %s, whose class does not say its name, is the error of its node',
        async (one) => {
          const ran = await run(runtime, nodeOf(one), node('shortly'));
          expect(ran.error(0)).toMatchObject({ code: 'python-error', name: 'Unnamed' });
          expect(ran.output(1).value).toBe(5);
        },
      );

      test('[P5] what a node makes of json, time and asyncio is not what the host goes by', async () => {
        await run(runtime, node('patch'));
        const ran = await run(
          runtime,
          node('shortly'),
          node('fine'),
          nodeOf('spin', { timeoutMs: 50 }),
        );
        expect([ran.output(0).value, ran.output(1).value]).toEqual([5, 1]);
        expect(ran.error(2).code).toBe('node-timeout');
        // Nobody else gets this interpreter.
        await run(runtime, nodeOf('leave'));
      });

      test('[P5] a node that breaks the host ends its interpreter, and the next batch runs', async () => {
        await run(runtime, nodeOf('spoil'), node('fine'));
        expect(await runsAgain()).toBe(1);
        const ran = await run(runtime, nodeOf('saw_off'), node('fine'));
        expect([ran.output(0).value, ran.output(1).value]).toEqual([2, 1]);
        expect(await runsAgain()).toBe(1);
        expect((await runtime.usage?.())?.running).toBe(0);
      });

      test.each([
        ['leave', 'python-crashed'],
        ['nest', maker.recursion],
      ])('[P5] %s is the error of its node, and the next batch runs', async (one, expected) => {
        const ran = await run(runtime, node('shortly'), nodeOf(one), node('fine', { x: wire(1) }));
        expect(ran.error(1).code).toBe(expected);
        expect(ran.unattempted).toEqual([2]);
        expect(ran.lost).toEqual(expected === 'python-crashed' ? [0] : []);
        expect(await runsAgain()).toBe(1);
      });
    }
  });
}

const wired = (at: number) => [{ port: 'x', parameter: 'x', source: wire(at) }];

function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
