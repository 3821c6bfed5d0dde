/** Whether large graphs cost more a node than small ones, in every shape. */
import { checkValues, createRun } from '../engine.js';
import { FEATURES } from '../features.js';
import { createSyncLimit } from '../limits.js';
import { asyncVariant, compare, syncVariant } from '../measure.js';
import type { Measured, Variant } from '../measure.js';
import { inDigits } from '../question.js';
import type { Answer, Question } from '../question.js';
import { SHAPES } from '../shapes.js';
import type { ShapeName } from '../shapes.js';
import { createWiring } from '../wiring.js';

const SMALL = 1_000;
const GOAL = 2;

/** Functions and runner are both synchronous, or both not. */
type Mode = 'sync' | 'async';

export const growth: Question = async ({ effort, quick }) => {
  const large = quick ? 10_000 : 100_000;
  const rows: Answer['rows'][number][] = [];
  for (const name of Object.keys(SHAPES) as ShapeName[]) {
    for (const mode of ['sync', 'async'] as const) {
      const variants = FEATURES.filter((feature) => feature.name in TITLES).flatMap((feature) =>
        [SMALL, large].map((size) => variantOf(name, size, mode, feature)),
      );
      const [bareSmall, bareLarge, allSmall, allLarge] = await compare(variants, effort);
      rows.push({
        name: `${SHAPES[name](4).name}, ${mode}`,
        cells: [...cellsOf(bareSmall!, bareLarge!), ...cellsOf(allSmall!, allLarge!)],
      });
    }
  }
  const sizes = `${SMALL.toLocaleString('en')} → ${large.toLocaleString('en')}`;
  return {
    title: `Growth: ns a node at ${sizes} nodes (goal ≤ ${GOAL})`,
    columns: Object.values(TITLES).flatMap((title) => [title, 'ratio']),
    rows,
    notes: ['every shape ends with the right values at every node, so no stack overflowed'],
  };
};

const TITLES: Readonly<Record<string, string>> = { bare: 'bare', everything: 'everything on' };

function variantOf(
  name: ShapeName,
  size: number,
  mode: Mode,
  { typed, options }: (typeof FEATURES)[number],
): Variant {
  const shape = SHAPES[name](size);
  const expected = createSyncLimit(createWiring(shape))();
  if (mode === 'sync') {
    const run = createRun(shape, { typed, async: false, method: 'sync' }, options);
    return syncVariant(name, size, run, (result) => checkValues(shape, expected, result));
  }
  const run = createRun(shape, { typed, async: true, method: 'async' }, options);
  return asyncVariant(name, size, run, (result) => checkValues(shape, expected, result));
}

function cellsOf(small: Measured, large: Measured): Answer['rows'][number]['cells'] {
  const ratio = large.ns.median / small.ns.median;
  return [
    { text: `${inDigits(small.ns.median)} → ${inDigits(large.ns.median)}` },
    { text: `×${inDigits(ratio)}`, holds: ratio <= GOAL },
  ];
}
