/** Random edits of signatures under random graphs. */
import { expect, test } from '@jest/globals';
import { parseConfig } from '../../../src/config/parse-config.js';
import type { Config } from '../../../src/config/config.js';
import type { Graph, GraphNode } from '../../../src/graph/graph.js';
import { applyMove, proposeMoves } from '../../../src/graph/migrate-moves.js';
import { acceptDrift } from '../../../src/graph/migrate-type.js';
import { migrateGraph } from '../../../src/graph/migrate.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import { planGraph } from '../../../src/graph/plan-graph.js';
import { stampGraph } from '../../../src/graph/stamp.js';
import { createRandom } from '../../fuzz/random.js';
import type { Random } from '../../fuzz/random.js';
import { deepFreeze, mutate } from './garbage.js';

const NAMES = ['a', 'b', 'c', '__proto__', 'constructor', 'r'];
const SCHEMAS: readonly object[] = [
  { type: 'number' },
  { type: 'integer' },
  { type: 'string' },
  { type: ['number', 'string'] },
  {},
  { type: 'object', properties: { w: { type: 'number' }, a: { type: 'string' } } },
];
const KINDS = [undefined, undefined, 'keywordOnly', 'rest'];
const VALUES = [1, 1.5, 'x', '1', null, true, { w: 1 }];

interface RawPort {
  name: string;
  schema: object;
  required?: boolean;
  kind?: string | undefined;
  default?: unknown;
}

interface RawType {
  type: string;
  inputs: RawPort[];
  outputs: RawPort[];
}

function randomPort(random: Random, taken: readonly RawPort[]): RawPort[] {
  const free = NAMES.filter((name) => taken.every((port) => port.name !== name));
  if (free.length === 0) return [];
  const isRequired = random.chance(0.3);
  return [
    {
      name: random.pick(free),
      schema: random.pick(SCHEMAS),
      kind: random.pick(KINDS),
      ...(isRequired ? { required: true } : random.chance(0.5) ? { default: 1 } : {}),
    },
  ];
}

function randomType(random: Random, type: string): RawType {
  const side = (): RawPort[] => {
    const ports: RawPort[] = [];
    for (let left = random.below(4); left > 0; left -= 1) ports.push(...randomPort(random, ports));
    return ports;
  };
  return { type, inputs: side(), outputs: side() };
}

/** The type after a few edits, as people make them. */
function edited(random: Random, { type, inputs, outputs }: RawType): RawType {
  const sides = { inputs: inputs.map((port) => ({ ...port })), outputs: [...outputs] };
  for (let left = random.below(3); left > 0; left -= 1) {
    const ports = random.chance(0.6) ? sides.inputs : sides.outputs;
    const at = random.below(Math.max(1, ports.length));
    const port = ports[at];
    const action = random.below(5);
    if (action === 0) ports.splice(at, 0, ...randomPort(random, ports));
    else if (port === undefined) continue;
    else if (action === 1) ports.splice(at, 1);
    else if (action === 2)
      ports[at] = { ...port, name: randomPort(random, ports)[0]?.name ?? port.name };
    else if (action === 3) ports[at] = { ...port, schema: random.pick(SCHEMAS) };
    else ports.reverse();
  }
  return { type, ...sides };
}

const toConfig = (types: readonly RawType[]): Config =>
  deepFreeze(parseConfig({ nodeTypes: JSON.parse(JSON.stringify(types)) as unknown }).config);

const TYPES = ['f', 'g', 'm.h', 'graph:s'];

function randomDocument(random: Random, types: readonly RawType[], depth = 0): object {
  const ids = Array.from({ length: 1 + random.below(5) }, (_, at) => `n${at}`);
  const byType = new Map(types.map((type) => [type.type, type]));
  const chosen = new Map(ids.map((id) => [id, byType.get(random.pick(TYPES))]));
  const nodes: Record<string, object> = {};
  for (const id of ids) {
    const type = chosen.get(id);
    const inputs = Object.create(null) as Record<string, object[]>;
    const inputData = Object.create(null) as Record<string, object>;
    for (const { name } of type?.inputs ?? []) {
      const from = random.pick(ids);
      const output = chosen.get(from)?.outputs[0];
      if (output !== undefined && random.chance(0.5)) {
        inputs[name] = [{ nodeId: from, portName: output.name }];
      }
      if (random.chance(0.4)) inputData[name] = { [name]: random.pick(VALUES) };
    }
    const pinned =
      random.chance(0.2) && type?.outputs[0] ? { [type.outputs[0].name]: 1 } : undefined;
    nodes[id] = {
      type: type?.type ?? 'graph:s',
      inputData,
      connections: { inputs, outputs: {} },
      ...(pinned === undefined ? {} : { pinned }),
    };
  }
  const promoted = ids.flatMap((id) => {
    const port = chosen.get(id)?.inputs[0];
    return port && random.chance(0.3) ? [{ name: `p${id}`, nodeId: id, portName: port.name }] : [];
  });
  return {
    version: 1,
    nodes,
    ports: { inputs: promoted, outputs: [] },
    ...(depth < 2 ? { subgraphs: { s: randomDocument(random, types, depth + 1) } } : {}),
  };
}

function eachNode(graph: Graph): readonly GraphNode[] {
  return [...Object.values(graph.nodes), ...Object.values(graph.subgraphs ?? {}).flatMap(eachNode)];
}

/** Everything nodes hold, without the names of ports. */
function holdings(graph: Graph): readonly string[] {
  return eachNode(graph)
    .flatMap((node) => [
      ...Object.values(node.inputData).map((data) => `${node.id} = ${JSON.stringify(data)}`),
      ...Object.values(node.pinned ?? {}).map(
        (value) => `${node.id} pins ${JSON.stringify(value)}`,
      ),
      ...Object.values(node.connections.inputs)
        .flat()
        .map((end) => `${end.nodeId} > ${node.id}`),
      ...Object.values(node.connections.outputs)
        .flat()
        .map((end) => `${node.id} > ${end.nodeId}`),
    ])
    .sort();
}

const ROUNDS = Number(process.env['MILLRACE_FUZZ'] ?? 200);
const FIRST = Number(process.env['MILLRACE_FUZZ_FROM'] ?? 1);

test('[D3] a migration loses nothing, is made once, and leaves no broken wire behind', () => {
  let safe = 0;
  let asked = 0;
  for (let seed = FIRST; seed < FIRST + ROUNDS; seed += 1) {
    const random = createRandom(seed);
    const types = ['f', 'g', 'm.h'].map((name) => randomType(random, name));
    const then = toConfig(types);
    const now = toConfig(types.map((type) => edited(random, type)));
    const document = JSON.parse(JSON.stringify(randomDocument(random, types))) as unknown;
    const graph = deepFreeze(stampGraph(parseGraph(document, then).graph, then));
    const first = migrateGraph(graph, now);
    const again = migrateGraph(first.graph, now);
    const hint = `seed ${seed}`;
    expect([hint, holdings(first.graph)]).toEqual([hint, holdings(graph)]);
    expect([hint, again.graph === first.graph]).toEqual([hint, true]);
    expect([hint, again.changes.every((drift) => !drift.safe)]).toEqual([hint, true]);
    // What only one side of a wire knows would be repaired, and told.
    expect([hint, parseGraph(first.graph, now).graph]).toEqual([hint, first.graph]);
    for (const { nodeId, path } of first.changes.filter((drift) => drift.safe)) {
      if (path.length > 2) continue;
      const { problems } = planGraph(first.graph, now).nodes.find(({ id }) => id === nodeId)!;
      const own = problems.filter(({ code }) => !['cycle', 'dangling-connection'].includes(code));
      expect([hint, own]).toEqual([hint, []]);
    }
    safe += first.changes.filter((drift) => drift.safe).length;
    asked += again.changes.length;
  }
  expect(Math.min(safe, asked)).toBeGreaterThan(ROUNDS / 20);
});

test('[D3] a rename that is undone gives the graph back', () => {
  let renamed = 0;
  for (let seed = FIRST; seed < FIRST + ROUNDS; seed += 1) {
    const random = createRandom(seed);
    const types = ['f', 'g', 'm.h'].map((name) => randomType(random, name));
    const then = toConfig(types);
    const now = toConfig(
      types.map((type) => ({
        ...type,
        inputs: type.inputs.map((port, at) => (at === 0 ? { ...port, name: 'fresh' } : port)),
        outputs: type.outputs.map((port, at) => (at === 0 ? { ...port, name: 'new' } : port)),
      })),
    );
    const graph = stampGraph(parseGraph(randomDocument(random, types), then).graph, then);
    const there = migrateGraph(graph, now);
    const { graph: back } = migrateGraph(there.graph, then);
    expect([seed, back.nodes, back.ports]).toEqual([seed, graph.nodes, graph.ports]);
    renamed += there.changes.length;
  }
  expect(renamed).toBeGreaterThan(ROUNDS / 2);
});

test('[D3] a damaged document is migrated as far as it can be read', () => {
  for (let seed = FIRST; seed < FIRST + ROUNDS; seed += 1) {
    const random = createRandom(seed);
    const types = ['f', 'g', 'm.h'].map((name) => randomType(random, name));
    const then = toConfig(types);
    const now = toConfig(types.map((type) => edited(random, type)));
    const whole = stampGraph(parseGraph(randomDocument(random, types), then).graph, then);
    const { graph } = parseGraph(mutate(whole, random, 1 + random.below(4)), now);
    const { graph: migrated } = migrateGraph(graph, now);
    expect([seed, migrateGraph(migrated, now).graph === migrated]).toEqual([seed, true]);
    for (const id of Object.keys(migrated.nodes)) {
      const accepted = acceptDrift(migrated, now, id);
      expect([seed, acceptDrift(accepted.graph, now, id)]).toEqual([
        seed,
        { graph: accepted.graph, dropped: [] },
      ]);
    }
    for (const move of proposeMoves(migrated, now)) applyMove(migrated, move);
  }
});
