/** What it costs to make nodes of functions, and to make them again. */
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeSources } from '../codegen/sources.js';
import type { Sources } from '../codegen/sources.js';
import type { Trial } from '../codegen/trial.js';
import { inDigits } from '../question.js';
import type { Answer, Cell, Question } from '../question.js';
import { spreadOf } from '../statistics.js';

const COLD_GOAL = 0.7;
const EDIT_GOAL = 0.05;
const GROWTH_GOAL = 1;
const EDITS = 5;

export const codegen: Question = async ({ quick }) => {
  const rounds = quick ? 2 : 5;
  const one = await inTurns(rounds, { program: [1, 20], codegen: [1, 20] });
  const many = await inTurns(quick ? 1 : 3, { codegen: [100, 10], hundred: [10, 10] });
  const large = many.codegen;
  const perFunction = (trials: readonly Trial[]): number[] =>
    trials.map(({ coldMs, nodes }) => coldMs / nodes);
  const edits = large.flatMap(({ coldMs, editMs }) => editMs.map((ms) => [ms, coldMs] as const));
  const shared = large.flatMap(({ coldMs, sharedMs }) =>
    sharedMs.map((ms) => [ms, coldMs] as const),
  );
  const rows: Answer['rows'] = [
    row('the TypeScript program alone', one.program.map(cold)),
    row(
      `20 functions in one cold file (goal ≤ ${COLD_GOAL})`,
      one.codegen.map(cold),
      pairs(one.codegen, one.program),
      COLD_GOAL,
    ),
    row('1,000 functions in 100 files, cold', large.map(cold)),
    row(
      `one file of them changed (goal ≤ ${EDIT_GOAL})`,
      edits.map(([ms]) => ms),
      edits.map(([ms, all]) => ms / all),
      EDIT_GOAL,
    ),
    row(
      'a file that all import changed',
      shared.map(([ms]) => ms),
      shared.map(([ms, all]) => ms / all),
    ),
    row('a function of 100, cold', perFunction(many.hundred)),
    row(
      `a function of 1,000 (goal ≤ ${GROWTH_GOAL})`,
      perFunction(large),
      perFunction(large).map((ms, index) => ms / perFunction(many.hundred)[index]!),
      GROWTH_GOAL,
    ),
  ];
  return {
    title: 'Codegen of TypeScript, ms of processor time',
    columns: ['time', 'ratio'],
    rows,
    notes: [
      'every cold run is a process of its own, the loading of its compiler included',
      'limit: ts.createProgram of TypeScript 6 with es2022 and dom, and nothing asked of it',
      'changed: a signature is added, and the whole module printed again; what is written is counted',
    ],
  };
};

const cold = ({ coldMs }: Trial): number => coldMs;

const pairs = (trials: readonly Trial[], limits: readonly Trial[]): number[] =>
  trials.map(({ coldMs }, index) => coldMs / limits[index]!.coldMs);

function row(
  name: string,
  ms: readonly number[],
  ratios?: readonly number[],
  goal?: number,
): Answer['rows'][number] {
  const time = spreadOf(ms);
  const cells: Cell[] = [
    { text: `${inDigits(time.median)} ms (${inDigits(time.low)}–${inDigits(time.high)})` },
  ];
  if (ratios !== undefined) {
    const { median, low, high } = spreadOf(ratios);
    const text = `×${median.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;
    cells.push(goal === undefined ? { text } : { text, holds: median <= goal });
  } else cells.push({ text: '' });
  return { name, cells };
}

/** Each kind once a round; `[files, functions in each]`. */
async function inTurns<K extends string>(
  rounds: number,
  kinds: Readonly<Record<K, readonly [number, number]>>,
): Promise<Readonly<Record<K, readonly Trial[]>>> {
  const names = Object.keys(kinds) as K[];
  const trials = Object.fromEntries(names.map((kind) => [kind, []])) as unknown as Record<
    K,
    Trial[]
  >;
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of names) {
      const [files, each] = kinds[kind];
      const sources = writeSources(files, each);
      try {
        const trial = await runTrial(kind === 'program' ? kind : 'codegen', sources);
        trials[kind].push(trial);
        if (trial.nodes !== (kind === 'program' ? 0 : files * each + 1)) {
          throw new Error(
            `${kind}: ${trial.nodes} nodes of ${files * each} functions and one more`,
          );
        }
      } finally {
        rmSync(sources.root, { recursive: true, force: true });
      }
    }
  }
  return trials;
}

async function runTrial(kind: string, { root, files }: Sources): Promise<Trial> {
  const script = fileURLToPath(new URL('./codegen-trial.mjs', import.meta.url));
  const args = [script, kind, root, String(EDITS), ...files];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    maxBuffer: 1 << 24,
  });
  return JSON.parse(stdout) as Trial;
}
