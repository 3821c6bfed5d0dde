/** Rule R12: the outputs of earlier calls, for nodes that need not run again. */
import { hashText } from '../../config/hash.js';
import { MillraceError } from '../../errors.js';
import { contentKey } from './content-key.js';
import type { HandleRef, PythonRuntime } from '../python/python-runtime.js';
import { RemoteValue } from '../python/remote-value.js';

/** Options of {@link createMemo}. */
export interface MemoOptions {
  /** Calls to remember; the one not used for longest is forgotten first. @default 1000 */
  readonly maxEntries?: number;
}

/** A job, as far as the memo knows it. */
interface HandleUser {
  readonly python: PythonRuntime | undefined;
  readonly handles: Set<HandleRef>;
}

interface Kept {
  readonly value: unknown;
  /** Small plain data, copied for every use. */
  readonly isCopy: boolean;
}

interface Entry {
  readonly outputs: readonly Kept[];
  /** Where the handles among the outputs are. */
  readonly python: PythonRuntime | undefined;
}

/**
 * Remembers calls in memory. Made by {@link createMemo} to share between runners, or by a runner for
 * itself. What it keeps in Python is released when it is forgotten and no job or result uses it.
 */
export class Memo {
  readonly #maxEntries: number;
  /** Least recently used first. */
  readonly #entries = new Map<string, Entry>();
  /** Entries, jobs and results that use a handle, where it is more than one. */
  readonly #uses = new WeakMap<HandleRef, number>();
  readonly #identities = new WeakMap<object, number>();
  readonly #documents = new WeakMap<object, string>();
  #nextIdentity = 1;

  constructor({ maxEntries = 1_000 }: MemoOptions = {}) {
    if (!Number.isInteger(maxEntries) || maxEntries < 1) {
      throw new MillraceError(
        'bad-option',
        `expected \`maxEntries\` to be an integer of at least 1, got ${String(maxEntries)}`,
      );
    }
    this.#maxEntries = maxEntries;
  }

  /** How many calls are remembered. */
  get size(): number {
    return this.#entries.size;
  }

  /** Forgets everything. */
  clear(): void {
    for (const key of this.#entries.keys()) this.#forget(key);
  }

  /** @internal The outputs of a call, where all of them can still be had; the job uses them, too. */
  recall(key: string, { python, handles }: HandleUser): readonly unknown[] | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    const outputs: unknown[] = [];
    for (const kept of entry.outputs) {
      const value = usable(kept, entry.python === python ? python : undefined);
      if (value === LOST) {
        this.#forget(key);
        return undefined;
      }
      outputs.push(value);
    }
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    for (const handle of handlesOf(entry)) {
      if (!handles.has(handle)) this.#use(handle);
      handles.add(handle);
    }
    return outputs;
  }

  /** @internal Keeps the outputs of a call of a job. */
  keep(key: string, outputs: readonly unknown[], python: PythonRuntime | undefined): void {
    this.#forget(key);
    const entry = { outputs: outputs.map(keepOne), python };
    this.#entries.set(key, entry);
    for (const handle of handlesOf(entry)) this.#use(handle);
    if (this.#entries.size > this.#maxEntries) this.#forget(this.#entries.keys().next().value!);
  }

  /** @internal A user lets go of handles; those that no other one uses are released. */
  release(handles: readonly HandleRef[], python: PythonRuntime | undefined): void {
    const unused = handles.filter((handle) => {
      const left = (this.#uses.get(handle) ?? 1) - 1;
      this.#uses.set(handle, left);
      return left === 0;
    });
    if (unused.length > 0) python?.release(unused);
  }

  #use(handle: HandleRef): void {
    this.#uses.set(handle, (this.#uses.get(handle) ?? 1) + 1);
  }

  /** @internal What a document counts as: its content, found out once. */
  documentKey(document: object): string {
    let key = this.#documents.get(document);
    if (key === undefined) {
      key = this.keyOf(document, undefined);
      this.#documents.set(document, key);
    }
    return key;
  }

  /** @internal A name for an object that lasts as long as the object. */
  identityOf(value: object): number {
    let identity = this.#identities.get(value);
    if (identity === undefined) {
      identity = this.#nextIdentity;
      this.#nextIdentity += 1;
      this.#identities.set(value, identity);
    }
    return identity;
  }

  /**
   * @internal What a value counts as in the key of a call.
   * @param producer The key of the call that made it, where that is remembered, too, and the output.
   */
  keyOf(value: unknown, producer: string | undefined): string {
    const plain = RemoteValue.is(value) && value.hasValue ? value.value : value;
    const content = RemoteValue.is(plain) ? undefined : contentKey(plain);
    if (content !== undefined) return `=${hashText(content)}`;
    if (producer !== undefined) return `<${producer}`;
    if (RemoteValue.is(plain)) {
      const { epoch, id } = plain.handle ?? { epoch: 0, id: this.identityOf(plain) };
      return `#${epoch}.${id}`;
    }
    const isObject = (typeof plain === 'object' && plain !== null) || typeof plain === 'function';
    // A long text, or a symbol, which is its own identity.
    return isObject
      ? `@${this.identityOf(plain)}`
      : `=${hashText(`${typeof plain}${String(plain)}`)}`;
  }

  #forget(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.release(handlesOf(entry), entry.python);
  }
}

function handlesOf({ outputs }: Entry): readonly HandleRef[] {
  return outputs.flatMap(({ value }) =>
    RemoteValue.is(value) && value.handle !== undefined ? [value.handle] : [],
  );
}

/** A memo to pass to one or several runners. */
export function createMemo(options?: MemoOptions): Memo {
  return new Memo(options);
}

const LOST = Symbol('lost');

function usable({ value, isCopy }: Kept, python: PythonRuntime | undefined): unknown {
  if (isCopy) return structuredClone(value);
  if (!RemoteValue.is(value) || value.handle === undefined) return value;
  if (python?.isLive?.(value.handle) === true) return value;
  return value.hasValue ? value.value : LOST;
}

function keepOne(value: unknown): Kept {
  const asItIs = { value, isCopy: false };
  if (typeof value !== 'object' || value === null || RemoteValue.is(value)) return asItIs;
  const key = contentKey(value);
  if (key === undefined) return asItIs;
  try {
    const copy: unknown = structuredClone(value);
    // A Buffer, or a class that extends Array, comes out as something less.
    return contentKey(copy) === key ? { value: copy, isCopy: true } : asItIs;
  } catch {
    // A Proxy of plain data.
    return asItIs;
  }
}
