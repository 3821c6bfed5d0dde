/** Our side: a shape as a document, and the runners that run it. */
import { createConfig } from '../../src/run/create-config.js';
import { createNode } from '../../src/run/create-node.js';
import type { ListedInput } from '../../src/run/create-node.js';
import { JobRunner } from '../../src/run/job-runner.js';
import type { Config } from '../../src/config/config.js';
import type { JobResult } from '../../src/run/job-result.js';
import type { Method, RunOptions } from '../../src/run/job-runner-options.js';
import type { Registry } from '../../src/run/registry.js';
import { adds, asyncAdds, asyncTotal, CONSTANTS, total } from './functions.js';
import type { Shape } from './shapes.js';

/** How the functions are described. */
export interface Library {
  /** Ports have a type, so that values are checked; else they take everything. */
  readonly typed: boolean;
  readonly async: boolean;
}

/** Config and functions of all nodes. */
export function createLibrary({ typed, async }: Library): {
  readonly config: Config;
  readonly functions: Registry;
} {
  const port = typed ? { type: 'number' } : {};
  const inputs = CONSTANTS.map((value, index) => ({
    name: PORTS[index]!,
    default: value,
    ...port,
  }));
  const list: ListedInput = {
    name: LIST,
    multiple: true,
    schema: typed ? { type: 'array', items: { type: 'number' } } : {},
  };
  const outputs = [{ name: RESULT, ...port }];
  return createConfig([
    ...(async ? asyncAdds : adds).map((add, index) =>
      createNode({ type: typeOf(index), async, inputs, outputs }, add as never),
    ),
    createNode(
      { type: 'bench.total', async, inputs: [list], outputs },
      (async ? asyncTotal : total) as never,
    ),
  ]);
}

const PORTS = ['a', 'b'] as const;
const LIST = 'values';
const RESULT = 'result';

const typeOf = (index: number): string => `bench.add${index}`;

/** The document an editor would save: both sides of every wire. */
export function toDocument(shape: Shape): Readonly<Record<string, unknown>> {
  const { ids, sources, functionOf } = shape;
  const outgoing: { nodeId: string; portName: string }[][] = ids.map(() => []);
  const incoming = sources.map((list, node) => {
    const inputs: Record<string, { nodeId: string; portName: string }[]> = {};
    list.forEach((source, index) => {
      const portName = list.length > 2 ? LIST : PORTS[index]!;
      (inputs[portName] ??= []).push({ nodeId: ids[source]!, portName: RESULT });
      outgoing[source]!.push({ nodeId: ids[node]!, portName });
    });
    return inputs;
  });
  const nodes = ids.map((id, node) => [
    id,
    {
      id,
      type: sources[node]!.length > 2 ? 'bench.total' : typeOf(functionOf[node]!),
      x: 0,
      y: 0,
      width: 200,
      inputData: {},
      connections: {
        inputs: incoming[node],
        outputs: outgoing[node]!.length > 0 ? { [RESULT]: outgoing[node] } : {},
      },
    },
  ]);
  return { version: 1, nodes: Object.fromEntries(nodes) as unknown };
}

/** Runs one prepared graph; what the options cost is part of every run, reading the graph is not. */
export function createRun<M extends Method>(
  shape: Shape,
  library: Library & { readonly method: M },
  options: RunOptions,
): () => ReturnType<JobRunner<M>['run']> {
  const { config, functions } = createLibrary(library);
  const runner = new JobRunner(config, { functions, method: library.method });
  const prepared = runner.prepare(toDocument(shape));
  return () => runner.run(prepared, options);
}

/** Throws unless every node of a result has the value it must have. */
export function checkValues(shape: Shape, expected: readonly number[], result: JobResult): void {
  if (result.status !== 'success') throw new Error(`the run ended with ${result.status}`);
  const { nodes } = result;
  shape.ids.forEach((id, node) => {
    const value = nodes[id]?.outputs[RESULT];
    if (value === expected[node]) return;
    throw new Error(`node ${node} of the ${shape.name} is ${String(value)}, not ${expected[node]}`);
  });
}
