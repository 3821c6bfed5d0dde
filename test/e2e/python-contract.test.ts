/** The contract of PythonRuntime, kept in a real browser: in a Web Worker and in the page's thread. */
import { expect, test } from '@jest/globals';
import { createRecorder, node, rejection, run } from '../contract/python-nodes.js';
import { testPythonRuntime, type PythonRuntimeMaker } from '../contract/python-runtime.js';
import { testStopping } from '../contract/python-stop.js';
import { useBrowser } from './browser-test.js';
import { keepPage } from './python/keep-page.js';
import { RemotePython } from './python/remote-python.js';

useBrowser();

// An interpreter that breaks on purpose says so at length.
const kept = keepPage('/open.html', { allow: /fatal error|RangeError|Stack \(most recent|File "/ });

const isolated = keepPage('/isolated.html');

test('[P5] in a page that is cross-origin isolated, a cancel reaches code that never waits', async () => {
  const { page, server } = isolated();
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
  const source = `
import time
def keep(): return [1]
def spin():
    while True: pass
def nap(): time.sleep(1e9)
`;
  const python = new RemotePython(page, {
    modules: { 'pack.m': { source, file: 'm.py' } },
    indexURL: `${server.url}/pyodide/`,
  });
  try {
    const handle = (await run(python, node('keep', {}, { hold: true }))).output(0).handle!;
    for (const name of ['spin', 'nap']) {
      const controller = new AbortController();
      const batch = { nodes: [node(name)] };
      const running = rejection(python.runBatch(batch, createRecorder(), controller.signal));
      setTimeout(() => controller.abort(), 100);
      expect((await running).code).toBe('python-cancelled');
      // The interpreter is still the one that made it.
      expect(await python.fetch(handle)).toEqual([1]);
    }
  } finally {
    await python.close();
  }
}, 60_000);

for (const thread of ['worker', 'main'] as const) {
  const name = `createPyodide({ thread: "${thread}" }) in a browser`;
  const maker: PythonRuntimeMaker = {
    create: (modules) => {
      const { page, server } = kept();
      return new RemotePython(page, { thread, modules, indexURL: `${server.url}/pyodide/` });
    },
    isLive: (runtime, handle) => (runtime as RemotePython).asksIsLive(handle),
  };
  testPythonRuntime(name, maker);
  testStopping(name, {
    ...maker,
    canEnd: thread === 'worker',
    // The page is not cross-origin isolated: threads share nothing.
    hearsAtOnce: false,
    recursion: 'python-crashed',
  });
}
