/** A runtime that lives in a page, for tests that ask it from Node. */
import type { Page } from 'playwright-core';
import { MillraceError } from '../../../src/errors.js';
import type {
  Batch,
  BatchListener,
  BatchResult,
  HandleRef,
  NodeOutcome,
  PythonModule,
  PythonRuntime,
  RuntimeUsage,
} from '../../../src/run/python/python-runtime.js';
import { fromText, toText } from './text-values.js';
import type { PageOptions, PageReply } from './page.js';

let lastRun = 0;

/** Passes every call on to one runtime of {@link Page}; only its listener's throws are its own. */
export class RemotePython implements PythonRuntime {
  readonly placement = 'pyodide';
  readonly #page: Page;
  /** Its number in the page. */
  readonly number: Promise<number>;

  constructor(page: Page, options: PageOptions) {
    this.#page = page;
    this.number = page.evaluate((given) => window.pythonPage.create(given), options);
  }

  boot = async (): Promise<void> => void (await this.#call('boot'));
  addModules = async (modules: Readonly<Record<string, PythonModule>>): Promise<void> =>
    void (await this.#call('addModules', modules));
  introspect = (async (asked: unknown) =>
    this.#call('introspect', asked)) as PythonRuntime['introspect'];
  findImports = async (module: string, source: string): Promise<readonly string[]> =>
    (await this.#call('findImports', module, source)) as readonly string[];
  /** As `isLive` of the one in the page says. */
  asksIsLive = async (handle: HandleRef): Promise<boolean> =>
    (await this.#call('isLive', handle)) as boolean;
  fetch = (handle: HandleRef): Promise<unknown> => this.#call('fetch', handle);
  usage = async (): Promise<RuntimeUsage> => (await this.#call('usage')) as RuntimeUsage;
  close = async (): Promise<void> => void (await this.#call('close'));

  release(handles: readonly HandleRef[]): void {
    void this.#call('release', handles);
  }

  async runBatch(
    batch: Batch,
    listener: BatchListener,
    signal?: AbortSignal,
  ): Promise<BatchResult> {
    lastRun += 1;
    const run = lastRun;
    const number = await this.number;
    const abort = (): void => void this.#page.evaluate((one) => window.pythonPage.abort(one), run);
    const text = JSON.stringify(sendable(batch));
    if (signal?.aborted === true) abort();
    const running = this.#page.evaluate(
      ([runtime, given, id]) => window.pythonPage.runBatch(runtime, given, id),
      [number, text, run] as const,
    );
    signal?.addEventListener('abort', abort);
    const reply = JSON.parse(await running) as PageReply;
    const thrown = deliver(reply, listener);
    const result = read(reply) as BatchResult;
    if (thrown !== undefined) throw thrown.error;
    return result;
  }

  async #call(method: string, ...args: readonly unknown[]): Promise<unknown> {
    const number = await this.number;
    const text = JSON.stringify(toText(args));
    const reply = await this.#page.evaluate(
      ([runtime, name, given]) => window.pythonPage.call(runtime, name, given),
      [number, method, text] as const,
    );
    return read(JSON.parse(reply) as PageReply);
  }
}

/** The batch as JSON; a value that can't be said is left out, and the page puts in another such. */
function sendable(batch: Batch): object {
  const nodes = batch.nodes.map(({ context, ...node }) => ({
    ...node,
    arguments: node.arguments.map((argument) => {
      const { source } = argument;
      if (source.type !== 'value') return argument;
      return { ...argument, source: { type: 'value', value: encoded(source.value) } };
    }),
    ...(context === undefined
      ? {}
      : {
          context: { ...context, task: encoded(context.task), secrets: encoded(context.secrets) },
        }),
  }));
  return { nodes };
}

function encoded(value: unknown): unknown {
  try {
    return toText(value);
  } catch {
    return undefined;
  }
}

function deliver(
  { events }: PageReply,
  listener: BatchListener,
): { readonly error: unknown } | undefined {
  let thrown: { readonly error: unknown } | undefined;
  for (const [name, node, ...rest] of events) {
    try {
      if (name === 'onStarted') listener.onStarted(node as number);
      else if (name === 'onLogged')
        listener.onLogged(node as number, rest[0] as 'info', String(rest[1]));
      else if (name === 'onProgressed') deliverProgress(listener, node as number, rest[0]);
      else listener.onSettled(node as number, fromText(rest[0]) as NodeOutcome);
    } catch (error) {
      thrown ??= { error };
    }
  }
  return thrown;
}

/** On its way as JSON what was absent became null. */
function deliverProgress(listener: BatchListener, node: number, said: unknown): void {
  const [done, total, message] = (fromText(said) as unknown[]).map((item) => item ?? undefined);
  listener.onProgressed(node, done as number, total as number | undefined, message as undefined);
}

function read({ ok, error }: PageReply): unknown {
  if (error !== undefined) throw new MillraceError(error.code, error.message);
  return fromText(ok);
}
