/** Rule R9: how a node runs, from its type's settings and its own. */
import type { NodeType } from '../config/config.js';
import { describe, isRecord, nameOf, own } from '../config/document.js';
import type { GraphNode } from './graph.js';
import type { PlanProblem } from './plan-problem.js';
import { SUBGRAPH_PREFIX } from './subgraph-scope.js';

/** How often a node is tried, and how long it waits in between. */
export interface RetrySettings {
  /** All tries, the first included. */
  readonly attempts: number;
  /** Milliseconds before the second try. @default 0 */
  readonly delayMs: number;
  /** What the delay is multiplied by after each try. @default 2 */
  readonly factor: number;
  /** No delay is longer. @default 30000 */
  readonly maxDelayMs: number;
  /** The share of a delay, 0 to 1, that is taken off at random. @default 0 */
  readonly jitter: number;
}

const PLACEMENTS = ['inline', 'worker', 'pyodide', 'cpython', 'queue'] as const;

/** The settings of one node, read, checked and filled in. */
export interface Settings {
  /** Undefined: tried once. */
  readonly retry: RetrySettings | undefined;
  /** Milliseconds for each try; undefined: as long as it takes. */
  readonly timeoutMs: number | undefined;
  /** Undefined: where its function is. */
  readonly placement: (typeof PLACEMENTS)[number] | undefined;
  readonly cache: boolean;
}

/** What {@link readSettings} found. */
export interface ReadSettings {
  readonly settings: Settings;
  /** One `bad-settings` for each setting that can't be read. */
  readonly problems: readonly PlanProblem[];
}

const NONE: ReadSettings = Object.freeze({
  settings: Object.freeze({
    retry: undefined,
    timeoutMs: undefined,
    placement: undefined,
    cache: false,
  }),
  problems: Object.freeze([]),
});

/**
 * A node's settings: those of its type, overridden key by key by its own, where `null` takes the
 * type's away. One that can't be read is a problem and counts as not given; keys Millrace does not
 * know are left alone. Without any settings the result is one frozen object for all nodes.
 */
export function readSettings(type: NodeType | undefined, node: GraphNode): ReadSettings {
  const base = type?.settings;
  const given = node.settings;
  if (base === undefined && given === undefined) return NONE;
  const reader = new SettingsReader(node, { ...base, ...given });
  return { settings: reader.read(), problems: reader.problems };
}

type Fields = Readonly<Record<string, unknown>>;

/** The least and the most a number may be, in words and as a test. */
interface Limit {
  readonly expected: string;
  readonly fits: (value: number) => boolean;
}

const ATTEMPTS: Limit = {
  expected: 'a whole number of 1 or more',
  fits: (value) => Number.isSafeInteger(value) && value >= 1,
};
const FROM_ZERO: Limit = { expected: 'a number of 0 or more', fits: (value) => value >= 0 };
const FROM_ONE: Limit = { expected: 'a number of 1 or more', fits: (value) => value >= 1 };
const SHARE: Limit = {
  expected: 'a number from 0 to 1',
  fits: (value) => value >= 0 && value <= 1,
};
const POSITIVE: Limit = { expected: 'a number above 0', fits: (value) => value > 0 };

class SettingsReader {
  readonly problems: PlanProblem[] = [];
  readonly #node: GraphNode;
  readonly #fields: Fields;

  constructor(node: GraphNode, fields: Fields) {
    this.#node = node;
    this.#fields = fields;
  }

  read(): Settings {
    return {
      retry: this.#retry(this.#given('retry')),
      timeoutMs: this.#number(this.#fields, 'timeoutMs', undefined, POSITIVE),
      placement: this.#placement(this.#given('placement')),
      cache: this.#cache(this.#given('cache')),
    };
  }

  #given(key: string): unknown {
    return own(this.#fields, key) ?? undefined;
  }

  #retry(value: unknown): RetrySettings | undefined {
    if (value === undefined) return undefined;
    if (!isRecord(value) || (own(value, 'attempts') ?? undefined) === undefined) {
      this.#report('retry', '{attempts, delayMs?, factor?, maxDelayMs?, jitter?}', value);
      return undefined;
    }
    return {
      attempts: this.#number(value, 'retry.attempts', 1, ATTEMPTS),
      delayMs: this.#number(value, 'retry.delayMs', 0, FROM_ZERO),
      factor: this.#number(value, 'retry.factor', 2, FROM_ONE),
      maxDelayMs: this.#number(value, 'retry.maxDelayMs', 30_000, FROM_ZERO),
      jitter: this.#number(value, 'retry.jitter', 0, SHARE),
    };
  }

  #number<T extends number | undefined>(
    fields: Fields,
    path: string,
    fallback: T,
    { expected, fits }: Limit,
  ): T | number {
    const value = own(fields, path.replace('retry.', '')) ?? undefined;
    if (value === undefined) return fallback;
    if (Number.isFinite(value) && fits(value as number)) return value as number;
    this.#report(path, expected, value);
    return fallback;
  }

  #placement(value: unknown): Settings['placement'] {
    if (value === undefined) return undefined;
    if (this.#node.type.startsWith(SUBGRAPH_PREFIX)) {
      const message = `\`placement\` of ${nameOf(this.#node.id)} does not apply, for a subgraph's nodes are placed one by one; remove it`;
      this.problems.push({ code: 'bad-settings', message });
      return undefined;
    }
    const placement = PLACEMENTS.find((known) => known === value);
    if (placement === undefined) {
      this.#report('placement', `one of ${PLACEMENTS.map(describe).join(', ')}`, value);
    }
    return placement;
  }

  #cache(value: unknown): boolean {
    if (typeof value === 'boolean') return value;
    if (value !== undefined) this.#report('cache', 'true or false', value);
    return false;
  }

  #report(path: string, expected: string, value: unknown): void {
    const message = `expected the setting \`${path}\` of ${nameOf(this.#node.id)} to be ${expected}, got ${describe(value)}; correct or remove it`;
    this.problems.push({ code: 'bad-settings', message });
  }
}
