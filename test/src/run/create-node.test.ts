import { describe, expect, test } from '@jest/globals';
import { createConfig } from 'millrace';
import type { StandardSchemaV1 } from '../../../src/config/standard-schema.js';
import { createNode } from '../../../src/run/create-node.js';

const node = (definition: object): (() => unknown) => {
  return () => createNode({ type: 'a.b', ...definition }, () => 1);
};

describe('a node from lists of ports', () => {
  test('gets labels, port types, controls, a return mode and a fingerprint', () => {
    const { nodeType } = createNode(
      {
        type: 'math.addUp',
        inputs: [
          { name: 'firstPart', type: 'number' },
          { name: 'b', schema: { type: 'integer' }, default: 2 },
        ],
        outputs: [{ name: 'sum', type: 'number' }],
      },
      (a: number, b: number) => a + b,
    );
    expect(nodeType).toMatchObject({
      label: 'Add up',
      returns: 'value',
      async: false,
      call: { style: 'positional', context: false },
      inputs: [
        { name: 'firstPart', label: 'First part', required: true, controls: [{ type: 'number' }] },
        { name: 'b', type: 'integer', required: false, default: 2, controls: [{ default: 2 }] },
      ],
      outputs: [{ name: 'sum', type: 'number', schema: { type: 'number' } }],
    });
    expect(nodeType.fingerprint).toMatch(/^1:[0-9a-f]{32}$/);
  });

  test('may have a schema whose keywords are only partly checked', () => {
    expect(
      node({ inputs: [{ name: 'a', schema: { type: 'string', format: 'email' } }] }),
    ).not.toThrow();
  });

  test.each([
    [{ type: '' }, /expected/],
    [{ inputs: [{ name: 'a' }, { name: 'a' }] }, /"?a"? is there already|twice|already/],
    [{ inputs: [{ name: 'a', schema: { type: 'int' } }] }, /int/],
  ])('%j is refused', (definition, message) => {
    expect(node(definition)).toThrow(expect.objectContaining({ code: 'bad-definition' }));
    expect(node(definition)).toThrow(message);
  });
});

describe('an input with a validator', () => {
  const check: StandardSchemaV1<unknown, unknown> = {
    '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value }) },
  };
  const checked = createNode(
    { type: 'x', inputs: [{ name: 'a', type: 'number', check }, { name: 'b' }] },
    (a: number) => a,
  );

  test('keeps it out of the config, and createConfig hands it on', () => {
    const { config, checks } = createConfig([checked, createNode({ type: 'y' }, () => 1)]);
    expect(config.nodeTypes[0]!.inputs[0]).not.toHaveProperty('check');
    expect({ ...checks }).toEqual({ x: { a: check } });
    expect(checks['x']!['a']).toBe(check);
  });

  test('that is none is refused', () => {
    expect(node({ inputs: [{ name: 'a', check: { parse: () => 1 } }] })).toThrow(
      expect.objectContaining({
        code: 'bad-definition',
        message: expect.stringContaining('the check of a to be a Standard Schema'),
      }),
    );
  });
});

test('two nodes of one type make no config', () => {
  const twice = [1, 2].map((value) => createNode({ type: 'x' }, () => value));
  expect(() => createConfig(twice)).toThrow(/two nodes have the type "x"/);
});
