/** The Python functions of the benchmark, and batches of them. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as PythonNode from '../../../python-bridge/node.js';
import type {
  BatchListener,
  BatchNode,
  BatchSource,
  NodeOutcome,
  PythonRuntime,
} from '../../../src/run/python/python-runtime.js';

/** The package as it is built, which the command sees to. */
export const builtPython = (): Promise<typeof PythonNode> =>
  import(pathToFileURL(join(process.cwd(), 'dist/python-node.js')).href) as Promise<
    typeof PythonNode
  >;

export const SOURCE = `
import json, os
from array import array

def add(a: int, b: int) -> int:
    return a + b + 1

def make(count: int) -> list[int]:
    return list(range(count))

def grow(values: list[int]) -> list[int]:
    return [value + 1 for value in values]

def total(values: list[int]) -> int:
    return sum(values)

def loop(count: int, steps: int) -> int:
    values = make(count)
    for _ in range(steps):
        values = grow(values)
    return total(values)

def floats(values: list[float]) -> list[float]:
    return values

def numbers(values: array) -> array:
    return values

def by_json(text: str) -> str:
    return json.dumps(json.loads(text))

def spin() -> None:
    while True:
        pass

def leave() -> None:
    os._exit(1)
`;

export const MODULE = 'bench';
export const MODULES = { [MODULE]: { source: SOURCE, file: 'bench.py' } };

/** One call; what it gives is kept as `keep` says. */
export function callOf(
  name: string,
  sources: Readonly<Record<string, BatchSource>>,
  keep: 'never' | 'always' = 'always',
): BatchNode {
  return {
    nodeId: name,
    module: MODULE,
    export: name,
    returns: 'value',
    arguments: Object.entries(sources).map(([port, source]) => ({ port, parameter: port, source })),
    outputs: [{ name: 'result', keep: { value: keep, handle: false } }],
  };
}

export const valueOf = (value: unknown): BatchSource => ({ type: 'value', value });
export const wireOf = (node: number): BatchSource => ({ type: 'node', node, output: 0 });

/** Runs a batch and gives the value of its last node; throws where a node failed. */
export async function lastOf(python: PythonRuntime, nodes: readonly BatchNode[]): Promise<unknown> {
  let last: NodeOutcome | undefined;
  const listener: BatchListener = {
    onStarted: () => undefined,
    onLogged: () => undefined,
    onProgressed: () => undefined,
    onSettled(node, outcome) {
      if (outcome.status === 'error') throw new Error(outcome.error.message);
      if (node === nodes.length - 1) last = outcome;
    },
  };
  await python.runBatch({ nodes }, listener);
  if (last?.status !== 'success') throw new Error('the last node has not settled');
  return last.outputs[0]?.value;
}

/** Throws unless a result is the one it has to be. */
export function expectValue(came: unknown, expected: unknown): void {
  if (came !== expected) throw new Error(`expected ${String(expected)}, got ${String(came)}`);
}
