/** Whether a run takes longer than the slowest way through its graph. */
import { createConfig } from '../../../src/run/create-config.js';
import { createNode } from '../../../src/run/create-node.js';
import { JobRunner } from '../../../src/run/job-runner.js';
import { inDigits } from '../question.js';
import type { Answer, Question } from '../question.js';
import { createRandom, SHAPES } from '../shapes.js';
import { spreadOf } from '../statistics.js';

const COUNT = 100;
const LONGEST_MS = 40;
const CAP = 8;
const GOAL = 1.05;

interface Trial {
  readonly tookMs: number;
  readonly criticalMs: number;
  readonly layersMs: number;
  readonly sumMs: number;
  readonly peak: number;
}

export const makespan: Question = async ({ quick }) => {
  const trials = await runTrials(quick ? 3 : 9, undefined);
  const capped = await runTrials(quick ? 1 : 3, CAP);
  const peak = Math.max(...capped.map((trial) => trial.peak));
  const ratio = spreadOf(trials.map(({ tookMs, criticalMs }) => tookMs / criticalMs));
  const row = (name: string, ms: (trial: Trial) => number, more = ''): Answer['rows'][number] => {
    const relative = spreadOf(trials.map((trial) => ms(trial) / trial.criticalMs));
    return {
      name,
      cells: [
        { text: `${inDigits(spreadOf(trials.map(ms)).median)} ms` },
        {
          text: `×${relative.median.toFixed(3)}${more}`,
          ...(more && { holds: relative.median <= GOAL }),
        },
      ],
    };
  };
  return {
    title: `Makespan of ${COUNT} random sleepers (1–${LONGEST_MS} ms)`,
    columns: ['time', 'ratio'],
    rows: [
      row('critical path', (trial) => trial.criticalMs),
      row(
        `asynchronous run (goal ≤ ${GOAL})`,
        (trial) => trial.tookMs,
        ` (${ratio.low.toFixed(3)}–${ratio.high.toFixed(3)})`,
      ),
      row('layer by layer', (trial) => trial.layersMs),
      row('one by one', (trial) => trial.sumMs),
    ],
    notes: [
      'from the times the sleepers really took; timers are late, the more so on a busy machine',
      `with concurrency ${CAP}: at most ${peak} at a time`,
    ],
  };
};

async function runTrials(count: number, concurrency: number | undefined): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (let trial = 0; trial < count; trial += 1) trials.push(await runTrial(concurrency));
  const peak = Math.max(...trials.map((trial) => trial.peak));
  if (concurrency !== undefined && peak > concurrency) {
    throw new Error(`${peak} nodes ran at a time; the concurrency was ${concurrency}`);
  }
  return trials;
}

async function runTrial(concurrency: number | undefined): Promise<Trial> {
  const { sources, ids } = SHAPES.layered(COUNT);
  const random = createRandom(COUNT);
  const took = new Float64Array(COUNT);
  let running = 0;
  let peak = 0;
  const sleep = async (_a: unknown, _b: unknown, node: number, ms: number): Promise<number> => {
    const began = performance.now();
    running += 1;
    peak = Math.max(peak, running);
    await new Promise((resolve) => {
      setTimeout(resolve, ms);
    });
    running -= 1;
    took[node] = performance.now() - began;
    return node;
  };
  const inputs = [
    { name: 'a', default: 0 },
    { name: 'b', default: 0 },
    { name: 'node' },
    { name: 'ms' },
  ];
  const { config, functions } = createConfig([
    createNode({ type: 'sleep', async: true, inputs, outputs: [{ name: 'node' }] }, sleep as never),
  ]);
  const nodes = ids.map((id, node) => {
    const wires = sources[node]!.map((source, index) => [
      'ab'[index]!,
      [{ nodeId: ids[source]!, portName: 'node' }],
    ]);
    const inputData = { node: { node }, ms: { ms: 1 + Math.floor(random() * LONGEST_MS) } };
    return [id, { type: 'sleep', inputData, connections: { inputs: Object.fromEntries(wires) } }];
  });
  const runner = new JobRunner(config, { functions });
  const prepared = runner.prepare({ version: 1, nodes: Object.fromEntries(nodes) as unknown });
  const began = performance.now();
  const { status } = await runner.run(prepared, concurrency === undefined ? {} : { concurrency });
  const tookMs = performance.now() - began;
  if (status !== 'success') throw new Error(`the run ended with ${status}`);
  return { tookMs, peak, ...bounds(sources, took) };
}

/** What the same sleeps take on the slowest way, layer by layer, and one by one. */
function bounds(
  sources: readonly (readonly number[])[],
  took: Float64Array,
): Pick<Trial, 'criticalMs' | 'layersMs' | 'sumMs'> {
  const ends = new Map<number, number>();
  const layers = new Map<number, number>();
  const slowest: number[] = [];
  const visit = (node: number): void => {
    if (ends.has(node)) return;
    for (const source of sources[node]!) visit(source);
    const before = sources[node]!.map((source) => ends.get(source)!);
    const layer = Math.max(0, ...sources[node]!.map((source) => layers.get(source)! + 1));
    ends.set(node, Math.max(0, ...before) + took[node]!);
    layers.set(node, layer);
    slowest[layer] = Math.max(slowest[layer] ?? 0, took[node]!);
  };
  sources.forEach((_, node) => visit(node));
  const sum = (list: Iterable<number>): number => [...list].reduce((total, ms) => total + ms, 0);
  return { criticalMs: Math.max(...ends.values()), layersMs: sum(slowest), sumMs: sum(took) };
}
