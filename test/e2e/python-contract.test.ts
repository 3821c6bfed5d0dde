/** The contract of PythonRuntime, kept in a real browser: in a Web Worker and in the page's thread. */
import { testPythonRuntime, type PythonRuntimeMaker } from '../contract/python-runtime.js';
import { testStopping } from '../contract/python-stop.js';
import { useBrowser } from './browser-test.js';
import { keepPage } from './python/keep-page.js';
import { RemotePython } from './python/remote-python.js';

useBrowser();

// An interpreter that breaks on purpose says so at length.
const kept = keepPage('/open.html', { allow: /fatal error|RangeError|Stack \(most recent|File "/ });

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
