/** Holds what a run did against what the oracle says and against the laws of every run. */
import type { JobEvent } from 'millrace';
import { FEATURES } from './features.js';
import { brokenPromises } from './dry-run.js';
import { breachesOf } from './laws.js';
import { expectedOf } from './oracle.js';
import type { Previous } from './oracle-selection.js';
import type { Expected, ExpectedEvent, ExpectedNode } from './oracle-state.js';
import type { Program, RunSketch } from './program.js';
import { Stage } from './stage.js';
import { NOT_KEPT, plain, World } from './world.js';
import type { Observed } from './world.js';

/** What differs, in words; empty when all is right. */
export interface Verdict {
  readonly differences: readonly string[];
  /** Runs whose nodes were compared one by one, and those no rule determines. */
  readonly compared: number;
  readonly undetermined: number;
}

/** Runners to run programs on. */
export interface Stages {
  readonly async: Stage;
  readonly sync: Stage;
}

/** New runners; making them takes longer than most programs do. */
export function createStages(program?: Program): Stages {
  return { async: new Stage('async', program), sync: new Stage('sync', program) };
}

/** Runs a program in both methods; by itself where it uses the memo. */
export async function check(program: Program, shared?: Stages): Promise<Verdict> {
  const stages = program.memo === true ? undefined : shared;
  const { async, sync } = stages ?? createStages(program);
  const verdicts = [await checkOn(async, program), await checkOn(sync, program)];
  return {
    differences: verdicts.flatMap(({ differences }) => differences),
    compared: verdicts.reduce((sum, each) => sum + each.compared, 0),
    undetermined: verdicts.reduce((sum, each) => sum + each.undetermined, 0),
  };
}

async function checkOn(stage: Stage, program: Program): Promise<Verdict> {
  const { method } = stage;
  const world = new World(program, stage);
  const memo = new Map<string, Readonly<Record<string, unknown>>>();
  const differences: string[] = [];
  const told: { readonly events: readonly unknown[]; readonly count: number }[] = [];
  let previous: Previous = {};
  let undetermined = 0;
  for (const [index, run] of program.runs.entries()) {
    const observed = await world.run(run);
    const { events, result } = observed;
    if (result !== undefined) told.push({ events, count: events.length });
    const expected = expectedOf(program, run, { method, carried: { memo, previous } });
    const extent = extentOf(program, run, expected);
    if (extent === 'laws') undetermined += 1;
    const found = compare(program, run, { expected, observed, extent });
    differences.push(...found.map((text) => `${method}, run ${index}: ${text}`));
    if (extent === 'laws' || found.length > 0 || result === undefined) break;
    previous = keptOf(expected, observed);
  }
  await world.close();
  if (told.some(({ events, count }) => events.length > count)) {
    differences.push(`${method}: events came after the end`);
  }
  if (stage.timers > 0) differences.push(`${method}: ${stage.timers} timers are left at the end`);
  return { differences, compared: told.length - undetermined, undetermined };
}

/** How much of a run the rules determine: the events, only how nodes end, or nothing. */
type Extent = 'events' | 'nodes' | 'laws';

/**
 * Where two things are due at once, no rule says which is first; nor does one say whose slot is
 * next among nodes of different graphs. That matters to whatever depends on the order.
 */
function extentOf(program: Program, run: RunSketch, { tied }: Expected): Extent {
  const { onError = 'continue', concurrency, cancelAt, timeoutMs } = run;
  const mixed = concurrency !== undefined && program.graph.subgraphs !== undefined;
  if (!tied && !mixed) return 'events';
  const isCut = onError !== 'continue' || (cancelAt ?? timeoutMs) !== undefined;
  const isDelicate = program.memo === true || /"abort|"timeoutMs"/.test(JSON.stringify(program));
  if (isCut || isDelicate) return 'laws';
  // While a function keeps everybody waiting, what is due comes late.
  const isLate = JSON.stringify(program).includes('"busy');
  return concurrency === undefined && !isLate ? 'events' : 'nodes';
}

function keptOf({ nodes }: Expected, { result }: Observed): Previous {
  const entries = Object.entries(nodes).flatMap(([id, { status, outputs }]) => {
    const kept = Object.values(result!.nodes[id]?.outputs ?? {}).every(
      (each) => plain(each) !== NOT_KEPT,
    );
    return status === 'success' && kept && !id.includes('/') ? [[id, outputs] as const] : [];
  });
  return Object.fromEntries(entries);
}

interface Sides {
  readonly expected: Expected;
  readonly observed: Observed;
  readonly extent: Extent;
}

function compare(
  program: Program,
  run: RunSketch,
  { expected, observed, extent }: Sides,
): string[] {
  const breaches = [...observed.faults, ...breachesOf(program, run, observed)];
  if (extent === 'laws' || breaches.length > 0) return breaches;
  if (expected.status !== observed.status) {
    return [`expected the job to be ${expected.status}, it was ${observed.status}`];
  }
  if (observed.result === undefined) return [];
  const found = compareNodes(program, run, expected, observed);
  if (!expected.cut) found.push(...brokenPromises(observed));
  if (observed.result.error?.code !== expected.code) {
    found.push(`expected the job's error ${expected.code}, got ${observed.result.error?.code}`);
  }
  return found.length > 0 || extent === 'nodes' ? found : compareEvents(expected, observed);
}

function compareNodes(
  program: Program,
  { keep }: RunSketch,
  { nodes: expected, events }: Expected,
  { result }: Observed,
): string[] {
  const seen = new Set(events.flatMap(({ nodeId }) => nodeId ?? []));
  const wanted = Object.keys(expected).filter((id) => !id.includes('/') || seen.has(id));
  const { nodes } = result!;
  const strangers = Object.keys(nodes).filter((id) => !wanted.includes(id));
  if (strangers.length > 0) return [`did not expect the nodes ${strangers.join(', ')}`];
  return wanted.flatMap((id) => {
    const node = nodes[id];
    const want = expected[id]!;
    if (node === undefined) return [`expected a result of ${id} (${want.status})`];
    const { status, attempts, cached, error, cause } = node;
    const isWrong =
      (status !== want.status && !(want.mayBeSkipped && status === 'skipped')) ||
      (want.attempts !== undefined && attempts !== want.attempts) ||
      cached !== want.cached ||
      (status === 'error' && !want.codes.includes(error?.code ?? '')) ||
      (status === 'skipped' && !want.causes.some((each) => same(each, cause)));
    const outputs = Object.fromEntries(
      Object.entries(node.outputs).map(([name, value]) => [name, plain(value)]),
    );
    const all = keep === 'all' && !id.includes('/');
    if (!isWrong && sameOutputs(program, id, { want, outputs, all })) return [];
    const got = { status, outputs, codes: [error?.code], causes: [cause], attempts, cached };
    return [`${id}: expected ${JSON.stringify(want)}, got ${JSON.stringify(got)}`];
  });
}

/** Rule R15: a list or an object that a wire leads from is not kept, unless all is. */
function sameOutputs(
  { graph }: Program,
  id: string,
  sides: { want: ExpectedNode; outputs: Readonly<Record<string, unknown>>; all: boolean },
): boolean {
  const { want, outputs, all } = sides;
  const names = Object.keys(want.outputs);
  if (names.length !== Object.keys(outputs).length) return false;
  return names.every((name) => {
    const value = want.outputs[name];
    if (value === outputs[name] || same(value, outputs[name])) return true;
    if (all || typeof value !== 'object' || outputs[name] !== NOT_KEPT) return false;
    const { settings, pinned } = graph.nodes[id] ?? {};
    const isWired = !Object.hasOwn(graph.nodes, id) || JSON.stringify(graph).includes(`"${id}.`);
    return isWired && settings?.['cache'] !== true && pinned === undefined;
  });
}

/** Equal as JSON, in whatever order the keys are. */
function same(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, each: unknown) =>
      typeof each === 'object' && each !== null && !Array.isArray(each)
        ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
        : each,
    ) ?? 'undefined'
  );
}

/** All in one sequence where functions are synchronous, else node by node. */
function compareEvents(expected: Expected, observed: Observed): string[] {
  const [want, got] = [expected.events, observed.events].map(linesOf) as [Line[], Line[]];
  const whole = !expected.waited && !expected.tied;
  const either = Object.keys(expected.nodes).filter((id) => expected.nodes[id]!.mayBeSkipped);
  const order = (lines: readonly Line[]): string[] =>
    whole ? inSequence(lines, expected.cut) : byNode(lines);
  const [left, right] = [want, got].map((lines) => order(lines.map((line) => blur(line, either))));
  const index = left!.findIndex((text, place) => text !== right![place]);
  if (index < 0 && left!.length === right!.length) return [];
  const place = index < 0 ? left!.length : index;
  return [`expected the event ${left![place]}, got ${right![place]}; after ${left![place - 1]}`];
}

function blur(line: Line, either: readonly string[]): Line {
  if (!/Skipped|Cancelled/.test(line.type) || !either.includes(line.nodeId)) return line;
  return { ...line, text: line.text.replace('nodeSkipped', 'nodeCancelled') };
}

interface Line {
  readonly nodeId: string;
  readonly type: string;
  readonly text: string;
}

/** Whether what an attempt leaves behind is said to be cancelled, no rule says. */
function linesOf(events: readonly (ExpectedEvent | JobEvent)[]): readonly Line[] {
  const last = events.map(({ type }) => type).lastIndexOf('jobRetried');
  return events.flatMap((event, index) => {
    const { type } = event;
    if (type === 'nodeLogged' || type === 'nodeProgressed') return [];
    return type === 'nodeCancelled' && index < last ? [] : lineOf(event);
  });
}

function lineOf(event: ExpectedEvent | JobEvent): Line {
  const { type, nodeId = '', time, attempt, retryInMs, cached } = event as ExpectedEvent;
  const parts = [
    time.toFixed(4),
    type,
    nodeId,
    attempt === undefined || !FEATURES.retry ? '' : `attempt ${attempt}`,
    retryInMs === undefined ? '' : `again in ${retryInMs.toFixed(4)}`,
    cached === true ? 'cached' : '',
  ];
  return { nodeId, type, text: parts.filter((part) => part !== '').join(' ') };
}

/** What a stop or a cancel does to the rest happens at once, in an order no rule says. */
function inSequence(lines: readonly Line[], cut: boolean): string[] {
  const sorted: Line[][] = [];
  for (const line of lines) {
    const loose = cut && /Skipped|Cancelled/.test(line.type);
    const last = sorted.at(-1);
    if (loose && last !== undefined && /Skipped|Cancelled/.test(last[0]!.type)) last.push(line);
    else sorted.push([line]);
  }
  return sorted.flatMap((group) => group.map(({ text }) => text).sort());
}

function byNode(lines: readonly Line[]): string[] {
  const ids = [...new Set(lines.map(({ nodeId }) => nodeId))].sort();
  return ids.flatMap((id) => lines.filter(({ nodeId }) => nodeId === id).map(({ text }) => text));
}
