import { describe, expect, test } from '@jest/globals';
import type { Config } from '../../../src/config/config.js';
import type { NodeDrift } from '../../../src/graph/drift-change.js';
import { acceptDrift } from '../../../src/graph/migrate-type.js';
import { findDrift, migrateGraph } from '../../../src/graph/migrate.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import { stampGraph } from '../../../src/graph/stamp.js';
import { configOf, drawn, f, INTEGER, NUMBER, TEXT, type } from './drifting.js';
import type { Ports } from './drifting.js';
import { node } from './graphs.js';

const required = (schema: object): Ports[string] => ({ schema, required: true });
const optional = (schema: object, value?: unknown): Ports[string] => ({
  schema,
  ...(value === undefined ? {} : { default: value }),
});

const say = (drift: readonly NodeDrift[]): readonly string[] =>
  drift.flatMap(({ nodeId, changes }) =>
    changes.map(
      ({ kind, safe, reason }) => `${nodeId} ${kind} ${safe ? 'safe' : 'ASKED'}: ${reason}`,
    ),
  );

/** What is said of a graph drawn when `f` had other ports. */
function drift(
  then: { readonly inputs?: Ports; readonly outputs?: Ports },
  now: { readonly inputs?: Ports; readonly outputs?: Ports; readonly more?: object },
  nodes: Parameters<typeof drawn>[1] = { n: f() },
  more: object = {},
): readonly string[] {
  const before = configOf(type('f', then.inputs ?? {}, then.outputs ?? {}));
  const after = configOf(type('f', now.inputs ?? {}, now.outputs ?? {}, { ...now.more }));
  return say(findDrift(drawn(before, nodes, { ...more }), after));
}

const num = { num: node('num') };

describe('what is compared', () => {
  const then = configOf(type('f', { a: NUMBER }, { r: NUMBER }));
  const now = configOf(type('f', {}, { r: NUMBER }));

  test('[D1] a node drawn against the signature of today has no drift', () => {
    expect(findDrift(drawn(then, { n: f({ a: 'num.r' }), ...num }), then)).toEqual([]);
  });

  test('[D1] a node without a fingerprint, or whose signature was not kept, has none', () => {
    const bare = parseGraph({ version: 1, nodes: { n: f({}, { a: 1 }) } }, then).graph;
    expect(findDrift(bare, now)).toEqual([]);
    const { signatures: _, ...lost } = drawn(then, { n: f({}, { a: 1 }) });
    expect(findDrift(lost, now)).toEqual([]);
  });

  test('[D1] other words for the same signature are no drift', () => {
    const words = configOf(
      type('f', { a: { ...NUMBER, title: 'A' } }, { r: NUMBER }, { label: 'Eff' }),
    );
    expect(findDrift(drawn(then, { n: f({}, { a: 1 }) }), words)).toEqual([]);
  });

  test('[D1] a node of a subgraph type has none: its ports are the document’s', () => {
    const inner = { version: 1, nodes: { x: f() }, ports: { inputs: [], outputs: [] } };
    const more = { subgraphs: { f: inner } };
    const graph = drawn(then, { n: node('graph:f') }, more);
    expect(graph.nodes['n']).not.toHaveProperty('fingerprint');
    expect(graph.subgraphs!['f']!.nodes['x']).toHaveProperty('fingerprint');
  });

  test('[D1] stampGraph writes both to nodes that have none, and to no others', () => {
    const graph = drawn(then, { n: f({}, { a: 1 }) });
    expect(stampGraph(graph, now)).toBe(graph);
    expect(graph.signatures![graph.nodes['n']!.fingerprint!]).toMatchObject({
      inputs: [{ name: 'a', schema: NUMBER, required: false }],
      returns: 'value',
    });
    const unknown = parseGraph({ version: 1, nodes: { n: node('gone') } }).graph;
    expect(stampGraph(unknown, now)).toBe(unknown);
  });
});

describe('[D2] inputs', () => {
  test('an optional one that is new is safe, a required one is not', () => {
    expect(drift({}, { inputs: { a: NUMBER } })).toEqual(['n added safe: input a is new']);
    expect(drift({}, { inputs: { a: required(NUMBER) } })).toEqual([
      'n added ASKED: input a is new, but it is required and has no value',
    ]);
    expect(drift({}, { inputs: { a: { ...required(NUMBER), default: 1 } } })).toEqual([
      'n added safe: input a is new',
    ]);
  });

  test('one that is gone is safe only where nothing was said about it', () => {
    const gone = [{ inputs: { a: NUMBER } }, {}] as const;
    expect(drift(...gone)).toEqual(['n removed safe: input a is gone']);
    expect(drift(...gone, { n: f({}, { a: 5 }) })).toEqual([
      'n removed ASKED: input a is gone, but the node has a value for it',
    ]);
    expect(drift(...gone, { n: f({ a: 'num.r' }), ...num })).toEqual([
      'n removed ASKED: input a is gone, but a wire from num.r leads to it',
    ]);
    expect(drift(...gone, { n: f({}, { a: null }) })).toEqual(['n removed safe: input a is gone']);
    const ports = { inputs: [{ name: 'in', nodeId: 'n', portName: 'a' }], outputs: [] };
    expect(drift(...gone, { n: f() }, { ports })).toEqual([
      'n removed ASKED: input a is gone, but it is the input in of the graph',
    ]);
  });

  test('a port function may still list one that is gone', () => {
    const more = { inputs: { path: 'grow' } };
    expect(drift({ inputs: { a: NUMBER } }, { more }, { n: f({}, { a: 1 }) })).toEqual([]);
  });

  test('a rename is one gone and one new of the same schema, kind and place', () => {
    expect(
      drift(
        { inputs: { a: NUMBER, b: TEXT } },
        { inputs: { x: NUMBER, y: TEXT } },
        {
          n: f({ a: 'num.r' }, { b: 'hi' }),
          ...num,
        },
      ),
    ).toEqual([
      'n renamed safe: input a is now called x',
      'n renamed safe: input b is now called y',
    ]);
  });

  test.each([
    ['two it could be', { a: NUMBER, b: NUMBER }, { x: NUMBER, y: NUMBER }],
    ['another place', { a: NUMBER, b: TEXT }, { y: TEXT, x: NUMBER }],
    ['another schema', { a: NUMBER }, { x: INTEGER }],
    ['another kind', { a: NUMBER }, { x: { schema: NUMBER, kind: 'keywordOnly' } }],
  ])('with %s it is none', (_, inputs, today) => {
    const kinds = drift({ inputs }, { inputs: today }).map((line) => line.split(' ')[1]);
    expect(new Set(kinds)).toEqual(new Set(['removed', 'added']));
  });

  test('a rename to a name under which the node keeps something else is asked about', () => {
    const then = configOf(type('f', { a: NUMBER, b: NUMBER }, {}));
    const without = configOf(type('f', { a: NUMBER }, {}));
    const { graph } = acceptDrift(drawn(then, { n: f({}, { a: 1, b: 2 }) }), without, 'n');
    const now = configOf(type('f', { b: NUMBER }, {}));
    expect(say(findDrift(graph, now))).toEqual([
      'n renamed ASKED: input a is now called b, but something else is kept under b',
    ]);
    const accepted = acceptDrift(graph, now, 'n').graph.nodes['n']!;
    expect(accepted.inputData).toEqual({ a: { a: 1 }, b: { b: 2 } });
  });

  test.each([
    ['takes more', INTEGER, NUMBER, {}, 'safe'],
    ['has a value that fits', NUMBER, INTEGER, { values: { a: 5 } }, 'safe'],
    [
      'has one that does not',
      NUMBER,
      INTEGER,
      { values: { a: 5.5 } },
      'the node has the value 5.5 for it',
    ],
    ['is not used', NUMBER, TEXT, {}, 'safe'],
    [
      'would have to convert',
      TEXT,
      NUMBER,
      { values: { a: '3' } },
      'the node has the value "3" for it',
    ],
    ['is wired to what fits', { type: ['number', 'string'] }, NUMBER, { wire: 'num.r' }, 'safe'],
    ['is not', NUMBER, TEXT, { wire: 'num.r' }, 'num.r, which is wired to it, gives a number'],
    [
      'might fit',
      NUMBER,
      INTEGER,
      { wire: 'num.r' },
      'num.r, which is wired to it, gives a number',
    ],
  ] as const)('another type, where the port %s', (_, from, to, has, answer) => {
    const { values = {}, wire } = has as { values?: object; wire?: string };
    const nodes = { n: f(wire === undefined ? {} : { a: wire }, { ...values }), ...num };
    const [line] = drift({ inputs: { a: from } }, { inputs: { a: to } }, nodes);
    const said = answer === 'safe' ? /^n retyped safe: input a is / : `, but ${answer}`;
    expect(line).toMatch(said);
    expect(line!.includes('ASKED')).toBe(answer !== 'safe');
  });

  test('a property that is gone is asked about where the node has a value for it', () => {
    const size = (...names: readonly string[]) => ({
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, NUMBER])),
    });
    const change = (inputData: object, now: object = size('width')) =>
      drift(
        { inputs: { a: size('width', 'height') } },
        { inputs: { a: { ...now } } },
        {
          n: node('f', {}, { inputData }),
        },
      )[0];
    expect(change({ a: { width: 1 } })).toContain('retyped safe');
    expect(change({ a: { height: 1 } })).toMatch(
      /but the node has a value for height, which is gone$/,
    );
    expect(change({ a: { a: { height: 1 } } })).toContain('retyped ASKED');
    expect(change({ a: { height: 1 } }, { anyOf: [size('width'), { type: 'null' }] })).toContain(
      'ASKED',
    );
    expect(change({ a: { height: 1 } }, { type: 'object' })).toContain('retyped safe');
  });

  test('a date that was typed stays one', () => {
    const date = { type: 'string', 'x-millrace': { format: 'date' } };
    const now = { inputs: { a: { anyOf: [date, { type: 'null' }] } } };
    const [line] = drift({ inputs: { a: date } }, now, { n: f({}, { a: '2026-01-31' }) });
    expect(line).toContain('retyped safe');
  });

  test('a promoted one may only take more', () => {
    const ports = { inputs: [{ name: 'in', nodeId: 'n', portName: 'a' }], outputs: [] };
    const change = (from: object, to: object) =>
      drift(
        { inputs: { a: required(from) } },
        { inputs: { a: required(to) } },
        { n: f() },
        { ports },
      );
    expect(change(INTEGER, NUMBER)[0]).toContain('retyped safe');
    expect(change(NUMBER, INTEGER)[0]).toContain('it is the input in of the graph');
  });

  test('order, kind and default are told, not asked about', () => {
    const then = { inputs: { a: NUMBER, b: optional(TEXT, 'x') } };
    const now = { inputs: { b: optional(TEXT, 'y'), a: { schema: NUMBER, kind: 'keywordOnly' } } };
    expect(drift(then, now)).toEqual([
      'n kind safe: input a is now given keywordOnly',
      'n default safe: input b has the default "y", no longer "x"',
      'n reordered safe: input order is now b, a',
    ]);
  });

  test('one that is required now needs a value', () => {
    const change = [{ inputs: { a: NUMBER } }, { inputs: { a: required(NUMBER) } }] as const;
    expect(drift(...change)).toEqual([
      'n required ASKED: input a is now required, but the node has no value for it',
    ]);
    expect(drift(...change, { n: f({}, { a: 1 }) })).toEqual([
      'n required safe: input a is now required',
    ]);
    expect(drift(change[1], change[0])).toEqual(['n required safe: input a is no longer required']);
  });

  test('one that loses its default needs a value, unless the function copes', () => {
    const then = { inputs: { a: { ...required(NUMBER), default: 5 } } };
    const now = { inputs: { a: required(NUMBER) } };
    expect(drift(then, now)).toEqual([
      'n default ASKED: input a has the default none, no longer 5, but the node has no value for it',
    ]);
    expect(drift(then, now, { n: f({}, { a: 1 }) })).toEqual([
      'n default safe: input a has the default none, no longer 5',
    ]);
    expect(
      drift({ inputs: { a: optional(NUMBER, 5) } }, { inputs: { a: optional(NUMBER) } }),
    ).toEqual(['n default safe: input a has the default none, no longer 5']);
  });

  test('a value that was left behind comes back where it fits', () => {
    const then = configOf(type('f', { a: NUMBER }, {}));
    const { graph } = acceptDrift(
      drawn(then, { n: f({}, { a: 5 }) }),
      configOf(type('f', {}, {})),
      'n',
    );
    expect(say(findDrift(graph, configOf(type('f', { a: required(NUMBER) }, {}))))).toEqual([
      'n added safe: input a is new',
    ]);
    expect(say(findDrift(graph, configOf(type('f', { a: TEXT }, {}))))).toEqual([
      'n added ASKED: input a is new, but the node has the value 5 for it',
    ]);
  });
});

describe('[D2] outputs', () => {
  const used = { n: f(), t: node('take', { x: 'n.r' }) };

  test('a new one is safe, but not on a node whose outputs are all pinned', () => {
    const change = [{ outputs: { r: NUMBER } }, { outputs: { r: NUMBER, s: NUMBER } }] as const;
    expect(drift(...change, used)[0]).toBe('n added safe: output s is new');
    expect(drift(...change, { n: f({}, {}, { pinned: { r: 1 } }) })[0]).toBe(
      'n added ASKED: output s is new, but the node is pinned and has no value for it',
    );
  });

  test('one that is gone is safe only where nothing uses it', () => {
    const change = [{ outputs: { r: NUMBER, s: NUMBER } }, { outputs: { s: NUMBER } }] as const;
    expect(drift(...change)[0]).toBe('n removed safe: output r is gone');
    expect(drift(...change, used)[0]).toBe(
      'n removed ASKED: output r is gone, but t.x is wired to it',
    );
    expect(drift(...change, { n: f({}, {}, { pinned: { r: 1 } }) })[0]).toBe(
      'n removed ASKED: output r is gone, but it is pinned',
    );
  });

  test('another type is safe where what is wired to it takes it', () => {
    const wide = { type: ['number', 'string'] };
    const change = (from: object, to: object) =>
      drift({ outputs: { r: { ...from } } }, { outputs: { r: { ...to } } }, used)[0];
    expect(change(wide, NUMBER)).toMatch(/retyped safe/);
    expect(change(NUMBER, INTEGER)).toMatch(/retyped safe/);
    expect(change(NUMBER, wide)).toMatch(
      /ASKED: .* but t.x, which is wired to it, takes a number$/,
    );
  });

  test('another way to return is told; what it means stands at the outputs', () => {
    const then = configOf(type('f', {}, { a: NUMBER, b: NUMBER }, { returns: 'tuple' }));
    const now = configOf(type('f', {}, { a: NUMBER, b: NUMBER }, { returns: 'object' }));
    expect(say(findDrift(drawn(then, { n: f() }), now))).toEqual([
      'n returns safe: output values are now the properties of an object, no longer the items of a tuple',
    ]);
  });
});

describe('hostile signatures', () => {
  const now = configOf(type('f', { a: NUMBER, ['__proto__']: NUMBER }, { r: NUMBER }));

  function withEntry(entry: unknown, config: Config = now) {
    const nodes = { n: f({}, {}, { fingerprint: '1:x' }) };
    const parsed = parseGraph({ version: 1, nodes, signatures: { '1:x': entry } }, config);
    return { ...parsed, drift: findDrift(parsed.graph, config) };
  }

  test('one that is forged under the fingerprint of today changes nothing', () => {
    const { fingerprint } = now.nodeTypes.find((each) => each.type === 'f')!;
    const nodes = { n: f({}, {}, { fingerprint }) };
    const signatures = { [fingerprint]: { label: '', inputs: [], outputs: [], returns: 'void' } };
    const { graph } = parseGraph({ version: 1, nodes, signatures }, now);
    expect(findDrift(graph, now)).toEqual([]);
  });

  test('one that says what is so today is taken over without a word', () => {
    const { inputs, outputs, returns } = now.nodeTypes.find((each) => each.type === 'f')!;
    const { graph, drift } = withEntry({ label: 'f', inputs, outputs, returns });
    expect(drift).toMatchObject([{ nodeId: 'n', safe: true, changes: [] }]);
    expect(findDrift(migrateGraph(graph, now).graph, now)).toEqual([]);
  });

  test('of two ports of one name the first counts', () => {
    const a = { name: 'a', schema: NUMBER, required: false };
    const { drift } = withEntry({
      label: 'f',
      inputs: [a, { ...a, schema: TEXT }],
      outputs: [{ name: 'r', schema: NUMBER }],
      returns: 'value',
    });
    expect(say(drift)).toEqual(['n added safe: input __proto__ is new']);
  });

  test('ports called __proto__ are ports like any other', () => {
    const proto = { name: '__proto__', schema: NUMBER, required: false };
    const { graph, drift } = withEntry(
      { label: 'f', inputs: [proto], outputs: [proto], returns: 'value' },
      configOf(type('f', { constructor: NUMBER }, { toString: NUMBER })),
    );
    expect(say(drift)).toEqual([
      'n renamed safe: input __proto__ is now called constructor',
      'n renamed safe: output __proto__ is now called toString',
    ]);
    expect(graph.nodes['n']!.fingerprint).toBe('1:x');
  });

  test('one that can’t be read is told, and kept', () => {
    const { graph, issues, drift } = withEntry({ label: 'f', inputs: 5 });
    expect(issues).toMatchObject([{ code: 'signature-unreadable', path: ['signatures', '1:x'] }]);
    expect(drift).toEqual([]);
    const { graph: migrated } = migrateGraph(graph, now);
    expect(migrated.unread).toEqual([
      { path: ['signatures', '1:x'], value: { label: 'f', inputs: 5 } },
    ]);
  });

  test('thousands of ports that could all be one another are no renames', () => {
    const many = (prefix: string): Ports =>
      Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`${prefix}${at}`, NUMBER]));
    const then = configOf(type('f', many('a'), {}));
    const after = configOf(type('f', many('b'), {}));
    const [found] = findDrift(drawn(then, { n: f() }), after);
    expect(new Set(found!.changes.map(({ kind }) => kind))).toEqual(new Set(['added', 'removed']));
    expect(found!.changes).toHaveLength(6_000);
  });
});
