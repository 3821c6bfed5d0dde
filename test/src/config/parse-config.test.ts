import { describe, expect, it } from '@jest/globals';
import { parseConfig } from '../../../src/config/parse-config.js';
import type { ParsedConfig } from '../../../src/config/parse-config.js';
import { createRandom } from '../../fuzz/random.js';
import type { Random } from '../../fuzz/random.js';
import { deepFreeze, GARBAGE, mutate } from '../graph/garbage.js';

const own = {
  version: 1,
  portTypes: [
    {
      type: 'number',
      name: 'number',
      label: 'Number',
      color: 'blue',
      schema: { type: 'number' },
      acceptTypes: ['number', 'integer'],
      controls: [{ type: 'number', name: 'number', label: 'Number' }],
    },
  ],
  nodeTypes: [
    {
      type: 'src.math.add',
      label: 'Add',
      description: 'Add two numbers',
      category: 'math/basic',
      version: 'v',
      source: { language: 'typescript', module: 'src/math.ts', export: 'add', line: 12 },
      async: false,
      call: { style: 'positional', context: false },
      returns: 'value',
      inputs: [
        {
          name: 'a',
          type: 'number',
          label: 'First',
          required: true,
          default: 0,
          schema: { type: 'number', minimum: 0 },
          controls: [{ type: 'number', name: 'a', label: 'First', min: 0, step: 1 }],
        },
      ],
      outputs: [{ name: 'result', type: 'number', label: 'result', schema: { type: 'number' } }],
      fingerprint: `1:${'0'.repeat(32)}`,
    },
  ],
};

const flowfunc = {
  portTypes: [
    {
      type: 'int',
      name: 'int',
      label: 'a (int)',
      acceptTypes: ['int'],
      controls: [
        { type: 'int', name: 'a', label: 'a', defaultValue: 3, placeHolder: 'n', step: null },
      ],
    },
    {
      type: 'Point',
      name: 'Point',
      label: 'p',
      controls: [
        { type: 'float', name: 'x' },
        { type: 'object', name: 'y' },
      ],
    },
    { type: 'int|str', name: 'int|str', label: 'u', acceptTypes: ['int', 'str'] },
    {
      type: 'object',
      name: 'object',
      label: 'object',
      color: 'red',
      acceptTypes: ['int', 'Point', 'object'],
    },
  ],
  nodeTypes: [
    {
      type: 'tests.methods.add_normal',
      label: 'Add Normal',
      module: 'tests.methods',
      description: null,
      inputs: [
        { type: 'int', name: 'a', label: 'a (int)' },
        { type: 'int|str', name: 'u' },
      ],
      outputs: [{ type: 'int', name: 'result' }],
    },
    { type: '__main__.template', label: 'Template', inputs: { path: 'template' }, outputs: [] },
    { type: '__main__.grow', label: 'Grow', inputs: { source: 'return []' } },
  ],
};

const flume = {
  portTypes: {
    string: {
      type: 'string',
      name: 'text',
      label: 'Text',
      color: 'green',
      controls: [
        { type: 'select', name: 's', options: [{ label: 'A', value: 'a', sortIndex: 0 }, 'b', 3] },
      ],
    },
  },
  nodeTypes: {
    shout: {
      label: 'Shout',
      initialWidth: 150,
      addable: false,
      inputs: [{ type: 'string', name: 'text' }],
      outputs: { loud: { type: 'string' } },
    },
    live: { type: 'live', inputs: () => [] },
  },
};

function codes({ issues }: ParsedConfig): readonly string[] {
  return issues.map((issue) => `${issue.severity} ${issue.code} ${issue.path.join('.')}`);
}

function nodeOf({ config }: ParsedConfig, type: string) {
  return config.nodeTypes.find((node) => node.type === type)!;
}

describe('parseConfig', () => {
  it('reads its own document as it is, without an issue', () => {
    const parsed = parseConfig(deepFreeze(structuredClone(own)));
    expect(parsed.issues).toEqual([]);
    expect(parsed.config.nodeTypes).toEqual(own.nodeTypes);
    expect(parsed.config.portTypes[0]).toEqual(own.portTypes[0]);
    expect(parsed.config.portTypes.map((port) => port.type)).toEqual(['number', 'object']);
  });

  it('reads the text of a document, a byte order mark in front or not', () => {
    const text = JSON.stringify(own);
    expect(parseConfig(text).config).toEqual(parseConfig(own).config);
    expect(parseConfig(`\uFEFF${text}`).config).toEqual(parseConfig(own).config);
  });

  it("reads Flowfunc's `Config.dict()`: names become schemas, aliases controls", () => {
    const parsed = parseConfig(deepFreeze(structuredClone(flowfunc)));
    expect(codes(parsed)).toEqual(['warning port-function-source nodeTypes.2.inputs']);
    const add = nodeOf(parsed, 'tests.methods.add_normal');
    expect(add).toMatchObject({
      source: { language: 'python', module: 'tests.methods', export: 'add_normal' },
      call: { style: 'python', context: false },
      returns: 'value',
    });
    expect(add).not.toHaveProperty('description');
    expect(add.inputs[0]).toMatchObject({
      schema: { type: 'integer' },
      required: false,
      controls: [{ type: 'integer', name: 'a', default: 3, placeholder: 'n' }],
    });
    expect(add.inputs[1]!.schema).toEqual({ anyOf: [{ type: 'integer' }, { type: 'string' }] });
    const point = parsed.config.portTypes.find((port) => port.type === 'Point')!;
    expect(point.controls.map((control) => control.type)).toEqual(['number', 'json']);
    expect(point.schema).toEqual({});
  });

  it('keeps what a code control is written in', () => {
    const controls = [{ type: 'code', name: 'a', label: 'A', language: 'python' }];
    const nodeTypes = [{ type: 't', inputs: [{ name: 'a', controls }], outputs: [] }];
    const parsed = parseConfig({ version: 1, nodeTypes });
    expect(parsed.config.nodeTypes[0]!.inputs[0]!.controls).toEqual(controls);
  });

  it('names the port function of a Flowfunc node by its path; source text is never evaluated', () => {
    const parsed = parseConfig(flowfunc);
    expect(nodeOf(parsed, '__main__.template').dynamicInputs).toEqual({ path: 'template' });
    expect(nodeOf(parsed, '__main__.grow').dynamicInputs).toEqual({});
  });

  it("reads Flume's maps keyed by type", () => {
    const parsed = parseConfig(flume);
    expect(codes(parsed)).toEqual(['warning port-function-source nodeTypes.live.inputs']);
    const shout = nodeOf(parsed, 'shout');
    expect(shout).toMatchObject({
      label: 'Shout',
      initialWidth: 150,
      addable: false,
      returns: 'value',
    });
    expect(shout.outputs.map((port) => port.name)).toEqual(['loud']);
    expect(shout.inputs[0]!.controls[0]!.options).toEqual([
      { label: 'A', value: 'a' },
      { label: 'b', value: 'b' },
      { label: '3', value: 3 },
    ]);
  });

  it.each([
    ['its own', own],
    ["Flowfunc's", flowfunc],
    ["Flume's", flume],
  ])('reads what it made of %s document as the same, without an issue', (_whose, document) => {
    const { config } = parseConfig(document);
    expect(parseConfig(config)).toEqual({ config, issues: [] });
    expect(parseConfig(JSON.stringify(config))).toEqual({ config, issues: [] });
  });

  it('lists the type of every port, and the universal one, which accepts its own name', () => {
    const { config } = parseConfig({
      nodeTypes: [{ type: 'f', inputs: [{ name: 'a', type: 'Odd' }] }],
    });
    const odd = config.portTypes.find((port) => port.type === 'Odd')!;
    expect(odd.acceptTypes).toContain('Odd');
    expect(config.portTypes.map((port) => port.type)).toEqual(['Odd', 'object']);
  });

  it('keeps the order of types whose names look like numbers', () => {
    const { config } = parseConfig({
      nodeTypes: [{ type: '10' }, { type: '2' }, { type: '__proto__' }],
    });
    expect(config.nodeTypes.map((node) => node.type)).toEqual(['10', '2', '__proto__']);
  });

  it('takes the first of two types of one name, and says where both are', () => {
    const parsed = parseConfig({
      portTypes: [
        { type: 'p', color: 'red' },
        { type: 'p', color: 'blue' },
      ],
      nodeTypes: [{ type: 'f', label: 'one' }, { type: 'g' }, { type: 'f', label: 'two' }],
    });
    expect(codes(parsed)).toEqual([
      'error duplicate-port-type portTypes.1',
      'error duplicate-node-type nodeTypes.2',
    ]);
    expect(parsed.issues[1]!.message).toContain('nodeTypes.0 and again at nodeTypes.2');
    expect(nodeOf(parsed, 'f').label).toBe('one');
    expect(parsed.config.portTypes[0]!.color).toBe('red');
  });

  it.each(GARBAGE.map((value) => [value]))('says what is wrong with the document %p', (value) => {
    const parsed = parseConfig(value);
    expect(parsed.config).toEqual({ version: 1, portTypes: [], nodeTypes: [] });
    expect(parsed.issues[0]).toMatchObject({ severity: 'error', path: [] });
  });

  it('says that a document without node types has none', () => {
    expect(codes(parseConfig({ nodes: {} }))).toEqual(['warning node-types-missing nodeTypes']);
  });

  it.each<[string, object, string]>([
    ['a version of the future', { version: 2, nodeTypes: [] }, 'error config-version version'],
    ['node types that are no list', { nodeTypes: 5 }, 'error nodeTypes-unreadable nodeTypes'],
    [
      'a node without a type',
      { nodeTypes: [{ label: 'x' }] },
      'error node-type-unreadable nodeTypes.0',
    ],
    [
      'a node with an empty type',
      { nodeTypes: [{ type: '' }] },
      'error node-type-unreadable nodeTypes.0',
    ],
    [
      'a wrong label',
      { nodeTypes: [{ type: 'f', label: 5 }] },
      'warning field-ignored nodeTypes.0.label',
    ],
    [
      'a wrong style',
      { nodeTypes: [{ type: 'f', call: { style: 'x' } }] },
      'warning field-ignored nodeTypes.0.call.style',
    ],
    [
      'a wrong language',
      { nodeTypes: [{ type: 'f', source: { language: 'rust', module: 'm', export: 'e' } }] },
      'warning field-ignored nodeTypes.0.source.language',
    ],
    [
      'returns without outputs',
      { nodeTypes: [{ type: 'f', returns: 'value' }] },
      'warning field-ignored nodeTypes.0.returns',
    ],
    [
      'ports that are no list',
      { nodeTypes: [{ type: 'f', inputs: 5 }] },
      'error ports-unreadable nodeTypes.0.inputs',
    ],
    [
      'a port without a name',
      { nodeTypes: [{ type: 'f', inputs: [{}] }] },
      'error port-unreadable nodeTypes.0.inputs.0',
    ],
    [
      'two ports of one name',
      { nodeTypes: [{ type: 'f', inputs: [{ name: 'a' }, { name: 'a' }] }] },
      'error duplicate-port nodeTypes.0.inputs.1',
    ],
    [
      'a default JSON has no word for',
      { nodeTypes: [{ type: 'f', inputs: [{ name: 'a', default: 1n }] }] },
      'warning field-ignored nodeTypes.0.inputs.0.default',
    ],
    [
      'an unknown control',
      { portTypes: [{ type: 'p', controls: [{ type: 'knob' }] }], nodeTypes: [] },
      'warning unknown-control portTypes.0.controls.0.type',
    ],
    [
      'two controls of one name',
      { portTypes: [{ type: 'p', controls: [{ type: 'text' }, { type: 'text' }] }], nodeTypes: [] },
      'warning duplicate-control portTypes.0.controls.1',
    ],
    [
      'an option without a value',
      { portTypes: [{ type: 'p', controls: [{ type: 'select', options: [{}] }] }], nodeTypes: [] },
      'warning option-unreadable portTypes.0.controls.0.options.0',
    ],
    [
      'wrong accepted types',
      { portTypes: [{ type: 'p', acceptTypes: [1] }], nodeTypes: [] },
      'warning field-ignored portTypes.0.acceptTypes',
    ],
  ])('reports %s with its path', (_what, document, issue) => {
    expect(codes(parseConfig(document))).toContain(issue);
  });

  it('computes a fingerprint that is missing or of another make', () => {
    const read = (fingerprint?: unknown) =>
      parseConfig({ nodeTypes: [{ type: 'f', fingerprint }] }).config.nodeTypes[0]!.fingerprint;
    expect(read()).toMatch(/^1:[0-9a-f]{32}$/);
    expect(read('mine')).toBe(read());
    expect(read(`1:${'a'.repeat(32)}`)).toBe(`1:${'a'.repeat(32)}`);
  });

  it('leaves out one type that throws and reads the others', () => {
    const bad = Object.defineProperty({ type: 'bad' }, 'label', {
      get: () => {
        throw new Error('no');
      },
    });
    const parsed = parseConfig({ nodeTypes: [bad, { type: 'good' }] });
    expect(parsed.config.nodeTypes.map((node) => node.type)).toEqual(['good']);
    expect(parsed.issues[0]).toMatchObject({
      code: 'node-type-unreadable',
      path: ['nodeTypes', 0],
    });
  });

  it('never throws, gives a config that reads as the same, and leaves its input alone', () => {
    for (let seed = 1; seed <= 3000; seed += 1) {
      const random: Random = createRandom(seed);
      const document = mutate(random.pick([own, flowfunc, flume]), random, 1 + random.below(6));
      deepFreeze(document);
      const parsed = parseConfig(document);
      const fatal = parsed.issues.filter((issue) => issue.path.length === 0);
      expect({ seed, fatal }).toEqual({ seed, fatal: [] });
      const again = parseConfig(parsed.config);
      const left = again.issues.filter((issue) => issue.severity === 'error');
      expect({ seed, config: again.config, left }).toEqual({
        seed,
        config: parsed.config,
        left: [],
      });
    }
  });
});
