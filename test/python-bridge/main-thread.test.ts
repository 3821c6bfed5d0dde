import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { isMillraceError } from '../../src/errors.js';
import type { HandleRef, PythonRuntime, SyncPython } from '../../src/run/python/python-runtime.js';
import { createPyodide } from '../../python-bridge/node.js';
import { createRecorder, held, node, rejection, value, wire } from '../contract/python-nodes.js';
import { testPythonRuntime } from '../contract/python-runtime.js';
import { testStopping } from '../contract/python-stop.js';

// An interpreter that breaks on purpose says so at length.
beforeAll(() => void jest.spyOn(console, 'error').mockImplementation(() => undefined));
afterAll(() => void jest.restoreAllMocks());

// First, for a load that was given up still goes on: the next one outlasts it.
test('a boot in the main thread that takes longer than bootTimeoutMs is a clear error', async () => {
  const slow = createPyodide({ thread: 'main', bootTimeoutMs: 1 });
  expect((await rejection(slow.boot())).code).toBe('python-boot-timeout');
  await slow.close();
});

testPythonRuntime('createPyodide({ thread: "main" })', {
  create: (modules) => createPyodide({ modules, thread: 'main' }),
});

testStopping('createPyodide({ thread: "main" })', {
  create: (modules) => createPyodide({ modules, thread: 'main' }),
  canEnd: false,
  hearsAtOnce: false,
  recursion: 'python-crashed',
});

describe('createPyodide in the main thread', () => {
  const source = `
async def later(): return 1
def same(x): return x
def make(): return [1, 2]
async def trail():
    import asyncio
    asyncio.ensure_future(asyncio.sleep(1000))
def leave():
    import os
    os._exit(3)
`;
  let runtime: PythonRuntime;

  const sync = (): SyncPython => {
    if (runtime.sync === undefined) throw new Error('expected sync to be there');
    return runtime.sync;
  };

  beforeAll(async () => {
    runtime = createPyodide({ modules: { 'pack.m': source }, thread: 'main' });
    await runtime.boot();
  });
  afterAll(() => runtime.close());

  test('sync is there from the boot on, not before', () => {
    expect(runtime.sync).toBeDefined();
    expect(createPyodide({ thread: 'main' }).sync).toBeUndefined();
  });

  test('a batch runs at once, without a promise', () => {
    const recorder = createRecorder();
    const nodes = [node('make', {}, { hold: true }), node('same', { x: wire(0) })];
    expect(sync().runBatch({ nodes }, recorder)).toEqual({ unattempted: [], lost: [] });
    expect(recorder.output(1).value).toEqual([1, 2]);
    const handle = recorder.output(0).handle as HandleRef;
    expect(sync().fetch(handle)).toEqual([1, 2]);
    const again = createRecorder();
    sync().runBatch({ nodes: [node('same', { x: held(handle) })] }, again);
    expect(again.output(0).value).toEqual([1, 2]);
  });

  test('an async function is refused as the error of its node', () => {
    const recorder = createRecorder();
    sync().runBatch({ nodes: [node('later'), node('same', { x: value(1) })] }, recorder);
    expect(recorder.error(0).code).toBe('python-async');
    expect(recorder.output(1).value).toBe(1);
  });

  test('a timer of a task that a node left behind lets the process end', async () => {
    const timers = () =>
      process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    await runtime.runBatch({ nodes: [node('trail')] }, createRecorder());
    expect(timers()).toBe(before);
  });

  test('a dead handle is thrown', () => {
    expect(thrown(() => sync().fetch({ epoch: 7, id: 1 }))).toBe('handle-dead');
    expect(thrown(() => sync().fetch({ epoch: 1, id: 999 }))).toBe('handle-dead');
  });

  test('sync is gone after a crash, whose reason stays, and after close', async () => {
    const live = sync();
    const leave = () => live.runBatch({ nodes: [node('leave')] }, createRecorder());
    const recorder = createRecorder();
    const nodes = [node('leave'), node('same', { x: wire(0) })];
    expect(live.runBatch({ nodes }, recorder)).toEqual({ unattempted: [1], lost: [] });
    expect(recorder.error(0).code).toBe('python-crashed');
    expect(runtime.sync).toBeUndefined();
    expect(thrown(leave)).toBe('python-crashed');
    await runtime.close();
    expect(runtime.sync).toBeUndefined();
    expect(thrown(() => live.runBatch({ nodes: [] }, createRecorder()))).toBe('python-closed');
  });
});

function thrown(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    return isMillraceError(error) ? error.code : String(error);
  }
  return undefined;
}
