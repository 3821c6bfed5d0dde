/** The page's side of remote-python.ts: runtimes that a test drives from outside. */
import { createPyodide } from 'millrace/python';
import type {
  Batch,
  BatchListener,
  BootEvent,
  PackageSource,
  PythonRuntime,
} from 'millrace/python';
import { isMillraceError } from '../../../src/errors.js';
import { fromText, toText } from './text-values.js';

/** How a test makes a runtime. */
export interface PageOptions {
  readonly indexURL: string;
  readonly thread?: 'worker' | 'main';
  readonly modules?: Readonly<Record<string, { readonly source: string; readonly file: string }>>;
  readonly bootTimeoutMs?: number;
  readonly stdLibURL?: string | null;
  readonly sandbox?: boolean;
  readonly packages?: readonly string[];
  readonly packageSource?: PackageSource;
  /** The address of the worker's file; without one the worker is made from a text. */
  readonly workerFile?: string;
  /** The listener of boot events throws, each time. */
  readonly isRude?: boolean;
}

/** What a call came to; values are tagged JSON, as `src/wire/value.ts` writes it. */
export interface PageReply {
  readonly ok?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
  /** What a batch told its listener, in order. */
  readonly events: readonly (readonly [keyof BatchListener, ...unknown[]])[];
}

/** What `window.pythonPage` gives to tests; replies are JSON of {@link PageReply}. */
export interface PythonPage {
  create(options: PageOptions): number;
  call(runtime: number, method: string, args: string): Promise<string>;
  /** `run` numbers it for {@link abort}; an abort may come first. */
  runBatch(runtime: number, batch: string, run: number): Promise<string>;
  abort(run: number): void;
  /** All that a runtime's boots reported. */
  boots(runtime: number): readonly BootEvent[];
  runtime(number: number): PythonRuntime;
}

declare global {
  interface Window {
    pythonPage: PythonPage;
  }
}

const runtimes: PythonRuntime[] = [];
const boots: BootEvent[][] = [];
const aborts = new Map<number, AbortController>();

function controllerOf(run: number): AbortController {
  const controller = aborts.get(run) ?? new AbortController();
  aborts.set(run, controller);
  return controller;
}

async function reply(
  action: () => Promise<unknown>,
  events: PageReply['events'] = [],
): Promise<string> {
  try {
    return JSON.stringify({ ok: toText(await action()), events });
  } catch (error) {
    const code = isMillraceError(error) ? error.code : String(error);
    return JSON.stringify({
      error: { code, message: (error as Error).message },
      events,
    });
  }
}

/** A value that could not leave the test: it is none that Python could take, either. */
const UNSENDABLE = (): undefined => undefined;

function reviveBatch(text: string): Batch {
  type Sent = Record<string, unknown>;
  const batch = JSON.parse(text) as {
    nodes: { arguments: { source: Sent }[]; context?: Sent }[];
  };
  const revive = (sent: Sent, key: string): void => {
    sent[key] = key in sent ? fromText(sent[key]) : UNSENDABLE;
  };
  for (const { arguments: all, context } of batch.nodes) {
    for (const { source } of all) if (source['type'] === 'value') revive(source, 'value');
    for (const key of context === undefined ? [] : ['task', 'secrets']) revive(context!, key);
  }
  return batch as unknown as Batch;
}

window.pythonPage = {
  create({ isRude = false, workerFile, ...options }) {
    const events: BootEvent[] = [];
    const runtime = createPyodide({
      ...options,
      ...(workerFile === undefined
        ? {}
        : { worker: () => new Worker(workerFile, { type: 'module' }) }),
      onBoot(event) {
        events.push(event);
        if (isRude) throw new Error('rude listener');
      },
    });
    runtimes.push(runtime);
    boots.push(events);
    return runtimes.length - 1;
  },
  call(number, method, args) {
    const target = runtimes[number] as unknown as Record<string, (...all: unknown[]) => unknown>;
    const given = fromText(JSON.parse(args)) as unknown[];
    return reply(async () => target[method]?.(...given));
  },
  runBatch(number, text, run) {
    const events: [keyof BatchListener, ...unknown[]][] = [];
    const listener: BatchListener = {
      onStarted: (node) => void events.push(['onStarted', node]),
      onLogged: (node, level, message) => void events.push(['onLogged', node, level, message]),
      onProgressed: (node, ...said) => void events.push(['onProgressed', node, toText(said)]),
      onSettled: (node, outcome) => void events.push(['onSettled', node, toText(outcome)]),
    };
    return reply(
      async () => runtimes[number]?.runBatch(reviveBatch(text), listener, controllerOf(run).signal),
      events,
    );
  },
  abort: (run) => controllerOf(run).abort(),
  boots: (number) => boots[number] ?? [],
  runtime: (number) => runtimes[number]!,
};
