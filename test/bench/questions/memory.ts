/** Bytes a run allocates, and bytes a graph holds while it waits to be run. */
import { createLibrary, createRun, toDocument } from '../engine.js';
import { JobRunner } from '../../../src/run/job-runner.js';
import { FEATURES } from '../features.js';
import { createAsyncLimit, createSyncLimit } from '../limits.js';
import { inDigits } from '../question.js';
import type { Answer, Question } from '../question.js';
import { SHAPES } from '../shapes.js';
import type { Shape } from '../shapes.js';
import { spreadOf } from '../statistics.js';
import { createWiring } from '../wiring.js';

/** Above it the garbage collector might run in the middle of a measurement. */
const MAX_BYTES = 24e6;
const ROUNDS = 7;
const WARM_UP_MS = 400;
const HELD_COPIES = 20;

interface Allocator {
  readonly name: string;
  readonly run: () => unknown;
  readonly goal?: number;
}

declare const gc: () => void;

export const memory: Question = async ({ sizes }) => {
  const columns = sizes.filter((size) => size >= 1_000 && size <= 10_000);
  const cells: Answer['rows'][number]['cells'][] = [];
  const names: string[] = [];
  for (const [column, size] of columns.entries()) {
    const shape = SHAPES.layered(size);
    for (const [row, { name, run, goal }] of allocators(shape).entries()) {
      const bytes = (await allocated(run)) / size;
      names[row] = goal === undefined ? name : `${name} (goal ≤ ${goal})`;
      cells[row] = [...(cells[row] ?? []), cellOf(bytes, goal)];
    }
    const rows = cells.length > names.length ? names.length : allocators(shape).length;
    for (const [index, { name, bytes, goal }] of held(shape).entries()) {
      names[rows + index] = goal === undefined ? name : `${name} (goal ≤ ${goal})`;
      cells[rows + index] = [
        ...(column === 0 ? [] : cells[rows + index]!),
        cellOf(bytes / size, goal),
      ];
    }
  }
  return {
    title: 'Memory, layered graph, bytes a node',
    columns: columns.map((size) => size.toLocaleString('en')),
    rows: names.map((name, row) => ({ name, cells: cells[row]! })),
    notes: [
      'a run: everything it allocates, in and outside the heap, its result included',
      'held: what stays after the collector ran',
    ],
  };
};

function cellOf(bytes: number, goal: number | undefined): { text: string; holds?: boolean } {
  const text = `${inDigits(bytes)} B`;
  return goal === undefined ? { text } : { text, holds: bytes <= goal };
}

function allocators(shape: Shape): readonly Allocator[] {
  const wiring = createWiring(shape);
  const ours = FEATURES.filter(({ name }) => name === 'bare' || name === 'everything');
  return [
    { name: 'limit of a sync run', run: createSyncLimit(wiring) },
    ...ours.map(({ name, typed, options }) => ({
      name: `sync run, ${name}`,
      run: createRun(shape, { typed, async: false, method: 'sync' }, options),
      ...(name === 'bare' && { goal: 20 }),
    })),
    { name: 'limit of an async run', run: createAsyncLimit(wiring) },
    ...ours.map(({ name, typed, options }) => ({
      name: `async run, ${name}`,
      run: createRun(shape, { typed, async: true, method: 'async' }, options),
      ...(name === 'bare' && { goal: 400 }),
    })),
  ];
}

/** Bytes of one run, the median of several rounds. */
async function allocated(run: () => unknown): Promise<number> {
  // What is not optimized yet allocates more.
  for (const began = performance.now(); performance.now() - began < WARM_UP_MS;) await run();
  gc();
  let bytes = used();
  await run();
  bytes = used() - bytes;
  const times = Math.max(1, Math.min(100, Math.floor(MAX_BYTES / bytes)));
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    gc();
    const before = used();
    for (let count = 0; count < times; count += 1) {
      const result = run();
      if (result instanceof Promise) await result;
    }
    rounds.push((used() - before) / times);
  }
  return spreadOf(rounds).median;
}

/** What a document and a prepared graph keep. */
function held(shape: Shape): readonly { name: string; bytes: number; goal?: number }[] {
  const { config, functions } = createLibrary({ typed: true, async: false });
  const text = JSON.stringify(toDocument(shape));
  const runner = new JobRunner(config, { functions, method: 'sync' });
  const kept: unknown[] = [];
  const measure = (create: () => unknown): number => {
    create();
    gc();
    const before = used();
    for (let copy = 0; copy < HELD_COPIES; copy += 1) kept.push(create());
    gc();
    const bytes = (used() - before) / HELD_COPIES;
    kept.length = 0;
    return bytes;
  };
  const document = measure(() => JSON.parse(text) as unknown);
  const prepared = measure(() => runner.prepare(JSON.parse(text)));
  return [
    { name: 'held by the document alone', bytes: document },
    { name: 'held by what prepare returns', bytes: prepared, goal: 700 },
  ];
}

function used(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
