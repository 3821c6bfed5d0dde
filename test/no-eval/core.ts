/** A good part of what the core does, where nothing may make code from text. */
import {
  assignable,
  checkGraph,
  createConfig,
  createRecorder,
  JobRunner,
  parseGraph,
  reduceEvents,
  replayRecord,
} from 'millrace';
import type { JobResult, Schema } from 'millrace';
import { createNode } from '../../src/run/create-node.js';

/** What {@link runCore} found, as plain data. */
export interface CoreReport {
  /** Whether code can be made from text here. */
  readonly evaluates: boolean;
  readonly issues: readonly string[];
  readonly fit: string;
  /** Outputs and codes of errors by method and node. */
  readonly sync: Readonly<Record<string, unknown>>;
  readonly async: Readonly<Record<string, unknown>>;
  readonly replayed: Readonly<Record<string, string>>;
}

const point = {
  type: 'object',
  properties: { x: { type: 'number', minimum: 0 }, at: { type: 'string', format: 'date' } },
  required: ['x'],
  patternProperties: { '^_': { type: 'string' } },
  additionalProperties: false,
} as const;

/** A keyword that ajv alone checks. */
const needsAjv = { type: 'array', contains: { type: 'number' } } as Schema;

const { config, functions } = createConfig([
  createNode(
    {
      type: 'sum',
      inputs: [{ name: 'list', schema: { type: 'array', items: { type: 'number' } } }],
      outputs: [{ name: 'result', type: 'number' }],
    },
    (list: number[]) => list.reduce((sum, item) => sum + item, 0),
  ),
  createNode(
    {
      type: 'shift',
      inputs: [
        { name: 'point', schema: point },
        { name: 'by', type: 'number', default: 1 },
      ],
      outputs: [{ name: 'result', schema: point }],
    },
    (value: { x: number }, by: number) => ({ ...value, x: value.x + by }),
  ),
  createNode(
    {
      type: 'tree',
      inputs: [{ name: 'a', schema: { type: 'object', properties: { a: { $ref: '#' } } } }],
      outputs: [{ name: 'result' }],
    },
    (value: unknown) => value,
  ),
  createNode(
    {
      type: 'odd',
      inputs: [{ name: 'a', schema: needsAjv }],
      outputs: [{ name: 'result' }],
    },
    (value: unknown) => value,
  ),
]);

const control = (port: string, value: unknown): object => ({ [port]: { [port]: value } });
const wire = (nodeId: string): object[] => [{ nodeId, portName: 'result' }];

const graph = {
  version: 1,
  nodes: {
    total: { type: 'sum', inputData: control('list', ['1', 2, 3]) },
    moved: {
      type: 'shift',
      inputData: control('point', { x: '4', at: '2026-01-31', _note: 'n' }),
      connections: { inputs: { by: wire('total') } },
    },
    bad: { type: 'shift', inputData: control('point', { x: 1, at: '2026-02-31' }) },
    after: { type: 'shift', connections: { inputs: { point: wire('bad') } } },
    tree: { type: 'tree', inputData: control('a', { a: {} }) },
    odd: { type: 'odd', inputData: control('a', [1]) },
  },
};

const outcomes = ({ nodes }: JobResult): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(nodes).map(([id, node]) => [
      id,
      node.error?.code ?? node.outputs['result'] ?? node.status,
    ]),
  );

function canEvaluate(): boolean {
  try {
    return new Function('return true')() as boolean;
  } catch {
    return false;
  }
}

/** Parses, checks, runs in both methods, records and replays. */
export async function runCore(): Promise<CoreReport> {
  const recorder = createRecorder({ config, graph });
  const asynchronous = await new JobRunner(config, { functions }).run(graph, {
    onEvent: recorder.onEvent,
  });
  const synchronous = new JobRunner(config, { functions, method: 'sync' }).run(graph);
  return {
    evaluates: canEvaluate(),
    issues: checkGraph(parseGraph(graph, config).graph, config).map(({ code }) => code),
    fit: assignable({ type: 'integer' }, { type: 'number' }).kind,
    sync: outcomes(synchronous),
    async: outcomes(asynchronous),
    replayed: { ...reduceEvents(replayRecord(recorder.record())).nodesStatus },
  };
}
