/** What a run says of its nodes, as its events come: what one event says costs what one node costs. */
import { createRecord } from '../../src/config/document.js';
import type { JobEvent } from '../../src/run/events.js';
import { applyEvent } from '../../src/run/reduce-events.js';
import type { Status } from '../../src/run/status.js';
import { keepWhatFits, reduceReport } from '../run/reduce-reports.js';
import type { NodeActivity, NodeReport } from './status-store.js';

/** What the nodes of one run do, for any number of editors: `FlowEditor` takes it as `activity`. */
export interface RunActivity {
  /** By a node's id in the run, `outer/inner` for a node of a subgraph; undefined for an idle one. */
  get(nodeId: string): NodeActivity | undefined;
  /** The nodes that are not idle. */
  ids(): Iterable<string>;
  /** Told the ids of the nodes that have changed. @returns ends the subscription */
  subscribe(listener: (changed: Iterable<string>) => void): () => void;
}

const NO_REPORT: NodeReport = {};

const UNFINISHED: ReadonlySet<Status> = new Set(['waiting', 'queued', 'running']);

/** The activity of one run after the other. */
export class EventActivity implements RunActivity {
  #statuses = createRecord<Status>();
  readonly #reports = new Map<string, NodeReport>();
  readonly #activities = new Map<string, NodeActivity>();
  readonly #listeners = new Set<(changed: Iterable<string>) => void>();

  get(nodeId: string): NodeActivity | undefined {
    return this.#activities.get(nodeId);
  }

  ids(): Iterable<string> {
    return this.#activities.keys();
  }

  subscribe(listener: (changed: Iterable<string>) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Takes events in, oldest first, and tells once of all that changed. */
  take(events: Iterable<JobEvent>): void {
    const changed = new Set<string>();
    for (const event of events) {
      // What concerns all nodes concerns those that are not there afterwards, too.
      const concernsAll = changesAll(event);
      if (concernsAll) for (const id of this.ids()) changed.add(id);
      this.#statuses = applyEvent(this.#statuses, event);
      this.#report(event);
      if (concernsAll) for (const id of Object.keys(this.#statuses)) changed.add(id);
      else if ('nodeId' in event) changed.add(event.nodeId);
    }
    this.#update(changed);
  }

  /** What is not finished will not be: a replay was stopped, or its record was cut off. */
  stop(): void {
    const ids = [...this.ids()].filter((id) => UNFINISHED.has(this.#statuses[id] ?? 'idle'));
    for (const id of ids) this.#statuses[id] = 'cancelled';
    this.#update(ids);
  }

  /** Every node is idle again. */
  clear(): void {
    const ids = [...this.ids()];
    this.#statuses = createRecord<Status>();
    this.#reports.clear();
    this.#update(ids);
  }

  #report(event: JobEvent): void {
    if (event.type === 'jobStarted' || event.type === 'jobRetried') this.#reports.clear();
    if (event.type === 'snapshot') {
      const kept = keepWhatFits(Object.fromEntries(this.#reports), event.nodesStatus);
      this.#reports.clear();
      for (const [id, report] of Object.entries(kept)) this.#reports.set(id, report);
    }
    if (!('nodeId' in event)) return;
    const before = this.#reports.get(event.nodeId) ?? NO_REPORT;
    this.#reports.set(event.nodeId, reduceReport(before, event));
  }

  #update(ids: Iterable<string>): void {
    const changed: string[] = [];
    for (const id of ids) {
      const before = this.#activities.get(id);
      const status = this.#statuses[id];
      const report = this.#reports.get(id);
      if (before?.status === status && before?.report === report) continue;
      if (status === undefined && report === undefined) this.#activities.delete(id);
      else this.#activities.set(id, { status: status ?? 'idle', report });
      changed.push(id);
    }
    if (changed.length > 0) for (const listener of this.#listeners) listener(changed);
  }
}

/** A further try of a subgraph forgets the nodes inside it. */
function changesAll(event: JobEvent): boolean {
  switch (event.type) {
    case 'jobStarted':
    case 'jobRetried':
    case 'snapshot':
      return true;
    case 'nodeStarted':
      return event.attempt > 1;
    default:
      return false;
  }
}
