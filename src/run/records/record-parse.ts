/** Reads records, and single events, of which nothing is known. */
import {
  createSmallRecord,
  describe,
  isRecord,
  IssueList,
  own,
  readDocument,
} from '../../config/document.js';
import type { Path } from '../../config/document.js';
import { toErrorInfo } from '../../errors.js';
import type { Issue } from '../../errors.js';
import type { JobEvent } from '../events.js';
import { isHandle } from '../handle.js';
import { decodeEvent, decodeOutput } from './record-event.js';
import { FIELDS } from './record-fields.js';
import type { JobRecord, RecordedEvent, RecordedOutput } from './record.js';

/** A record and what was found while reading it. */
export interface ParsedRecord {
  readonly record: JobRecord;
  readonly issues: readonly Issue[];
}

/** An event, where it could be read. */
export interface ParsedEvent {
  readonly event: JobEvent | undefined;
  readonly issues: readonly Issue[];
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a record from a parsed JSON value or its text. Never throws on data: an event that can't be
 * read is left out and reported, and so is that the record has no end (`record-cut-off`), or that
 * events are missing (`record-gap`).
 */
export function parseRecord(input: unknown): ParsedRecord {
  const list = new IssueList();
  const empty: JobRecord = { version: 1, jobId: '', config: '', graph: '', events: [] };
  const record = readDocument(input, 'record', list, (value) => readRecord(value, list), empty);
  return { record, issues: list.issues };
}

/** Reads one event as a record or a server-sent event has it, from a JSON value or its text. */
export function parseEvent(input: unknown): ParsedEvent {
  const list = new IssueList();
  const read = (value: Fields): RecordedEvent | undefined => readEvent(value, [], list);
  const event = readDocument(input, 'event', list, read, undefined);
  return { event: event && decodeEvent(event), issues: list.issues };
}

function readRecord(value: Fields, list: IssueList): JobRecord {
  const { version, events } = value;
  if (version !== 1) {
    const message = `expected record version 1, got ${describe(version)}; read as version 1`;
    list.error('record-version', ['version'], message);
  }
  const text = (key: string): string => {
    const given = value[key];
    if (typeof given === 'string') return given;
    list.error('field-ignored', [key], `expected \`${key}\` to be a text, got ${describe(given)}`);
    return '';
  };
  const jobId = text('jobId');
  if (!Array.isArray(events)) {
    const message = `expected \`events\` to be a list, got ${describe(events)}; the record has none`;
    list.error('events-not-list', ['events'], message);
  }
  const read = readEvents(Array.isArray(events) ? events : [], jobId, list);
  return { version: 1, jobId, config: text('config'), graph: text('graph'), events: read };
}

function readEvents(
  values: readonly unknown[],
  jobId: string,
  list: IssueList,
): readonly RecordedEvent[] {
  const events: RecordedEvent[] = [];
  for (let index = 0; index < values.length; index += 1) {
    const path: Path = ['events', index];
    const event = readEvent(values[index], path, list);
    const before = events.at(-1);
    if (event === undefined) continue;
    if (
      event.jobId !== jobId ||
      before?.type === 'jobFinished' ||
      event.seq <= (before?.seq ?? -1)
    ) {
      const expected = `an event of job ${describe(jobId)} with a number above ${before?.seq ?? -1} before its end`;
      const got = `number ${event.seq} of job ${describe(event.jobId)}`;
      list.error('event-misplaced', path, `expected ${expected}, got ${got}; it is left out`);
      continue;
    }
    const missing = event.seq - (before?.seq ?? -1) - 1;
    if (missing > 0 && event.type !== 'snapshot') {
      list.warn('record-gap', path, `${missing} events are missing before number ${event.seq}`);
    }
    events.push(event);
  }
  if (events.at(-1)?.type !== 'jobFinished') {
    const message = 'the record was cut off: its job has no end; its last statuses are shown';
    list.warn('record-cut-off', ['events'], message);
  }
  return events;
}

function readEvent(value: unknown, path: Path, list: IssueList): RecordedEvent | undefined {
  const type = isRecord(value) && typeof value['type'] === 'string' ? value['type'] : '';
  if (!isRecord(value) || !Object.hasOwn(FIELDS, type)) {
    const got = type === '' ? describe(value) : `the type ${describe(type)}`;
    const message = `expected an event of a known type, got ${got}; it is left out`;
    list.error('event-unknown', path, message);
    return undefined;
  }
  const event: Record<string, unknown> = { type };
  for (const { name, expected, isOptional, fits } of FIELDS[type]!) {
    const given = own(value, name);
    if (given === undefined && isOptional) continue;
    if (!fits(given)) {
      const message = `expected \`${name}\` of ${type} to be ${expected}, got ${describe(given)}; the event is left out`;
      list.error('event-invalid', [...path, name], message);
      return undefined;
    }
    event[name] = name === 'outputs' ? readOutputs(given as Fields, [...path, name], list) : given;
  }
  return event as unknown as RecordedEvent;
}

function readOutputs(given: Fields, path: Path, list: IssueList): unknown {
  const outputs = createSmallRecord<unknown>();
  for (const port of Object.keys(given)) {
    outputs[port] = given[port];
    const reason = findFault(given[port]);
    if (reason === undefined) continue;
    list.error('output-invalid', [...path, port], `an output can't be read: ${reason}`);
    outputs[port] = { $preview: { type: 'unknown', text: 'an output that can’t be read' } };
  }
  return outputs;
}

function findFault(output: unknown): string | undefined {
  try {
    const value = decodeOutput(output as RecordedOutput);
    if (!isHandle(value)) return undefined;
    const { type, text } = value.preview as { readonly type: unknown; readonly text: unknown };
    if (typeof type === 'string' && typeof text === 'string') return undefined;
    return 'expected a preview with type and text';
  } catch (error) {
    return toErrorInfo(error).message;
  }
}
