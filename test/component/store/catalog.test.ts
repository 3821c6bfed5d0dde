import { describe, expect, test } from '@jest/globals';
import { parseConfig, parseGraph } from '../../../src/index.js';
import { signatureOf, stampGraph } from '../../../src/graph/stamp.js';
import { Catalog } from '../../../component/store/catalog.js';
import { chain, config, node } from '../nodes.js';

const catalog = new Catalog(config);
const { graph } = parseGraph(chain, config);

describe('the catalog', () => {
  test('knows the ports of a node, and gives the same object again', () => {
    const ports = catalog.portsOf(graph.nodes['one']!, graph);
    expect(ports.inputs.map((port) => port.name)).toEqual(['a', 'b']);
    expect(catalog.portsOf(graph.nodes['one']!, graph)).toBe(ports);
  });

  test('knows the ports of a placeholder by its signature', () => {
    const lost = parseGraph({
      version: 1,
      nodes: { x: node('x', 'gone.away', { fingerprint: '1:f' }) },
      signatures: { '1:f': signatureOf(config.nodeTypes[0]!) },
    }).graph;
    const ports = catalog.portsOf(lost.nodes['x']!, lost);
    expect(ports.inputs.map((port) => port.name)).toEqual(['a', 'b']);
    expect(ports.outputs.map((port) => port.name)).toEqual(['sum']);
  });

  test('says how ports fit', () => {
    const [add, shout] = config.nodeTypes;
    const fit = (from: typeof add, to: typeof add): string =>
      catalog.fitOf(from!.outputs[0]!.schema, to!.inputs[0]!).kind;
    expect([fit(add, add), fit(add, shout)]).toEqual(['exact', 'no']);
  });

  test('knows only Flume’s colours', () => {
    const { config: odd } = parseConfig({
      version: 1,
      portTypes: [{ type: 'x', name: 'x', color: 'url(evil)', schema: {} }],
      nodeTypes: [{ type: 't', label: 'T', inputs: [], outputs: [{ name: 'o', type: 'x' }] }],
    });
    const [type] = odd.nodeTypes;
    expect(new Catalog(odd).colorOf(type!.outputs[0]!)).toBe('grey');
  });

  test('a port function that throws leaves the ports that are always there', () => {
    const dynamic = {
      ...config,
      nodeTypes: [{ ...config.nodeTypes[0]!, dynamicInputs: { path: 'p' } }],
    };
    const p = (): never => {
      throw new Error('no ports today');
    };
    const broken = new Catalog(dynamic, { portFunctions: { p } });
    const ports = broken.portsOf(graph.nodes['two']!, graph);
    expect(ports.inputs.map((port) => port.name).sort()).toEqual(['a', 'b']);
  });

  test('knows the subgraphs of a graph as types', () => {
    const subgraphs = {
      twice: {
        ...graph,
        ports: { inputs: [{ name: 'in', nodeId: 'one', portName: 'a' }], outputs: [] },
      },
    };
    const type = new Catalog(config, { subgraphs }).nodeTypes.get('graph:twice')!;
    expect(type.label).toBe('Twice');
    expect(type.inputs.map(({ name, default: value }) => [name, value])).toEqual([['in', 1]]);
  });

  test('knows which nodes were drawn against another signature', () => {
    const [add] = config.nodeTypes;
    const { fingerprint } = add!;
    const old = { ...signatureOf(add!), inputs: [] };
    const saved = (more: object) =>
      parseGraph(
        { version: 1, nodes: { x: node('x', 'math.add', more) }, signatures: { '1:old': old } },
        config,
      ).graph;
    const current = (more: object): boolean => catalog.isCurrent(saved(more));
    expect([{}, { fingerprint }, { fingerprint: '1:old' }].map(current)).toEqual([
      true,
      true,
      false,
    ]);
    const safe = saved({ fingerprint: '1:old' });
    expect(catalog.driftOf(safe.nodes['x']!, safe)).toBeUndefined();
  });

  test('goes through the wires of a graph once, however many nodes have drifted', () => {
    const port = (name: string) => ({ name, schema: { type: 'number' } });
    const configOf = (...outputs: readonly string[]) =>
      parseConfig({
        nodeTypes: [{ type: 'f', inputs: [port('a')], outputs: outputs.map(port) }],
      }).config;
    const then = configOf('r', 's');
    const nodes: Record<string, object> = {};
    for (let index = 0; index < 100; index += 1) {
      const inputs = index === 0 ? {} : { a: [{ nodeId: `n${index - 1}`, portName: 'r' }] };
      nodes[`n${index}`] = { type: 'f', connections: { inputs, outputs: {} } };
    }
    const drawn = stampGraph(parseGraph({ version: 1, nodes }, then).graph, then);
    let looks = 0;
    const ownKeys = (all: typeof drawn.nodes): (string | symbol)[] => {
      looks += 1;
      return Reflect.ownKeys(all);
    };
    const watched = { ...drawn, nodes: new Proxy(drawn.nodes, { ownKeys }) };
    const now = new Catalog(configOf('s'));
    const drifted = Object.values(drawn.nodes).filter((each) => now.driftOf(each, watched));
    expect(drifted).toHaveLength(99);
    expect(looks).toBeLessThan(5);
  });
});
