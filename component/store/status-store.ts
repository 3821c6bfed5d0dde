/** What each node shows of a run; a change is told to the listeners of the nodes it concerns. */
import { own } from '../../src/config/document.js';
import type { ErrorInfo } from '../../src/errors.js';
import type { Outputs, SkipCause } from '../../src/run/events.js';
import { parseStatus } from '../../src/run/status.js';
import type { Status } from '../../src/run/status.js';
import { readReport } from './read-report.js';

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

/** Statuses and reports of one editor's nodes; ids are those of the nodes that are shown. */
export interface StatusStore {
  /** The same object until something of the node changes. */
  get(nodeId: string): NodeActivity;
  set(nodesStatus: NodesStatus, reports: NodeReports): void;
  /** Takes over what these nodes do, and leaves the others as they are; undefined for an idle one. */
  update(ids: Iterable<string>, find: (id: string) => NodeActivity | undefined): void;
  /** The ids of the nodes that are not idle, as the run has them. */
  ids(): Iterable<string>;
  /**
   * Which nodes are shown: those whose id in the run is this and their own, as `outer/`; undefined for
   * nodes that are in no run. @default "", the nodes of the document itself
   */
  showRunOf(prefix: string | undefined): void;
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
  let prefix: string | undefined = '';
  const shownAs = (id: string): string | undefined =>
    prefix !== undefined && id.startsWith(prefix) ? id.slice(prefix.length) : undefined;
  const tell = (changed: readonly string[]): void => {
    if (changed.length === 0) return;
    for (const id of changed) for (const listener of listeners.get(id) ?? []) listener();
    for (const watcher of watchers) watcher(changed);
  };
  const shownIds = (): readonly string[] =>
    [...activities.keys()].flatMap((id) => shownAs(id) ?? []);
  return {
    get: (nodeId) => (prefix === undefined ? undefined : activities.get(prefix + nodeId)) ?? IDLE,
    set(nodesStatus, reports) {
      const ids = new Set([
        ...activities.keys(),
        ...Object.keys(nodesStatus),
        ...Object.keys(reports),
      ]);
      const changed = [...ids].filter((id) =>
        update(activities, id, {
          status: readStatus(own(nodesStatus, id)),
          report: readReport(own(reports, id)),
        }),
      );
      tell(changed.flatMap((id) => shownAs(id) ?? []));
    },
    update(ids, find) {
      const changed: string[] = [];
      for (const id of ids) {
        if (!update(activities, id, find(id) ?? IDLE)) continue;
        const shown = shownAs(id);
        if (shown !== undefined) changed.push(shown);
      }
      tell(changed);
    },
    ids: () => activities.keys(),
    showRunOf(wanted) {
      if (wanted === prefix) return;
      const before = shownIds();
      prefix = wanted;
      tell([...new Set([...before, ...shownIds()])]);
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
