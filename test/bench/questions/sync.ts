/** What a synchronous run costs, feature by feature. */
import { checkValues, createRun } from '../engine.js';
import { checkHeard, FEATURES } from '../features.js';
import { createRankedLimit, createSyncLimit } from '../limits.js';
import { compare, syncVariant } from '../measure.js';
import type { Variant } from '../measure.js';
import { tabulate } from '../question.js';
import type { Question } from '../question.js';
import { SHAPES } from '../shapes.js';
import type { Shape } from '../shapes.js';
import { createWiring } from '../wiring.js';

const GOALS = { bare: 1.3, everything: 5 };

export const sync: Question = async ({ effort, sizes }) => {
  const measured = [];
  for (const size of sizes) measured.push(await compare(variantsOf(SHAPES.layered(size)), effort));
  checkHeard();
  return {
    title: 'Synchronous run, layered graph, ns a node',
    ...tabulate(sizes, measured, GOALS),
    notes: [
      'limit: a hand-written loop in topological order over typed arrays; "ranked" with the nodes renumbered',
      'everything: validation, signal, timing and a listener that gets an object an event',
    ],
  };
};

/** The limits first, then every feature. */
function variantsOf(shape: Shape): readonly Variant[] {
  const count = shape.ids.length;
  const limit = createSyncLimit(createWiring(shape));
  const ranked = createRankedLimit(createWiring(shape, 'ranked'));
  const expected = limit().slice();
  const sum = sumOf(expected);
  const check = (values: readonly number[]): void => {
    if (sumOf(values) !== sum) throw new Error('a limit computes something else');
  };
  return [
    syncVariant('limit', count, limit, check),
    syncVariant('limit, ranked', count, ranked, check),
    ...FEATURES.map(({ name, typed, options }) => {
      const run = createRun(shape, { typed, async: false, method: 'sync' }, options);
      return syncVariant(name, count, run, (result) => checkValues(shape, expected, result));
    }),
  ];
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
