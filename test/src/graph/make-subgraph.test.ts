import { describe, expect, test } from '@jest/globals';
import { JobRunner } from '../../../src/index.js';
import type { Connection, Graph } from '../../../src/graph/graph.js';
import { checkGraph } from '../../../src/graph/check-graph.js';
import { makeSubgraph, nodesBetween } from '../../../src/graph/make-subgraph.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import { graphTypesOf } from '../../../src/graph/subgraph-types.js';
import { unpackSubgraph } from '../../../src/graph/unpack-subgraph.js';
import { createRandom } from '../../fuzz/random.js';
import type { Random } from '../../fuzz/random.js';
import { config, graph, node } from './graphs.js';
import type { RawNode } from './graphs.js';
import { INC, parse, port } from './subgraphs.js';

const functions = {
  add: (a: number, b: number) => a + 2 * b,
  join: (xs: readonly number[]) => xs.reduce((sum, x) => 3 * sum + x, 1),
  split: (a: number) => [a - 1, a + 1],
  one: () => 1,
};

const alone = (whole: Graph) => ({ graph: whole, outer: [] });
/** The inputs that take several wires, those of subgraphs, too. */
function listsOf(whole: Graph): readonly Connection[] {
  const types = graphTypesOf(whole, config);
  return Object.values(whole.nodes).flatMap(({ id, type }) =>
    types
      .get(type)!
      .inputs.flatMap(({ name, multiple }) =>
        multiple === true ? { nodeId: id, portName: name } : [],
      ),
  );
}

/** What each node gave, by the last part of its id in the run. */
function valuesOf(whole: Graph): Record<string, unknown> {
  const runner = new JobRunner(config, { functions, method: 'sync' });
  const { nodes } = runner.run(whole, { keep: 'all' });
  const ends = Object.entries(nodes).map(([id, { outputs, status }]) => [
    id.slice(id.lastIndexOf('/') + 1),
    [status, outputs],
  ]);
  return Object.fromEntries(ends.filter(([id]) => /^n\d+$/.test(id as string)));
}

/** Nodes n0 … wired from earlier ones; all inputs have a wire or a value. */
function draw(random: Random): Graph {
  const outputs: string[] = [];
  const nodes: Record<string, RawNode> = {};
  const count = 3 + random.below(8);
  for (let index = 0; index < count; index += 1) {
    const id = `n${index}`;
    const type = index === 0 ? 'one' : random.pick(['add', 'add', 'join', 'split', 'one']);
    const source = (): string => random.pick(outputs);
    const wires: Record<string, string | string[]> = {};
    const inputData: Record<string, unknown> = {};
    if (type === 'add') {
      for (const name of ['a', 'b']) {
        if (random.chance(0.7)) wires[name] = source();
        else inputData[name] = { [name]: random.below(9) };
      }
    }
    if (type === 'split') wires['a'] = source();
    if (type === 'join') wires['xs'] = [...new Set([source(), source(), source()])];
    nodes[id] = node(type, wires, { inputData, x: 40 * index, y: random.below(300) });
    if (type === 'split') outputs.push(`${id}.low`, `${id}.high`);
    else outputs.push(`${id}.r`);
  }
  return graph(nodes);
}

const REFUSED = /subgraph-circle|mixed-wires/;

describe('a subgraph of a selection', () => {
  test('[E9] runs as its nodes did, at any depth, and unpacks to what was there', () => {
    const random = createRandom(5);
    let made = 0;
    for (let round = 0; round < 60; round += 1) {
      const before = draw(random);
      const values = valuesOf(before);
      let after = before;
      const states = [before];
      for (let depth = 0; depth < 3; depth += 1) {
        const nodeIds = Object.keys(after.nodes).filter(() => random.chance(0.4));
        if (nodeIds.length === 0) continue;
        try {
          const lists = listsOf(after);
          after = makeSubgraph(alone(after), { nodeIds, name: `part ${depth}`, lists }).graph;
        } catch (error) {
          if (!REFUSED.test((error as { code: string }).code)) throw error;
          continue;
        }
        states.push(after);
        made += 1;
        expect(parseGraph(JSON.stringify(after), config).issues).toEqual([]);
        expect(valuesOf(after)).toEqual(values);
      }
      for (let depth = states.length - 1; depth > 0; depth -= 1) {
        const [added] = Object.keys(states[depth]!.nodes).filter(
          (id) => !Object.hasOwn(states[depth - 1]!.nodes, id),
        );
        const { graph: back } = unpackSubgraph(alone(states[depth]!), added!);
        expect(wiresOf(back)).toEqual(wiresOf(states[depth - 1]!));
        expect(placesOf(back)).toEqual(placesOf(states[depth - 1]!));
        expect(checkGraph(back, config)).toEqual(checkGraph(states[depth - 1]!, config));
      }
    }
    expect(made).toBeGreaterThan(60);
  });

  test('[E9] has one input for each output that fed it, one output for each that fed others', () => {
    const before = graph({
      one: node('one'),
      a: node('add', { a: 'one.r', b: 'one.r' }),
      b: node('split', { a: 'a.r' }),
      c: node('add', { a: 'b.low', b: 'b.low' }),
      d: node('add', { a: 'b.high', b: 'a.r' }),
    });
    const made = makeSubgraph(alone(before), { nodeIds: ['a', 'b'], name: 'middle' });
    expect(made.graph.subgraphs!['middle']!.ports).toEqual({
      inputs: [port('a', 'a.a'), port('a', 'a.b')],
      outputs: [port('low', 'b.low'), port('high', 'b.high'), port('r', 'a.r')],
    });
    expect(made.graph.nodes['middle']!.connections.inputs).toEqual({
      a: [{ nodeId: 'one', portName: 'r' }],
    });
    expect(made.graph.nodes['one']!.connections.outputs).toEqual({
      r: [{ nodeId: 'middle', portName: 'a' }],
    });
  });

  test('[E9] names are free: of subgraphs in scope, of nodes, of ports', () => {
    const outer = parse({ x: node('graph:inc') }, { inc: INC });
    const inner = graph({
      'inc-2': node('one'),
      y: node('add', { a: 'inc-2.r' }),
      z: node('graph:inc 2'),
    });
    const { name, nodeId } = makeSubgraph(
      { graph: inner, outer: [outer] },
      { nodeIds: ['y'], name: 'inc' },
    );
    expect([name, nodeId]).toEqual(['inc 3', 'inc 3']);
  });

  test('[E9] no other node loses its id to the new one', () => {
    const whole = parse({ one: node('one'), two: node('one') }, {});
    const make = (nodeId: string) =>
      makeSubgraph(alone(whole), { nodeIds: ['one'], name: 'part', nodeId });
    expect(() => make('two')).toThrow(/expected as `nodeId` an id that is free, got two/);
    const unnamed = () => makeSubgraph(alone(whole), { nodeIds: ['one'], name: ' ' });
    expect(unnamed).toThrow(/expected a name that is not empty, got " "/);
    expect(Object.keys(make('one').graph.nodes)).toEqual(['two', 'one']);
  });

  test('[E9] a node that lies between is named, and so is an input wired from both sides', () => {
    const chain = graph({
      a: node('one'),
      b: node('split', { a: 'a.r' }),
      c: node('add', { a: 'b.low' }),
      j: node('join', { xs: ['a.r', 'b.low'] }),
    });
    expect(nodesBetween(chain, new Set(['a', 'c']))).toEqual(['b']);
    const make =
      (...nodeIds: string[]) =>
      () =>
        makeSubgraph(alone(chain), { nodeIds, name: 's' });
    expect(make('a', 'c')).toThrow(/come before and after "b".*select them, too/);
    expect(make('b', 'j')).toThrow(/j\.xs is wired from inside and from outside/);
    expect(make()).toThrow(/select some/);
    expect(make('ghost')).toThrow(/none that are in the graph/);
  });

  test('[E9] ports of the graph itself lead through it, and back', () => {
    const before = parseGraph({
      version: 1,
      nodes: { a: node('add'), b: node('add', { a: 'a.r' }) },
      ports: {
        inputs: [port('both', 'a.a'), port('both', 'a.b'), port('other', 'b.b')],
        outputs: [port('sum', 'a.r'), port('end', 'b.r')],
      },
    }).graph;
    const made = makeSubgraph(alone(before), { nodeIds: ['a'], name: 's' });
    expect(made.graph.ports).toEqual({
      inputs: [port('both', 's.both'), port('other', 'b.b')],
      outputs: [port('sum', 's.r'), port('end', 'b.r')],
    });
    const { subgraphs: _, ...back } = unpackSubgraph(alone(made.graph), 's').graph;
    expect({ ...back, nodes: { ...back.nodes } }).toEqual({
      ...before,
      nodes: { ...before.nodes },
    });
  });

  test('[E9] takes groups and comments with it, and stands in the group of its nodes', () => {
    const before = parseGraph({
      version: 1,
      nodes: { a: node('one'), b: node('one', {}, { x: 300 }), c: node('one'), d: node('one') },
      groups: {
        whole: { title: 'Whole', nodeIds: ['a', 'b'] },
        part: { title: 'Part', nodeIds: ['c', 'd'] },
      },
      comments: {
        n: { text: 'why', x: 1, y: 2, width: 100, height: 80 },
        m: { text: '', x: 0, y: 0 },
      },
    }).graph;
    const made = makeSubgraph(alone(before), {
      nodeIds: ['a', 'b'],
      commentIds: ['n'],
      name: 's',
    }).graph;
    expect(made.subgraphs!['s']).toMatchObject({
      groups: { whole: { nodeIds: ['a', 'b'] } },
      comments: { n: { text: 'why' } },
    });
    expect([Object.keys(made.groups!), Object.keys(made.comments!)]).toEqual([['part'], ['m']]);
    expect(made.nodes['s']).toMatchObject({ x: 140, y: 0 });
    const inGroup = makeSubgraph(alone(before), { nodeIds: ['c'], name: 's' }).graph;
    expect(inGroup.groups!['part']).toMatchObject({ nodeIds: ['d', 's'] });
    const back = unpackSubgraph(alone(inGroup), 's').graph;
    expect(back.groups!['part']).toMatchObject({ nodeIds: ['d', 'c'] });
    const all = unpackSubgraph(alone(made), 's').graph;
    expect(all.comments).toMatchObject({ n: { x: 1, y: 2 } });
    expect(all.groups!['whole']).toMatchObject({ nodeIds: ['a', 'b'] });
  });
});

describe('unpacking', () => {
  test('[E9] gives the nodes what the node was given, and where it stands', () => {
    const whole = parse(
      { s: node('graph:inc', {}, { inputData: { x: { x: 7 } }, x: 500, y: 90, disabled: true }) },
      { inc: INC },
    );
    const { graph: back, nodeIds } = unpackSubgraph(alone(whole), 's');
    expect(nodeIds).toEqual(['n', 'one']);
    expect(back.nodes['n']).toMatchObject({ inputData: { a: { a: 7 } }, disabled: true, y: 90 });
    expect(back.nodes['s']).toBeUndefined();
  });

  test('[E9] one output that was two ports lists the wire to an input that had both once', () => {
    const ports = { inputs: [], outputs: [port('y', 'n.r'), port('z', 'n.r')] };
    const whole = parse(
      { s: node('graph:two'), j: node('join', { xs: ['s.y', 's.z'] }) },
      { two: { ...INC, ports } },
    );
    const { nodes } = unpackSubgraph(alone(whole), 's').graph;
    const end = { nodeId: 'n', portName: 'r' };
    expect(nodes['j']!.connections.inputs['xs']).toEqual([end, end]);
    expect(nodes['n']!.connections.outputs['r']).toEqual([{ nodeId: 'j', portName: 'xs' }]);
  });

  test('[E9] a wire that an input names twice is listed once', () => {
    const before = graph({ one: node('one'), j: node('join', { xs: ['one.r', 'one.r'] }) });
    const made = makeSubgraph(alone(before), { nodeIds: ['one'], name: 'part' });
    const { outputs } = made.graph.nodes['part']!.connections;
    expect(outputs).toEqual({ r: [{ nodeId: 'j', portName: 'xs' }] });
  });

  test('[E9] numbers ids that are taken, and refuses what is no subgraph', () => {
    const whole = parse(
      { n: node('one'), s: node('graph:inc', { x: 'n.r' }), t: node('split', { a: 's.y' }) },
      { inc: INC },
    );
    const { graph: back } = unpackSubgraph(alone(whole), 's');
    expect(Object.keys(back.nodes)).toEqual(['n', 't', 'n-2', 'one']);
    expect(back.nodes['t']!.connections.inputs).toEqual({ a: [{ nodeId: 'n-2', portName: 'r' }] });
    expect(() => unpackSubgraph(alone(whole), 'n')).toThrow(/is a subgraph \("s"\), got n/);
  });

  test('[E9] brings subgraphs along that mean something else outside', () => {
    const inner = {
      ...INC,
      nodes: { k: node('graph:deep') },
      ports: undefined,
      subgraphs: { deep: INC },
    };
    const whole = parse(
      { s: node('graph:inner'), other: node('graph:deep') },
      { inner, deep: { version: 1, nodes: { other: node('one') } } },
    );
    const { graph: back } = unpackSubgraph(alone(whole), 's');
    expect(back.nodes['k']!.type).toBe('graph:deep 2');
    expect(back.subgraphs!['deep 2']).toEqual(whole.subgraphs!['inner']!.subgraphs!['deep']);
    expect(back.nodes['other']!.type).toBe('graph:deep');
  });
});

/** Wires as texts, in an order of their own. */
function wiresOf({ nodes }: Graph): readonly string[] {
  return Object.values(nodes)
    .flatMap((each) =>
      (['inputs', 'outputs'] as const).flatMap((side) =>
        Object.entries(each.connections[side]).map(([name, ends]) => {
          const texts = ends.map((end) => `${end.nodeId}.${end.portName}`);
          return `${each.id}.${name} ${side} ${(side === 'inputs' ? texts : texts.sort()).join()}`;
        }),
      ),
    )
    .sort();
}

function placesOf({ nodes }: Graph): unknown {
  const places = Object.values(nodes).map(({ id, type, x, y, inputData }) => [
    id,
    { type, x, y, inputData },
  ]);
  return Object.fromEntries(places as [string, unknown][]);
}
