/** The functions behind a registry's entries, loaded once. */
import { isLazy, loadEntry } from './registry.js';
import type { Callable, Lazy } from './registry.js';

/** An entry and the node type it belongs to, for messages. */
export interface FunctionEntry {
  readonly type: string;
  readonly entry: Callable | Lazy;
}

export class FunctionTable {
  readonly #loaded = new Map<Lazy, Callable>();
  readonly #failed = new WeakMap<Lazy, Callable>();

  /** The function, or undefined while it is not loaded. */
  get(entry: Callable | Lazy): Callable | undefined {
    return isLazy(entry) ? (this.#loaded.get(entry) ?? this.#failed.get(entry)) : entry;
  }

  /**
   * Loads the lazy ones among the entries, or returns undefined when there is nothing to load. One
   * that can't be loaded throws why when it is called; the next run tries to load it again.
   */
  load(entries: Iterable<FunctionEntry>): Promise<void> | undefined {
    const missing = new Map<Lazy, string>();
    for (const { type, entry } of entries) {
      if (isLazy(entry) && !this.#loaded.has(entry)) missing.set(entry, type);
    }
    if (missing.size === 0) return undefined;
    return Promise.all([...missing].map(([entry, type]) => this.#loadOne(type, entry))).then(
      () => undefined,
    );
  }

  async #loadOne(type: string, entry: Lazy): Promise<void> {
    try {
      this.#loaded.set(entry, await loadEntry(type, entry));
    } catch (error) {
      this.#failed.set(entry, () => {
        throw error;
      });
    }
  }
}
