/** A million numbers into Python and back. */
import { builtPython, callOf, lastOf, MODULES, valueOf } from '../python/nodes.js';
import { inTurns, rowsOf, sample, type Way } from '../python/turns.js';
import type { Question } from '../question.js';

export const pythonValues: Question = async ({ quick }) => {
  const count = quick ? 100_000 : 1_000_000;
  const { createPyodide, createCPython } = await builtPython();
  const pyodide = createPyodide({ modules: MODULES });
  const cpython = createCPython({ modules: MODULES });
  const list = Array.from({ length: count }, (_, index) => index / 3);
  const typed = Float64Array.from(list);
  const text = JSON.stringify(list);
  const check = (came: unknown): void => {
    const values = came as ArrayLike<number>;
    if (values.length === count && values[count - 1] === list[count - 1]) return;
    throw new Error('the numbers that came back are others');
  };
  const through = (python: typeof pyodide, name: string, value: unknown): Promise<unknown> =>
    lastOf(python, [callOf(name, { [name === 'by_json' ? 'text' : 'values']: valueOf(value) })]);
  const way = (name: string, action: () => Promise<unknown>): Way => ({
    name,
    take: () => sample(async () => check(await action())),
  });
  const ways = [
    way('copied in JavaScript, four times', async () => {
      let copy = typed;
      for (let times = 0; times < 4; times += 1) copy = copy.slice();
      return copy;
    }),
    way('JSON, Pyodide', async () => {
      const written = JSON.stringify(list);
      return JSON.parse((await through(pyodide, 'by_json', written)) as string) as unknown;
    }),
    way('a list of numbers, Pyodide', () => through(pyodide, 'floats', list)),
    way('a typed array, Pyodide', () => through(pyodide, 'numbers', typed)),
    way('a list of numbers, CPython', () => through(cpython, 'floats', list)),
    way('a typed array, CPython', () => through(cpython, 'numbers', typed)),
  ];
  const samples = await inTurns(quick ? 3 : 5, ways);
  await Promise.all([pyodide.close(), cpython.close()]);
  return {
    title: `${count.toLocaleString('en')} floats into Python and back, by the clock`,
    columns: ['time', 'ratio'],
    rows: rowsOf(ways, samples, { clock: 'ms', unit: 'ms' }),
    notes: [
      'limit: a copy for the caller, one into and one out of Python’s memory, one for the result',
      `JSON: ${(text.length / 1e6).toFixed(1)} MB, written and read on both sides`,
    ],
  };
};
