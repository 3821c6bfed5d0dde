/** How long it takes until Python that never ends has ended. */
import type { PythonRuntime } from '../../../src/run/python/python-runtime.js';
import { builtPython, callOf, lastOf, MODULES } from '../python/nodes.js';
import { inTurns, rowsOf, type Sample, type Way } from '../python/turns.js';
import type { Question } from '../question.js';

/** Until then it is in its loop. */
const HEAD_START_MS = 60;

async function stopped(python: PythonRuntime): Promise<Sample> {
  const controller = new AbortController();
  let began = 0;
  setTimeout(() => {
    began = performance.now();
    controller.abort();
  }, HEAD_START_MS);
  const nodes = [callOf('spin', {})];
  const listener = {
    onStarted: () => undefined,
    onLogged: () => undefined,
    onProgressed: () => undefined,
    onSettled: () => undefined,
  };
  await python.runBatch({ nodes }, listener, controller.signal).catch(() => undefined);
  return { ms: performance.now() - began, cpuMs: 0 };
}

export const pythonStop: Question = async ({ quick }) => {
  const { createPyodide, createCPython } = await builtPython();
  const pyodide = createPyodide({ modules: MODULES });
  const cpython = createCPython({ modules: MODULES });
  for (const python of [pyodide, cpython])
    await lastOf(python, [callOf('make', { count: { type: 'value', value: 1 } })]);
  const ways: readonly Way[] = [
    { name: 'Pyodide in a worker of Node', take: () => stopped(pyodide) },
    { name: 'CPython in a process', take: () => stopped(cpython) },
  ];
  const samples = await inTurns(quick ? 5 : 25, ways);
  await Promise.all([pyodide.close(), cpython.close()]);
  return {
    title: '`while True: pass`, from the abort until the batch has settled, by the clock',
    columns: ['time', 'ratio'],
    rows: rowsOf(ways, samples, { clock: 'ms', unit: 'ms' }),
    notes: ['limit: Python looks every hundred steps or so; two threads wake each other'],
  };
};
