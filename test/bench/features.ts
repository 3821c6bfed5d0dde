/** What a run can do besides running, each alone and all together. */
import type { RunOptions } from '../../src/run/job-runner-options.js';

/** One way to run. */
export interface Feature {
  readonly name: string;
  /** Ports have types. */
  readonly typed: boolean;
  readonly options: RunOptions;
}

/** A listener that looks at every event, as any would. */
let heard = 0;
const onEvent: NonNullable<RunOptions['onEvent']> = (event) => {
  heard += event.seq & 1;
};

const { signal } = new AbortController();

/** Names are rows of the tables; `bare` and `everything` have goals. */
export const FEATURES: readonly Feature[] = [
  { name: 'bare', typed: false, options: { timing: false } },
  { name: '+ validation', typed: true, options: { timing: false } },
  { name: '+ signal', typed: false, options: { timing: false, signal } },
  { name: '+ timing', typed: false, options: {} },
  { name: '+ events', typed: false, options: { timing: false, onEvent } },
  { name: 'everything', typed: true, options: { signal, onEvent } },
];

/** Throws when no event came: the listener would have measured nothing. */
export function checkHeard(): void {
  if (heard === 0) throw new Error('the listener heard nothing');
}
