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
  {
    finding: 'a new attempt does not start what waited for the node that ended the one before',
    program: {
      graph: {
        nodes: {
          a: { type: 'async.pass', values: { how: 'throw' } },
          b: { type: 'pass', wires: { i0: ['a.result'] } },
        },
      },
      runs: [{ onError: { type: 'retryJob', attempts: 2, delayMs: 6.5 } }],
    },
  },
  {
    finding: 'the last attempt of a job ends though the one before left its slot taken',
    program: {
      graph: {
        nodes: {
          a: { type: 'async.ctx.pass', values: { how: 'first1@29' } },
          b: { type: 'pass' },
        },
      },
      runs: [{ onError: { type: 'retryJob', attempts: 2, delayMs: 22 }, concurrency: 1 }],
    },
  },
  {
    finding: 'a lenient input that lacks a value is not why its node is skipped',
    program: {
      graph: {
        nodes: {
          d: { type: 'pass', values: { how: 'throw' } },
          a: { type: 'pass' },
          b: { type: 'lenientList', wires: { i0: ['c.result'], items: ['a.result', 'd.result'] } },
          c: { type: 'need' },
        },
      },
      runs: [{}],
    },
  },
  {
    finding: 'a synchronous function that aborts its own run has run',
    program: {
      graph: { nodes: { a: { type: 'pass', values: { how: 'abort' } }, b: { type: 'pass' } } },
      runs: [{}],
    },
  },
  {
    finding: 'a subgraph that is tried again shows what its last try ran, from the memo or not',
    program: {
      graph: {
        nodes: { a: { type: 'graph:sup', settings: { retry: { attempts: 2 } } } },
        subgraphs: {
          sup: {
            nodes: {
              b: { type: 'graph:sup', settings: { cache: true } },
              c: { type: 'pass', values: { how: 'throw' } },
            },
            subgraphs: {
              sup: { nodes: { d: { type: 'split' } }, ports: { inputs: [], outputs: [] } },
            },
            ports: { inputs: [], outputs: [] },
          },
        },
      },
      runs: [{}],
      memo: true,
      versioned: true,
    },
  },
  {
    finding: 'a new attempt is not told of what the one before cancelled in a subgraph',
    program: {
      graph: {
        nodes: { a: { type: 'graph:sub' }, b: { type: 'pass', values: { how: 'throw' } } },
        subgraphs: {
          sub: {
            nodes: { c: { type: 'async.pass', values: { how: 'ok@5' } } },
            ports: { inputs: [], outputs: [] },
          },
        },
      },
      runs: [{ onError: { type: 'retryJob', attempts: 2, delayMs: 19.5 } }],
    },
  },
  {
    finding: 'a dry run tells no listener',
    program: {
      graph: { nodes: { a: { type: 'pass', pinned: { result: '7' } } } },
      runs: [{}],
      random: 0.5,
    },
  },
];
