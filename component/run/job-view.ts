/** What a host reads of a run. Nothing is reduced before it is read. */
import { createRecord } from '../../src/config/document.js';
import type { JobEvent } from '../../src/run/events.js';
import { reduceEvents } from '../../src/run/reduce-events.js';
import type { JobState } from '../../src/run/reduce-events.js';
import type { Status } from '../../src/run/status.js';
import type { NodeReports } from '../store/status-store.js';
import { reduceReports } from './reduce-reports.js';

/** All that is known of a run. */
export interface RunState {
  readonly job: JobState;
  readonly results: NodeReports;
  readonly events: readonly JobEvent[];
}

const NOTHING: RunState = {
  job: { status: 'idle', nodesStatus: createRecord() },
  results: createRecord(),
  events: [],
};

/** What the state of a run follows from: the one before, and what came since. */
interface Step {
  readonly before: RunHistory;
  /** Undefined: the run was stopped. */
  readonly events: readonly JobEvent[] | undefined;
}

/** The state of a run, made when it is asked for. */
export class RunHistory {
  #step: Step | undefined;
  #state: RunState | undefined;
  /** Of the run; known without its nodes. */
  readonly head: Pick<JobState, 'jobId' | 'status'>;

  private constructor(head: RunHistory['head'], step?: Step) {
    this.head = head;
    this.#step = step;
    if (step === undefined) this.#state = NOTHING;
  }

  /** Nothing has run. */
  static readonly EMPTY = new RunHistory({ status: 'idle' });

  /** The history that goes on with these events, oldest first. */
  with(events: readonly JobEvent[]): RunHistory {
    const { jobId, status } = reduceEvents(events, { ...this.head, nodesStatus: {} });
    const head = jobId === undefined ? { status } : { jobId, status };
    return new RunHistory(head, { before: this, events });
  }

  /** The history of a run that goes no further; the same of one that has ended. */
  stopped(): RunHistory {
    if (this.head.status !== 'running') return this;
    return new RunHistory(
      { ...this.head, status: 'cancelled' },
      { before: this, events: undefined },
    );
  }

  /** Reduces what came since it was last asked for. */
  get state(): RunState {
    const steps: Step[] = [];
    let known = this.#state;
    // Not by recursion: nobody may have asked for long.
    for (let step = this.#step; known === undefined; step = step!.before.#step) {
      steps.push(step!);
      known = step!.before.#state;
    }
    for (const { events } of steps.reverse()) {
      known = events === undefined ? stop(known) : reduce(known, events);
    }
    this.#state = known;
    this.#step = undefined;
    return known;
  }
}

function reduce(before: RunState, added: readonly JobEvent[]): RunState {
  const isNew = added.some(
    ({ type, jobId }) =>
      type === 'jobStarted' || (type === 'snapshot' && jobId !== before.job.jobId),
  );
  return {
    job: reduceEvents(added, before.job),
    results: reduceReports(isNew ? NOTHING.results : before.results, added),
    events: isNew ? added : [...before.events, ...added],
  };
}

/** A replay that was stopped, or whose record was cut off, has no event that ends it. */
function stop(before: RunState): RunState {
  const { job } = before;
  const nodesStatus = createRecord<Status>();
  for (const [id, status] of Object.entries(job.nodesStatus)) {
    nodesStatus[id] = UNFINISHED.has(status) ? 'cancelled' : status;
  }
  return { ...before, job: { ...job, status: 'cancelled', nodesStatus } };
}

const UNFINISHED: ReadonlySet<Status> = new Set(['waiting', 'queued', 'running']);

/** A run as a host reads it; remembers whether it does. */
export class JobView {
  #history: RunHistory;
  #isRead = false;

  constructor(history: RunHistory) {
    this.#history = history;
  }

  /** Goes on to what is known now. @returns another view where the host has to render for it */
  advance(history: RunHistory): JobView {
    if (this.#isRead || history.head.status !== this.status) return new JobView(history);
    this.#history = history;
    return this;
  }

  get history(): RunHistory {
    return this.#history;
  }

  get status(): JobState['status'] {
    return this.#history.head.status;
  }

  /** Everything, and from now on the host renders for each change of it. */
  read(): RunState {
    this.#isRead = true;
    return this.#history.state;
  }
}
