import { describe, expect, it } from '@jest/globals';
import { parseConfig } from '../../../src/config/parse-config.js';

const each = {
  type: 'src.math.each#2',
  label: 'Each',
  variantOf: 'src.math.each',
  examples: ['each([1, 2], { by: 2 })', 'each([])'],
  async: false,
  call: { style: 'positional', context: false, collect: true },
  returns: 'value',
  inputs: [
    {
      name: 'by',
      type: 'object',
      label: 'By',
      color: 'purple',
      required: false,
      defaultText: 'Math.PI',
      partOf: 'options',
      schema: { 'x-millrace': { variable: 'T' } },
      controls: [],
    },
  ],
  outputs: [
    {
      name: 'result',
      type: 'array',
      label: 'result',
      color: 'red',
      schema: {
        type: 'array',
        items: { type: 'number' },
        'x-millrace': { format: 'ndarray', dtype: 'float64' },
      },
    },
  ],
  fingerprint: `1:${'1'.repeat(32)}`,
};

const choose = {
  type: 'control.switch',
  label: 'Switch',
  async: false,
  call: { style: 'positional', context: false },
  returns: 'object',
  inputs: [],
  outputs: [],
  fingerprint: `1:${'2'.repeat(32)}`,
  dynamicInputs: {},
  dynamicOutputs: { path: 'cases' },
};

describe('a node type of a config', () => {
  it('is read as it is written, with all its members', () => {
    const { config, issues } = parseConfig(
      JSON.stringify({ version: 1, portTypes: [], nodeTypes: [each, choose] }),
    );
    expect(issues).toEqual([]);
    expect(config.nodeTypes).toEqual([each, choose]);
    expect(parseConfig(config).config).toEqual(config);
  });

  it('says which of its members can’t be read, and leaves those out', () => {
    const { config, issues } = parseConfig({
      nodeTypes: [
        {
          type: 'f',
          examples: ['f()', 3],
          variantOf: 1,
          call: { style: 'positional', context: false, collect: 'yes' },
          inputs: [{ name: 'a', partOf: {}, defaultText: 5, schema: {} }],
          outputs: { source: 'return []' },
        },
        { type: 'g', outputs: [{ name: 'r', schema: { 'x-millrace': { dtype: 1 } } }] },
        { type: 'h', outputs: [{ name: 'r', schema: { 'x-millrace': { variable: 1 } } }] },
      ],
    });
    const said = issues.map(({ severity, code, path }) => `${severity} ${code} ${path.join('.')}`);
    expect(said.sort()).toEqual([
      'error bad-keyword nodeTypes.1.outputs.0.schema.x-millrace',
      'error bad-keyword nodeTypes.2.outputs.0.schema.x-millrace',
      'warning field-ignored nodeTypes.0.call.collect',
      'warning field-ignored nodeTypes.0.examples',
      'warning field-ignored nodeTypes.0.inputs.0.defaultText',
      'warning field-ignored nodeTypes.0.inputs.0.partOf',
      'warning field-ignored nodeTypes.0.variantOf',
      'warning port-function-source nodeTypes.0.outputs',
    ]);
    const [node] = config.nodeTypes;
    expect(node).not.toHaveProperty('examples');
    expect(node!.call).toEqual({ style: 'positional', context: false });
    expect(node!.inputs[0]).not.toHaveProperty('partOf');
    expect(node!.dynamicOutputs).toEqual({});
    expect(node!.outputs).toEqual([]);
  });
});
