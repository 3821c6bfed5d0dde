/** The runs of a program and their options. */
import { kindOf } from './kinds.js';
import { maybe, some, wait } from './making.js';
import type { Making } from './making.js';
import type { Level, Policy, RunSketch } from './program.js';

/** One run, or two or three where what one leaves counts for the next. */
export function makeRuns(making: Making, graph: Level): readonly RunSketch[] {
  const { random, memo, from } = making;
  const count = memo || from ? 2 + random.below(2) : 1;
  return Array.from({ length: count }, (_, index) =>
    makeRun(making, graph, { from: from && index > 0 }),
  );
}

function makeRun(making: Making, graph: Level, options: { readonly from: boolean }): RunSketch {
  const { random, sync } = making;
  const ids = Object.keys(graph.nodes);
  const selection = options.from
    ? { from: some(random, ids, 1 + random.below(2)) }
    : maybe(random, 0.2, () => ({ selected: some(random, ids, random.below(4)) }));
  return {
    ...selection,
    ...maybe(random, 0.25, () => ({ inputs: makeInputs(making, graph) })),
    ...maybe(random, 0.4, () => ({ onError: makePolicy(making) })),
    ...maybe(random, 0.3, () => ({ concurrency: 1 + random.below(4) })),
    ...maybe(random, sync ? 0 : 0.1, () => ({ timeoutMs: wait(random, 200) })),
    ...maybe(random, 0.3, () => ({ keep: random.pick(['all', 'ends'] as const) })),
    ...maybe(random, sync ? 0 : 0.12, () => ({ cancelAt: wait(random, 150) })),
    ...maybe(random, isEmpty(selection) ? 0 : 0.02, () => ({ cancelAt: -1 })),
    ...maybe(random, 0.1, () => ({ throwsEvery: 1 + random.below(5) })),
  };
}

/** A job of no nodes has nothing that a cancel could come before. */
function isEmpty(selection: { readonly selected?: readonly string[] }): boolean {
  return selection.selected?.length === 0;
}

/** Values for controls that take a text. */
function makeInputs({ random }: Making, { nodes }: Level): RunSketch['inputs'] & object {
  const fit = Object.keys(nodes).filter((id) =>
    kindOf(nodes[id]!.type)?.inputs.some(
      ({ name, schema }) => name === 'i0' && schema?.type === 'string',
    ),
  );
  const chosen = some(random, fit, 1 + random.below(3));
  return Object.fromEntries(chosen.map((id) => [id, { i0: random.pick(['r', 'rr']) }]));
}

function makePolicy({ random, sync }: Making): Policy {
  if (random.chance(0.45)) return 'stop';
  if (random.chance(0.1)) return 'continue';
  const delayMs = sync || random.chance(0.2) ? 0 : wait(random, 30);
  return { type: 'retryJob', attempts: 1 + random.below(3), delayMs };
}
