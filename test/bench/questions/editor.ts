/** The editor beside React Flow and plain Flume, in Chromium, on the same graph. */
import { compareEditors } from '../editor/compare.js';
import type { Measured, Results } from '../editor/compare.js';
import { OPERATIONS } from '../editor/operations.js';
import type { Operation, Trial } from '../editor/operations.js';
import type { SubjectName } from '../editor/page.js';
import { inDigits, type Answer, type Cell, type Extent, type Question } from '../question.js';
import { spreadOf } from '../statistics.js';

/** What people have in one graph; where only what is seen is mounted, more is asked. */
const SIZES = [100, 500, 1_000];
const CULLED_SIZES = [...SIZES, 3_000];
/** The goal is at the larger one. */
const STATUS_SIZES = [100, 1_000];
const QUICK = { sizes: [100, 1_000], rounds: 2 } as const;
const ROUNDS = 5;

const NAMES: Readonly<Record<SubjectName, string>> = {
  xyflow: '@xyflow/react',
  millrace: 'Millrace',
  flume: 'plain Flume',
  'by-hand': 'its DOM by hand',
};

/** Ratios to React Flow that Millrace may have, at up to 1,000 nodes. */
const GOALS: Readonly<Partial<Record<Operation, number>>> = {
  mount: 1,
  heap: 1,
  drag: 1.2,
  drop: 1.2,
  pan: 1,
  zoom: 1.2,
  key: 1.2,
  connect: 1,
};
const MOST_WITH_GOAL = 1_000;

/** At 3,000 nodes, where both mount only what is seen. */
const LARGE = { nodes: 3_000, mount: 0.25 } as const;

/** Ratio to setting the attributes by hand, at 1,000 nodes. */
const STATUS = { nodes: 1_000, goal: 3 } as const;

/** What one table is about. */
interface Table extends Pick<Trial, 'about' | 'culled'> {
  readonly sizes: readonly number[];
  readonly subjects: readonly SubjectName[];
  readonly title: string;
}

/** All nodes mounted, by everyone. */
export const editorAll: Question = (extent) =>
  answer(extent, {
    about: 'work',
    culled: false,
    sizes: SIZES,
    subjects: ['xyflow', 'millrace', 'by-hand', 'flume'],
    title: 'All nodes mounted',
  });

/** Only what is seen mounted, by those who can. */
export const editorCulled: Question = (extent) =>
  answer(extent, {
    about: 'work',
    culled: true,
    sizes: CULLED_SIZES,
    subjects: ['xyflow', 'millrace', 'by-hand'],
    title: 'Only the nodes in sight mounted',
  });

/** What a run's statuses cost, all nodes mounted. */
export const editorStatus: Question = (extent) =>
  answer(extent, {
    about: 'status',
    culled: false,
    sizes: STATUS_SIZES,
    subjects: ['xyflow', 'millrace', 'by-hand'],
    title: 'New statuses, all nodes mounted',
  });

async function answer({ quick, asked }: Extent, table: Table): Promise<Answer> {
  const sizes = asked.sizes ?? (quick ? QUICK.sizes : table.sizes);
  const rounds = asked.rounds ?? (quick ? QUICK.rounds : ROUNDS);
  const { fromSource } = asked;
  const tell = (line: string): void => console.error(`${table.title}: ${line}`);
  const results = await compareEditors({ ...table, sizes, rounds, fromSource, tell });
  const told = OPERATIONS.filter((operation) =>
    table.about === 'status' ? operation.startsWith('status') : !operation.startsWith('status'),
  );
  return {
    title: `${table.title}; ms of the page's main thread, MB of its heap`,
    columns: sizes.map((size) => `${size.toLocaleString('en')} nodes`),
    rows: told.flatMap((operation) => rowsOf(operation, results, table)),
    notes: notesOf(table),
  };
}

function rowsOf(operation: Operation, results: Results, table: Table): Answer['rows'] {
  return table.subjects.map((name, index) => ({
    name: `${index === 0 ? operation.padEnd(12) : ''.padEnd(12)}${nameOf(name, operation, table)}`,
    cells: [...results].map(([size, measured]) => {
      const goal = name === 'millrace' ? goalOf(operation, size, table) : undefined;
      return cellOf(operation, measured.get(name)!, {
        base: measured.get(baseOf(operation))!,
        isBase: name === baseOf(operation),
        goal,
      });
    }),
  }));
}

/** Statuses are compared with what the page itself needs. */
const baseOf = (operation: Operation): SubjectName =>
  operation.startsWith('status') ? 'by-hand' : 'xyflow';

function goalOf(operation: Operation, size: number, { culled }: Table): number | undefined {
  if (operation.startsWith('status')) return size === STATUS.nodes ? STATUS.goal : undefined;
  if (culled && operation === 'mount' && size === LARGE.nodes) return LARGE.mount;
  return size <= MOST_WITH_GOAL ? GOALS[operation] : undefined;
}

function nameOf(name: SubjectName, operation: Operation, { about }: Table): string {
  const goal = about === 'status' ? STATUS.goal : GOALS[operation];
  const isGoal = name === 'millrace' && goal !== undefined;
  return isGoal ? `${NAMES[name]} (goal ≤ ${goal})` : NAMES[name];
}

interface CellOptions {
  readonly base: Measured;
  readonly isBase: boolean;
  readonly goal: number | undefined;
}

function cellOf(operation: Operation, measured: Measured, options: CellOptions): Cell {
  const { base, isBase, goal } = options;
  const own = measured.readings.flatMap((readings) => readings[operation] ?? []);
  if (own.length === 0) return { text: measured.unfinished ? 'DNF' : '–' };
  const { median, low, high } = spreadOf(own);
  const text = `${inDigits(median)} (${inDigits(low)}–${inDigits(high)})`;
  const ratios = measured.readings.flatMap((readings, round) => {
    const [one, other] = [readings[operation], base.readings[round]?.[operation]];
    return one === undefined || other === undefined || other === 0 ? [] : one / other;
  });
  if (isBase || ratios.length === 0) return { text };
  const ratio = spreadOf(ratios).median;
  const cell = { text: `${text} ×${inDigits(ratio)}` };
  return goal === undefined ? cell : { ...cell, holds: ratio <= goal };
}

function notesOf({ about, culled }: Table): readonly string[] {
  const common = [
    'by real mouse and keys in Chromium, React in production; a try is mount, work, unmount, in turns',
    'processor time of the main thread, style, layout and paint included; median (half of the tries)',
    'drag, pan, zoom, key: of one event; connect: the whole gesture; paste: 50 nodes with their wires',
    '“its DOM by hand”: what Millrace mounts, by innerHTML, and each change the fewest writes to it',
  ];
  if (about === 'status') {
    return [
      ...common.slice(0, 2),
      'ratios are to setting one attribute a card by hand; React Flow has the status in its nodes’ data',
    ];
  }
  const ratios = 'ratios are to React Flow, round by round';
  if (!culled) {
    return [...common, ratios, 'Flume has no undo and no paste: it is mounted anew; DNF: > 60 s'];
  }
  return [
    ...common,
    `${ratios}; goal of mount at ${LARGE.nodes.toLocaleString('en')}: ≤ ${LARGE.mount}`,
  ];
}
