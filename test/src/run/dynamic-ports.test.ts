import { describe, expect, test } from '@jest/globals';
import {
  checkGraph,
  createConfig,
  defineNode,
  fillTemplate,
  growingPorts,
  JobRunner,
  load,
  noValue,
  parseConfig,
  parseGraph,
  templatePorts,
  toPortFunction,
} from 'millrace';
import type { PortsOf } from 'millrace';
import { PortLookup } from '../../../src/graph/node-ports.js';
import { graphOf, nest, summary } from './support.js';
import type { NodeSketch } from './support.js';

const greet = defineNode({
  type: 'text.greet',
  inputs: { template: { type: 'string', control: 'textarea', default: 'Hello {name}' } },
  dynamicInputs: templatePorts({ control: 'template' }),
  outputs: 'string',
  run: ({ template, ...values }) => fillTemplate(template, values),
});
const collect = defineNode({
  type: 'list.collect',
  dynamicInputs: growingPorts({ name: 'part', type: 'number', max: 4 }),
  outputs: 'number[]',
  run: (parts) => Object.values(parts) as number[],
});
const choose = defineNode({
  type: 'flow.choose',
  inputs: { value: 'string', cases: { type: 'string[]', default: ['a', 'b'] } },
  outputs: { other: 'any' },
  dynamicOutputs: ({ cases }) =>
    Object.fromEntries((cases as string[]).map((name) => [name, 'any'] as const)),
  run: ({ value, cases }) =>
    Object.fromEntries(
      [...cases, 'other'].map((name) => [
        name,
        name === value || (name === 'other' && !cases.includes(value)) ? value : noValue,
      ]),
    ) as { other: unknown },
});
const same = defineNode({
  type: 'same',
  inputs: { a: 'any' },
  outputs: 'any',
  run: ({ a }) => a,
});
const set = createConfig([greet, collect, choose, same]);

function portsOf(sketch: NodeSketch, from = set): { inputs: string[]; outputs: string[] } {
  const { graph } = parseGraph(graphOf({ n: sketch }), from.config);
  const type = from.config.nodeTypes.find(({ type }) => type === sketch.type)!;
  const lookup = new PortLookup(graph, from.config, from.portFunctions);
  const { inputs, outputs } = lookup.portsOf(graph.nodes['n']!, type);
  return { inputs: inputs.map(({ name }) => name), outputs: outputs.map(({ name }) => name) };
}

async function run(sketches: Readonly<Record<string, NodeSketch>>, from = set) {
  const result = await new JobRunner(from.config, from).run(graphOf(sketches));
  return { ...summary(result), errors: Object.values(result.nodes).flatMap((n) => n.error ?? []) };
}

describe('a text with names in braces', () => {
  test.each([
    ['{a} and {b}, {a} again', ['a', 'b']],
    ['{{a}} is no name, {{{b}}} is one', ['b']],
    ['{price:>10.2f} {who!r} {size.width} {list[0]}', ['price', 'who', 'size', 'list']],
    ['{} {0} {a b} { c } {ünï_1} {', ['c', 'ünï_1']],
    ['{__proto__} {constructor}', ['__proto__', 'constructor']],
    ['{template}', []],
    ['', []],
    [3, []],
  ])('%j makes the inputs %j', (template, names) => {
    const { inputs } = portsOf({ type: 'text.greet', values: { template } });
    expect(inputs).toEqual(['template', ...names]);
  });

  test('counts with its default, where the node says nothing', () => {
    expect(portsOf({ type: 'text.greet' }).inputs).toEqual(['template', 'name']);
  });

  test('makes a hundred inputs at most', () => {
    const template = Array.from({ length: 1000 }, (_, index) => `{v${index}}`).join('');
    expect(portsOf({ type: 'text.greet', values: { template } }).inputs).toHaveLength(101);
  });

  test('is filled with the values that come', async () => {
    const text = '{{{name}}} is {age:d} in {where}; {not a name}';
    const ran = await run({
      age: { type: 'same', values: { a: 42 } },
      greet: {
        type: 'text.greet',
        values: { template: text, name: 'Ada', __proto__: 1 },
        wires: { age: 'age' },
      },
    });
    expect(ran).toMatchObject({ greet: '{Ada} is 42 in ; {not a name}' });
    const lists = await run({
      list: { type: 'same', values: { a: [1, { b: 2 }] } },
      greet: { type: 'text.greet', values: { template: '{x}' }, wires: { x: 'list' } },
    });
    expect(lists).toMatchObject({ greet: '[1,{"b":2}]' });
  });

  test('a name that is gone keeps its wire, which is the error of its node', async () => {
    const sketches = {
      one: { type: 'same', values: { a: 1 } },
      greet: { type: 'text.greet', values: { template: 'no more' }, wires: { name: 'one' } },
    };
    const { graph, issues } = parseGraph(graphOf(sketches), set.config);
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(graph.nodes['greet']!.connections.inputs['name']).toHaveLength(1);
    expect(checkGraph(graph, set.config, set)).toMatchObject([
      { code: 'unknown-input', nodeId: 'greet', portName: 'name' },
    ]);
    expect(await run(sketches)).toMatchObject({ greet: 'error', one: 1 });
  });
});

describe('inputs that grow', () => {
  test.each([
    [{}, ['part1']],
    [{ wires: { part1: 'x' } }, ['part1', 'part2']],
    [{ wires: { part3: 'x' } }, ['part1', 'part2', 'part3', 'part4']],
    [{ wires: { part4: 'x', part9: 'x' } }, ['part1', 'part2', 'part3', 'part4']],
    [{ values: { part2: 7 } }, ['part1', 'part2', 'part3']],
    [{ values: { part2: null } }, ['part1']],
  ])('%j has the inputs %j', (sketch, names) => {
    expect(portsOf({ type: 'list.collect', ...sketch }).inputs).toEqual(names);
  });

  test('never exceed a hundred, whatever `max` says', () => {
    const from = createConfig([
      defineNode({ type: 'many', dynamicInputs: growingPorts({ max: 1e9 }), run: () => undefined }),
    ]);
    const wires = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`item${i}`, 'x']));
    expect(portsOf({ type: 'many', wires }, from).inputs).toHaveLength(100);
  });

  test('are called by name and number, and are optional', () => {
    const type = set.config.nodeTypes.find((each) => each.type === 'list.collect');
    const { graph } = parseGraph(graphOf({ n: { type: 'list.collect' } }), set.config);
    const lookup = new PortLookup(graph, set.config, set.portFunctions);
    expect(lookup.portsOf(graph.nodes['n']!, type).inputs).toMatchObject([
      { name: 'part1', label: 'Part 1', required: false, schema: { type: 'number' } },
    ]);
  });

  test('reach the function by name', async () => {
    const ran = await run({
      one: { type: 'same', values: { a: '1' } },
      all: { type: 'list.collect', wires: { part1: 'one', part2: 'one' }, values: { part3: 5 } },
    });
    expect(ran).toMatchObject({ all: [1, 1, 5] });
  });
});

describe('outputs that depend on the node', () => {
  test('follow its data, defaults included, behind the ones that are always there', () => {
    expect(portsOf({ type: 'flow.choose' }).outputs).toEqual(['other', 'a', 'b']);
    const values = { cases: ['x', 'other', 'y'] };
    expect(portsOf({ type: 'flow.choose', values }).outputs).toEqual(['x', 'other', 'y']);
  });

  test('[R4] take what the function returns by name', async () => {
    const sketches = {
      n: { type: 'flow.choose', values: { value: 'b' } },
      a: { type: 'same', wires: { a: 'n.a' } },
      b: { type: 'same', wires: { a: 'n.b' } },
      other: { type: 'same', wires: { a: 'n.other' } },
    };
    expect(await run(sketches)).toMatchObject({ a: 'skipped', b: 'b', other: 'skipped' });
    const { config, portFunctions } = set;
    const functions = await load(set.functions, config);
    const runner = new JobRunner(config, { functions, portFunctions, method: 'sync' });
    expect(summary(runner.run(graphOf(sketches)))).toMatchObject({ b: 'b', other: 'skipped' });
  });

  test('[R12] are taken from an earlier run, and can be pinned', async () => {
    const graph = graphOf({
      n: { type: 'flow.choose', values: { value: 'b' } },
      b: { type: 'same', wires: { a: 'n.b' } },
    });
    const runner = new JobRunner(set.config, set);
    const previous = await runner.run(graph, { keep: 'all' });
    const again = await runner.run(graph, { fromNodeIds: ['b'], previous });
    expect(again.nodes).toMatchObject({ n: { cached: true }, b: { outputs: { result: 'b' } } });
    const pinned = { a: 1, b: 2, other: 3 };
    const fixed = graphOf({
      n: { type: 'flow.choose', values: {}, pinned },
      b: { type: 'same', wires: { a: 'n.b' } },
    });
    const result = await runner.run(fixed, { selectedNodeIds: ['b'] });
    expect(result.nodes).toMatchObject({ n: { cached: true }, b: { outputs: { result: 2 } } });
  });
});

test('[R16] ports that depend on a node can be ports of its graph', async () => {
  const g = nest(
    {
      l: { type: 'text.greet' },
      c: { type: 'flow.choose', wires: { value: 'l' }, values: { cases: ['Hello Ada'] } },
    },
    { in: { who: 'l.name' }, out: { known: 'c.Hello Ada', other: 'c.other' } },
  );
  const sketches = {
    ada: { type: 'graph:g', values: { who: 'Ada' } },
    bob: { type: 'graph:g', values: { who: 'Bob' } },
  };
  const graph = nest(sketches, {}, { g });
  expect(checkGraph(parseGraph(graph, set.config).graph, set.config, set)).toEqual([]);
  const result = await new JobRunner(set.config, set).run(graph);
  expect(summary(result)).toMatchObject({
    ada: { known: 'Hello Ada' },
    bob: { other: 'Hello Bob' },
  });
});

describe('a port function', () => {
  const failing = (portsOf: unknown, side: 'dynamicInputs' | 'dynamicOutputs' = 'dynamicInputs') =>
    createConfig([
      defineNode({
        type: 'bad',
        inputs: { a: { type: 'number', default: 1 } },
        outputs: { r: 'any' },
        [side]: portsOf as PortsOf,
        run: () => ({ r: 1 }),
      }),
      same,
    ]);
  const sketches = {
    one: { type: 'same', values: { a: 1 } },
    bad: { type: 'bad', wires: { a: 'one', gone: 'one' } },
    next: { type: 'same', wires: { a: 'bad.lost' } },
    after: { type: 'same', wires: { a: 'bad.r' } },
  };

  test.each([
    [
      'throws',
      () => {
        throw new Error('no ports today');
      },
      /"bad#inputs" failed: no ports today/,
    ],
    [
      'throws nothing',
      () => {
        throw undefined;
      },
      /"bad#inputs" failed/,
    ],
    ['gives a promise', async () => ({}), /not async/],
    ['gives a text', () => 'a', /object of ports by name, got "a"/],
    ['gives a type that is none', () => ({ x: 'int' }), /expected a type .* got "int"/],
    ['gives a broken schema', () => ({ x: { minimum: 'no' } }), /minimum/],
  ])(
    '[R7] that %s is its node’s error, and the node keeps ports and wires',
    async (_, fn, message) => {
      const from = failing(fn);
      const { graph } = parseGraph(graphOf(sketches), from.config);
      const lookup = new PortLookup(graph, from.config, from.portFunctions);
      const type = from.config.nodeTypes.find(({ type }) => type === 'bad');
      expect(() => lookup.portsOf(graph.nodes['bad']!, type)).toThrow(message);
      const inputs = ['a', 'gone'].map((name) => expect.objectContaining({ name }));
      expect(() => lookup.portsOf(graph.nodes['bad']!, type)).toThrow(
        expect.objectContaining({ ports: expect.objectContaining({ inputs }) }),
      );
      const result = await new JobRunner(from.config, from).run(graphOf(sketches));
      expect(result.nodes['bad']?.error).toMatchObject({ code: 'port-function-failed' });
      expect(result.nodesStatus).toMatchObject({ one: 'success', after: 'skipped' });
    },
  );

  test('[R7] for outputs that fails: those behind it are skipped, not in error themselves', async () => {
    const from = failing(() => {
      throw new Error('no');
    }, 'dynamicOutputs');
    const { bad: _, ...rest } = sketches;
    const result = await new JobRunner(from.config, from).run(
      graphOf({ bad: { type: 'bad' }, ...rest }),
    );
    expect(result.nodesStatus).toMatchObject({ bad: 'error', after: 'skipped' });
  });

  test('that is not registered is a warning; values and wires tell the ports', () => {
    const { graph } = parseGraph(
      graphOf({ g: { type: 'flow.choose', values: { value: 'x' } } }),
      set.config,
    );
    expect(checkGraph(graph, set.config)).toMatchObject(
      [
        {
          code: 'port-function-missing',
          severity: 'warning',
          message: /the outputs of g come from/,
        },
      ].map((issue) => ({ ...issue, message: expect.stringMatching(issue.message) })),
    );
  });

  test('of a config is found by its path, with Flowfunc’s parameters or by toPortFunction', () => {
    const { config } = parseConfig({
      nodeTypes: [{ type: 'f', inputs: { path: 'grow' }, outputs: [] }],
    });
    const functions = { ...set, config, portFunctions: { grow: toPortFunction(growingPorts()) } };
    expect(portsOf({ type: 'f', wires: { item1: 'x' } }, functions).inputs).toEqual([
      'item1',
      'item2',
    ]);
    const flowfunc = (_ports: unknown, inputData: object): unknown =>
      Object.keys(inputData).map((name) => ({ type: 'number', name }));
    const old = { ...set, config, portFunctions: { grow: flowfunc } };
    expect(portsOf({ type: 'f', values: { b: 1, a: 2 } }, old).inputs).toEqual(['b', 'a']);
  });

  test('its fixed ports survive a round trip through JSON', () => {
    const { config, issues } = parseConfig(JSON.stringify(set.config));
    expect(issues).toEqual([]);
    expect(config).toEqual(set.config);
  });
});
