import { describe, expect, test } from '@jest/globals';
import { createConfig, defineNode, growingPorts, JobRunner, mergeNodes } from 'millrace';
import type { StandardSchemaV1 } from 'millrace';
import { graphOf, summary } from './support.js';

const positive: StandardSchemaV1<unknown, number> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) =>
      (value as number) > 0 ? { value: value as number } : { issues: [{ message: 'too small' }] },
  },
};
const root = defineNode({
  type: 'own.root',
  inputs: { x: { type: 'number', check: positive } },
  outputs: 'number',
  run: ({ x }) => Math.sqrt(x),
});
const list = defineNode({
  type: 'their.list',
  dynamicInputs: growingPorts({ type: 'number' }),
  outputs: 'number[]',
  run: (items) => Object.values(items) as number[],
});

describe('sets of nodes become one', () => {
  test('for the runner in one line, with checks and port functions', async () => {
    const nodes = mergeNodes(createConfig([list]), createConfig([root]));
    const result = await new JobRunner(nodes.config, nodes).run(
      graphOf({
        nine: { type: 'own.root', values: { x: 9 } },
        less: { type: 'own.root', values: { x: -9 } },
        all: { type: 'their.list', wires: { item1: 'nine', item2: 'nine' } },
      }),
    );
    expect(summary(result)).toEqual({ nine: 3, less: 'error', all: [3, 3] });
  });

  test('the same set twice is once', () => {
    const set = createConfig([root, list]);
    expect(mergeNodes(set, set)).toEqual({ ...set });
  });

  test('one version is one function, whoever imports it', () => {
    const again = (version?: string) =>
      createConfig([
        defineNode({ type: 'a', ...(version && { version }), outputs: 'number', run: () => 1 }),
      ]);
    const [one, other] = [again('1'), again('1')];
    expect(mergeNodes(one, other).functions['a']).toBe(one.functions['a']);
    expect(() => mergeNodes(again('1'), again('2'))).toThrow(/config 1 and that of config 2/);
    expect(() => mergeNodes(again(), again())).toThrow(
      expect.objectContaining({
        code: 'duplicate-node-type',
        message: expect.stringContaining('one function for the node type'),
      }),
    );
  });

  test('two port functions of one path are refused', () => {
    const { config, functions } = createConfig([root]);
    const sets = [() => [], () => []].map((grow) => ({
      config,
      functions,
      portFunctions: { grow },
    }));
    expect(() => mergeNodes(...sets)).toThrow(
      expect.objectContaining({ code: 'duplicate-port-function' }),
    );
  });

  test('a key like `__proto__` is a key', () => {
    const type = '__proto__';
    const nodes = mergeNodes(createConfig([defineNode({ type, outputs: 'number', run: () => 1 })]));
    expect(Object.keys(nodes.functions)).toEqual([type]);
    expect(Object.getPrototypeOf(nodes.functions)).toBeNull();
  });
});
