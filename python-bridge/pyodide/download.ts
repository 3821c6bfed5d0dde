/**
 * Pyodide's data files, read once: counted while they come, and handed over as responses. Pyodide
 * itself reports no progress, and waits for ever when a file turns out to be none.
 */
import type { OnBoot } from '../runtime/boot-event.js';
import { Deferred } from '../runtime/deferred.js';
import { openFile, openLibrary, type OpenOptions } from './open-file.js';

/** The files that Pyodide fetches, with their unpacked sizes: a packed response does not tell its own. */
const FILES = {
  'pyodide.asm.wasm': { size: 9_598_218, type: 'application/wasm' },
  'python_stdlib.zip': { size: 2_545_637, type: 'application/zip' },
  'pyodide-lock.json': { size: 119_077, type: 'application/json' },
} as const;

/** Of Python's own modules as bytecode. */
const LIBRARY_SIZE = 4_526_730;

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

/** What to read. */
export interface DownloadOptions {
  readonly indexUrl: string;
  /** Python's own modules as bytecode, tried first. */
  readonly library?: string | undefined;
  /** What is reported when the last byte has come. */
  readonly step: 'compile' | 'restore';
  readonly onBoot: OnBoot;
  readonly signal: AbortSignal;
}

/** Starts reading, and reports `download` events. */
export function startDownloads(options: DownloadOptions): Downloads {
  const { indexUrl, library, step, onBoot, signal } = options;
  const failed = new Deferred<never>();
  const files = Object.keys(FILES) as DataFile[];
  const progress = new Progress(files, { step, onBoot });
  const open = (file: DataFile, url: string): OpenOptions => ({
    url,
    type: FILES[file].type,
    signal,
    listener: {
      onSize: (bytes) => progress.expect(file, bytes),
      onBytes: (bytes) => progress.add(file, bytes),
      onEnd: () => progress.finish(file),
      onBroken: (error) => failed.reject(error),
    },
  });
  const openStandard = async (): Promise<Response> => {
    const file = 'python_stdlib.zip';
    if (library !== undefined) {
      progress.expect(file, LIBRARY_SIZE);
      const response = await openLibrary(open(file, library));
      if (response !== undefined) return response;
      progress.expect(file, FILES[file].size);
    }
    return openFile(file, open(file, indexUrl + file));
  };
  const responses = files.map((file) => {
    const isStandard = file === 'python_stdlib.zip';
    const response = isStandard ? openStandard() : openFile(file, open(file, indexUrl + file));
    response.catch((error: unknown) => failed.reject(error));
    // Pyodide asks for what it was told, whatever it is given.
    return [isStandard && library !== undefined ? library : indexUrl + file, response] as const;
  });
  return { responses: new Map(responses), failed: failed.promise };
}

/** Sums up what has come of each file. */
class Progress {
  readonly #loaded = new Map<DataFile, number>();
  readonly #totals: Map<DataFile, number>;
  readonly #step: DownloadOptions['step'];
  readonly #onBoot: OnBoot;
  #reported = 0;
  #open: number;

  constructor(
    files: readonly DataFile[],
    { step, onBoot }: Pick<DownloadOptions, 'step' | 'onBoot'>,
  ) {
    this.#step = step;
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
    if (this.#open === 0) this.#onBoot({ type: this.#step });
  }

  #report(file: DataFile, loaded: number, total: number): void {
    this.#reported = loaded;
    this.#onBoot({ type: 'download', file, loaded, total });
  }
}

const sum = (sizes: ReadonlyMap<DataFile, number>): number =>
  [...sizes.values()].reduce((total, size) => total + size, 0);
