import { describe, expect, it } from '@jest/globals';
import type { InputPort, NodeType } from '../../../src/config/config.js';
import { parseConfig } from '../../../src/config/parse-config.js';
import type { Graph } from '../../../src/graph/graph.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import { graphTypesOf } from '../../../src/graph/subgraph-types.js';
import type { SubgraphTypesOptions } from '../../../src/graph/subgraph-types.js';
import { node } from './graphs.js';
import type { RawNode } from './graphs.js';

const number = { type: 'number' };

const { config } = parseConfig({
  nodeTypes: [
    {
      type: 'math.add',
      version: 'v1',
      inputs: [
        { name: 'a', label: 'First', required: true, schema: number, kind: 'positionalOnly' },
        { name: 'b', required: true, default: 2, schema: number, whenMissing: 'default' },
      ],
      outputs: [{ name: 'r', label: 'Sum', schema: number }],
    },
    {
      type: 'io.fetch',
      async: true,
      inputs: [
        { name: 'key', required: true, secret: 'API_KEY', schema: { type: 'string' } },
        { name: 'urls', multiple: true, schema: { type: 'array', items: { type: 'string' } } },
      ],
      outputs: [{ name: 'text', schema: { type: 'string' } }],
    },
    { type: 'grow', inputs: { path: 'grow' }, outputs: [{ name: 'r', schema: number }] },
  ],
});

type Ends = Readonly<Record<string, string>>;

/** A graph as saved; ports are `{ name: 'node.port' }`, `name#2` standing for `name` once more. */
function saved(
  nodes: Readonly<Record<string, RawNode>>,
  inputs: Ends = {},
  outputs: Ends = {},
  subgraphs: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const ports = (ends: Ends) =>
    Object.entries(ends).map(([key, end]) => {
      const [nodeId, portName] = end.split('.');
      return { name: key.split('#')[0], nodeId, portName };
    });
  return {
    version: 1,
    nodes,
    ports: { inputs: ports(inputs), outputs: ports(outputs) },
    subgraphs,
  };
}

function parse(document: unknown): Graph {
  return parseGraph(document, config).graph;
}

/** The type of subgraph `sub` of an empty graph. */
function typeOf(sub: unknown, options?: SubgraphTypesOptions): NodeType {
  return graphTypesOf(parse(saved({}, {}, {}, { sub })), config, options).get('graph:sub')!;
}

function inputOf(sub: unknown, name = 'x'): InputPort {
  return typeOf(sub).inputs.find((port) => port.name === name)!;
}

describe('the type of a subgraph', () => {
  it('[R16] has the promoted ports, with what their nodes know of them', () => {
    const type = typeOf(saved({ n: node('math.add') }, { x: 'n.a', y: 'n.b' }, { sum: 'n.r' }));
    expect(type).toMatchObject({
      type: 'graph:sub',
      label: 'Sub',
      async: false,
      call: { style: 'object', context: false },
      returns: 'object',
      inputs: [
        { name: 'x', label: 'X', schema: number, required: true },
        { name: 'y', schema: number, required: false, default: 2, whenMissing: 'default' },
      ],
      outputs: [{ name: 'sum', label: 'Sum', schema: number }],
    });
    expect(type.fingerprint).toMatch(/^1:/);
    expect(type.inputs[0]).not.toHaveProperty('kind');
  });

  it('[R16] its ports are called by their names, or as in the node while they have its names', () => {
    const { inputs } = typeOf(saved({ n: node('math.add') }, { a: 'n.a', startValue: 'n.b' }));
    expect(inputs.map(({ label }) => label)).toEqual(['First', 'Start value']);
  });

  it('[R16] is async when one of its nodes is, at any depth', () => {
    const inner = saved({ f: node('io.fetch') });
    expect(typeOf(saved({ s: node('graph:in') }, {}, {}, { in: inner })).async).toBe(true);
  });

  it.each<[string, RawNode]>([
    ['a control value', { inputData: { a: { a: 7 } } }],
    ['a wire', { connections: { inputs: { a: [{ nodeId: 'm', portName: 'r' }] } } }],
    ['a disabled node', { disabled: true }],
    ['a pinned node', { pinned: { r: 1 } }],
  ])('[R16] %s inside makes an input optional', (_what, more) => {
    const sub = saved({ n: node('math.add', {}, more), m: node('math.add') }, { x: 'n.a' });
    expect(inputOf(sub).required).toBe(false);
  });

  it("[R2] a control value inside is the input's default", () => {
    const sub = (a: unknown) =>
      saved({ n: node('math.add', {}, { inputData: { b: { b: a } } }) }, { x: 'n.b' });
    expect(inputOf(sub(7)).default).toBe(7);
    expect(inputOf(sub(null)).default).toBe(2);
    expect(inputOf(sub(new Date(0)))).not.toHaveProperty('default');
  });

  it('[R16] an input of one name feeds several, each with a default of its own', () => {
    const nodes = {
      n: node('math.add', {}, { inputData: { b: { b: 7 } } }),
      m: node('math.add', {}, { inputData: { a: { a: 1 } } }),
    };
    const type = typeOf(saved(nodes, { x: 'n.b', 'x#2': 'm.b', y: 'm.a', 'y#2': 'n.a' }));
    expect(type.inputs.map((port) => port.name)).toEqual(['x', 'y']);
    expect(type.inputs[0]).not.toHaveProperty('default');
    expect(type.inputs[1]).toMatchObject({ required: true });
  });

  it('[R11] keeps a secret a secret, and [R16] several wires several', () => {
    const type = typeOf(saved({ f: node('io.fetch') }, { k: 'f.key', u: 'f.urls' }));
    expect(type.inputs).toMatchObject([
      { name: 'k', secret: 'API_KEY', required: true },
      { name: 'u', multiple: true },
    ]);
  });

  it('[R16] a port whose node or port is missing takes and gives anything', () => {
    const type = typeOf(
      saved({ n: node('math.add') }, { x: 'gone.a', y: 'n.gone' }, { o: 'gone.r' }),
    );
    const any = { type: 'object', schema: {} };
    expect(type.inputs).toEqual([
      { ...any, name: 'x', label: 'x', required: false, controls: [] },
      { ...any, name: 'y', label: 'y', required: false, controls: [] },
    ]);
    expect(type.outputs).toEqual([{ ...any, name: 'o', label: 'o' }]);
  });

  it('asks port functions, and survives one that fails', () => {
    const sub = saved({ g: node('grow') }, { x: 'g.k' }, { r: 'g.r' });
    const grow = () => [{ name: 'k', schema: number, required: true }];
    expect(typeOf(sub, { portFunctions: { grow } }).inputs[0]).toMatchObject({
      schema: number,
      required: true,
    });
    const fail = () => {
      throw new Error('no ports');
    };
    expect(typeOf(sub, { portFunctions: { grow: fail } })).toMatchObject({
      inputs: [{ name: 'x', schema: {} }],
      outputs: [{ name: 'r', schema: number }],
    });
  });
});

describe('the version of a subgraph', () => {
  const sub = (more: RawNode = {}, rest: Readonly<Record<string, unknown>> = {}) => ({
    ...saved({ n: node('math.add', {}, more) }, { x: 'n.a' }),
    ...rest,
  });
  const version = (document: unknown): unknown => typeOf(document).version;

  it('[R16] [R12] does not change with places and looks', () => {
    const moved = sub(
      { x: 50, y: 9, width: 300, title: 'Sum', collapsed: true },
      { viewport: { x: 1, y: 1, scale: 2 }, comments: { c: {} } },
    );
    expect(version(sub())).toMatch(/^[0-9a-f]{32}$/);
    expect(version(moved)).toBe(version(sub()));
  });

  it.each<[string, unknown]>([
    ['a value', sub({ inputData: { b: { b: 3 } } })],
    ['a setting', sub({ settings: { timeoutMs: 5 } })],
    ['a pin', sub({ pinned: { r: 5 } })],
    ['a disabled node', sub({ disabled: true })],
    ['a promoted port', sub({}, { ports: { inputs: [], outputs: [] } })],
    ['a wire', sub({ connections: { inputs: { a: [{ nodeId: 'n', portName: 'r' }] } } })],
  ])('[R16] [R12] changes with %s', (_what, changed) => {
    expect(version(changed)).toMatch(/^[0-9a-f]{32}$/);
    expect(version(changed)).not.toBe(version(sub()));
  });

  it('[R16] [R12] changes with the version of a function, at any depth', () => {
    const outer = parse(
      saved({}, {}, {}, { sub: saved({ s: node('graph:in') }, {}, {}, { in: sub() }) }),
    );
    const at = (text: string): unknown => {
      const nodeTypes = config.nodeTypes.map((type) => ({ ...type, version: text }));
      return graphTypesOf(outer, { ...config, nodeTypes }).get('graph:sub')!.version;
    };
    expect(at('v1')).toBe(at('v1'));
    expect(at('v1')).not.toBe(at('v2'));
  });

  it('[R12] is unknown where a function has none, or a value has no JSON', () => {
    expect(version(saved({ f: node('io.fetch') }))).toBeUndefined();
    expect(version(saved({ f: node('gone') }))).toBeUndefined();
    expect(version(sub({ inputData: { b: { b: 5n } } }))).toBeUndefined();
  });
});

describe('the scope of a name', () => {
  const of = (port: string) => saved({ n: node('math.add') }, { [port]: 'n.a' });
  const names = (type: NodeType | undefined) => type?.inputs.map((input) => input.name);

  it('[R16] is the graph and the graphs around it, the nearest one first', () => {
    const inner = saved({}, {}, {}, { near: of('inner') });
    const root = parse(saved({}, {}, {}, { inner, near: of('outer'), far: of('far') }));
    const types = graphTypesOf(root.subgraphs!['inner']!, config, { outer: [root] });
    expect(names(types.get('graph:near'))).toEqual(['inner']);
    expect(names(types.get('graph:far'))).toEqual(['far']);
    expect(types.subgraphs).toEqual(['near', 'inner', 'far']);
    expect(names(graphTypesOf(root, config).get('graph:near'))).toEqual(['outer']);
    expect(types.get('graph:gone')).toBeUndefined();
    expect(types.get('math.add')).toBe(config.nodeTypes[0]);
  });

  it('[R16] a name may be `__proto__`, empty or a type of the config', () => {
    const subgraphs = { '': of('e') };
    Object.defineProperty(subgraphs, '__proto__', { value: of('p'), enumerable: true });
    const types = graphTypesOf(parse(saved({}, {}, {}, subgraphs)), {
      ...config,
      nodeTypes: [...config.nodeTypes, { ...config.nodeTypes[0]!, type: 'graph:' }],
    });
    expect(names(types.get('graph:__proto__'))).toEqual(['p']);
    expect(names(types.get('graph:'))).toEqual(['e']);
    expect(types.get('graph:constructor')).toBeUndefined();
  });

  it('[R16] ports pass through 60 levels', () => {
    let document = of('x');
    for (let level = 0; level < 60; level += 1) {
      document = saved({ s: node('graph:down') }, { x: 's.x' }, {}, { down: document });
    }
    expect(inputOf(document)).toMatchObject({ label: 'X', required: true, schema: number });
  });
});
