/**
 * Messages over the pipes of a process: a line of JSON, the bytes of the text, the bytes of the
 * buffers. The line says how many bytes follow:
 * `{"type":"reply","id":3,"text":120,"buffers":[8000]}`. `millrace_host/frames.py` is the other side.
 */
import type { Writable } from 'node:stream';
import { MillraceError } from '../../src/errors.js';
import type { HostMessage } from '../runtime/worker-port.js';

/** A line beyond this is none of ours. */
const MAX_LINE = 1_048_576;

const NEWLINE = 10;

/** What a line says: `text` is a length, or where nothing else follows the text itself. */
interface FrameLine {
  readonly text: number | string;
  readonly buffers?: readonly number[];
}

/** Who takes what {@link FrameReader} reads. */
export interface FrameTaker {
  /** A message in the form of `worker-messages.ts`, still to be checked. */
  onMessage(message: unknown): void;
  /** A line that is none of ours; what follows is read as another line. */
  onOther(line: string): void;
}

/** Puts messages together from the chunks of a stream; each byte is looked at once, copied once. */
export class FrameReader {
  readonly #taker: FrameTaker;
  #line: Buffer[] = [];
  #lineLength = 0;
  #frame: Frame | undefined;

  constructor(taker: FrameTaker) {
    this.#taker = taker;
  }

  /** Takes the next bytes of the stream. */
  feed(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) {
      rest =
        this.#frame === undefined ? this.#readLine(rest) : rest.subarray(this.#frame.fill(rest));
      if (this.#frame?.isWhole === true) {
        const { message } = this.#frame;
        this.#frame = undefined;
        this.#taker.onMessage(message());
      }
    }
  }

  #readLine(chunk: Buffer): Buffer {
    const end = chunk.indexOf(NEWLINE);
    const part = end < 0 ? chunk : chunk.subarray(0, end);
    this.#line.push(part);
    this.#lineLength += part.length;
    if (end < 0 && this.#lineLength <= MAX_LINE) return chunk.subarray(chunk.length);
    const line = Buffer.concat(this.#line).toString('utf8');
    this.#line = [];
    this.#lineLength = 0;
    this.#frame = openFrame(line);
    if (this.#frame === undefined) this.#taker.onOther(line);
    return chunk.subarray(part.length + 1);
  }
}

/** A message whose line has come. */
class Frame {
  readonly #line: object;
  readonly #parts: readonly Uint8Array[];
  readonly #text: string | undefined;
  #at = 0;
  #filled = 0;

  constructor(line: FrameLine) {
    this.#line = line;
    const { text, buffers = [] } = line;
    this.#text = typeof text === 'string' ? text : undefined;
    const lengths = typeof text === 'string' ? buffers : [text, ...buffers];
    // Memory of their own: numbers of eight bytes have to start at zero.
    this.#parts = lengths.map((length) => new Uint8Array(length));
    this.#skipFull();
  }

  get isWhole(): boolean {
    return this.#at === this.#parts.length;
  }

  /** Takes what it needs of the chunk; gives how many bytes that were. */
  fill(chunk: Buffer): number {
    let used = 0;
    while (!this.isWhole && used < chunk.length) {
      const part = this.#parts[this.#at]!;
      const piece = chunk.subarray(used, used + part.length - this.#filled);
      part.set(piece, this.#filled);
      this.#filled += piece.length;
      used += piece.length;
      this.#skipFull();
    }
    return used;
  }

  readonly message = (): object => {
    const [first, ...others] = this.#parts;
    if (this.#text !== undefined || first === undefined) return this.#line;
    const text = Buffer.from(first.buffer).toString('utf8');
    return { ...this.#line, text, buffers: others.map(({ buffer }) => buffer) };
  };

  #skipFull(): void {
    while (!this.isWhole && this.#filled === this.#parts[this.#at]!.length) {
      this.#at += 1;
      this.#filled = 0;
    }
  }
}

function openFrame(line: string): Frame | undefined {
  try {
    const said: unknown = JSON.parse(line);
    return isFrameLine(said) ? new Frame(said) : undefined;
  } catch {
    // No JSON, or lengths that no memory has room for.
    return undefined;
  }
}

function isFrameLine(said: unknown): said is FrameLine {
  if (typeof said !== 'object' || said === null || !('text' in said)) return false;
  const buffers: unknown = 'buffers' in said ? said.buffers : [];
  const isText = typeof said.text === 'string' || isLength(said.text);
  return isText && Array.isArray(buffers) && buffers.every(isLength);
}

function isLength(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Writes a message as one piece. @throws MillraceError `value-too-large` where its line is too long */
export function writeFrame(stream: Writable, message: HostMessage): void {
  const { type, id } = message;
  if (type === 'stop') {
    stream.write(`${JSON.stringify({ type, id })}\n`);
    return;
  }
  const text = Buffer.from(message.text, 'utf8');
  const buffers = message.buffers ?? [];
  const lengths = buffers.map(({ byteLength }) => byteLength);
  const line = JSON.stringify({ type, id, text: text.length, buffers: lengths });
  if (line.length >= MAX_LINE) throw tooManyBuffers(buffers.length);
  stream.cork();
  stream.write(`${line}\n`);
  stream.write(text);
  for (const buffer of buffers) stream.write(new Uint8Array(buffer));
  stream.uncork();
}

function tooManyBuffers(count: number): MillraceError {
  return new MillraceError(
    'value-too-large',
    `expected a message to Python to have at most some 100,000 arrays, got ${count}; put them ` +
      'together into fewer and larger ones',
  );
}
