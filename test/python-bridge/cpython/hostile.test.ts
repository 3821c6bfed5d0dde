/** What nodes may do to their process: each on one runtime, one after another. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PythonRuntime } from '../../../src/run/python/python-runtime.js';
import { createCPython } from '../../../python-bridge/cpython/create.js';
import { contextOf, node, rejection, run, value } from '../../contract/python-nodes.js';

const SOURCE = `
import asyncio, contextvars, ctypes, multiprocessing, os, select, signal, subprocess, sys, threading
import time
from concurrent.futures import ThreadPoolExecutor
from millrace_host import NodeContext

def fine(x=1): return x
def pid(): return os.getpid()
def fork():
    if os.fork() == 0: return "the other one"
    os.wait()
    return "this one"
def fork_and_stay():
    if os.fork() == 0: time.sleep(1000)
    return 1
def pool():
    with multiprocessing.get_context("fork").Pool(2) as workers: return workers.map(abs, [-1, -2])
context_of_node = None
def work(name):
    for done in range(20):
        print(f"{name} {done}\\n", end="")
        context_of_node.progress(done)
        time.sleep(0.01)
    return name
def talking_pool(context: NodeContext):
    global context_of_node
    context_of_node = context
    with multiprocessing.get_context("fork").Pool(2) as workers:
        return workers.map(work, ["one", "two", "three"])
def fork_among_others():
    if os.fork() == 0: return 1
    os.wait()
    return 2
def say():
    os.write(2, b"said\\n")
    return os.getpid()
def subprocesses():
    subprocess.Popen(["sleep", "1000"])
    return subprocess.run(["cat"], capture_output=True, text=True).stdout
def run_forever(): subprocess.run(["sleep", "1000"])
def late():
    def speak():
        time.sleep(0.02)
        print("from a thread")
    threading.Thread(target=speak).start()
def raw():
    os.write(1, b"raw one\\n")
    os.write(2, b"raw two\\n")
    subprocess.run(["echo", "from a subprocess"])
    print("printed")
def no_streams():
    for number in range(3): os.close(number)
def opens(): return [os.fstat(number).st_ino > 0 for number in range(3)]
def read(): return [sys.stdin.read(), os.read(0, 10).decode()]
def spoil():
    os.chdir("/")
    os.environ["SPOILED"] = "1"
    sys.path.clear()
    sys.stdout = sys.stderr = None
    sys.setrecursionlimit(200)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGVTALRM, signal.SIG_IGN)
    threading.setprofile(None)
def nap(): time.sleep(1000)
def sigint(): signal.raise_signal(signal.SIGINT); return "still here"
def wait(how):
    if how == "select": select.select([], [], [], 1000)
    if how == "lock":
        lock = threading.Lock()
        lock.acquire()
        lock.acquire()
    if how == "thread":
        thread = threading.Thread(target=time.sleep, args=[1000], daemon=True)
        thread.start()
        thread.join()
    if how == "process": subprocess.run(["sleep", "1000"])
    if how == "pipe": os.read(os.pipe()[0], 1)
def crash(): ctypes.string_at(0)
def kill(): os.kill(os.getpid(), signal.SIGKILL)
def stop_loop(): asyncio.get_running_loop().stop()
async def threads(context: NodeContext):
    def work(name):
        for done in range(50):
            print(f"{name} {done}\\n", end="")
            context.progress(done)
    await asyncio.gather(*(asyncio.to_thread(work, name) for name in "abcd"))
    return "done"
def executor():
    context = contextvars.copy_context()
    with ThreadPoolExecutor(1) as pool: pool.submit(context.run, print, "in a thread")
def forge(text):
    # Whoever looks for the pipes in his own process finds them.
    for number in range(3, 64):
        try:
            if select.select([], [number], [], 0)[1]: os.write(number, text.encode())
        except (OSError, ValueError): pass
    time.sleep(1000)
def same(x): return x
def allocate(): return len(bytearray(2_000_000_000))
`;

/** Groups of processes that this one has started. */
const groups = new Set<string>();

/** The processes of those groups that are there, whoever started them. */
function processes(): readonly string[] {
  const listed = execFileSync('ps', ['-eo', 'ppid,pgid,stat,args'], { encoding: 'utf8' });
  const rows = listed.split('\n').map((row) => row.trim().split(/\s+/));
  for (const [parent, group, , args] of rows) {
    if (parent === `${process.pid}` && args?.includes('python')) groups.add(group!);
  }
  return rows
    .filter(([, group, state]) => groups.has(group!) && !state!.startsWith('Z'))
    .map(([, , , ...args]) => args.join(' ').slice(0, 80));
}

describe('a node in CPython', () => {
  const printed: string[] = [];
  let runtime: PythonRuntime;

  beforeAll(() => {
    runtime = createCPython({
      modules: { 'pack.m': SOURCE },
      onPrinted: (line) => printed.push(line),
      memoryLimitMb: 1_500,
    });
  });
  afterAll(() => runtime.close());

  const call = async (name: string, options: Parameters<typeof node>[2] = {}) =>
    (await run(runtime, node(name, {}, options))).output(0).value;
  const until = async (isSo: () => boolean) => {
    for (let waited = 0; !isSo() && waited < 5_000; waited += 20) await later(20);
  };

  test('may fork: one of the two answers', async () => {
    expect(await call('fork')).toBe('this one');
    expect(await call('fork_and_stay')).toBe(1);
    expect(await call('fine')).toBe(1);
  });

  test('may fork workers that print and report: that reaches no log, and they live', async () => {
    const ran = await run(runtime, node('talking_pool', {}, contextOf()));
    expect(ran.output(0).value).toEqual(['one', 'two', 'three']);
    expect([ran.logs, ran.progress]).toEqual([[], []]);
    await until(() => printed.includes('three 19'));
    expect(printed).toEqual(expect.arrayContaining(['one 0', 'two 19', 'three 19']));
  });

  test('that goes on in a forked process runs no other node there', async () => {
    const ran = await run(runtime, node('fork_among_others'), node('say'));
    expect(ran.output(0).value).toBe(2);
    expect(ran.output(1).value).toBe(await call('pid'));
    await later(100);
    expect(printed.filter((line) => line === 'said')).toHaveLength(1);
  });

  test('may start processes, which find nothing to read', async () => {
    expect(await call('pool')).toEqual([1, 2]);
    expect(await call('subprocesses')).toBe('');
    expect(await call('read')).toEqual(['', '']);
  });

  test('[P8] prints to its log; what comes past Python, or from threads, is nobody’s', async () => {
    const ran = await run(runtime, node('raw'), node('late'), node('executor'));
    expect(ran.logs).toEqual([
      { node: 0, level: 'info', message: 'printed' },
      { node: 2, level: 'info', message: 'in a thread' },
    ]);
    await until(() => printed.includes('from a thread'));
    const lines = ['raw one', 'raw two', 'from a subprocess', 'from a thread'];
    expect(lines.filter((line) => printed.includes(line))).toEqual(lines);
  });

  test('[P8] that works in several threads loses nothing of what they say', async () => {
    const ran = await run(runtime, node('threads', {}, contextOf()));
    expect(ran.output(0).value).toBe('done');
    const lines = ran.logs.flatMap(({ message }) => message.split('\n'));
    expect(new Set(lines).size).toBe(200);
    expect(ran.progress.at(-1)?.done).toBe(49);
  });

  test('that closes its streams harms nobody: the next batch has them again', async () => {
    await call('no_streams');
    expect(await call('opens')).toEqual([true, true, true]);
  });

  test('that spoils its process leaves the next batch interruptible, in the same process', async () => {
    const before = await call('pid');
    await call('spoil');
    await call('stop_loop');
    const ran = await run(runtime, node('nap', {}, { timeoutMs: 100 }));
    expect(ran.error(0).code).toBe('node-timeout');
    expect(await call('sigint')).toBe('still here');
    expect(await call('pid')).toBe(before);
  });

  test.each(['select', 'lock', 'thread', 'process', 'pipe'])(
    '[P4] that waits in the kernel (%s) is woken by its limit',
    async (how) => {
      const before = await call('pid');
      const ran = await run(runtime, node('wait', { how: value(how) }, { timeoutMs: 100 }));
      expect(ran.error(0).code).toBe('node-timeout');
      // One that is not woken in time goes down with its process.
      expect(await call('pid')).toBe(before);
    },
  );

  test('beyond the memory limit it gets a MemoryError', async () => {
    const ran = await run(runtime, node('allocate'), node('fine'));
    expect(ran.error(0).name).toBe('MemoryError');
    expect(ran.output(1).value).toBe(1);
  });

  test('[P1] fifty megabytes cross in both directions', async () => {
    const numbers = Float64Array.from({ length: 6_250_000 }, (_, at) => at / 2);
    const began = performance.now();
    const ran = await run(runtime, node('same', { x: value(numbers) }, { keep: 'always' }));
    const came = ran.output(0).value as Float64Array;
    expect([came.length, came[6_249_999]]).toEqual([6_250_000, 3_124_999.5]);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test.each([
    ['no message', 'hello\n', /a message of unknown form/],
    [
      'an answer to nothing',
      '{"type":"reply","id":999,"text":2}\n{}',
      /request 999, which was not/,
    ],
    ['more than there is room for', '{"type":"reply","id":1,"text":1e15}\n', /of unknown form/],
  ])('[P1] that forges %s ends its interpreter alone', async (_, text, message) => {
    const error = await rejection(run(runtime, node('forge', { text: value(text) })));
    expect(error.code).toBe('python-protocol');
    expect(error.message).toMatch(message);
    expect(await call('fine')).toBe(1);
  });

  test.each([
    ['crash', /ended by SIGSEGV(.|\n)*Segmentation fault(.|\n)*in string_at(.|\n)*in crash/],
    ['kill', /ended by SIGKILL/],
  ])('[P5] that breaks the process (%s) is blamed for it, by name', async (name, message) => {
    const ran = await run(runtime, node('fine'), node('wait', { how: value('') }), node(name));
    expect(ran.error(2).code).toBe('python-crashed');
    expect(ran.error(2).message).toMatch(message);
    expect(await call('fine')).toBe(1);
  });

  test('[P5] leaves no process behind, whatever it has started', async () => {
    await call('subprocesses');
    await call('fork_and_stay');
    expect(processes().length).toBeGreaterThanOrEqual(3);
    const hanging = run(runtime, node('run_forever')).catch(() => undefined);
    await until(() => processes().length >= 4);
    await runtime.close();
    await hanging;
    await until(() => processes().length === 0);
    expect(processes()).toEqual([]);
  });
});

function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
