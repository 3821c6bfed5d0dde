/**
 * Pyodide's large files, read once: counted while they come, and handed over as responses. Pyodide
 * itself reports no progress, and waits for ever when a file turns out to be none.
 */
import type { MillraceError } from '../../src/errors.js';
import { badFile, describeResponse, isBeginningOf } from './bad-file.js';
import type { OnBoot } from './boot-event.js';
import { Deferred } from './deferred.js';

/** The files that are counted, with their unpacked sizes: a packed response does not tell its own. */
const LARGE = { 'pyodide.asm.wasm': 9_598_218, 'python_stdlib.zip': 2_545_637 } as const;

type LargeFile = keyof typeof LARGE;

const TYPES = { 'pyodide.asm.wasm': 'application/wasm', 'python_stdlib.zip': 'application/zip' };

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
  const files = Object.keys(LARGE) as LargeFile[];
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
  readonly #loaded = new Map<LargeFile, number>();
  readonly #totals: Map<LargeFile, number>;
  readonly #onBoot: OnBoot;
  #reported = 0;
  #open: number;

  constructor(files: readonly LargeFile[], onBoot: OnBoot) {
    this.#totals = new Map(files.map((file) => [file, LARGE[file]]));
    this.#onBoot = onBoot;
    this.#open = files.length;
  }

  expect(file: LargeFile, total: number): void {
    this.#totals.set(file, total);
  }

  add(file: LargeFile, bytes: number): void {
    this.#loaded.set(file, (this.#loaded.get(file) ?? 0) + bytes);
    const [loaded, total] = [sum(this.#loaded), sum(this.#totals)];
    if (loaded - this.#reported >= total * STEP) this.#report(file, loaded, total);
  }

  finish(file: LargeFile): void {
    // What has come is the size, whatever was announced.
    this.expect(file, this.#loaded.get(file) ?? 0);
    this.#report(file, sum(this.#loaded), sum(this.#totals));
    this.#open -= 1;
    if (this.#open === 0) this.#onBoot({ type: 'compile' });
  }

  #report(file: LargeFile, loaded: number, total: number): void {
    this.#reported = loaded;
    this.#onBoot({ type: 'download', file, loaded, total });
  }
}

const sum = (sizes: ReadonlyMap<LargeFile, number>): number =>
  [...sizes.values()].reduce((total, size) => total + size, 0);

interface OpenOptions {
  readonly url: string;
  readonly progress: Progress;
  readonly onBroken: (error: MillraceError) => void;
}

/** A response of the right type, whose body is the one that comes; its beginning is looked at first. */
async function openFile(
  file: LargeFile,
  coming: Promise<Response>,
  { url, progress, onBroken }: OpenOptions,
): Promise<Response> {
  const response = await coming.catch((error: unknown) => {
    throw badFile(file, url, `no answer (${String(error)})`);
  });
  const reader = response.body?.getReader();
  const first = (await reader?.read())?.value ?? new Uint8Array();
  if (reader === undefined || !response.ok || !isBeginningOf(file, first)) {
    void reader?.cancel();
    throw badFile(file, url, describeResponse(response, first));
  }
  const length = Number(response.headers.get('content-length'));
  if (length > 0 && !response.headers.has('content-encoding')) progress.expect(file, length);
  const body = countedBody(first, reader, {
    onBytes: (bytes) => progress.add(file, bytes),
    onEnd: () => progress.finish(file),
    onBroken: (error) => onBroken(badFile(file, url, `a part of it (${String(error)})`)),
  });
  return new Response(body, { headers: { 'content-type': TYPES[file] } });
}

interface BodyListener {
  onBytes(bytes: number): void;
  onEnd(): void;
  onBroken(error: unknown): void;
}

function countedBody(
  first: Uint8Array<ArrayBuffer>,
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
  listener: BodyListener,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const source: UnderlyingDefaultSource<Uint8Array<ArrayBuffer>> = {
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
        controller.error(error);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  };
  // It comes as fast as it can, not only as fast as Pyodide is ready for it.
  return new ReadableStream(source, { highWaterMark: Number.POSITIVE_INFINITY });
}
