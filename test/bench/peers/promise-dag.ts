/** promise-dag makes a promise a node, in one recursion. */
import { createRequire } from 'node:module';
import { adds, CONSTANTS } from '../functions.js';
import type { Shape } from '../shapes.js';
import { endsOf } from './peer.js';
import type { Peer } from './peer.js';

type Step = readonly [...ids: string[], run: (...values: number[]) => number];

/** The package has no types. */
const { run: runSteps } = createRequire(import.meta.url)('promise-dag') as {
  readonly run: (
    steps: Readonly<Record<string, Step>>,
    required: readonly string[],
  ) => Readonly<Record<string, Promise<number>>>;
};

export function createPromiseDag(shape: Shape): Peer {
  const { ids, sources, functionOf } = shape;
  const steps: Record<string, Step> = {};
  ids.forEach((id, node) => {
    const add = adds[functionOf[node]!]!;
    const run = (a: number = CONSTANTS[0], b: number = CONSTANTS[1]): number => add(a, b);
    steps[id] = [...sources[node]!.map((source) => ids[source]!), run];
  });
  const ends = endsOf(shape);
  const required = ends.map((node) => ids[node]!);
  return {
    async run() {
      const promises = runSteps(steps, required);
      const values = await Promise.all(required.map((id) => promises[id]!));
      return new Map(ends.map((node, index) => [node, values[index]!]));
    },
  };
}
