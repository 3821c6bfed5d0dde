import { describe, expect, test } from '@jest/globals';
import { createConfig, defineNode, JobRunner } from 'millrace';
import type { NodeContext, StandardSchemaV1 } from 'millrace';
import { graphOf, summary } from './support.js';

describe('a node written by hand', () => {
  test('gets labels, port types, controls, a return mode and a fingerprint', () => {
    const { nodeType } = defineNode({
      type: 'math.addUp',
      category: 'math',
      version: '2',
      settings: { cache: true },
      inputs: {
        firstPart: { type: 'number', minimum: 0, maximum: 10, step: 0.5, description: 'In km' },
        b: { type: 'integer', default: 2, label: 'B' },
        mode: { enum: ['x', 'y'], default: 'x' },
        text: {
          type: 'string',
          optional: true,
          control: 'code',
          placeholder: 'Type',
          language: 'json',
        },
        size: { type: 'object', properties: { w: 'number', h: { type: 'number' } } },
        key: { type: 'string', secret: true },
      },
      outputs: 'number',
      run: ({ firstPart, b }) => firstPart + b,
    });
    expect(nodeType).toMatchObject({
      label: 'Add up',
      category: 'math',
      version: '2',
      settings: { cache: true },
      returns: 'value',
      async: false,
      call: { style: 'object', context: false },
      outputs: [{ name: 'result', label: 'Result', type: 'number', schema: { type: 'number' } }],
    });
    const [first, b, mode, text, size, key] = nodeType.inputs;
    expect(first).toMatchObject({
      label: 'First part',
      required: true,
      controls: [{ type: 'slider', min: 0, max: 10, step: 0.5, description: 'In km' }],
    });
    expect(b).toMatchObject({
      label: 'B',
      required: false,
      default: 2,
      controls: [{ default: 2 }],
    });
    expect(mode).toMatchObject({
      required: false,
      controls: [{ type: 'select', options: [{ value: 'x' }, { value: 'y' }], default: 'x' }],
    });
    expect(text).toMatchObject({
      required: false,
      controls: [{ type: 'code', placeholder: 'Type', language: 'json' }],
    });
    expect(size!.controls.map(({ name }) => name)).toEqual(['w', 'h']);
    expect(key).toMatchObject({ secret: 'key', hidePort: true, controls: [] });
    expect(nodeType.fingerprint).toMatch(/^1:[0-9a-f]{32}$/);
  });

  test('asks for a context by a second parameter, or by `context`', async () => {
    const seen: unknown[] = [];
    const see = (_: unknown, context?: NodeContext): void => void seen.push(context?.nodeId);
    const { config, functions } = createConfig([
      defineNode({ type: 'without', run: (values) => see(values) }),
      defineNode({ type: 'with', run: (values, context) => see(values, context) }),
      defineNode({ type: 'rest', context: true, run: (...all) => see(...all) }),
      defineNode({
        type: 'refused',
        context: false,
        run: (values, context) => see(values, context),
      }),
    ]);
    const graph = graphOf(
      Object.fromEntries(config.nodeTypes.map(({ type }) => [type, { type }] as const)),
    );
    await new JobRunner(config, { functions }).run(graph);
    expect(seen).toEqual([undefined, 'rest', 'with', undefined]);
  });

  test('reads values in a validator’s way, after the schema’s', async () => {
    const upper: StandardSchemaV1<unknown, string> = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: (value) => ({ value: String(value).toUpperCase() }),
      },
    };
    const nodes = createConfig([
      defineNode({
        type: 'shout',
        inputs: { text: { type: 'string', check: upper } },
        outputs: 'string',
        run: ({ text }) => text.concat('!'),
      }),
    ]);
    expect(nodes.config.nodeTypes[0]!.inputs[0]).not.toHaveProperty('check');
    const result = await new JobRunner(nodes.config, nodes).run(
      graphOf({
        n: { type: 'shout', values: { text: 'water' } },
        bad: { type: 'shout', values: { text: [] } },
      }),
    );
    expect(summary(result)).toEqual({ n: 'WATER!', bad: 'error' });
  });

  test('gives a list item by item where it is a generator', async () => {
    const nodes = createConfig([
      defineNode({
        type: 'count',
        inputs: { to: 'integer' },
        outputs: 'number[]',
        run: function* ({ to }) {
          for (let index = 1; index <= to; index += 1) yield index;
        },
      }),
      defineNode({
        type: 'later',
        outputs: 'string[]',
        run: async function* () {
          yield await Promise.resolve('a');
        },
      }),
      defineNode({
        type: 'made',
        outputs: 'any',
        collect: true,
        run: () => new Set([1, 2]).values(),
      }),
    ]);
    expect(nodes.config.nodeTypes.map(({ call, async }) => [call.collect, async])).toEqual([
      [true, false],
      [true, true],
      [true, false],
    ]);
    const graph = graphOf({
      n: { type: 'count', values: { to: 3 } },
      l: { type: 'later' },
      m: { type: 'made' },
    });
    const result = await new JobRunner(nodes.config, nodes).run(graph);
    expect(summary(result)).toEqual({ n: [1, 2, 3], l: ['a'], m: [1, 2] });
  });

  test('takes ports of any name', async () => {
    const inputs = Object.create(null) as Record<string, 'number'>;
    for (const name of ['__proto__', 'constructor', 'ä b', '7']) inputs[name] = 'number';
    const nodes = createConfig([
      defineNode({
        type: 'x',
        inputs,
        outputs: 'any',
        run: (values) => Object.keys(values).map((name) => [name, values[name]]),
      }),
    ]);
    const values = Object.fromEntries(Object.keys(inputs).map((name, index) => [name, index]));
    const graph = graphOf({ n: { type: 'x', values } });
    const result = await new JobRunner(nodes.config, nodes).run(graph);
    expect(result.nodes['n']?.outputs['result']).toEqual(Object.entries(values));
  });

  const circular: { items?: object } = {};
  circular.items = circular;

  test.each<[object, string | RegExp]>([
    [{ type: '' }, 'the node "", type: expected a text such as "math.add"'],
    [{ type: undefined }, 'the node nothing, type: expected a text such as "math.add"'],
    [{ run: 3 }, 'the node "a.b", run: expected a function of the inputs, got 3'],
    [
      { inputs: [] },
      'the node "a.b", inputs: expected an object of ports by name, got an array of 0',
    ],
    [
      { inputs: { a: 'int' } },
      /^the node "a\.b", inputs\.a: expected a type \("any", "number".* or a JSON Schema\), got "int"$/,
    ],
    [
      { inputs: { a: 3 } },
      /inputs\.a: expected the name of a type, or an object with `type`, got 3/,
    ],
    [
      { inputs: { a: { items: { properties: { b: 'c' } } } } },
      /inputs\.a: expected a type .* got "c"/,
    ],
    [{ inputs: { a: { minimum: '1' } } }, /inputs\.a\.schema\.minimum: .*"minimum" can't be "1"/],
    [{ inputs: { a: { lable: 'x' } } }, /inputs\.a\.schema\.lable: .*"lable"/],
    [
      { inputs: { a: { control: 'dial' } } },
      /inputs\.a: expected `control` to be one of text, .* got "dial"/,
    ],
    [
      { inputs: { a: { type: 'number', multiple: true } } },
      /inputs\.a: `multiple` makes the input a list/,
    ],
    [{ inputs: { a: { whenMissing: 'wait' } } }, /inputs\.a\.whenMissing: /],
    [
      { inputs: { a: { type: 'string', check: () => true } } },
      /check of a to be a Standard Schema/,
    ],
    [{ inputs: { a: circular } }, /inputs\.a: /],
    [{ outputs: { a: null } }, /outputs\.a: expected the name of a type/],
    [{ outputs: 'numbr' }, /outputs\.result: expected a type/],
    [
      { dynamicInputs: 'item' },
      'the node "a.b", dynamicInputs: expected a function of the node\'s data, got "item"',
    ],
  ])('%j is refused', (definition, message) => {
    const define = () => defineNode({ type: 'a.b', run: () => undefined, ...definition });
    expect(define).toThrow(expect.objectContaining({ code: 'bad-definition' }));
    expect(define).toThrow(message);
  });
});
