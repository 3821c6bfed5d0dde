/** Events as JSON and back. */
import { createSmallRecord, isRecord } from '../../config/document.js';
import { hashText } from '../../config/hash.js';
import { decodeValue, encodeValue } from '../../wire/value.js';
import type { WireJson } from '../../wire/value.js';
import type { JobEvent, NodeProgressed } from '../events.js';
import { Handle, isHandle } from '../handle.js';
import { previewOf } from '../preview.js';
import type { RecordedEvent, RecordedOutput, RecordedPreview } from './record.js';
import { redactError } from '../events/redact-error.js';
import { MASK } from '../events/redact.js';
import type { Redact } from '../events/redact.js';

/** Characters of JSON up to which an output is kept. */
const MAX_KEPT = 64 * 1024;
/** Characters of JSON up to which what is not kept gets a hash. */
const MAX_HASHED = 1024 * 1024;
const MAX_DEPTH = 200;

/**
 * The event as JSON can say it. Outputs are copied at once: a later node may change them. Nothing
 * in them makes it throw.
 */
export function encodeEvent(event: JobEvent, redact?: Redact): RecordedEvent {
  switch (event.type) {
    case 'nodeSucceeded': {
      const { type, jobId, seq, time, nodeId, outputs, durationMs, cached } = event;
      const encoded = createSmallRecord<RecordedOutput>();
      for (const port of Object.keys(outputs)) encoded[port] = encodeOutput(outputs[port], redact);
      // Field by field: a spread takes longer than all the rest.
      return { type, jobId, seq, time, nodeId, outputs: encoded, durationMs, cached };
    }
    case 'nodeFailed':
    case 'jobRetried':
      return redact === undefined ? event : { ...event, error: redactError(event.error, redact) };
    case 'jobFinished':
      return redact === undefined || event.error === undefined
        ? event
        : { ...event, error: redactError(event.error, redact) };
    case 'nodeLogged':
      return redact === undefined ? event : { ...event, message: redact(event.message) };
    case 'nodeProgressed':
      return encodeProgress(event, redact);
    default:
      return event;
  }
}

function encodeProgress(event: NodeProgressed, redact: Redact = same): NodeProgressed {
  const { total, message, ...rest } = event;
  return {
    ...rest,
    // JSON has no NaN, and a function may report 0 / 0.
    done: Number.isFinite(rest.done) ? rest.done : 0,
    ...(Number.isFinite(total) ? { total: total! } : {}),
    ...(message === undefined ? {} : { message: redact(message) }),
  };
}

/** The event of its JSON; an output that was not kept is a `Handle` with its preview. */
export function decodeEvent(event: RecordedEvent): JobEvent {
  if (event.type !== 'nodeSucceeded') return event;
  const outputs = createSmallRecord<unknown>();
  for (const port of Object.keys(event.outputs)) outputs[port] = decodeOutput(event.outputs[port]!);
  return { ...event, outputs };
}

function encodeOutput(value: unknown, redact: Redact | undefined): RecordedOutput {
  if (isShort(value) && redact === undefined) return value;
  try {
    if (isHandle(value)) return toPreview(value.preview, redact);
    if (lengthLeft(value, MAX_HASHED) >= 0) {
      const json = redactJson(encodeValue(value), redact);
      const text = JSON.stringify(json);
      if (text.length <= MAX_KEPT) return json;
      return toPreview({ ...previewOf(value), hash: hashText(text) }, redact);
    }
  } catch {
    // JSON can't say it, or a getter threw.
  }
  return toPreview(previewOf(value), redact);
}

/** True for most values there are, which need no closer look. */
function isShort(value: unknown): value is WireJson {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value === 'string') return value.length < MAX_KEPT / 8;
  return typeof value === 'boolean' || value === null;
}

/**
 * What is left of `limit` characters after the JSON of a value, which is at least as long as counted
 * here; negative when it is surely longer. It stops there: a value may be huge, or hold the same
 * part many times over.
 */
function lengthLeft(value: unknown, limit: number, depth = 0): number {
  let left = limit - 1;
  if (typeof value === 'string') return left - value.length;
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return left;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return left - value.byteLength;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && left >= 0; index += 1) {
      left = lengthLeft(value[index], left, depth + 1);
    }
    return left;
  }
  if (value instanceof Set || value instanceof Map) {
    for (const item of value as Iterable<unknown>) {
      if (left < 0) break;
      left = lengthLeft(item, left, depth + 1);
    }
    return left;
  }
  for (const key of Object.keys(value)) {
    if (left < 0) return left;
    left = lengthLeft((value as Record<string, unknown>)[key], left - key.length, depth + 1);
  }
  return left;
}

function toPreview(
  { type, text, length, hash }: RecordedPreview,
  redact: Redact = same,
): RecordedOutput {
  return {
    $preview: {
      type: redact(type),
      text: redact(text),
      ...(length === undefined ? {} : { length }),
      ...(hash === undefined ? {} : { hash }),
    },
  };
}

const same: Redact = (text) => text;
const utf8 = new TextDecoder();

/** Texts, keys, bytes and numbers that are, or hold, a secret. */
function redactJson(json: WireJson, redact: Redact | undefined): WireJson {
  if (redact === undefined || json === null || typeof json === 'boolean') return json;
  if (typeof json === 'string') return redact(json);
  if (typeof json === 'number') return redact(`${json}`) === MASK ? MASK : json;
  if (Array.isArray(json)) return json.map((item: WireJson) => redactJson(item, redact));
  const [tag, inner] = Object.entries(json)[0] ?? [''];
  if (tag === '$object') return { $object: redactFields(inner as Fields, redact) };
  if (!tag.startsWith('$')) return redactFields(json as Fields, redact);
  const text = tag === '$bytes' ? utf8.decode(decodeValue(json) as Uint8Array) : (inner as string);
  return redact(text) === text ? json : MASK;
}

type Fields = Readonly<Record<string, WireJson>>;

function redactFields(fields: Fields, redact: Redact): WireJson {
  const redacted = createSmallRecord<WireJson>();
  for (const key of Object.keys(fields)) {
    redacted[redact(key)] = redactJson(fields[key]!, redact);
  }
  return redacted;
}

/**
 * The value, or a `Handle` with the preview of one that was not kept.
 * @throws MillraceError `value-not-decodable`, or a TypeError, for what is no recorded output
 */
export function decodeOutput(output: RecordedOutput): unknown {
  if (!isRecord(output) || !Object.hasOwn(output, '$preview')) return decodeValue(output);
  return new Handle(output['$preview'] as RecordedPreview, undefined, NOT_KEPT);
}

const NOT_KEPT =
  'a record keeps outputs of at most 64 kB that JSON can say; run the node again for this one';
