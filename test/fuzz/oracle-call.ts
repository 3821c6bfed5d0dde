/** What a single try of a node comes to, and when the next one is: rules R4 and R9. */
import { readHow } from './kinds.js';
import type { Args } from './oracle-inputs.js';
import type { NodeState } from './oracle-state.js';

/** How a try ended. */
export type Outcome =
  { readonly outputs: Readonly<Record<string, unknown>> } | { readonly code: string };

/** What a call of a function comes to; `calls` counts those of its node in the job. */
export function outcomeOf({ facts }: NodeState, args: Args, calls: number): Outcome {
  const kind = facts.kind!;
  const { mode, failures } = readHow((args['how'] as string | undefined) ?? 'ok');
  const fails = mode === 'first' && kind.context && calls <= failures;
  if (mode === 'throw' || mode === 'reject' || fails) {
    return { code: 'error' };
  }
  if (mode === 'null')
    return { outputs: Object.fromEntries(kind.outputs.map((name) => [name, null])) };
  const values = kind.inputs.map(({ name, default: fallback }) =>
    Object.hasOwn(args, name) ? args[name] : fallback,
  );
  const acted = kind.act(values);
  return acted === 'short' ? { code: 'wrong-outputs' } : { outputs: { ...acted } };
}

/** The wait before the next try of a node whose try has failed; undefined after the last one. */
export function retryInMsOf({ facts, starts }: NodeState, random: number): number | undefined {
  const { retry } = (facts.sketch.settings ?? {}) as { retry?: Partial<Backoff> };
  const { attempts, delayMs, factor, maxDelayMs, jitter } = { ...DEFAULTS, ...retry };
  if (starts >= attempts) return undefined;
  return Math.min(delayMs * factor ** (starts - 1), maxDelayMs) * (1 - jitter * random);
}

const DEFAULTS = { attempts: 1, delayMs: 0, factor: 2, maxDelayMs: 30_000, jitter: 0 };
type Backoff = typeof DEFAULTS;
