/** A large list through many nodes, which Python's own loop hands on for nothing. */
import {
  builtPython,
  callOf,
  expectValue,
  lastOf,
  MODULES,
  valueOf,
  wireOf,
} from '../python/nodes.js';
import { inTurns, rowsOf, sample, type Way } from '../python/turns.js';
import type { Question } from '../question.js';

const STEPS = 20;
const GOAL = 1.1;

export const pythonList: Question = async ({ quick }) => {
  const count = quick ? 100_000 : 1_000_000;
  const { createPyodide, createCPython } = await builtPython();
  const pyodide = createPyodide({ modules: MODULES });
  const cpython = createCPython({ modules: MODULES });
  const sum = (count * (count - 1)) / 2 + STEPS * count;
  const loop = [callOf('loop', { count: valueOf(count), steps: valueOf(STEPS) })];
  const nodes = [
    callOf('make', { count: valueOf(count) }, 'never'),
    ...Array.from({ length: STEPS }, (_, at) => callOf('grow', { values: wireOf(at) }, 'never')),
    callOf('total', { values: wireOf(STEPS) }),
  ];
  const way = (name: string, python: typeof pyodide, batch: typeof nodes, base?: string): Way => ({
    name,
    take: () => sample(async () => expectValue(await lastOf(python, batch), sum)),
    ...(base === undefined ? {} : { base, goal: GOAL }),
  });
  const ways = [
    way('Pyodide, a loop in Python', pyodide, loop),
    way('Pyodide, nodes', pyodide, nodes, 'Pyodide, a loop in Python'),
    { ...way('CPython, a loop in Python', cpython, loop), base: 'CPython, a loop in Python' },
    way('CPython, nodes', cpython, nodes, 'CPython, a loop in Python'),
  ];
  const samples = await inTurns(quick ? 3 : 5, ways);
  await Promise.all([pyodide.close(), cpython.close()]);
  return {
    title: `A list of ${count.toLocaleString('en')} integers through ${STEPS} nodes, by the clock`,
    columns: ['time', 'ratio'],
    rows: rowsOf(ways, samples, { clock: 'ms', unit: 'ms' }),
    notes: ['each step makes a new list; limit: the loop itself'],
  };
};
