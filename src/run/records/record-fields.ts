/** The fields of every event, as a record has them. */
import { isRecord, isTexts } from '../../config/document.js';
import type { JobEvent } from '../events.js';
import { STATUSES } from '../status.js';

/** One field, and how it is read. */
export interface Field {
  readonly name: string;
  readonly expected: string;
  readonly isOptional: boolean;
  readonly fits: (given: unknown) => boolean;
}

type Kind = Pick<Field, 'expected' | 'fits'>;

function kind(expected: string, fits: (given: unknown) => boolean): Kind {
  return { expected, fits };
}

function oneOf(...names: readonly string[]): Kind {
  return kind(`one of ${names.join(', ')}`, (given) => names.includes(given as string));
}

const TEXT = kind('a text', (given) => typeof given === 'string');
const TEXTS = kind('a list of texts', isTexts);
const NUMBER = kind('a number', Number.isFinite);
const COUNT = kind(
  'an integer of at least 0',
  (given) => Number.isInteger(given) && Number(given) >= 0,
);
const FLAG = kind('true or false', (given) => typeof given === 'boolean');
const ERROR = kind('an error with name, code and message', (given) => isErrorInfo(given, 0));
const CAUSE = kind('a cause with nodeId and reason', (given) => {
  if (!isRecord(given) || typeof given['nodeId'] !== 'string') return false;
  return ['error', 'branch', 'disabled', 'cancelled'].includes(given['reason'] as string);
});
const COUNTS = kind('four numbers', (given) =>
  ['success', 'error', 'skipped', 'cancelled'].every(
    (name) => isRecord(given) && Number.isInteger(given[name]),
  ),
);
const NODES_STATUS = kind('statuses by node', (given) => {
  return isRecord(given) && Object.values(given).every((name) => STATUSES.includes(name as never));
});
const OUTPUTS = kind('an object', isRecord);

const JOB = { jobId: TEXT, seq: COUNT, time: NUMBER };
const NODE = { ...JOB, nodeId: TEXT };

const EVENTS: Readonly<Record<JobEvent['type'], Readonly<Record<string, Kind>>>> = {
  jobStarted: { ...JOB, selected: TEXTS },
  nodeQueued: NODE,
  nodeStarted: {
    ...NODE,
    nodeType: TEXT,
    attempt: COUNT,
    placement: oneOf('inline', 'worker', 'pyodide', 'cpython', 'queue'),
  },
  nodeLogged: { ...NODE, level: oneOf('debug', 'info', 'warning', 'error'), message: TEXT },
  nodeProgressed: { ...NODE, done: NUMBER, 'total?': NUMBER, 'message?': TEXT },
  nodeSucceeded: { ...NODE, outputs: OUTPUTS, durationMs: NUMBER, cached: FLAG },
  nodeFailed: { ...NODE, error: ERROR, durationMs: NUMBER, 'retryInMs?': NUMBER },
  nodeSkipped: { ...NODE, cause: CAUSE },
  nodeCancelled: { ...NODE, 'abandoned?': kind('true', (given) => given === true) },
  jobRetried: { ...JOB, attempt: COUNT, error: ERROR },
  jobFinished: {
    ...JOB,
    status: oneOf('success', 'error', 'cancelled'),
    durationMs: NUMBER,
    counts: COUNTS,
    'error?': ERROR,
  },
  snapshot: { ...JOB, nodesStatus: NODES_STATUS, attempt: COUNT, dropped: COUNT },
};

/** By type of event. */
export const FIELDS: Readonly<Record<string, readonly Field[]>> = Object.fromEntries(
  Object.entries(EVENTS).map(([type, kinds]) => [
    type,
    Object.entries(kinds).map(([key, { expected, fits }]): Field => {
      const isOptional = key.endsWith('?');
      return { name: isOptional ? key.slice(0, -1) : key, expected, isOptional, fits };
    }),
  ]),
);

const MAX_CAUSES = 32;

function isErrorInfo(given: unknown, depth: number): boolean {
  if (!isRecord(given) || depth > MAX_CAUSES) return false;
  const { name, code, message, stack = '', cause } = given;
  const areTexts = [name, code, message, stack].every((text) => typeof text === 'string');
  return areTexts && (cause === undefined || isErrorInfo(cause, depth + 1));
}
