/**
 * Pyodide's data files, read once: counted while they come, and handed over as responses. Pyodide
 * itself reports no progress, and waits for ever when a file turns out to be none.
 */
import type { MillraceError } from '../../src/errors.js';
import { badFile, describeResponse, isBeginningOf } from './bad-file.js';
import type { OnBoot } from '../runtime/boot-event.js';
import { Deferred } from '../runtime/deferred.js';

/** The files that Pyodide fetches, with their unpacked sizes: a packed response does not tell its own. */
const FILES = {
  'pyodide.asm.wasm': { size: 9_598_218, type: 'application/wasm' },
  'python_stdlib.zip': { size: 2_545_637, type: 'application/zip' },
  'pyodide-lock.json': { size: 119_077, type: 'application/json' },
} as const;

type DataFile = keyof typeof FILES;

/** Reports are this part of the whole apart: enough for a progress bar, too few to slow a boot. */
const STEP = 1 / 100;

/** Files on their way. */
export interface Downloads {
  /** By absolute URL: what to hand to Pyodide when it asks for one, as it begins to come. */
  readonly responses: ReadonlyMap<string, Promise<Response>>;
  /** Rejects when one is not what it has to be, or breaks off. */
  readonly failed: Promise<never>;
}

/** Starts reading; reports `download` events, and `compile` when the last byte has come. */
export function startDownloads(indexUrl: string, onBoot: OnBoot, signal: AbortSignal): Downloads {
  const failed = new Deferred<never>();
  const files = Object.keys(FILES) as DataFile[];
  const progress = new Progress(files, onBoot);
  const responses = files.map((file) => {
    const url = indexUrl + file;
    const response = openFile(file, fetch(url, { signal }), {
      url,
      progress,
      onBroken: (error) => failed.reject(error),
    });
    response.catch((error: unknown) => failed.reject(error));
    return [url, response] as const;
  });
  return { responses: new Map(responses), failed: failed.promise };
}

/** Sums up what has come of each file. */
class Progress {
  readonly #loaded = new Map<DataFile, number>();
  readonly #totals: Map<DataFile, number>;
  readonly #onBoot: OnBoot;
  #reported = 0;
  #open: number;

  constructor(files: readonly DataFile[], onBoot: OnBoot) {
    this.#totals = new Map(files.map((file) => [file, FILES[file].size]));
    this.#onBoot = onBoot;
    this.#open = files.length;
  }

  expect(file: DataFile, total: number): void {
    this.#totals.set(file, total);
  }

  add(file: DataFile, bytes: number): void {
    this.#loaded.set(file, (this.#loaded.get(file) ?? 0) + bytes);
    const [loaded, total] = [sum(this.#loaded), sum(this.#totals)];
    if (loaded - this.#reported >= total * STEP) this.#report(file, loaded, total);
  }

  finish(file: DataFile): void {
    // What has come is the size, whatever was announced.
    this.expect(file, this.#loaded.get(file) ?? 0);
    this.#report(file, sum(this.#loaded), sum(this.#totals));
    this.#open -= 1;
    if (this.#open === 0) this.#onBoot({ type: 'compile' });
  }

  #report(file: DataFile, loaded: number, total: number): void {
    this.#reported = loaded;
    this.#onBoot({ type: 'download', file, loaded, total });
  }
}

const sum = (sizes: ReadonlyMap<DataFile, number>): number =>
  [...sizes.values()].reduce((total, size) => total + size, 0);

interface OpenOptions {
  readonly url: string;
  readonly progress: Progress;
  readonly onBroken: (error: MillraceError) => void;
}

/** A response of the right type, whose body is the one that comes; its beginning is looked at first. */
async function openFile(
  file: DataFile,
  coming: Promise<Response>,
  { url, progress, onBroken }: OpenOptions,
): Promise<Response> {
  const response = await coming.catch((error: unknown) => {
    throw badFile(file, url, `no answer (${String(error)})`);
  });
  const cutOff = (error: unknown): MillraceError =>
    badFile(file, url, `a part of it (${String(error)})`);
  const reader = (response.body ?? new Blob().stream()).getReader();
  const first = await readBeginning(reader).catch((error: unknown) => {
    throw cutOff(error);
  });
  if (!response.ok || !isBeginningOf(file, first)) {
    reader.cancel().catch(() => undefined);
    throw badFile(file, url, describeResponse(response, first));
  }
  const length = Number(response.headers.get('content-length'));
  if (length > 0 && !response.headers.has('content-encoding')) progress.expect(file, length);
  const body = countedBody(first, reader, {
    onBytes: (bytes) => progress.add(file, bytes),
    onEnd: () => progress.finish(file),
    onBroken: (error) => onBroken(cutOff(error)),
  });
  return new Response(body, { headers: { 'content-type': FILES[file].type } });
}

type Bytes = Uint8Array<ArrayBuffer>;

/** No file is recognised by fewer bytes. */
const BEGINNING = 4;

/** What comes first, and is enough to look at. */
async function readBeginning(reader: ReadableStreamDefaultReader<Bytes>): Promise<Bytes> {
  let first: Bytes = new Uint8Array();
  while (first.length < BEGINNING) {
    const { done, value } = await reader.read();
    if (done) break;
    first = first.length === 0 ? value : new Uint8Array([...first, ...value]);
  }
  return first;
}

interface BodyListener {
  onBytes(bytes: number): void;
  onEnd(): void;
  onBroken(error: unknown): void;
}

function countedBody(
  first: Bytes,
  reader: ReadableStreamDefaultReader<Bytes>,
  listener: BodyListener,
): ReadableStream<Bytes> {
  const source: UnderlyingDefaultSource<Bytes> = {
    start(controller) {
      controller.enqueue(first);
      listener.onBytes(first.length);
    },
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          controller.close();
          return listener.onEnd();
        }
        controller.enqueue(value);
        listener.onBytes(value.length);
      } catch (error) {
        listener.onBroken(error);
        // Left open: an error of this stream is one that Pyodide lets go unhandled, in the host's
        // console. What waits for it goes with it.
        await new Promise<never>(() => undefined);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  };
  // It comes as fast as it can, not only as fast as Pyodide is ready for it.
  return new ReadableStream(source, { highWaterMark: Number.POSITIVE_INFINITY });
}
