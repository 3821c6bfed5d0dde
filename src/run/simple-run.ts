/**
 * The fast loop: nodes that are plain calls, in rank order, over flat arrays. What a run does not use
 * (a listener, a signal, timing, a check) costs it next to nothing; whatever is out of the ordinary
 * is left to the callers' full path.
 */
import { toInputError } from './inputs/input-errors.js';
import { isThenable } from './invoke.js';
import type { Job } from './job.js';
import { noValue } from './no-value.js';
import { SUCCESS } from './status.js';
import { inputPlace, sourcePlace } from './inputs/gather-arguments.js';

/** When a {@link runSimple} is to stop, and what it left. */
export interface SimpleStretch {
  /** The job's signal was aborted: a look at the signal itself costs as much as a node. */
  isAborted: boolean;
  /** The rank to stop before. */
  end: number;
  /** Look at the clock now and then, and stop at this time. */
  until: number;
  /** What the function at the returned rank gave back, when that was a promise: it is running. */
  promise: PromiseLike<unknown> | undefined;
  /** When the call of that function began. */
  started: number;
}

const NODES_PER_CLOCK_READ = 64;

/** A stretch to use for a whole run. */
export function createStretch(): SimpleStretch {
  return { isAborted: false, end: Infinity, until: Infinity, promise: undefined, started: 0 };
}

/**
 * Runs nodes from `first` on until one is not simple, lacks a value, fails (it has been settled) or
 * returns a promise (it is running), or until the signal is aborted. Returns the first rank that is
 * not settled.
 */
export function runSimple(job: Job, first: number, stretch: SimpleStretch): number {
  const { until } = stretch;
  const { program, timing, clock } = job;
  const end = Math.min(stretch.end, job.status.length);
  const isBare = !timing && !program.hasChecks && program.isFlat && !job.listening;
  const run = isBare && !job.hasGaps ? runBare : runFull;
  if (until === Infinity) return run(job, first, end, stretch);
  let rank = first;
  while (rank < end) {
    const next = Math.min(rank + NODES_PER_CLOCK_READ, end);
    rank = run(job, rank, next, stretch);
    if (rank < next || stretch.promise !== undefined || clock.now() > until) break;
  }
  return rank;
}

/** Nothing to check, time or report: as a loop by hand would be. */
function runBare(job: Job, first: number, end: number, stretch: SimpleStretch): number {
  const { simple, values } = job;
  const { inputSlot, direct, plan } = job.program;
  const { inputBase } = plan;
  let rank = first;
  try {
    for (; rank < end; rank += 1) {
      if (stretch.isAborted) break;
      const base = inputBase[rank]!;
      const fn = direct[rank]!;
      let value: unknown;
      switch (simple[rank]) {
        case 3:
          value = fn(values[inputSlot[base]!], values[inputSlot[base + 1]!]);
          break;
        case 2:
          value = fn(values[inputSlot[base]!]);
          break;
        case 1:
          value = fn();
          break;
        case 4:
          value = fn(
            values[inputSlot[base]!],
            values[inputSlot[base + 1]!],
            values[inputSlot[base + 2]!],
          );
          break;
        default:
          succeeded(job, first, rank);
          return rank;
      }
      if (typeof value !== 'number') {
        if (value === undefined) value = null;
        else if (value === noValue) {
          values[rank] = noValue;
          job.hasGaps = true;
          succeeded(job, first, rank + 1);
          return rank + 1;
        } else if (isThenable(value)) {
          job.begin(rank);
          stretch.promise = value;
          break;
        }
      }
      values[rank] = value;
    }
  } catch (error) {
    succeeded(job, first, rank);
    job.begin(rank);
    job.fail(rank, error, 0);
    return rank + 1;
  }
  succeeded(job, first, rank);
  return rank;
}

/** With all that a run may ask for. */
function runFull(job: Job, first: number, last: number, stretch: SimpleStretch): number {
  const { program, simple, values, status, timing, clock } = job;
  const { inputSlot, checks, plain, direct, plan } = program;
  const { inputBase, outputBase } = plan;
  const reports = job.listening ? job.reports : undefined;
  const reads = timing || reports !== undefined;
  let started = reads ? clock.now() : 0;
  let rank = first;
  let isCalled = false;
  let input = 0;
  try {
    for (; rank < last; rank += 1) {
      const kind = simple[rank]!;
      if (kind === 0 || stretch.isAborted) break;
      const base = inputBase[rank]!;
      isCalled = false;
      let a: unknown;
      let b: unknown;
      let c: unknown;
      if (kind > 1) a = values[inputSlot[base]!];
      if (kind > 2) b = values[inputSlot[base + 1]!];
      if (kind > 3) c = values[inputSlot[base + 2]!];
      // A value that does not come outweighs one that does not fit.
      if (a === noValue || b === noValue || c === noValue) break;
      if (kind > 1) {
        input = base;
        const check = checks[input];
        if (check !== undefined && typeof a !== plain[input]) a = check(a);
      }
      if (kind > 2) {
        input = base + 1;
        const check = checks[input];
        if (check !== undefined && typeof b !== plain[input]) b = check(b);
      }
      if (kind > 3) {
        input = base + 2;
        const check = checks[input];
        if (check !== undefined && typeof c !== plain[input]) c = check(c);
      }
      isCalled = true;
      if (reports !== undefined) {
        job.begin(rank);
        reports.started(rank, 'inline', started);
      }
      const fn = direct[rank]!;
      let value: unknown;
      switch (kind) {
        case 1:
          value = fn();
          break;
        case 2:
          value = fn(a);
          break;
        case 3:
          value = fn(a, b);
          break;
        default:
          value = fn(a, b, c);
      }
      if (typeof value !== 'number') {
        if (value === undefined) value = null;
        else if (value === noValue) job.hasGaps = true;
        else if (isThenable(value)) {
          if (reports === undefined) job.begin(rank);
          stretch.promise = value;
          stretch.started = started;
          break;
        }
      }
      values[outputBase[rank]!] = value;
      status[rank] = SUCCESS;
      if (!reads) continue;
      const now = clock.now();
      if (timing) job.durations![rank] = now - started;
      if (reports !== undefined) reports.succeeded(rank, timing ? now - started : 0, false, now);
      started = now;
    }
  } catch (error) {
    const ended = reads ? clock.now() : 0;
    settled(job, first, rank);
    if (isCalled) {
      if (reports === undefined) job.begin(rank);
      job.fail(rank, error, timing ? ended - started : 0);
    } else {
      job.fail(rank, misfit(job, rank, input, error), 0);
    }
    return rank + 1;
  }
  settled(job, first, rank);
  return rank;
}

/** The ranks `first` … `end` − 1 have succeeded; the loop left it to this to say so. */
function succeeded(job: Job, first: number, end: number): void {
  job.status.fill(SUCCESS, first, end);
  settled(job, first, end);
}

/** Counts them. */
function settled(job: Job, first: number, end: number): void {
  const count = end - first;
  if (count === 1) job.attempts[first] = 1;
  else if (count > 0) job.attempts.fill(1, first, end);
  job.unsettled -= count;
}

function misfit(job: Job, rank: number, input: number, error: unknown): unknown {
  const { plan } = job.program;
  const slot = plan.inputSlot[input]!;
  return toInputError(error, {
    place: inputPlace(job, rank, input - plan.inputBase[rank]!),
    origin: slot < 0 ? 'its control' : sourcePlace(job, slot),
  });
}

/** Settles a simple node with the value its promise brought. */
export function settleSimple(job: Job, rank: number, value: unknown, started: number): void {
  const { status, timing, clock } = job;
  job.values[job.program.plan.outputBase[rank]!] = value === undefined ? null : value;
  if (value === noValue) job.hasGaps = true;
  status[rank] = SUCCESS;
  job.unsettled -= 1;
  const { listening } = job;
  if (!timing && !listening) return;
  const now = clock.now();
  const durationMs = timing ? now - started : 0;
  if (timing) job.durations![rank] = durationMs;
  if (listening) job.reports.succeeded(rank, durationMs, false, now);
}
