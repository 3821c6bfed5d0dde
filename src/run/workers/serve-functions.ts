/** The worker's side of the placement `worker`. */
import { systemClock } from '../../clock.js';
import { MillraceError, toErrorInfo } from '../../errors.js';
import type { CallContext } from '../call-context.js';
import { collect } from '../collect.js';
import type { CollectHost } from '../collect.js';
import type { NodeContext } from '../node-context.js';
import { loadEntry } from '../registry.js';
import type { Callable, Registry } from '../registry.js';
import { parseHostMessage, PROTOCOL, toError } from './worker-messages.js';
import type { HostMessage, ServingMessage, WorkerMessage } from './worker-messages.js';
import { createChannel, findOpener, holdLock, listenToPort } from './worker-port.js';
import type { PortLike } from './worker-port.js';
import { postCopies, toSentReturn } from './worker-values.js';

type Call = Extract<HostMessage, { readonly type: 'call' }>;

/**
 * Lets the runner that opened this worker call `functions` in it: all that a worker's entry has to
 * do. Lazy functions are loaded when they are first called. What the functions log with their
 * `NodeContext` reaches the runner; what they print stays in the worker's console.
 *
 * @example
 * ```ts
 * // worker.ts; an app imports the `functions` of its generated file
 * const functions = { 'math.square': (x: number) => x * x };
 * serveFunctions(functions);
 * ```
 *
 * @throws MillraceError `not-a-worker` when called anywhere else
 */
export function serveFunctions(functions: Registry): void {
  const post = findOpener();
  if (post === undefined) {
    throw new MillraceError(
      'not-a-worker',
      'expected serveFunctions to be called in a Web Worker or a worker of node:worker_threads, ' +
        'but this is the main thread; give the call a file of its own and pass ' +
        '`worker: () => new Worker(…)` with it to the JobRunner',
    );
  }
  const { port1, port2 } = createChannel();
  new FunctionServer(functions, port1).start();
  void holdLock().then((lock) => {
    const serving: ServingMessage = { millrace: 'serving', protocol: PROTOCOL, port: port2, lock };
    post(serving, [port2]);
  });
}

class FunctionServer {
  readonly #functions: Registry;
  readonly #port: PortLike;
  readonly #loaded = new Map<string, Callable>();
  /** The call under way. */
  #current: { readonly id: number; readonly controller: AbortController } | undefined;

  constructor(functions: Registry, port: PortLike) {
    this.#functions = functions;
    this.#port = port;
  }

  start(): void {
    const onUnreadable = (): never => {
      // Which call it was can't be known; an uncaught error ends the worker, and with it that call.
      throw new Error('the arguments of a call could not be read in the worker');
    };
    listenToPort(this.#port, (message) => this.#take(message), onUnreadable);
  }

  #take(posted: unknown): void {
    const message = parseHostMessage(posted);
    if (message?.type === 'call') void this.#answer(message);
    else if (message !== undefined && message.id === this.#current?.id) {
      this.#current.controller.abort(toError(message.error));
    }
  }

  async #answer(call: Call): Promise<void> {
    const { id, nodeId, nodeType, args, context, collect: collects } = call;
    const controller = new AbortController();
    this.#current = { id, controller };
    try {
      const fn = this.#loaded.get(nodeType) ?? (await this.#load(nodeType));
      const last = context === undefined ? [] : [this.#createContext(id, context, controller)];
      const given: unknown = fn(...args, ...last);
      const host = this.#collectHost(id, nodeId, controller);
      const result = toSentReturn(await (collects === true ? collect(given, host) : given));
      this.#current = undefined;
      postCopies(
        this.#port,
        { type: 'returned', id, ...result },
        { 'the result': result.value },
        nodeId,
      );
    } catch (error) {
      this.#current = undefined;
      this.#post({ type: 'threw', id, error: toErrorInfo(error) });
    }
  }

  async #load(nodeType: string): Promise<Callable> {
    const entry = Object.hasOwn(this.#functions, nodeType) ? this.#functions[nodeType] : undefined;
    if (entry === undefined) {
      throw new MillraceError(
        'function-missing',
        `the worker has no function for ${JSON.stringify(nodeType)}; pass the same registry to serveFunctions as to the JobRunner`,
      );
    }
    const fn = await loadEntry(nodeType, entry);
    this.#loaded.set(nodeType, fn);
    return fn;
  }

  #collectHost(id: number, nodeId: string, { signal }: AbortController): CollectHost {
    const onProgress = (done: number): void => {
      this.#post({ type: 'progressed', id, done, total: undefined, message: undefined });
    };
    return { clock: systemClock, signal, nodeId, onProgress };
  }

  #createContext(id: number, context: CallContext, { signal }: AbortController): NodeContext {
    const say = (message: WorkerMessage): void => {
      if (this.#current?.id === id) this.#post(message);
    };
    return {
      ...context,
      signal,
      graphPorts: () => refuseGraphs(context),
      runGraph: async () => refuseGraphs(context),
      get state(): never {
        throw new MillraceError(
          'no-state',
          `${context.nodeId} runs in a worker, and \`state\` lives on the runner's thread; let the node run inline, or pass what it needs through its inputs`,
        );
      },
      log: (message, level = 'info') => say({ type: 'logged', id, level, message }),
      progress: (done, total, message) => say({ type: 'progressed', id, done, total, message }),
    };
  }

  #post(message: WorkerMessage): void {
    this.#port.postMessage(message);
  }
}

function refuseGraphs({ nodeId }: CallContext): never {
  throw new MillraceError(
    'no-graphs',
    `${nodeId} runs in a worker, and graphs run on the runner's thread; let the node run inline`,
  );
}
