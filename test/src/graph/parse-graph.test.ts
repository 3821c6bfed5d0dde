import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import type { ParsedGraph } from '../../../src/graph/parse-graph.js';
import { createRandom } from '../../fuzz/random.js';
import { deepFreeze, GARBAGE, mutate } from './garbage.js';
import { config, node, readFlowfunc } from './graphs.js';

const wire = (nodeId: string, portName: string) => ({ nodeId, portName });

const full = {
  version: 1,
  author: 'me',
  nodes: {
    a: { ...node('one'), id: 'a', connections: { inputs: {}, outputs: { r: [wire('b', 'a')] } } },
    b: {
      ...node('add', { a: 'a.r' }),
      id: 'b',
      inputData: { b: { b: 2, note: 'x' } },
      fingerprint: 'f',
      title: 'B',
      settings: { retry: 1 },
      disabled: false,
      pinned: { r: 1 },
      collapsed: true,
      asWire: ['a'],
      status: 'idle',
    },
  },
  signatures: {
    f: {
      label: 'Add',
      inputs: [{ name: 'a', schema: { type: 'number' }, required: true }],
      outputs: [{ name: 'r', schema: {} }],
      returns: 'value',
    },
  },
  ports: { inputs: [{ name: 'p', nodeId: 'b', portName: 'b' }], outputs: [] },
  subgraphs: { inner: { version: 1, nodes: { x: node('one', {}, { id: 'x' }) } } },
  comments: { c: { text: 'hi' } },
  groups: {},
  viewport: { x: 1, y: 2, scale: 0.5 },
};

function codes({ issues }: ParsedGraph): readonly string[] {
  return issues.map(({ severity, code, path }) => `${severity} ${code} ${path.join('.')}`);
}

function json(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('parseGraph', () => {
  it('reads a document as it is and keeps what it does not know', () => {
    const parsed = parseGraph(deepFreeze(structuredClone(full)), config);
    expect(parsed.issues).toEqual([]);
    expect(json(parsed.graph)).toEqual(full);
  });

  it('reads the text of a document, a byte order mark in front or not', () => {
    const text = JSON.stringify(full);
    expect(parseGraph(text, config)).toEqual(parseGraph(full, config));
    expect(parseGraph(`\uFEFF${text}`, config)).toEqual(parseGraph(full, config));
  });

  it('says where text is no JSON', () => {
    const [issue] = parseGraph('{"version":1,').issues;
    expect(issue).toMatchObject({ code: 'invalid-json', severity: 'error', path: [] });
    expect(issue!.message).toMatch(/^the graph is not valid JSON: .*JSON/);
  });

  it.each(GARBAGE.map((value) => [value]))('says what is wrong with the document %p', (value) => {
    const { graph, issues } = parseGraph(value);
    expect(Object.keys(graph.nodes)).toEqual([]);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ severity: 'error', path: [] });
  });

  it('survives objects that throw when they are read', () => {
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    const getter = Object.defineProperty({}, 'version', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    for (const value of [revoked.proxy, getter]) {
      expect(parseGraph(value).issues[0]).toMatchObject({ code: 'unreadable', severity: 'error' });
    }
  });

  it("reads Flowfunc's own example with one repair, that of node_5.a", () => {
    const parsed = parseGraph(deepFreeze(readFlowfunc()));
    expect(parsed.issues).toHaveLength(1);
    expect(parsed.issues[0]).toMatchObject({
      code: 'connection-output-added',
      severity: 'warning',
      nodeId: 'node_5',
      portName: 'a',
    });
    expect(parsed.graph.nodes['node_1']!.connections.outputs['result']).toContainEqual(
      wire('node_5', 'a'),
    );
    expect(parseGraph(json(parsed.graph))).toEqual({ graph: parsed.graph, issues: [] });
  });

  it('is wrapped when `version` is a number and `nodes` an object, else a bare node map', () => {
    expect(Object.keys(parseGraph({ version: 1, nodes: { a: node('one') } }).graph.nodes)).toEqual([
      'a',
    ]);
    const bare = parseGraph({ version: node('one'), nodes: node('one') });
    expect(bare.issues).toEqual([]);
    expect(Object.keys(bare.graph.nodes)).toEqual(['version', 'nodes']);
    expect(codes(parseGraph({ version: 1, nodes: [] }))[0]).toBe('error nodes-not-object nodes');
  });

  it.each(['__proto__', 'constructor', 'toString', '"quoted"', 'a\nb', '', '7', 'a.b', 'ü 😀'])(
    'takes %j for an id, a port, a control and a name like any other',
    (id) => {
      const of = (value: unknown): string => `{${JSON.stringify(id)}:${JSON.stringify(value)}}`;
      const text = `{"version":1,"nodes":${of({})},"signatures":${of(full.signatures.f)},"subgraphs":${of({})},
        "ports":{"inputs":[{"name":${JSON.stringify(id)},"nodeId":${JSON.stringify(id)},"portName":"x"}]}}`;
      const document = JSON.parse(text) as { nodes: Record<string, unknown> };
      const self = [wire(id, id)];
      const ports = JSON.parse(of(self)) as object;
      const own = { type: 't', x: 0, y: 0, width: 1, id };
      const inputData = JSON.parse(of(JSON.parse(of(1)))) as object;
      Object.defineProperty(document.nodes, id, {
        enumerable: true,
        value: { ...own, inputData, connections: { inputs: ports, outputs: ports } },
      });
      const parsed = parseGraph(document);
      expect(parsed.issues).toEqual([]);
      const read = parsed.graph.nodes[id]!;
      expect(read.id).toBe(id);
      expect(Object.hasOwn(read.inputData[id]!, id)).toBe(true);
      expect(read.connections.inputs[id]).toEqual(self);
      expect(Object.keys(parsed.graph.signatures!)).toEqual([id]);
      expect(Object.keys(parsed.graph.subgraphs!)).toEqual([id]);
      expect(JSON.stringify(parsed.graph)).toContain(JSON.stringify(inputData));
      expect(parseGraph(JSON.stringify(parsed.graph))).toEqual(parsed);
    },
  );

  it('inherits nothing: no node, port or control is called toString', () => {
    const { graph } = parseGraph({ a: node('add') });
    const { inputData, connections } = graph.nodes['a']!;
    for (const record of [graph.nodes, inputData, connections.inputs, connections.outputs]) {
      expect((record as Record<string, unknown>)['toString']).toBeUndefined();
      expect((record as Record<string, unknown>)['__proto__']).toBeUndefined();
    }
  });
});

describe('a malformed part', () => {
  const base = node('add');
  const wires = (inputs: unknown) => ({ ...base, connections: { inputs, outputs: {} } });
  it.each<[string, unknown, string, (string | number)[]]>([
    ['a node', 5, 'error node-unreadable', []],
    ['a node', null, 'error node-unreadable', []],
    ['a node', [1], 'error node-unreadable', []],
    ['a type', { ...base, type: 5 }, 'error node-type-missing', ['type']],
    ['an x', { ...base, x: '1' }, 'warning node-field', ['x']],
    ['a width', { ...base, width: null }, 'warning node-field', ['width']],
    ['an id', { ...base, id: 'other' }, 'warning node-id-mismatch', ['id']],
    ['a title', { ...base, title: 5 }, 'error node-field', ['title']],
    ['a fingerprint', { ...base, fingerprint: {} }, 'error node-field', ['fingerprint']],
    ['settings', { ...base, settings: 'x' }, 'error node-field', ['settings']],
    ['disabled', { ...base, disabled: 'yes' }, 'error node-field', ['disabled']],
    ['pinned', { ...base, pinned: [] }, 'error node-field', ['pinned']],
    ['collapsed', { ...base, collapsed: 1 }, 'error node-field', ['collapsed']],
    ['asWire', { ...base, asWire: ['a', 1] }, 'error node-field', ['asWire']],
    ['unread', { ...base, unread: 5 }, 'error unread-unreadable', ['unread']],
    ['unread', { ...base, unread: [5] }, 'error unread-unreadable', ['unread']],
    ['control values', { ...base, inputData: 'x' }, 'error input-data-unreadable', ['inputData']],
    ['connections', { ...base, connections: [] }, 'error connections-unreadable', ['connections']],
    ['one side', wires(5), 'error connections-unreadable', ['connections', 'inputs']],
    ['a port', wires({ a: 5 }), 'error connection-unreadable', ['connections', 'inputs', 'a']],
    [
      'a wire',
      wires({ a: [{}] }),
      'error connection-unreadable',
      ['connections', 'inputs', 'a', 0],
    ],
  ])('(%s: %j) is reported, and kept as unread', (_what, value, issue, path) => {
    const parsed = parseGraph(deepFreeze({ version: 1, nodes: { n: value } }), config);
    expect(codes(parsed)).toEqual([`${issue} ${['nodes', 'n', ...path].join('.')}`]);
    expect(parsed.issues[0]!.nodeId).toBe('n');
    const [part] = parsed.graph.nodes['n']!.unread!;
    expect(part!.path).toEqual(path);
    let original = value;
    for (const key of path) original = (original as Record<string | number, unknown>)[key];
    expect(part!.value).toBe(original);
    expect(parseGraph(json(parsed.graph), config)).toEqual({ graph: parsed.graph, issues: [] });
  });

  it.each<[string, unknown, string]>([
    ['version', 2, 'error graph-version version'],
    ['ports', 5, 'error ports-unreadable ports'],
    ['ports', { inputs: 5 }, 'error ports-unreadable ports.inputs'],
    ['ports', { inputs: [{ name: 'x' }] }, 'error port-unreadable ports.inputs.0'],
    ['signatures', [], 'error graph-field signatures'],
    ['signatures', { f: { inputs: 5 } }, 'error signature-unreadable signatures.f'],
    ['subgraphs', 5, 'error subgraphs-unreadable subgraphs'],
    ['subgraphs', { s: 5 }, 'error graph-not-object subgraphs.s'],
    ['comments', 'x', 'error graph-field comments'],
    ['groups', [], 'error graph-field groups'],
    ['viewport', { x: 0, y: 0, scale: 0 }, 'error graph-field viewport'],
    ['unread', 'x', 'error unread-unreadable unread'],
  ])('of a graph (%s: %j) is reported, and kept as unread', (key, value, issue) => {
    const parsed = parseGraph(deepFreeze({ version: 1, nodes: {}, [key]: value }));
    expect(codes(parsed)).toEqual([issue]);
    const [part] = parsed.graph.unread!;
    let original: unknown = { [key]: value };
    for (const step of part!.path) original = (original as Record<string | number, unknown>)[step];
    expect(part!.value).toBe(original);
    expect(parseGraph(json(parsed.graph))).toEqual({ graph: parsed.graph, issues: [] });
  });

  it("that is a port's plain value is taken for its control's", () => {
    const parsed = parseGraph({ n: { ...base, inputData: { a: 5, b: null } } }, config);
    expect(codes(parsed)).toEqual([
      'warning control-value-wrapped n.inputData.a',
      'warning control-value-wrapped n.inputData.b',
    ]);
    expect(json(parsed.graph.nodes['n']!.inputData)).toEqual({ a: { a: 5 }, b: { b: null } });
  });

  it('inside a subgraph is reported by its path, and marks no node of the outer graph', () => {
    const parsed = parseGraph({ version: 1, nodes: {}, subgraphs: { s: { n: 5 } } });
    expect(parsed.issues).toHaveLength(1);
    expect(parsed.issues[0]!.path).toEqual(['subgraphs', 's', 'n']);
    expect(parsed.issues[0]).not.toHaveProperty('nodeId');
  });

  it('too many levels down is kept as unread', () => {
    let deep: object = { version: 1, nodes: {} };
    for (let level = 0; level < 5000; level += 1)
      deep = { version: 1, nodes: {}, subgraphs: { s: deep } };
    const parsed = parseGraph(deep);
    expect(parsed.issues.map((issue) => issue.code)).toEqual(['subgraphs-unreadable']);
  });

  it('is not asked to be short: 300,000 unread parts are kept', () => {
    const unread = Array.from({ length: 300_000 }, () => ({ path: ['x'], value: 1 }));
    const parsed = parseGraph({ n: { ...base, unread, x: 'bad' } });
    expect(parsed.graph.nodes['n']!.unread).toHaveLength(300_001);
  });
});

describe('any graph', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../../src/graph/graph.schema.json', import.meta.url), 'utf8'),
  ) as object;
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });

  it('is written as graph.schema.json says, a valid JSON Schema 2020-12', () => {
    expect(ajv.validateSchema(schema)).toBe(true);
    expect(ajv.validate(schema, full)).toBe(true);
  });

  it('is read without an exception or a loss, and again as the same', () => {
    const validate = ajv.compile(schema);
    const documents = [full, full.nodes, readFlowfunc()];
    for (let seed = 1; seed <= 2500; seed += 1) {
      const random = createRandom(seed);
      const document = mutate(random.pick(documents), random, 1 + random.below(6));
      deepFreeze(document);
      const parsed = parseGraph(document, random.chance(0.5) ? config : undefined);
      const kept = scalarsOf(parsed.graph);
      const lost = [...scalarsOf(document)].filter((scalar) => !kept.has(scalar));
      expect({ seed, lost }).toEqual({ seed, lost: [] });
      const saved = toJson(parsed.graph);
      const fits = validate(saved);
      expect({ seed, fits, errors: validate.errors }).toEqual({ seed, fits: true, errors: null });
      const again = parseGraph(saved, config);
      expect({ seed, graph: toJson(again.graph) }).toEqual({
        seed,
        graph: toJson(parseGraph(again.graph, config).graph),
      });
    }
  });
});

/** Texts and numbers of a document, keys included. */
function scalarsOf(value: unknown, found = new Set<unknown>()): Set<unknown> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (item !== undefined && !Array.isArray(value)) found.add(key);
      scalarsOf(item, found);
    }
  } else if (value !== undefined) {
    found.add(value);
  }
  return found;
}

/** As JSON; what JSON has no word for as text. */
function toJson(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, item: unknown) =>
      ['bigint', 'symbol', 'function'].includes(typeof item) ? String(item) : item,
    ),
  );
}
