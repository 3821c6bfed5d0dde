/** A runtime whose code comes with its first call. */
import { describe, expect, test } from '@jest/globals';
import type { PythonRuntime, SyncPython } from '../../src/run/python/python-runtime.js';
import { LazyRuntime } from '../../python-bridge/runtime/lazy-runtime.js';
import { createRecorder, rejection } from '../contract/python-nodes.js';

/** A runtime that remembers what it was asked. */
function createLoaded() {
  const asked: string[] = [];
  let isClosed = false;
  const runtime = {
    placement: 'pyodide',
    boot: async () => void asked.push('boot'),
    findImports: async (module: string) => {
      asked.push(module);
      return isClosed ? ['closed'] : ['open'];
    },
    isLive: () => true,
    release: () => asked.push('release'),
    close: async () => {
      isClosed = true;
      asked.push('close');
    },
  } as unknown as PythonRuntime & { sync?: SyncPython };
  return { asked, runtime };
}

describe('a lazy runtime', () => {
  test('is loaded once, at its first call, and gets all calls in order', async () => {
    const { asked, runtime } = createLoaded();
    let loads = 0;
    const lazy = new LazyRuntime('pyodide', async () => {
      loads += 1;
      return runtime;
    });
    const handle = { epoch: 1, id: 1 };
    lazy.release([handle]);
    expect([lazy.isLive(handle), lazy.sync, loads]).toEqual([false, undefined, 0]);
    await Promise.all([lazy.boot(), lazy.findImports('a', ''), lazy.findImports('b', '')]);
    lazy.release([handle]);
    expect([asked, loads]).toEqual([['boot', 'a', 'b', 'release'], 1]);
    expect(lazy.isLive(handle)).toBe(true);
    runtime.sync = {} as SyncPython;
    expect(lazy.sync).toBe(runtime.sync);
  });

  test('that was closed before its first call loads nothing until then, and is closed', async () => {
    const { asked, runtime } = createLoaded();
    const lazy = new LazyRuntime('pyodide', async () => runtime);
    await lazy.close();
    expect(asked).toEqual([]);
    expect(await lazy.findImports('a', '')).toEqual(['closed']);
  });

  test('closes what is being loaded after the calls that came before', async () => {
    const { asked, runtime } = createLoaded();
    const lazy = new LazyRuntime('pyodide', async () => runtime);
    const before = lazy.findImports('a', '');
    await lazy.close();
    expect(await lazy.findImports('b', '')).toEqual(['closed']);
    await before;
    expect(asked).toContain('close');
  });

  test('that is slow to load holds up no cancel, and loads nothing to say that it holds nothing', async () => {
    let loads = 0;
    const lazy = new LazyRuntime('pyodide', () => {
      loads += 1;
      return new Promise(() => undefined);
    });
    expect(await lazy.usage()).toEqual({ stored: 0, running: 0, memoryBytes: 0 });
    expect(loads).toBe(0);
    const controller = new AbortController();
    const running = lazy.runBatch({ nodes: [] }, createRecorder(), controller.signal);
    controller.abort();
    expect((await rejection(running)).code).toBe('python-cancelled');
    const aborted = lazy.runBatch({ nodes: [] }, createRecorder(), AbortSignal.abort());
    expect((await rejection(aborted)).code).toBe('python-cancelled');
  });

  test('that can not be loaded says so, and tries again at the next call', async () => {
    const { runtime } = createLoaded();
    let loads = 0;
    const lazy = new LazyRuntime('pyodide', async () => {
      loads += 1;
      if (loads === 1) throw new TypeError('Failed to fetch dynamically imported module');
      return runtime;
    });
    const error = await rejection(lazy.boot());
    expect(error.code).toBe('python-boot-failed');
    expect(error.message).toContain('Failed to fetch dynamically imported module');
    expect(await lazy.findImports('a', '')).toEqual(['open']);
  });
});
