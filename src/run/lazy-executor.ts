/** An executor that is loaded when a node first needs it. */
import type { CallListener, Executor, ExecutorCall } from './executor.js';
import type { Placement } from './events.js';

export class LazyExecutor implements Executor {
  readonly placement: Placement;
  readonly #load: () => Promise<Executor>;
  #loading: Promise<Executor> | undefined;

  constructor(placement: Placement, load: () => Promise<Executor>) {
    this.placement = placement;
    this.#load = load;
  }

  async call(call: ExecutorCall, listener: CallListener, signal: AbortSignal): Promise<unknown> {
    this.#loading ??= this.#load();
    const executor = await this.#loading;
    return executor.call(call, listener, signal);
  }

  async close(): Promise<void> {
    const executor = await this.#loading;
    await executor?.close();
  }
}
