/** What each node shows of a run; a change is told to the listeners of the nodes it concerns. */
import { own } from '../../src/config/document.js';
import type { ErrorInfo } from '../../src/errors.js';
import type { Outputs, SkipCause } from '../../src/run/events.js';
import { parseStatus } from '../../src/run/status.js';
import type { Status } from '../../src/run/status.js';

/** What is known of a node besides its status; what `JobResult.nodes` holds fits. */
export interface NodeReport {
  readonly outputs?: Outputs;
  readonly error?: ErrorInfo;
  readonly cause?: SkipCause;
  /** Milliseconds. */
  readonly durationMs?: number;
  readonly cached?: boolean;
  readonly progress?: NodeProgress;
  readonly log?: readonly NodeLogLine[];
}

/** How far a node says it is. */
export interface NodeProgress {
  readonly done: number;
  readonly total?: number;
  readonly message?: string;
}

/** One line a node logged or printed. */
export interface NodeLogLine {
  readonly level: string;
  readonly message: string;
}

/** What one node shows. */
export interface NodeActivity {
  readonly status: Status;
  readonly report: NodeReport | undefined;
}

/** Statuses by node id; Flowfunc's names are understood. */
export type NodesStatus = Readonly<Record<string, string>>;
export type NodeReports = Readonly<Record<string, NodeReport>>;

/** Statuses and reports of one editor's nodes. */
export interface StatusStore {
  /** The same object until something of the node changes. */
  get(nodeId: string): NodeActivity;
  set(nodesStatus: NodesStatus, reports: NodeReports): void;
  /** @returns ends the subscription */
  subscribe(nodeId: string, listener: () => void): () => void;
  /** Told the ids of all nodes that changed, once a `set`. @returns ends the subscription */
  subscribeAll(listener: (changed: readonly string[]) => void): () => void;
}

const IDLE: NodeActivity = { status: 'idle', report: undefined };

export function createStatusStore(): StatusStore {
  const activities = new Map<string, NodeActivity>();
  const listeners = new Map<string, Set<() => void>>();
  const watchers = new Set<(changed: readonly string[]) => void>();
  return {
    get: (nodeId) => activities.get(nodeId) ?? IDLE,
    set(nodesStatus, reports) {
      const ids = new Set([
        ...activities.keys(),
        ...Object.keys(nodesStatus),
        ...Object.keys(reports),
      ]);
      const changed = [...ids].filter((id) =>
        update(activities, id, {
          status: readStatus(own(nodesStatus, id)),
          report: own(reports, id),
        }),
      );
      if (changed.length === 0) return;
      for (const id of changed) for (const listener of listeners.get(id) ?? []) listener();
      for (const watcher of watchers) watcher(changed);
    },
    subscribe(nodeId, listener) {
      const set = listeners.get(nodeId) ?? new Set();
      listeners.set(nodeId, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) listeners.delete(nodeId);
      };
    },
    subscribeAll(watcher) {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
  };
}

/** @returns true when something has changed */
function update(activities: Map<string, NodeActivity>, id: string, next: NodeActivity): boolean {
  const before = activities.get(id) ?? IDLE;
  if (before.status === next.status && before.report === next.report) return false;
  if (next.status === 'idle' && next.report === undefined) activities.delete(id);
  else activities.set(id, next);
  return true;
}

function readStatus(name: string | undefined): Status {
  return name === undefined ? 'idle' : (parseStatus(name) ?? 'idle');
}
