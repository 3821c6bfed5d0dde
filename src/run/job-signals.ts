/** Rule R10: the signals that the functions of a job get, one a node, made when first asked for. */
export class JobSignals {
  readonly #controllers = new Map<number, AbortController>();
  #aborted: { readonly reason: unknown } | undefined;

  /** The signal of a node that runs. One for all would gather a listener of every function. */
  of(rank: number): AbortSignal {
    let controller = this.#controllers.get(rank);
    if (controller === undefined) {
      controller = new AbortController();
      this.#controllers.set(rank, controller);
      if (this.#aborted !== undefined) controller.abort(this.#aborted.reason);
    }
    return controller.signal;
  }

  /** A try ends early: aborts the node, whose next try gets a signal of its own. */
  abortOne(rank: number, reason: unknown): void {
    const controller = this.#controllers.get(rank);
    this.#controllers.delete(rank);
    controller?.abort(reason);
  }

  /** The node has settled: its signal is its own from now on. */
  forget(rank: number): void {
    if (this.#controllers.size > 0) this.#controllers.delete(rank);
  }

  /** The job ends early: aborts what runs, and what asks later. */
  abort(reason: unknown): void {
    this.#aborted ??= { reason };
    this.abortRunning(this.#aborted.reason);
  }

  /** An attempt ends early: aborts what runs. */
  abortRunning(reason: unknown): void {
    const controllers = [...this.#controllers.values()];
    this.#controllers.clear();
    for (const controller of controllers) controller.abort(reason);
  }
}

/**
 * Hands the abort of a signal on to any number of jobs through one listener: Node warns of a leak
 * where a signal has more than ten.
 */
export class SignalRelay {
  readonly #followers = new Map<AbortSignal, Set<AbortController>>();
  readonly #stop = new Map<AbortSignal, () => void>();

  /** Aborts `controller` with `signal`, until the returned function is called. */
  follow(signal: AbortSignal, controller: AbortController): () => void {
    if (signal.aborted) {
      controller.abort(signal.reason);
      return () => undefined;
    }
    const followers = this.#followers.get(signal) ?? this.#listen(signal);
    followers.add(controller);
    return () => {
      followers.delete(controller);
      if (followers.size > 0 || this.#followers.get(signal) !== followers) return;
      this.#followers.delete(signal);
      this.#stop.get(signal)?.();
      this.#stop.delete(signal);
    };
  }

  #listen(signal: AbortSignal): Set<AbortController> {
    const followers = new Set<AbortController>();
    const onAbort = (): void => {
      this.#followers.delete(signal);
      this.#stop.delete(signal);
      for (const controller of followers) controller.abort(signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    this.#followers.set(signal, followers);
    this.#stop.set(signal, () => signal.removeEventListener('abort', onAbort));
    return followers;
  }
}
