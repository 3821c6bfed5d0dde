/** What interpreters hold. */
import type { PythonRuntime } from '../../../src/run/python/python-runtime.js';
import { builtPython, MODULES } from '../python/nodes.js';
import type { Question } from '../question.js';

const MB = 2 ** 20;

export const pythonMemory: Question = async () => {
  const { createPyodide } = await builtPython();
  const rss = (): number => process.memoryUsage().rss / MB;
  const kept: PythonRuntime[] = [];
  const rows: { name: string; cells: { text: string }[] }[] = [];
  const begin = rss();
  let before = begin;
  const tell = (name: string, more = ''): void => {
    const now = rss();
    rows.push({ name, cells: [{ text: `${(now - before).toFixed(0)} MB` }, { text: more }] });
    before = now;
  };
  for (const name of ['the first interpreter', 'the second', 'the third']) {
    const python = createPyodide({ modules: MODULES });
    kept.push(python);
    await python.boot();
    const usage = await python.usage?.();
    tell(name, usage === undefined ? '' : `${(usage.memoryBytes / MB).toFixed(0)} MB`);
  }
  await Promise.all(kept.map((python) => python.close()));
  return {
    title: 'Memory of interpreters in workers of Node',
    columns: ['resident', 'heap of Python'],
    rows,
    notes: [
      `Node itself: ${begin.toFixed(0)} MB; 31 MB of each are the snapshot for those after it`,
      'limit: the heap that Pyodide starts with, and its compiled WebAssembly',
    ],
  };
};
