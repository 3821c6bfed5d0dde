/** Reads what a host says of a node: what is not as it should be is left out, and breaks nothing. */
import { toErrorInfo } from '../../src/errors.js';
import type { ErrorInfo } from '../../src/errors.js';

type Fields = Readonly<Record<string, unknown>>;

/** What each object was read as: a report stays the same object as long as the host's does. */
const READ = new WeakMap<object, Fields>();

/** A `NodeReport`: what the host says itself, where all of it can be shown; undefined for what is none. */
export function readReport(value: unknown): Fields | undefined {
  if (!isRecord(value)) return undefined;
  let report = READ.get(value);
  if (report === undefined) {
    report = withoutOdd(value);
    READ.set(value, report);
  }
  return report;
}

const FITS: Readonly<Record<string, (value: unknown) => boolean>> = {
  outputs: isRecord,
  error: isErrorInfo,
  cause: (value) => isRecord(value) && hasTexts(value, ['nodeId', 'reason']),
  durationMs: Number.isFinite,
  cached: (value) => typeof value === 'boolean',
  progress: (value) => isRecord(value) && Number.isFinite(value['done']),
  log: (value) => Array.isArray(value) && value.every(isLogLine),
};

function withoutOdd(report: Fields): Fields {
  const odd = Object.entries(FITS).filter(
    ([name, fits]) => report[name] !== undefined && !fits(report[name]),
  );
  if (odd.length === 0) return report;
  const read: Record<string, unknown> = { ...report };
  for (const [name] of odd) delete read[name];
  const { error } = report;
  // That it failed is not to be lost.
  if (error !== undefined && error !== null && read['error'] === undefined) {
    read['error'] =
      typeof error === 'string'
        ? { name: 'Error', code: 'error', message: error }
        : toErrorInfo(error);
  }
  return read;
}

/** Longer chains are circles. */
const MOST_CAUSES = 32;

function isErrorInfo(value: unknown, depth = 0): value is ErrorInfo {
  if (!isRecord(value) || !hasTexts(value, ['name', 'code', 'message'])) return false;
  const { cause, stack } = value;
  if (stack !== undefined && typeof stack !== 'string') return false;
  return cause === undefined || (depth < MOST_CAUSES && isErrorInfo(cause, depth + 1));
}

function isLogLine(value: unknown): boolean {
  return isRecord(value) && hasTexts(value, ['level', 'message']);
}

function hasTexts(value: Fields, keys: readonly string[]): boolean {
  return keys.every((key) => typeof value[key] === 'string');
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
