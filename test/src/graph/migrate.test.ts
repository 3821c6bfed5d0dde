import { describe, expect, test } from '@jest/globals';
import { checkGraph } from '../../../src/graph/check-graph.js';
import { applyMove, proposeMoves } from '../../../src/graph/migrate-moves.js';
import { acceptDrift, replaceType } from '../../../src/graph/migrate-type.js';
import { migrateGraph } from '../../../src/graph/migrate.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import { planGraph } from '../../../src/graph/plan-graph.js';
import { JobRunner } from '../../../src/run/job-runner.js';
import { configOf, drawn, f, NUMBER, TEXT, type } from './drifting.js';
import { node } from './graphs.js';

const then = configOf(type('f', { a: NUMBER, s: TEXT }, { r: NUMBER }));
const renamed = configOf(type('f', { x: NUMBER, s: TEXT }, { y: NUMBER }));
const without = configOf(type('f', { s: TEXT }, { r: NUMBER }));

/** num → n (a), n.r → t.x, and s said by hand. */
const nodes = {
  num: node('num'),
  n: f({ a: 'num.r' }, { s: 'hi' }, { pinned: { r: 7 }, title: 'mine' }),
  t: node('take', { x: 'n.r' }),
};

describe('[D3] migrateGraph', () => {
  const graph = drawn(then, nodes, {
    ports: {
      inputs: [{ name: 'in', nodeId: 'n', portName: 's' }],
      outputs: [{ name: 'out', nodeId: 'n', portName: 'r' }],
    },
    mine: 'kept',
  });

  test('moves wires, values, pins and ports of the graph to the new names', () => {
    const { graph: migrated, changes, proposals } = migrateGraph(graph, renamed);
    expect(changes).toMatchObject([{ nodeId: 'n', path: ['nodes', 'n'], safe: true }]);
    expect(proposals).toEqual([]);
    expect(migrated.nodes['n']).toMatchObject({
      title: 'mine',
      inputData: { s: { s: 'hi' } },
      pinned: { y: 7 },
      connections: {
        inputs: { x: [{ nodeId: 'num', portName: 'r' }] },
        outputs: { y: [{ nodeId: 't', portName: 'x' }] },
      },
    });
    expect(migrated.nodes['num']!.connections.outputs['r']).toEqual([
      { nodeId: 'n', portName: 'x' },
    ]);
    expect(migrated.nodes['t']!.connections.inputs['x']).toEqual([{ nodeId: 'n', portName: 'y' }]);
    expect(migrated.ports!.outputs).toEqual([{ name: 'out', nodeId: 'n', portName: 'y' }]);
    expect(migrated).toHaveProperty('mine', 'kept');
    expect(parseGraph(migrated, renamed).issues).toEqual([]);
    expect(checkGraph(migrated, renamed)).toEqual([]);
  });

  test('keeps no signature that no node has any more, and all that one has', () => {
    const old = graph.nodes['n']!.fingerprint!;
    const { graph: migrated } = migrateGraph(graph, renamed);
    expect(Object.keys(graph.signatures!)).toContain(old);
    expect(Object.keys(migrated.signatures!)).not.toContain(old);
    expect(Object.keys(migrated.signatures!)).toHaveLength(3);
    const two = drawn(then, { ...nodes, m: f({ a: 'num.r' }, { s: 'hi' }) });
    const { graph: one } = acceptDrift(two, renamed, 'm');
    expect(Object.keys(one.signatures!)).toEqual(
      expect.arrayContaining([old, one.nodes['m']!.fingerprint]),
    );
  });

  test('again, it changes nothing more', () => {
    const { graph: migrated } = migrateGraph(graph, renamed);
    expect(migrateGraph(migrated, renamed)).toEqual({
      graph: migrated,
      changes: [],
      proposals: [],
    });
    expect(migrateGraph(migrated, renamed).graph).toBe(migrated);
  });

  test('undone, a rename comes back', () => {
    const back = migrateGraph(migrateGraph(graph, renamed).graph, then).graph;
    expect(back.nodes).toEqual(graph.nodes);
    expect(back.ports).toEqual(graph.ports);
  });

  test('leaves a node as it is that has one change to be asked about', () => {
    const now = configOf(type('f', { s: TEXT }, { y: NUMBER }));
    const { graph: same, changes } = migrateGraph(graph, now);
    expect(same).toBe(graph);
    expect(changes).toMatchObject([{ nodeId: 'n', safe: false }]);
  });

  test('a value that lies under another key comes along', () => {
    const flowfunc = drawn(then, { n: node('f', {}, { inputData: { a: { other: 5 } } }) });
    const { graph: migrated } = migrateGraph(flowfunc, renamed);
    expect(migrated.nodes['n']!.inputData).toEqual({ x: { other: 5 } });
  });

  test('goes through subgraphs, and says where', () => {
    const inner = {
      version: 1,
      nodes: { n: f({}, { a: 5 }) },
      ports: {
        inputs: [{ name: 'size', nodeId: 'n', portName: 'a' }],
        outputs: [{ name: 'out', nodeId: 'n', portName: 'r' }],
      },
    };
    const outer = drawn(
      then,
      { g: node('graph:g', { size: 'num.r' }), num: node('num'), t: node('take', { x: 'g.out' }) },
      { subgraphs: { g: inner } },
    );
    const { graph: migrated, changes } = migrateGraph(outer, renamed);
    expect(changes).toMatchObject([{ nodeId: 'n', path: ['subgraphs', 'g', 'nodes', 'n'] }]);
    expect(migrated.subgraphs!['g']).toMatchObject({
      nodes: { n: { inputData: { x: { a: 5 } } } },
      ports: {
        inputs: [{ name: 'size', nodeId: 'n', portName: 'x' }],
        outputs: [{ name: 'out', nodeId: 'n', portName: 'y' }],
      },
    });
    expect(migrated.nodes).toBe(outer.nodes);
    expect(checkGraph(migrated, renamed)).toEqual([]);
  });

  test('a wire from a subgraph is judged when that is up to date', () => {
    const before = configOf(
      type('f', {}, { r: NUMBER }),
      type('g', { a: { type: ['number', 'string'] } }, {}),
    );
    const after = configOf(type('f', {}, { y: NUMBER }), type('g', { a: NUMBER }, {}));
    const inner = {
      version: 1,
      nodes: { n: f() },
      ports: { inputs: [], outputs: [{ name: 'out', nodeId: 'n', portName: 'r' }] },
    };
    const outer = drawn(
      before,
      { s: node('graph:s'), g: node('g', { a: 's.out' }) },
      { subgraphs: { s: inner } },
    );
    const { graph: migrated, changes } = migrateGraph(outer, after);
    expect(changes.map(({ nodeId, safe }) => [nodeId, safe])).toEqual([
      ['n', true],
      ['g', true],
    ]);
    expect(migrateGraph(migrated, after).changes).toEqual([]);
  });

  test('a graph without signatures is looked at no further', () => {
    const { graph: bare } = parseGraph({ version: 1, nodes }, then);
    expect(migrateGraph(bare, renamed).graph).toBe(bare);
  });
});

describe('[D3] acceptDrift', () => {
  const graph = drawn(then, { ...nodes, n: f({ a: 'num.r' }, { a: 5, s: 'hi' }) });

  test('takes today’s signature, and gives back the wires of ports that are gone', () => {
    const { graph: accepted, dropped } = acceptDrift(graph, without, 'n');
    expect(dropped).toEqual([
      { from: { nodeId: 'num', portName: 'r' }, to: { nodeId: 'n', portName: 'a' } },
    ]);
    expect(accepted.nodes['n']!.connections.inputs).toEqual({});
    expect(accepted.nodes['num']!.connections.outputs).toEqual({});
    expect(accepted.nodes['n']!.inputData).toEqual({ a: { a: 5 }, s: { s: 'hi' } });
    expect(migrateGraph(accepted, without).changes).toEqual([]);
    expect(checkGraph(accepted, without)).toEqual([]);
  });

  test('a node that has not drifted, or is not there, changes nothing', () => {
    for (const id of ['t', 'nobody', '__proto__']) {
      expect(acceptDrift(graph, without, id)).toEqual({ graph, dropped: [] });
    }
  });
});

describe('[D4] moved functions', () => {
  const source = (module: string) => ({ language: 'typescript', module, export: 'add' });
  const add = (module: string) =>
    type(`${module}.add`, { a: NUMBER }, { r: NUMBER }, { source: source(module) });
  const before = configOf(add('math'));
  const graph = drawn(before, { n: node('math.add'), m: node('math.add') });

  test('exactly one type of the same export and fingerprint is proposed', () => {
    const now = configOf(add('src.calc'), type('src.sub', { a: NUMBER }, { r: NUMBER }));
    expect(proposeMoves(graph, now)).toEqual([
      { nodeId: 'n', path: ['nodes', 'n'], from: 'math.add', to: 'src.calc.add' },
      { nodeId: 'm', path: ['nodes', 'm'], from: 'math.add', to: 'src.calc.add' },
    ]);
    const { graph: same, proposals } = migrateGraph(graph, now);
    expect(same).toBe(graph);
    expect(proposals).toHaveLength(2);
  });

  test.each([
    ['two of them', configOf(add('one'), add('two'))],
    ['none of that fingerprint', configOf(type('calc.add', { a: TEXT }, { r: NUMBER }))],
    ['none of that name', configOf(type('calc.plus', { a: NUMBER }, { r: NUMBER }))],
  ])('%s are no proposal', (_, now) => {
    expect(proposeMoves(graph, now)).toEqual([]);
  });

  test('a type that has nodes already was there before', () => {
    const mixed = drawn(configOf(add('math'), add('calc')), {
      n: node('math.add'),
      m: node('calc.add'),
    });
    expect(proposeMoves(mixed, configOf(add('calc')))).toEqual([]);
  });

  test('applied, it moves all nodes of the type, in subgraphs, too', () => {
    const inner = { version: 1, nodes: { i: node('math.add') } };
    const deep = drawn(before, { n: node('math.add') }, { subgraphs: { g: inner } });
    const now = configOf(add('calc'));
    const [proposal] = proposeMoves(deep, now);
    const moved = applyMove(deep, proposal!);
    expect(moved.nodes['n']!.type).toBe('calc.add');
    expect(moved.subgraphs!['g']!.nodes['i']!.type).toBe('calc.add');
    expect(migrateGraph(moved, now)).toEqual({ graph: moved, changes: [], proposals: [] });
  });
});

describe('[T4] replaceType', () => {
  const config = configOf(
    type('f', { a: NUMBER, s: TEXT }, { r: NUMBER }),
    type('f#2', { a: NUMBER }, { r: NUMBER, more: TEXT }, { variantOf: 'f' }),
  );
  const other = config.nodeTypes.find((each) => each.type === 'f#2')!;

  test('keeps wires and values of ports of the same name', () => {
    const graph = drawn(config, {
      num: node('num'),
      text: node('text'),
      n: f({ a: 'num.r', s: 'text.r' }, { s: 'hi' }),
      t: node('take', { x: 'n.r' }),
    });
    const { graph: replaced, dropped } = replaceType(graph, 'n', other);
    expect(dropped).toEqual([
      { from: { nodeId: 'text', portName: 'r' }, to: { nodeId: 'n', portName: 's' } },
    ]);
    expect(replaced.nodes['n']).toMatchObject({
      type: 'f#2',
      fingerprint: other.fingerprint,
      inputData: { s: { s: 'hi' } },
    });
    expect(checkGraph(replaced, config)).toEqual([]);
    expect(migrateGraph(replaced, config).changes).toEqual([]);
  });

  test('the type a node has, and a node that is not there, change nothing', () => {
    const graph = drawn(config, { n: node('f#2') });
    expect(replaceType(graph, 'n', other).graph).toBe(graph);
    expect(replaceType(graph, 'nobody', other).graph).toBe(graph);
  });
});

describe('[D2] at a run', () => {
  const functions = {
    num: () => 4,
    text: () => 'x',
    take: () => undefined,
    say: () => undefined,
    f: (x: number, s: string) => x + s.length,
  };

  test('safe changes are taken over in memory', async () => {
    const graph = drawn(then, { ...nodes, n: f({ a: 'num.r' }, { s: 'hi' }) });
    const result = await new JobRunner(renamed, { functions }).run(graph, { keep: 'all' });
    expect(result.nodes['n']).toMatchObject({ status: 'success', outputs: { y: 6 } });
    expect(result.nodesStatus['t']).toBe('success');
    expect(planGraph(graph, renamed).nodes.every(({ problems }) => problems.length === 0)).toBe(
      true,
    );
  });

  test('a node with other changes fails alone and says what to do; what needs it is skipped', async () => {
    const graph = drawn(then, { ...nodes, n: f({ a: 'num.r' }), alone: node('num') });
    const gone = configOf(type('f', { s: TEXT }, {}));
    const result = await new JobRunner(gone, { functions }).run(graph);
    expect(result.nodesStatus).toMatchObject({ n: 'error', t: 'skipped', alone: 'success' });
    const { error } = result.nodes['n']!;
    expect(error!.code).toBe('signature-changed');
    expect(error!.message).toBe(
      'n was drawn against another signature of "f": input a is gone, but a wire from num.r leads to it; output r is gone, but t.x is wired to it; output values are now nothing, no longer one value; take the new signature (in the editor, or with acceptDrift), or give the function its old one back',
    );
    expect(result.nodes['t']).toMatchObject({ cause: { nodeId: 'n', reason: 'error' } });
    expect(checkGraph(graph, gone)).toMatchObject([
      { code: 'signature-changed', severity: 'error', nodeId: 'n', message: error!.message },
    ]);
  });

  test('a node that is pinned succeeds with what it is pinned to, whatever changed', async () => {
    const graph = drawn(then, nodes);
    const gone = configOf(type('f', { s: TEXT }, {}));
    const result = await new JobRunner(gone, { functions }).run(graph);
    expect(result.nodesStatus).toMatchObject({ n: 'success', t: 'success' });
  });

  test('in a subgraph, too', async () => {
    const inner = { version: 1, nodes: { n: f({}, { a: 5, s: '' }) } };
    const outer = drawn(then, { g: node('graph:g') }, { subgraphs: { g: inner } });
    const result = await new JobRunner(without, { functions }).run(outer);
    expect(result.nodes['g/n']!.error!.code).toBe('signature-changed');
    const fine = await new JobRunner(renamed, { functions }).run(outer);
    expect(fine.nodesStatus['g/n']).toBe('success');
  });
});
