/** How long it takes until Python can be called: the first time, and after an interpreter broke. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { PythonRuntime } from '../../../src/run/python/python-runtime.js';
import { builtPython, callOf, lastOf, MODULES } from '../python/nodes.js';
import { inTurns, rowsOf, sample, type Sample, type Way } from '../python/turns.js';
import type { Answer, Question } from '../question.js';

const FIRST_GOAL = 0.45;
const AGAIN_GOAL = 0.25;

const folder = join(process.cwd(), 'node_modules/pyodide/');
const script = join(process.cwd(), 'test/bench/python/stock-worker.mjs');

/** The sources of the host by name. */
export function hostSources(): Readonly<Record<string, string>> {
  const place = join(process.cwd(), 'dist/millrace_host');
  const names = readdirSync(place).filter((name) => name.endsWith('.py'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(place, name), 'utf8')]));
}

async function stock(hostFiles: Readonly<Record<string, string>>): Promise<Sample> {
  let worker: Worker | undefined;
  const taken = await sample(async () => {
    const pyodideUrl = pathToFileURL(join(folder, 'pyodide.mjs')).href;
    worker = new Worker(script, { workerData: { pyodideUrl, indexURL: folder, hostFiles } });
    await new Promise((ready, failed) => {
      worker?.once('message', ready).once('error', failed);
    });
  });
  await worker?.terminate();
  return taken;
}

export const pythonStart: Question = async ({ quick }) => {
  const { createPyodide, createCPython } = await builtPython();
  const hostFiles = hostSources();
  const started: PythonRuntime[] = [];
  const first = async (create: () => PythonRuntime): Promise<Sample> => {
    const python = create();
    const taken = await sample(() => python.boot());
    await python.close();
    return taken;
  };
  const living = createPyodide({ modules: MODULES });
  started.push(living);
  await living.boot();
  const again = async (): Promise<Sample> => {
    await lastOf(living, [callOf('leave', {})]).catch(() => undefined);
    return sample(() => living.boot());
  };
  const ways: readonly Way[] = [
    { name: 'stock Pyodide, the host from its sources', take: () => stock(hostFiles) },
    { name: 'stock Pyodide alone', take: () => stock({}) },
    { name: 'the first', goal: FIRST_GOAL, take: () => first(() => createPyodide()) },
    { name: 'after one that broke', goal: AGAIN_GOAL, take: again },
    { name: 'CPython in a process', take: () => first(() => createCPython()) },
  ];
  const samples = await inTurns(quick ? 1 : 5, ways);
  await Promise.all(started.map((python) => python.close()));
  const clock = rowsOf(ways, samples, { clock: 'ms', unit: 'ms' });
  const processor = rowsOf(ways, samples, { clock: 'cpuMs', unit: 'ms' });
  const rows: Answer['rows'] = clock.map((row, index) => ({
    name: row.name,
    cells: [...row.cells, ...processor[index]!.cells],
  }));
  return {
    title: 'Python ready in a worker of Node, ms',
    columns: ['clock', 'ratio', 'processor', 'ratio'],
    rows,
    notes: [
      'limit: WebAssembly compiled (about 45 ms), Python’s own start, a memory of 31 MB copied',
      'the processor’s time of CPython is that of another process, and not counted here',
    ],
  };
};
