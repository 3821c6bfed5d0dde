/** What the nodes of a run have to say, as a pure reduction of its events. */
import { createRecord, own } from '../../src/config/document.js';
import type { JobEvent } from '../../src/run/events.js';
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
    if (!('nodeId' in event)) continue;
    reports ??= Object.assign(createRecord<NodeReport>(), before);
    const report = own(reports, event.nodeId) ?? EMPTY;
    reports[event.nodeId] = reduceReport(report, event);
  }
  return reports ?? before;
}

function reduceReport(
  report: NodeReport,
  event: Extract<JobEvent, { nodeId: string }>,
): NodeReport {
  switch (event.type) {
    case 'nodeStarted':
      return report.log === undefined ? EMPTY : { log: report.log };
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
