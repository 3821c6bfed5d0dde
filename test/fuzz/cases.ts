/** Programs the fuzz found something with. */
import type { Program } from './program.js';

/** A program that once failed, and the sentence that was not true then. */
export interface Case {
  readonly finding: string;
  readonly program: Program;
}

/** Oldest first. */
export const CASES: readonly Case[] = [
  {
    finding: 'a bad node waits for no slot',
    program: {
      graph: {
        nodes: {
          a: { type: 'pass' },
          b: { type: 'async.pass', values: { how: 'ok@5' } },
          c: { type: 'pass' },
          d: { type: 'pass', wires: { i0: ['a.result', 'a.result'] } },
        },
      },
      runs: [{ concurrency: 1 }],
    },
  },
];
