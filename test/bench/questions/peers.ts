/** Other engines on the same graph. */
import { checkValues, createRun } from '../engine.js';
import { FEATURES } from '../features.js';
import { createSyncLimit } from '../limits.js';
import { asyncVariant, compare, syncVariant } from '../measure.js';
import type { Effort, Measured, Variant } from '../measure.js';
import { createBaklava } from '../peers/baklava.js';
import { createLitegraph } from '../peers/litegraph.js';
import { createPGraph } from '../peers/p-graph.js';
import { createPromiseDag } from '../peers/promise-dag.js';
import { createRete } from '../peers/rete.js';
import { endsOf } from '../peers/peer.js';
import type { CreatePeer, EndValues } from '../peers/peer.js';
import { inDigits } from '../question.js';
import type { Answer, Question } from '../question.js';
import { SHAPES } from '../shapes.js';
import type { Shape } from '../shapes.js';
import { createWiring } from '../wiring.js';

const PEERS: readonly {
  readonly name: string;
  readonly goal: number;
  readonly create: CreatePeer;
}[] = [
  { name: 'litegraph.js 0.7.18, runStep', goal: 20, create: createLitegraph },
  { name: 'promise-dag 1.0.0', goal: 20, create: createPromiseDag },
  { name: 'p-graph 2.0.0', goal: 20, create: createPGraph },
  { name: '@baklavajs/engine 2.8.1, DependencyEngine', goal: 40, create: createBaklava },
  { name: 'rete-engine 2.1.1, DataflowEngine', goal: 1_000, create: createRete },
];

/** The slowest of them needs half a second for one run. */
const FEWER_ROUNDS: Pick<Effort, 'rounds' | 'warmUpMs'> = { rounds: 5, warmUpMs: 600 };
const SIZE_WITH_GOALS = 1_000;

export const peers: Question = async ({ effort, quick }) => {
  const sizes = quick ? [SIZE_WITH_GOALS] : [100, SIZE_WITH_GOALS];
  const measured: (readonly Measured[])[] = [];
  for (const size of sizes) {
    const variants = await variantsOf(SHAPES.layered(size));
    measured.push(await compare(variants, { ...effort, ...FEWER_ROUNDS }));
  }
  const goals = [undefined, undefined, undefined, ...PEERS.map((peer) => peer.goal)];
  return {
    title: 'Other engines, layered graph, ns a node and times ours',
    columns: sizes.map((size) => size.toLocaleString('en')),
    rows: goals.map((goal, row) => ({
      name: `${measured[0]![row]!.name}${goal === undefined ? '' : ` (goal ≥ ${goal})`}`,
      cells: sizes.map((size, column) =>
        cellOf(measured[column]![row]!, size === SIZE_WITH_GOALS ? goal : undefined),
      ),
    })),
    notes: [
      'building the graphs is not measured; each engine returns the values of the ends',
      'compared with our synchronous bare run; p-graph passes no values on',
    ],
  };
};

function cellOf(one: Measured, goal: number | undefined): Answer['rows'][number]['cells'][number] {
  const { ns, ratio, didNotFinish } = one;
  if (didNotFinish) return { text: 'DNF', ...(goal !== undefined && { holds: true }) };
  const text = `${inDigits(ns.median)} ns ×${inDigits(ratio.median)}`;
  return { text, ...(goal !== undefined && { holds: ratio.median >= goal }) };
}

/** Ours first, then the limit and ours with everything on, then the others. */
async function variantsOf(shape: Shape): Promise<readonly Variant[]> {
  const count = shape.ids.length;
  const limit = createSyncLimit(createWiring(shape));
  const expected = limit().slice();
  const [bare, everything] = FEATURES.filter(
    ({ name }) => name === 'bare' || name === 'everything',
  ).map(({ name, typed, options }) => {
    const run = createRun(shape, { typed, async: false, method: 'sync' }, options);
    const check = (result: ReturnType<typeof run>): void => checkValues(shape, expected, result);
    return syncVariant(`millrace, sync, ${name}`, count, run, check);
  });
  const ends = endsOf(shape);
  const checkEnds = (name: string, values: EndValues): void => {
    const wrong = ends.find((node) => values.get(node) !== expected[node]);
    if (wrong === undefined) return;
    const got = values.get(wrong);
    throw new Error(`${name}: node ${wrong} is ${got}, not ${expected[wrong]}`);
  };
  const others: Variant[] = [];
  for (const { name, create } of PEERS) {
    const { run } = await create(shape);
    others.push(
      asyncVariant(
        name,
        count,
        async () => run(),
        (values) => checkEnds(name, values),
      ),
    );
  }
  return [bare!, syncVariant('limit', count, limit, () => undefined), everything!, ...others];
}
