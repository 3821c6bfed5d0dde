/** What the nodes of a run have to say, as a pure reduction of its events. */
import { createRecord, own } from '../../src/config/document.js';
import type { JobEvent } from '../../src/run/events.js';
import type { Status } from '../../src/run/status.js';
import type { NodeReport, NodeReports } from '../store/status-store.js';

/** Lines kept of one node's log; the oldest go first. */
const MAX_LOG = 1_000;

const EMPTY: NodeReport = {};

/** Folds events, oldest first, into reports; the argument is not changed. */
export function reduceReports(before: NodeReports, events: Iterable<JobEvent>): NodeReports {
  let reports: Record<string, NodeReport> | undefined;
  for (const event of events) {
    if (event.type === 'jobStarted' || event.type === 'jobRetried') {
      reports = createRecord();
      continue;
    }
    if (event.type === 'snapshot') {
      reports = keepWhatFits(reports ?? before, event.nodesStatus);
      continue;
    }
    if (!('nodeId' in event)) continue;
    reports ??= Object.assign(createRecord<NodeReport>(), before);
    const report = own(reports, event.nodeId) ?? EMPTY;
    reports[event.nodeId] = reduceReport(report, event);
  }
  return reports ?? before;
}

/** A snapshot tells statuses only: a report of another status is from before, but for its log. */
export function keepWhatFits(
  reports: NodeReports,
  nodesStatus: Readonly<Record<string, Status>>,
): Record<string, NodeReport> {
  const kept = createRecord<NodeReport>();
  for (const [id, report] of Object.entries(reports)) {
    const status = own(nodesStatus, id);
    if (status === undefined) continue;
    kept[id] = statusOf(report) === status ? report : reduceToLog(report);
  }
  return kept;
}

function statusOf({ outputs, error, cause }: NodeReport): Status {
  if (error !== undefined) return 'error';
  if (cause !== undefined) return 'skipped';
  return outputs === undefined ? 'running' : 'success';
}

function reduceToLog({ log }: NodeReport): NodeReport {
  return log === undefined ? EMPTY : { log };
}

/** What one event adds to the report of its node; the same report when it adds nothing. */
export function reduceReport(
  report: NodeReport,
  event: Extract<JobEvent, { nodeId: string }>,
): NodeReport {
  switch (event.type) {
    case 'nodeStarted':
      return reduceToLog(report);
    case 'nodeLogged': {
      const { level, message } = event;
      return { ...report, log: [...(report.log ?? []), { level, message }].slice(-MAX_LOG) };
    }
    case 'nodeProgressed': {
      const { done, total, message } = event;
      const progress = {
        done,
        ...(total === undefined ? {} : { total }),
        ...(message === undefined ? {} : { message }),
      };
      return { ...report, progress };
    }
    case 'nodeSucceeded': {
      const { outputs, durationMs, cached } = event;
      return { ...report, outputs, durationMs, cached };
    }
    case 'nodeFailed':
      return { ...report, error: event.error, durationMs: event.durationMs };
    case 'nodeSkipped':
      return { ...report, cause: event.cause };
    default:
      return report;
  }
}
