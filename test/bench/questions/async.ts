/** What an asynchronous run costs: of async functions feature by feature, and of sync ones. */
import { checkValues, createRun } from '../engine.js';
import { checkHeard, FEATURES } from '../features.js';
import { createAsyncLimit, createSyncLimit } from '../limits.js';
import { asyncVariant, compare, syncVariant } from '../measure.js';
import { tabulate } from '../question.js';
import type { Question } from '../question.js';
import { SHAPES } from '../shapes.js';
import { createWiring } from '../wiring.js';

export const asyncFunctions: Question = async ({ effort, sizes }) => {
  const measured = [];
  for (const size of sizes) {
    const shape = SHAPES.layered(size);
    const limit = createAsyncLimit(createWiring(shape));
    const expected = createSyncLimit(createWiring(shape))();
    const checkLimit = (values: readonly number[]): void => {
      if (values.some((value, node) => value !== expected[node])) throw new Error('wrong limit');
    };
    const variants = [
      asyncVariant('limit', size, limit, checkLimit),
      ...FEATURES.map(({ name, typed, options }) => {
        const run = createRun(shape, { typed, async: true, method: 'async' }, options);
        return asyncVariant(name, size, run, (result) => checkValues(shape, expected, result));
      }),
    ];
    measured.push(await compare(variants, effort));
  }
  checkHeard();
  return {
    title: 'Asynchronous run of async functions, layered graph, ns a node',
    ...tabulate(sizes, measured, { bare: 1.3, everything: 2.5 }),
    notes: ['limit: hand-written, one `then` a node and a counter of missing sources'],
  };
};

export const mixed: Question = async ({ effort, sizes }) => {
  const measured = [];
  for (const size of sizes) {
    const shape = SHAPES.layered(size);
    const limit = createSyncLimit(createWiring(shape));
    const expected = limit().slice();
    const variants = [
      syncVariant('limit', size, limit, () => undefined),
      ...FEATURES.map(({ name, typed, options }) => {
        const run = createRun(shape, { typed, async: false, method: 'async' }, options);
        return asyncVariant(name, size, run, (result) => checkValues(shape, expected, result));
      }),
    ];
    measured.push(await compare(variants, effort));
  }
  return {
    title: 'Asynchronous run of synchronous functions, layered graph, ns a node',
    ...tabulate(sizes, measured, { bare: 3 }),
    notes: ['limit: that of the synchronous run'],
  };
};
