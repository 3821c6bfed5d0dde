/** The functions behind node types: never in the config, never in the graph. */
import type { Config } from '../config/config.js';
import { createRecord } from '../config/document.js';
import { MillraceError } from '../errors.js';

/** A node's function. Any parameters: the config says which values it gets. */
// eslint-disable-next-line typescript/no-explicit-any -- `unknown` would refuse typed parameters
export type Callable = (...args: any[]) => unknown;

/** A function that is imported when it is first needed. */
export interface Lazy<F extends Callable = Callable> {
  readonly load: () => Promise<F>;
}

/** Functions by node type, loaded or lazy. */
export type Registry = Readonly<Record<string, Callable | Lazy>>;

/** The registry with every lazy entry replaced by its function. */
export type Loaded<R extends Registry> = {
  readonly [K in keyof R]: R[K] extends Lazy<infer F> ? F : R[K];
};

/**
 * Loads the lazy functions of the node types in `config`, in parallel. Entries the config does not
 * name are left out.
 *
 * @throws MillraceError `load-failed` naming every function that could not be loaded
 */
export async function load<R extends Registry>(registry: R, config: Config): Promise<Loaded<R>> {
  const loaded = createRecord<Callable>();
  const failures: string[] = [];
  const entries = config.nodeTypes.flatMap(({ type }) => {
    const entry = Object.hasOwn(registry, type) ? registry[type] : undefined;
    return entry === undefined ? [] : [[type, entry] as const];
  });
  const results = await Promise.allSettled(entries.map(([type, entry]) => loadEntry(type, entry)));
  results.forEach((result, index) => {
    const type = entries[index]![0];
    if (result.status === 'fulfilled') loaded[type] = result.value;
    else failures.push((result.reason as Error).message);
  });
  if (failures.length > 0) throw new MillraceError('load-failed', failures.join('\n'));
  return loaded as Loaded<R>;
}

/**
 * One entry's function.
 * @throws MillraceError `load-failed`
 */
export async function loadEntry(type: string, entry: Callable | Lazy): Promise<Callable> {
  if (typeof entry === 'function') return entry;
  let found: unknown;
  try {
    found = await entry.load();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MillraceError('load-failed', `the function of ${type} can't be loaded: ${reason}`, {
      cause,
    });
  }
  if (typeof found === 'function') return found as Callable;
  throw new MillraceError(
    'load-failed',
    `the function of ${type} is not exported by its module (got ${typeof found}); run codegen again`,
  );
}

/** True for an entry that still has to be loaded. */
export function isLazy(entry: Callable | Lazy): entry is Lazy {
  return typeof entry !== 'function';
}
