import { describe, expect, test } from '@jest/globals';
import { createConfig, defineNode, mergeConfigs, parseConfig } from 'millrace';
import type { Config, InputDefinition } from 'millrace';

const configOf = (types: Readonly<Record<string, InputDefinition>>): Config =>
  createConfig(
    Object.entries(types).map(([type, a]) =>
      defineNode({ type, inputs: { a }, outputs: 'any', run: () => 1 }),
    ),
  ).config;

const color = (...members: string[]) =>
  ({ enum: members, 'x-millrace': { title: 'Color' } }) as const;

const namesOf = ({ portTypes }: Config): readonly string[] => portTypes.map(({ type }) => type);
const typeOf = ({ nodeTypes }: Config, type: string): string =>
  nodeTypes.find((node) => node.type === type)!.inputs[0]!.type;

describe('configs become one', () => {
  test('with all node types and port types, sorted', () => {
    const merged = mergeConfigs(configOf({ z: 'number' }), configOf({ a: 'string', m: 'date' }));
    expect(merged.nodeTypes.map(({ type }) => type)).toEqual(['a', 'm', 'z']);
    expect(namesOf(merged)).toEqual(['date', 'number', 'object', 'string']);
    const universal = merged.portTypes.find(({ type }) => type === 'object')!;
    expect(universal.acceptTypes).toEqual(['date', 'number', 'object', 'string']);
  });

  test('as if they had been made as one, in any order', () => {
    const parts = { a: 'number', b: color('red'), c: color('blue', 'red'), d: 'number[]' } as const;
    const { a, b, c, d } = parts;
    const whole = configOf(parts);
    const one = configOf({ a, b });
    const other = configOf({ c, d });
    for (const merged of [mergeConfigs(one, other), mergeConfigs(other, one)]) {
      expect(merged.nodeTypes).toEqual(whole.nodeTypes);
      expect(namesOf(merged)).toEqual(namesOf(whole));
      expect(parseConfig(merged)).toEqual({ config: merged, issues: [] });
    }
  });

  test('different port types of one name get a suffix, whether they had one or not', () => {
    const red = configOf({ red: color('red') });
    const both = configOf({ blue: color('blue'), green: color('green') });
    const merged = mergeConfigs(red, both);
    expect(typeOf(red, 'red')).toBe('enum:Color');
    expect(namesOf(merged).filter((name) => name.startsWith('enum:Color:'))).toHaveLength(3);
    const names = ['red', 'blue', 'green'].map((type) => typeOf(merged, type));
    expect(new Set(names).size).toBe(3);
    expect(namesOf(merged)).toEqual(expect.arrayContaining(names));
    expect(mergeConfigs(merged, red)).toEqual(merged);
  });

  test('a choice without a name keeps its own', () => {
    const config = configOf({ a: { enum: ['x', 'y'] } });
    expect(mergeConfigs(config, configOf({ b: 'any' })).nodeTypes[0]).toEqual(config.nodeTypes[0]);
  });

  test('the same twice is once, and none is an empty config', () => {
    const config = configOf({ a: color('red'), b: 'number' });
    expect(mergeConfigs(config, config, parseConfig(JSON.stringify(config)).config)).toEqual(
      config,
    );
    expect(mergeConfigs()).toEqual({ version: 1, portTypes: [], nodeTypes: [] });
  });

  test('one id for two node types is an error that names both', () => {
    const one = configOf({ a: 'number' });
    const { nodeTypes } = configOf({ a: 'string' });
    const source = { language: 'typescript', module: 'src/a.ts', export: 'a' } as const;
    const other = { ...one, nodeTypes: [{ ...nodeTypes[0]!, source }] };
    expect(() => mergeConfigs(one, configOf({}), other)).toThrow(
      expect.objectContaining({
        code: 'duplicate-node-type',
        message:
          'expected one node type "a", got two that differ: that of config 1 and that of config 3 (src/a.ts, a); rename one of them, or leave it out',
      }),
    );
  });

  test('Flowfunc’s port types keep names, colours and controls', () => {
    const { config } = parseConfig({
      portTypes: [
        {
          type: 'Shape',
          name: 'Shape',
          label: 'A shape',
          color: 'pink',
          controls: [{ type: 'text', name: 'corners', label: 'Corners' }],
        },
      ],
      nodeTypes: [
        { type: 'm.draw', label: 'Draw', inputs: [{ type: 'Shape', name: 's' }], outputs: [] },
      ],
    });
    const merged = mergeConfigs(configOf({ a: 'number' }), config);
    expect(merged.portTypes.find(({ type }) => type === 'Shape')).toEqual(config.portTypes[0]);
    expect(typeOf(merged, 'm.draw')).toBe('Shape');
  });
});
