/**
 * A record in the Trace Event Format of Chrome ("Trace Event Format", Google, public), JSON object
 * form: for Perfetto and chrome://tracing.
 */
import type { Placement } from '../events.js';
import type { JobRecord, RecordedEvent } from './record.js';

/** One event of a trace. Times are microseconds. */
export interface TraceEvent {
  readonly name: string;
  /** `X` a span, `i` an instant, `C` a counter, `M` the name of a process or thread. */
  readonly ph: 'X' | 'i' | 'C' | 'M';
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly cat?: string;
  /** How far the line of an instant reaches: thread, process or all. */
  readonly s?: 't' | 'p' | 'g';
  readonly args?: Readonly<Record<string, unknown>>;
}

/** What a trace viewer opens. */
export interface Trace {
  readonly traceEvents: readonly TraceEvent[];
  readonly displayTimeUnit: 'ms';
}

const JOB = 1;
const PROCESS: Readonly<Record<Placement, number>> = {
  inline: 2,
  worker: 3,
  pyodide: 4,
  cpython: 5,
  queue: 6,
};

/**
 * The record as a trace: a process for the job and one for each placement, with as many threads as
 * nodes ran there at the same time; a span for every try of a node, instants for logs, retries and
 * what settled without having started, counters for progress. What a record that was cut off leaves
 * open ends at its last event.
 */
export function toTraceEvents(record: JobRecord): Trace {
  const writer = new TraceWriter(record);
  for (const event of record.events) writer.take(event);
  return { traceEvents: writer.finish(), displayTimeUnit: 'ms' };
}

interface Span {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly args: Readonly<Record<string, unknown>>;
}

class TraceWriter {
  readonly #events: TraceEvent[] = [];
  readonly #open = new Map<string, Span>();
  /** By process, by thread: whether a node runs there. */
  readonly #lanes = new Map<Placement, boolean[]>();
  readonly #jobId: string;
  #status = 'cut off';
  #now = 0;

  constructor({ jobId }: JobRecord) {
    this.#jobId = jobId;
  }

  take(event: RecordedEvent): void {
    // A clock that was put back would make spans overlap.
    this.#now = Math.max(this.#now, Math.round(event.time * 1000));
    switch (event.type) {
      case 'nodeStarted':
        this.#start(event);
        break;
      case 'nodeLogged':
        this.#mark(event.nodeId, event.message, 'log', {
          level: event.level,
          nodeId: event.nodeId,
        });
        break;
      case 'nodeProgressed':
        this.#count(event.nodeId, event.done);
        break;
      case 'nodeSucceeded':
        this.#settle(event.nodeId, event.cached ? 'cached' : 'success', {});
        break;
      case 'nodeFailed':
        this.#fail(event);
        break;
      case 'nodeSkipped':
        this.#settle(event.nodeId, 'skipped', { cause: event.cause.nodeId });
        break;
      case 'nodeCancelled':
        this.#settle(event.nodeId, 'cancelled', {});
        break;
      case 'jobRetried':
        this.#closeAll('abandoned');
        this.#instant(
          { name: 'retry of the job', cat: 'retry', s: 'g' },
          { attempt: event.attempt },
        );
        break;
      case 'jobFinished':
        this.#status = event.status;
        break;
      default:
    }
  }

  finish(): readonly TraceEvent[] {
    this.#closeAll('cut off');
    const job = { name: this.#jobId, cat: 'job', pid: JOB, tid: 1, ts: 0, dur: this.#now };
    const names: TraceEvent[] = [...nameOf(JOB, 'job', ['job'])];
    for (const [placement, lanes] of this.#lanes) {
      const threads = lanes.map((_, index) => `${placement} ${index + 1}`);
      names.push(...nameOf(PROCESS[placement], placement, threads));
    }
    return [...names, { ...job, ph: 'X', args: { status: this.#status } }, ...this.#events];
  }

  #start({
    nodeId,
    nodeType,
    attempt,
    placement,
  }: Extract<RecordedEvent, { type: 'nodeStarted' }>) {
    const lanes = this.#lanes.get(placement) ?? [];
    this.#lanes.set(placement, lanes);
    const free = lanes.indexOf(false);
    const lane = free < 0 ? lanes.length : free;
    lanes[lane] = true;
    const place = { pid: PROCESS[placement], tid: lane + 1, ts: this.#now };
    this.#open.set(nodeId, { name: nodeId, ...place, args: { nodeType, attempt, placement } });
  }

  #fail({ nodeId, error, retryInMs }: Extract<RecordedEvent, { type: 'nodeFailed' }>): void {
    const { pid = JOB, tid = 1 } = this.#open.get(nodeId) ?? {};
    this.#settle(nodeId, 'error', { code: error.code, message: error.message });
    if (retryInMs === undefined) return;
    this.#instant({ name: `retry of ${nodeId}`, cat: 'retry', s: 't', pid, tid }, { retryInMs });
  }

  #settle(nodeId: string, status: string, args: Readonly<Record<string, unknown>>): void {
    const span = this.#open.get(nodeId);
    if (span === undefined) {
      this.#mark(nodeId, `${nodeId}: ${status}`, status, { ...args, nodeId });
      return;
    }
    this.#open.delete(nodeId);
    const { placement } = span.args as { readonly placement: Placement };
    this.#lanes.get(placement)![span.tid - 1] = false;
    const dur = this.#now - span.ts;
    this.#events.push({
      ...span,
      ph: 'X',
      cat: 'node',
      dur,
      args: { ...span.args, status, ...args },
    });
  }

  #closeAll(status: string): void {
    for (const nodeId of this.#open.keys()) this.#settle(nodeId, status, {});
  }

  /** An instant on the thread of its node, or of the job when the node does not run. */
  #mark(nodeId: string, name: string, cat: string, args: Readonly<Record<string, unknown>>): void {
    const { pid = JOB, tid = 1 } = this.#open.get(nodeId) ?? {};
    this.#instant({ name, cat, s: 't', pid, tid }, args);
  }

  #instant(
    { pid = JOB, tid = 1, ...event }: Pick<TraceEvent, 'name' | 'cat' | 's'> & Partial<TraceEvent>,
    args: Readonly<Record<string, unknown>>,
  ): void {
    this.#events.push({ ...event, ph: 'i', pid, tid, ts: this.#now, args });
  }

  #count(nodeId: string, done: number): void {
    const { pid = JOB, tid = 1 } = this.#open.get(nodeId) ?? {};
    const name = `progress of ${nodeId}`;
    this.#events.push({ name, ph: 'C', pid, tid, ts: this.#now, args: { done } });
  }
}

function nameOf(pid: number, name: string, threads: readonly string[]): readonly TraceEvent[] {
  const process: TraceEvent = { name: 'process_name', ph: 'M', pid, tid: 0, args: { name } };
  return [
    process,
    ...threads.map((thread, index): TraceEvent => {
      return { name: 'thread_name', ph: 'M', pid, tid: index + 1, args: { name: thread } };
    }),
  ];
}
