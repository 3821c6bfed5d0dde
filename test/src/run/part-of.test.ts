import { describe, expect, test } from '@jest/globals';
import { JobRunner, parseConfig } from 'millrace';
import type { Registry } from 'millrace';
import { graphOf } from './support.js';

const functions = {
  blur: (
    image: string,
    { radius = 3, edge }: { radius?: number; edge?: string },
    ...names: string[]
  ) => JSON.stringify([image, radius, edge, names]),
  two: (first: object, between: number, second: object) => JSON.stringify([first, between, second]),
  same: (value: unknown) => value,
} satisfies Registry;

const input = (name: string, more: object = {}): object => ({
  name,
  schema: {},
  required: false,
  ...more,
});
const outputs = [{ name: 'result', schema: {} }];
const { config } = parseConfig({
  nodeTypes: [
    {
      type: 'blur',
      inputs: [
        input('image'),
        input('radius', { partOf: 'options' }),
        input('border', { partOf: 'options', parameter: 'edge' }),
        input('names', { kind: 'rest' }),
      ],
      outputs,
    },
    {
      type: 'two',
      inputs: [
        input('a', { partOf: 'first' }),
        input('c', { partOf: 'second' }),
        input('b', { partOf: 'first', parameter: '__proto__' }),
        input('between'),
        input('d', { partOf: 'second' }),
      ],
      outputs,
    },
    { type: 'same', inputs: [input('value')], outputs },
  ],
});

function resultOf(
  type: string,
  values: object,
  wires: Readonly<Record<string, string>> = {},
): unknown {
  const runner = new JobRunner(config, { functions, method: 'sync' });
  const graph = graphOf({
    source: { type: 'same', values: { value: 7 } },
    n: { type, values: { ...values }, wires },
  });
  return runner.run(graph).nodes['n']!.outputs['result'];
}

describe('ports that are parts of one parameter', () => {
  test('[T3] make one object, at the place of the first of them', () => {
    expect(resultOf('blur', { image: 'i', radius: 5, border: 'wrap', names: ['x', 'y'] })).toBe(
      '["i",5,"wrap",["x","y"]]',
    );
    expect(resultOf('blur', { image: 'i' }, { radius: 'source' })).toBe('["i",7,null,[]]');
  });

  test('[T3] make an object also where none of them is given', () => {
    expect(resultOf('blur', { image: 'i' })).toBe('["i",3,null,[]]');
  });

  test('[T3] may stand anywhere among the others, under any name', () => {
    expect(resultOf('two', { a: 1, b: 2, c: 3, d: 4, between: 5 })).toBe(
      '[{"a":1,"__proto__":2},{"c":3,"d":4},5]',
    );
  });
});
