import { describe, expect, it } from '@jest/globals';
import { checkConnection } from '../../../src/graph/check-connection.js';
import { checkGraph } from '../../../src/graph/check-graph.js';
import type { CheckOptions } from '../../../src/graph/check-graph.js';
import type { Graph } from '../../../src/graph/graph.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import { planGraph } from '../../../src/graph/plan-graph.js';
import type { Plan } from '../../../src/graph/plan.js';
import { SubgraphTypes, graphTypesOf } from '../../../src/graph/subgraph-types.js';
import { parseConfig } from '../../../src/config/parse-config.js';
import { config, node } from './graphs.js';
import type { RawNode } from './graphs.js';
import { INC, parse, port, problems } from './subgraphs.js';

/** The circle of subgraphs a → b → a. */
const CIRCLE = {
  a: { version: 1, nodes: { down: node('graph:b') } },
  b: { version: 1, nodes: { ok: node('one'), up: node('graph:a') } },
};

function planned(laid: Plan, id: string) {
  return laid.nodes.find((each) => each.id === id)!;
}

const shown = (graph: Graph, options: CheckOptions = {}): readonly string[] =>
  checkGraph(graph, config, options).map(
    ({ code, path, nodeId }) => `${code} ${path.join('.')}${nodeId === undefined ? '' : '!'}`,
  );

describe('a subgraph in a plan', () => {
  it('[R16] is one node, wired by its promoted ports, with the graph it runs', () => {
    const graph = parse(
      { o: node('one'), s: node('graph:inc', { x: 'o.r' }), t: node('split', { a: 's.y' }) },
      { inc: INC },
    );
    const laid = planGraph(graph, config, { reject: () => undefined });
    const { subgraph, problems: found, inputs, type } = planned(laid, 's');
    expect(subgraph).toEqual({ name: 'inc', graph: graph.subgraphs!['inc'], outer: [graph] });
    expect([found, inputs.map((each) => each.name), type!.type]).toEqual([[], ['x'], 'graph:inc']);
    expect([...laid.inputSlot]).toEqual([0, 1]);
    expect(planned(laid, 't')).not.toHaveProperty('subgraph.graph');
  });

  it('[R16] is not asked whether it has a function', () => {
    const reject = ({ type }: { type: string }) => ({ code: 'no', message: type });
    const laid = planGraph(parse({ s: node('graph:inc') }, { inc: INC }), config, { reject });
    expect(laid.nodes[0]!.problems).toEqual([]);
  });

  it('[R7] [R16] a name that is not in scope is the error of its node', () => {
    const inner = { version: 1, nodes: { s: node('graph:inc'), t: node('graph:ink') } };
    const graph = parse(
      { s: node('graph:in'), o: node('graph:own') },
      { in: { ...inner, subgraphs: { own: INC } }, inc: INC },
    );
    expect(problems(graph)).toEqual(['s/t: unknown-subgraph', 'o: unknown-subgraph']);
    const [, o] = planGraph(graph, config).nodes;
    expect(o!.problems[0]!.message).toBe(
      'o runs the subgraph "own", which is in `subgraphs` neither of its graph nor of one around it (there are: "in", "inc"); add it or remove the node',
    );
  });

  it('[R16] a circle is the error of the node that closes it, with the path of names', () => {
    const graph = parse({ s: node('graph:a') }, CIRCLE);
    expect(problems(graph)).toEqual(['s/down/up: subgraph-recursion']);
    const b = graph.subgraphs!['b']!;
    const { subgraph, problems: found } = planned(planGraph(b, config, { outer: [graph] }), 'up');
    expect(subgraph).toBeUndefined();
    expect(found[0]!.details).toEqual({ path: ['a', 'b', 'a'] });
    expect(found[0]!.message).toBe(
      'up would run a subgraph inside itself: a → b → a; remove the node, or one on the way to it',
    );
  });

  it('[R16] a circle ends at one node, wherever it is entered', () => {
    const graph = parse({ s: node('graph:a'), t: node('graph:b') }, CIRCLE);
    expect(problems(graph)).toEqual(['s/down/up: subgraph-recursion', 't/up: subgraph-recursion']);
  });

  it('[R16] a subgraph that contains itself is a circle of one', () => {
    const self = { version: 1, nodes: { again: node('graph:self') } };
    expect(problems(parse({ s: node('graph:self') }, { self }))).toEqual([
      's/again: subgraph-recursion',
    ]);
  });

  it.each<[string, RawNode]>([
    ['disabled', { disabled: true }],
    ['pinned', { pinned: { y: 1 } }],
  ])('[R16] [R12] a %s node closes no circle', (_what, more) => {
    const self = { ...INC, nodes: { ...INC.nodes, again: node('graph:self', {}, more) } };
    const graph = parse({ s: node('graph:self') }, { self });
    expect(problems(graph)).toEqual([]);
    expect(checkGraph(graph, config).map(({ code }) => code)).toEqual([]);
  });

  it('[R16] an id that reads like a path into a subgraph is an error', () => {
    const nodes = {
      's/n': node('one'),
      's/a/b': node('one'),
      'o/n': node('one'),
      'ss/n': node('one'),
      s: node('graph:inc'),
      o: node('one'),
    };
    const graph = parse(nodes, { inc: INC });
    expect(problems(graph)).toEqual(['s/n: ambiguous-id', 's/a/b: ambiguous-id']);
    expect(problems(parse(nodes, {}))).toEqual(['s: unknown-subgraph']);
  });

  it('[R16] [R12] may be pinned, whatever is wrong with it', () => {
    const graph = parse({ s: node('graph:gone', {}, { pinned: { y: 5 } }) }, {});
    expect(planGraph(graph, config).nodes[0]).toMatchObject({ pinned: 'all', problems: [] });
  });

  it('is planned with the types of the plan around it', () => {
    const graph = parse({ s: node('graph:inc') }, { inc: INC });
    const subgraphTypes = new SubgraphTypes(graph, config);
    const one = planGraph(graph, config, { subgraphTypes }).nodes[0]!;
    expect(planGraph(graph, config, { subgraphTypes }).nodes[0]!.type).toBe(one.type);
  });
});

describe('checkGraph inside subgraphs', () => {
  const { config: strict } = parseConfig({
    nodeTypes: [
      {
        type: 'need',
        inputs: [
          { name: 'a', required: true, schema: { type: 'number' } },
          { name: 'key', required: true, secret: 'KEY', schema: { type: 'string' } },
        ],
        outputs: [{ name: 'r', schema: { type: 'string' } }],
      },
    ],
  });

  it('[R16] [R7] reports each subgraph once, used or not, by path', () => {
    const bad = { version: 1, nodes: { x: node('gone') } };
    const deep = { version: 1, nodes: {}, subgraphs: { bad } };
    const graph = parse(
      { s: node('graph:bad'), t: node('graph:bad'), u: node('gone') },
      { bad, deep },
    );
    expect(shown(graph)).toEqual([
      'unknown-type nodes.u!',
      'unknown-type subgraphs.bad.nodes.x',
      'unknown-type subgraphs.deep.subgraphs.bad.nodes.x',
    ]);
  });

  it('[R6] with a selection, looks only into what its nodes run', () => {
    const bad = { version: 1, nodes: { x: node('gone') } };
    const way = { version: 1, nodes: { s: node('graph:bad') } };
    const graph = parse({ o: node('one'), s: node('graph:way') }, { bad, way, other: bad });
    expect(shown(graph, { selectedNodeIds: ['o'] })).toEqual([]);
    expect(shown(graph, { selectedNodeIds: ['s'] })).toEqual([
      'unknown-type subgraphs.bad.nodes.x',
    ]);
  });

  it('[R16] [R2] misses an input where it is to be given, not where it is promoted', () => {
    const sub = {
      version: 1,
      nodes: { n: node('need'), m: node('need') },
      ports: { inputs: [port('x', 'n.a')], outputs: [] },
    };
    const { graph } = parseGraph(
      { version: 1, nodes: { s: node('graph:sub') }, subgraphs: { sub } },
      strict,
    );
    expect(checkGraph(graph, strict).map(({ path }) => path.join('.'))).toEqual([
      'nodes.s.inputData.x',
      'subgraphs.sub.nodes.m.inputData.a',
    ]);
  });

  it('[R16] reports ports of nodes and ports that are not there', () => {
    const sub = {
      version: 1,
      nodes: { n: node('one') },
      ports: { inputs: [port('x', 'gone.a')], outputs: [port('y', 'n.r'), port('z', 'n.gone')] },
    };
    expect(shown(parse({}, { sub }))).toEqual([
      'dangling-port subgraphs.sub.ports.inputs.0',
      'dangling-port subgraphs.sub.ports.outputs.1',
    ]);
  });

  it('[R3] [R16] warns of a wire that does not fit a promoted port', () => {
    const sub = {
      version: 1,
      nodes: { n: node('need') },
      ports: { inputs: [port('x', 'n.a')], outputs: [port('y', 'n.r')] },
    };
    const nodes = {
      s: node('graph:sub', { x: 't.y' }),
      t: node('graph:sub', {}, { inputData: { x: { x: 1 } } }),
    };
    const { graph } = parseGraph({ version: 1, nodes, subgraphs: { sub } }, strict);
    expect(checkGraph(graph, strict).map(({ code, nodeId }) => `${code} ${nodeId}`)).toEqual([]);
    const list = { type: 'boolean' };
    const { config: other } = parseConfig({
      nodeTypes: [{ ...strict.nodeTypes[0], outputs: [{ name: 'r', schema: list }] }],
    });
    expect(checkGraph(graph, other).map(({ code, nodeId }) => `${code} ${nodeId}`)).toEqual([
      'incompatible-wire s',
    ]);
    const types = graphTypesOf(graph, other);
    const check = checkConnection(
      parseGraph({ version: 1, nodes: { s: node('graph:sub'), t: node('graph:sub') } }).graph,
      { from: { nodeId: 't', portName: 'y' }, to: { nodeId: 's', portName: 'x' } },
      () => types.get('graph:sub'),
    );
    expect(check).toMatchObject({ allowed: false, code: 'types' });
  });

  it('[R11] a wire into a secret is an error, a control value a warning, nothing no issue', () => {
    const nodes = {
      a: node('need', {}, { inputData: { a: { a: 1 }, key: { key: 'hush' } } }),
      b: node('need', { key: 'a.r' }, { inputData: { a: { a: 1 } } }),
    };
    const { graph } = parseGraph({ version: 1, nodes }, strict);
    const issues = checkGraph(graph, strict);
    expect(
      issues.map(({ severity, code, path }) => `${severity} ${code} ${path.join('.')}`),
    ).toEqual(['warning secret-in-graph nodes.a.inputData.key', 'error secret-wired nodes.b']);
    expect(JSON.stringify(issues)).not.toContain('hush');
    const wire = { from: { nodeId: 'a', portName: 'r' }, to: { nodeId: 'b', portName: 'key' } };
    expect(checkConnection(graph, wire, () => strict.nodeTypes[0])).toEqual({
      allowed: false,
      code: 'secret',
      reason: 'a secret comes from the run and takes no wire',
    });
  });
});

describe('wires of subgraphs when a graph is read', () => {
  it('[R16] [R7] one that only its source knows is added when the promoted input exists', () => {
    const to = (portName: string) => ({
      connections: { inputs: {}, outputs: { r: [{ nodeId: 's', portName }] } },
    });
    const read = (portName: string) =>
      parseGraph(
        {
          version: 1,
          nodes: { o: { ...node('one'), ...to(portName) }, s: node('graph:inc') },
          subgraphs: { inc: INC },
        },
        config,
      );
    const added = read('x');
    expect(added.graph.nodes['s']!.connections.inputs).toEqual({
      x: [{ nodeId: 'o', portName: 'r' }],
    });
    expect(added.issues[0]!.code).toBe('connection-input-added');
    expect(read('zzz').issues[0]!.code).toBe('connection-one-sided');
  });

  it('[R16] that holds inside a subgraph, for the names around it', () => {
    const outputs = { r: [{ nodeId: 's', portName: 'x' }] };
    const nodes = {
      o: { ...node('one'), connections: { inputs: {}, outputs } },
      s: node('graph:inc'),
    };
    const { graph, issues } = parseGraph(
      { version: 1, nodes: {}, subgraphs: { sub: { version: 1, nodes }, inc: INC } },
      config,
    );
    expect(graph.subgraphs!['sub']!.nodes['s']!.connections.inputs).toHaveProperty('x');
    const path = ['subgraphs', 'sub', 'nodes', 'o', 'connections', 'outputs', 'r', 0];
    expect(issues[0]).toEqual({
      code: 'connection-input-added',
      severity: 'warning',
      message: expect.any(String),
      path,
    });
  });
});
