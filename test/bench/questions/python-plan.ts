/** What a node of Python costs: in a batch, alone in a message, and through the runner. */
import { JobRunner } from '../../../src/run/job-runner.js';
import type { BatchNode } from '../../../src/run/python/python-runtime.js';
import {
  builtPython,
  callOf,
  expectValue,
  lastOf,
  MODULE,
  MODULES,
  SOURCE,
  valueOf,
  wireOf,
} from '../python/nodes.js';
import { inTurns, rowsOf, sample, type Way } from '../python/turns.js';
import { inDigits, type Question } from '../question.js';
import { spreadOf } from '../statistics.js';

const NODES = 100;
const CHEAPER = 1 / 3.4;
const BARE_US = 20;
const LIVE_US = 30;

/** Every node adds up the two before it. */
const chain = (keep: 'never' | 'always'): readonly BatchNode[] =>
  Array.from({ length: NODES }, (_, index) => {
    const source = (at: number) => (at < 0 ? valueOf(1) : wireOf(at));
    const sources = { a: source(index - 1), b: valueOf(index) };
    return callOf('add', sources, index === NODES - 1 ? 'always' : keep);
  });

const SUM = 1 + NODES + (NODES * (NODES - 1)) / 2;

function document(): unknown {
  const id = (index: number): string => `n${index}`;
  const nodes = Array.from({ length: NODES }, (_, index) => ({
    id: id(index),
    type: `${MODULE}.add`,
    x: 0,
    y: 0,
    width: 200,
    inputData: { b: { b: index }, ...(index === 0 ? { a: { a: 1 } } : {}) },
    connections: {
      inputs: index === 0 ? {} : { a: [{ nodeId: id(index - 1), portName: 'result' }] },
      outputs: index === NODES - 1 ? {} : { result: [{ nodeId: id(index + 1), portName: 'a' }] },
    },
  }));
  return { version: 1, nodes: Object.fromEntries(nodes.map((node) => [node.id, node])) };
}

export const pythonPlan: Question = async ({ quick }) => {
  const { createPyodide } = await builtPython();
  const python = createPyodide({ modules: MODULES });
  const { config } = await python.introspect({ source: SOURCE, module: MODULE });
  const runner = new JobRunner(config, { functions: {}, python, method: 'async' });
  const prepared = runner.prepare(document());
  const times = quick ? 10 : 40;
  const batch = chain('never');
  const one = async (): Promise<void> => expectValue(await lastOf(python, batch), SUM);
  const single = async (): Promise<void> => {
    let value: unknown = 1;
    for (let index = 0; index < NODES; index += 1) {
      const call = callOf('add', { a: valueOf(value), b: valueOf(index) });
      value = await lastOf(python, [call]);
    }
    expectValue(value, SUM);
  };
  const run = async (onEvent?: () => void): Promise<void> => {
    const result = await runner.run(prepared, onEvent === undefined ? {} : { onEvent });
    expectValue(result.nodes[`n${NODES - 1}`]?.outputs['result'], SUM);
    result.close();
  };
  const way = (name: string, action: () => Promise<void>, goal?: number): Way => ({
    name,
    units: NODES,
    take: () => sample(action, times),
    ...(goal === undefined ? {} : { goal }),
  });
  let heard = 0;
  const ways = [
    way('a message for each node', single),
    way('one message for all', one, CHEAPER),
    way('the runner, no listener', () => run(), CHEAPER),
    way('the runner, each status live', () => run(() => void (heard += 1))),
  ];
  // WebAssembly and the runner are compiled in steps, the last after some thousand calls.
  const samples = await inTurns(quick ? 3 : 9, ways, quick ? 3 : 5);
  await runner.close();
  await python.close();
  const cost = (name: string): number =>
    spreadOf(samples.get(name)!.map(({ cpuMs }) => (cpuMs * 1e3) / NODES)).median;
  const verdict = (name: string, limit: number): string => {
    const median = cost(name);
    return `${name}: ${inDigits(median)} µs a node, goal ≤ ${limit} ${median <= limit ? '✓' : '✗'}`;
  };
  return {
    title: `A chain of ${NODES} Python nodes in Node, warm, processor time a node of all threads`,
    columns: ['time', 'ratio'],
    rows: rowsOf(ways, samples, { clock: 'cpuMs', unit: 'µs' }),
    notes: [
      verdict('the runner, no listener', BARE_US),
      verdict('the runner, each status live', LIVE_US),
      'limit: 1.1 µs for Python to call its own function from JavaScript, 25 µs for a thread to wake',
      ...(heard === 0 ? ['no status was heard, so that row says nothing'] : []),
    ],
  };
};
