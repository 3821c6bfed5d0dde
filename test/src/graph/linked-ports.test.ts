import { describe, expect, test } from '@jest/globals';
import { assignable } from '../../../src/config/assignable.js';
import type { Schema } from '../../../src/config/json-schema.js';
import { parseConfig } from '../../../src/config/parse-config.js';
import { checkConnection } from '../../../src/graph/check-connection.js';
import { checkGraph } from '../../../src/graph/check-graph.js';
import type { Graph } from '../../../src/graph/graph.js';
import { linkPorts } from '../../../src/graph/linked-ports.js';
import type { FindPorts } from '../../../src/graph/linked-ports.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import { node } from './graphs.js';
import type { RawNode } from './graphs.js';

const number: Schema = { type: 'number' };
const string: Schema = { type: 'string' };
const integer: Schema = { type: 'integer' };
const nothing: Schema = { type: 'null' };
const variable = (name: string, bound: Schema = {}): Schema => ({
  ...bound,
  'x-millrace': { ...bound['x-millrace'], variable: name },
});
const T = variable('T');
const list = (items: Schema): Schema => ({ type: 'array', items });
const tree: Schema = {
  $ref: '#/$defs/Tree',
  $defs: { Tree: { type: 'object', properties: { parts: list({ $ref: '#/$defs/Tree' }) } } },
};
const treeOfT: Schema = {
  $ref: '#/$defs/Node',
  $defs: {
    Node: { type: 'object', properties: { value: T, next: { $ref: '#/$defs/Node' } } },
  },
};

const source = (type: string, schema: Schema): object => ({
  type,
  outputs: [{ name: 'r', schema }],
});
const fn = (type: string, inputs: Readonly<Record<string, Schema>>, result: Schema): object => ({
  type,
  inputs: Object.entries(inputs).map(([name, schema]) => ({ name, schema })),
  outputs: [{ name: 'r', schema: result }],
});

const { config } = parseConfig({
  nodeTypes: [
    source('number', number),
    source('branch', {
      type: 'object',
      properties: { parts: list({ type: 'object', properties: {} }), name: string },
    }),
    fn('double', { a: T }, { type: 'array', prefixItems: [T, T], minItems: 2, maxItems: 2 }),
    fn('tree of', { a: variable('T', tree) }, variable('T', tree)),
    source('integer', integer),
    source('string', string),
    source('numbers', list(number)),
    source('strings', list(string)),
    source('pair', { type: 'array', prefixItems: [number, string], minItems: 2, maxItems: 2 }),
    source('any', {}),
    source('maybe', { anyOf: [number, nothing] }),
    source('tree', tree),
    source('trees', { ...list({ $ref: '#/$defs/Tree' }), $defs: tree.$defs! }),
    source('point', {
      type: 'object',
      properties: { x: number, y: integer },
      required: ['x', 'y'],
    }),
    source('chain', {
      type: 'object',
      properties: { value: number, next: { $ref: '#' } },
      title: 'Chain',
    }),
    fn('same', { a: T }, T),
    fn('first', { a: list(T) }, T),
    fn('wrap', { a: T }, list(T)),
    fn('orElse', { a: { anyOf: [T, nothing] }, b: T }, T),
    fn('record', { a: { type: 'object', additionalProperties: T } }, list(T)),
    fn('get', { a: { type: 'object', properties: { x: T } } }, T),
    fn('bounded', { a: variable('T', number) }, variable('T', number)),
    fn(
      'zip',
      { a: list(variable('A')), b: list(variable('B')) },
      {
        type: 'array',
        items: { type: 'array', prefixItems: [variable('A'), variable('B')] },
      },
    ),
    fn('head', { a: treeOfT }, T),
    fn('plant', { a: T }, treeOfT),
    {
      type: 'merge',
      inputs: [{ name: 'xs', multiple: true, schema: list(T) }],
      outputs: [{ name: 'r', schema: T }],
    },
    fn('takesNumber', { a: number }, number),
    fn('takesNumbers', { a: list(number) }, number),
  ],
});

function read(nodes: Readonly<Record<string, RawNode>>): { graph: Graph; find: FindPorts } {
  const { graph } = parseGraph({ version: 1, nodes }, config);
  const byType = new Map(config.nodeTypes.map((type) => [type.type, type]));
  return { graph, find: (id) => byType.get(graph.nodes[id]?.type ?? '') };
}

/** The schema of the output of `n`, whose type and wires are given beside the sources. */
function resultOf(type: string, wires: Parameters<typeof node>[1]): Schema | undefined {
  const names = [...new Set(Object.values(wires ?? {}).flat())];
  const sources = names.map((name) => {
    const id = name.slice(0, name.indexOf('.'));
    return [id, node(id.replace(/\d$/, ''))] as const;
  });
  const { graph, find } = read({ ...Object.fromEntries(sources), n: node(type, wires) });
  return linkPorts(graph, find).outputOf('n', 'r');
}

describe('the type parameters of a node', () => {
  test.each<[string, Parameters<typeof node>[1], Schema]>([
    ['same', {}, {}],
    ['same', { a: 'number.r' }, number],
    ['same', { a: 'numbers.r' }, list(number)],
    ['same', { a: 'any.r' }, {}],
    ['first', { a: 'numbers.r' }, number],
    ['first', { a: 'pair.r' }, { anyOf: [number, string] }],
    ['first', { a: 'number.r' }, {}],
    ['wrap', { a: 'number.r' }, list(number)],
    ['wrap', {}, list({})],
    ['orElse', { a: 'maybe.r' }, number],
    ['orElse', { a: 'number.r' }, number],
    ['orElse', { a: 'maybe.r', b: 'string.r' }, { anyOf: [number, string] }],
    ['orElse', { a: 'number.r', b: 'integer.r' }, number],
    ['orElse', { a: 'integer.r', b: 'number.r' }, number],
    ['orElse', { b: 'string.r' }, string],
    ['record', { a: 'point.r' }, list(number)],
    ['get', { a: 'point.r' }, number],
    ['bounded', { a: 'integer.r' }, integer],
    ['bounded', { a: 'string.r' }, number],
    ['bounded', { a: 'any.r' }, number],
    ['zip', { a: 'numbers.r' }, list({ type: 'array', prefixItems: [number, {}] })],
    ['merge', { xs: ['number.r', 'string.r'] }, { anyOf: [number, string] }],
    ['same', { a: 'tree.r' }, tree],
    ['first', { a: 'trees.r' }, tree],
    ['wrap', { a: 'tree.r' }, { ...list({ $ref: '#/$defs/Tree' }), $defs: tree.$defs! }],
    ['head', { a: 'chain.r' }, number],
  ])('[T6] of %s with %j are what is wired in', (type, wires, expected) => {
    expect(resultOf(type, wires)).toEqual(expected);
  });

  test('[T6] are filled in inside definitions', () => {
    expect(resultOf('plant', { a: 'number.r' })).toEqual({
      $ref: '#/$defs/Node',
      $defs: {
        Node: { type: 'object', properties: { value: number, next: { $ref: '#/$defs/Node' } } },
      },
    });
  });

  test('[T6] keep the very schema where nothing has to be filled in', () => {
    const { graph, find } = read({ one: node('number'), n: node('same', { a: 'one.r' }) });
    const linked = linkPorts(graph, find);
    expect(linked.outputOf('n', 'r')).toBe(find('one')!.outputs[0]!.schema);
    expect(linked.inputOf('n', 'a')).toBe(find('one')!.outputs[0]!.schema);
    expect(linked.outputOf('n', 'gone')).toBeUndefined();
    expect(linked.outputOf('gone', 'r')).toBeUndefined();
  });

  test('[T6] go through chains of any length, each node once', () => {
    const nodes: Record<string, RawNode> = { n0: node('number') };
    for (let index = 1; index <= 10_000; index += 1) {
      nodes[`n${index}`] = node('same', { a: `n${index - 1}.r` });
    }
    const { graph, find } = read(nodes);
    let asked = 0;
    const linked = linkPorts(graph, (id) => {
      asked += 1;
      return find(id);
    });
    expect(linked.outputOf('n10000', 'r')).toEqual(number);
    const before = asked;
    expect(linked.outputOf('n9999', 'r')).toEqual(number);
    expect(asked - before).toBeLessThan(3);
    expect(before).toBeLessThan(100_000);
  });

  test('[T6] end where a type would grow without end', () => {
    const nodes: Record<string, RawNode> = { n0: node('number') };
    for (let index = 1; index <= 2_000; index += 1) {
      nodes[`n${index}`] = node('wrap', { a: `n${index - 1}.r` });
    }
    const { graph, find } = read(nodes);
    const linked = linkPorts(graph, find);
    expect(JSON.stringify(linked.outputOf('n2000', 'r')).length).toBeLessThan(20_000);
    expect(checkGraph(graph, config).filter(({ code }) => code === 'incompatible-wire')).toEqual(
      [],
    );
  });

  test('[T6] end where a type would double with each node', () => {
    const nodes: Record<string, RawNode> = { n0: node('number') };
    for (let index = 1; index <= 200; index += 1) {
      nodes[`n${index}`] = node('double', { a: `n${index - 1}.r` });
    }
    const { graph, find } = read(nodes);
    const size = JSON.stringify(linkPorts(graph, find).outputOf('n200', 'r')).length;
    expect(size).toBeLessThan(50_000);
  });

  test('[T6] may be bounded by a type that contains itself', () => {
    const { graph, find } = read({
      t: node('branch'),
      n: node('tree of', { a: 't.r' }),
      m: node('tree of'),
    });
    const linked = linkPorts(graph, find);
    const branch = find('t')!.outputs[0]!.schema;
    expect(linked.outputOf('n', 'r')).toEqual(branch);
    expect(assignable(linked.outputOf('m', 'r')!, tree)).toEqual({ kind: 'exact' });
  });

  test('[T6] on a circle are their bounds, whoever is asked first', () => {
    const nodes = {
      a: node('bounded', { a: 'b.r' }),
      b: node('bounded', { a: 'a.r' }),
      c: node('same', { a: 'c.r' }),
      d: node('same', { a: 'a.r' }),
    };
    for (const first of ['a', 'b', 'd']) {
      const { graph, find } = read(nodes);
      const linked = linkPorts(graph, find);
      linked.outputOf(first, 'r');
      const all = ['a', 'b', 'd'].map((id) => linked.outputOf(id, 'r'));
      expect(all).toEqual([number, number, number]);
      expect(linked.outputOf('c', 'r')).toEqual({});
    }
  });

  test('[T6] of wires that lead nowhere are their bounds', () => {
    const { graph, find } = read({
      n: node('same', { a: ['gone.r'] }),
      m: node('same', { a: 'n.x' }),
    });
    const linked = linkPorts(graph, find);
    expect(linked.outputOf('n', 'r')).toEqual({});
    expect(linked.outputOf('m', 'r')).toEqual({});
  });
});

test('[T6] type parameters of a subgraph are those of several nodes, and stay apart', () => {
  const inner = {
    ...parseGraph({
      version: 1,
      nodes: { x: node('same'), y: node('same', {}, { inputData: { a: { a: 1 } } }) },
    }).graph,
    ports: {
      inputs: [{ name: 'in', nodeId: 'x', portName: 'a' }],
      outputs: [{ name: 'out', nodeId: 'y', portName: 'r' }],
    },
  };
  const { graph } = parseGraph({
    version: 1,
    nodes: {
      text: node('string'),
      both: node('graph:inner', { in: 'text.r' }),
      end: node('takesNumbers', { a: 'both.out' }),
    },
    subgraphs: { inner },
  });
  expect(checkGraph(graph, config).filter(({ code }) => code === 'incompatible-wire')).toEqual([]);
});

describe('a wire from an output with a type parameter', () => {
  test('[T6] is checked for what it carries here', () => {
    const nodes = {
      texts: node('strings'),
      first: node('first', { a: 'texts.r' }),
      good: node('same', { a: 'first.r' }),
      bad: node('takesNumbers', { a: 'good.r' }),
    };
    const { graph, find } = read(nodes);
    expect(checkGraph(graph, config)).toEqual([
      expect.objectContaining({
        code: 'incompatible-wire',
        nodeId: 'bad',
        message: expect.stringMatching('a text is never a list') as unknown as string,
      }),
    ]);
    const wire = {
      from: { nodeId: 'good', portName: 'r' },
      to: { nodeId: 'bad', portName: 'a' },
    };
    const { connections: _, ...bare } = nodes.bad;
    const drawn = read({ ...nodes, bad: bare });
    expect(checkConnection(drawn.graph, wire, find)).toEqual({
      allowed: false,
      code: 'types',
      reason: 'a text is never a list',
    });
    const linked = linkPorts(drawn.graph, drawn.find);
    expect(checkConnection(drawn.graph, wire, find, { linked, allowMisfits: true })).toMatchObject({
      allowed: true,
      fit: { kind: 'no' },
    });
  });
});
