import { describe, expect, it } from '@jest/globals';
import { parseConfig } from '../../../src/config/parse-config.js';
import { controlValue, hasControlValue } from '../../../src/graph/control-values.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';

/** The value of the port `p` that is described so, from the data saved under it. */
function valueOf(port: object, data: unknown): unknown {
  const { config } = parseConfig({ nodeTypes: [{ type: 'f', inputs: [{ name: 'p', ...port }] }] });
  const document = JSON.parse(`{"n":{"type":"f","inputData":{"p":${JSON.stringify(data)}}}}`);
  const node = parseGraph(document, config).graph.nodes['n']!;
  const input = config.nodeTypes[0]!.inputs[0]!;
  const value = controlValue(node, input);
  expect(hasControlValue(node, input)).toBe(value !== undefined);
  return value;
}

const number = { schema: { type: 'number' } };
const size = {
  type: 'object',
  properties: { width: { type: 'number' }, height: { type: ['number', 'null'] } },
};
const box = { schema: { type: 'object', properties: { size, title: { type: 'string' } } } };
const one = { schema: { type: 'object', properties: { x: { type: 'number' } } } };
const dataclass = {
  type: 'Point',
  controls: [
    { type: 'number', name: 'x' },
    { type: 'number', name: 'y' },
  ],
};

describe('controlValue', () => {
  it.each<[object, unknown, unknown]>([
    [number, { p: 1 }, 1],
    [number, { a: 1 }, 1],
    [number, { other: 1, p: 2 }, 2],
    [number, { toString: 1 }, 1],
    [number, {}, undefined],
    [{ ...number, controls: [{ type: 'number', name: 'c' }] }, { a: 1, c: 2 }, 2],
    [{ schema: { type: 'array' } }, { p: [1] }, [1]],
  ])('[R2] one control (%j): of %j it is the one value, whatever its key', (port, data, value) => {
    expect(valueOf(port, data)).toEqual(value);
  });

  it.each<[object, unknown, unknown]>([
    [number, { p: null }, undefined],
    [{ schema: { type: ['number', 'null'] } }, { p: null }, null],
    [{ schema: { anyOf: [{ type: 'number' }, { type: 'null' }] } }, { p: null }, null],
    [{ schema: { enum: ['a', null] } }, { p: null }, null],
    [{ schema: { enum: ['a'] } }, { p: null }, undefined],
    [{ schema: { const: null } }, { p: null }, null],
    [{ schema: {} }, { p: null }, null],
    [box, { p: null }, undefined],
    [box, { 'size.width': null, 'size.height': null }, { size: { height: null } }],
    [dataclass, { x: null, y: 1 }, { y: 1 }],
  ])('[R2] null (%j: %j) means not given unless the schema allows it', (port, data, value) => {
    expect(valueOf(port, data)).toEqual(value);
  });

  it.each<[object, unknown, unknown]>([
    [one, { x: 1 }, { x: 1 }],
    [
      box,
      { 'size.width': 1, 'size.height': 2, title: 'a' },
      { size: { width: 1, height: 2 }, title: 'a' },
    ],
    [box, { 'size.width': 1 }, { size: { width: 1 } }],
    [{ schema: { anyOf: [size, { type: 'null' }] } }, { width: 1 }, { width: 1 }],
    [{ schema: { ...size, type: ['object', 'null'] } }, { width: 1 }, { width: 1 }],
    [box, { p: { title: 'whole' } }, { title: 'whole' }],
    [one, { p: 'text' }, 'text'],
    [one, { x: 1, 'y.z': 2 }, { x: 1, 'y.z': 2 }],
    [dataclass, { x: 1, y: 2 }, { x: 1, y: 2 }],
    [dataclass, { x: 1 }, { x: 1 }],
    [dataclass, { p: { x: 1 } }, { x: 1 }],
  ])('[R2] an object port (%j) is rebuilt from %j', (port, data, value) => {
    expect(valueOf(port, data)).toEqual(value);
  });

  it('[R2] takes `__proto__` for a field like any other', () => {
    const schema = JSON.parse(
      '{"type":"object","properties":{"__proto__":{"properties":{"a":{}}}}}',
    );
    const value = valueOf({ schema }, JSON.parse('{"__proto__.a":1}'));
    expect(JSON.stringify(value)).toBe('{"__proto__":{"a":1}}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('leaves the graph as it is', () => {
    const { config } = parseConfig({ nodeTypes: [{ type: 'f', inputs: [{ name: 'p', ...box }] }] });
    const inner = Object.freeze({ width: 1 });
    const data = Object.freeze({ size: inner, 'size.height': 2 });
    const { graph } = parseGraph({ n: { type: 'f', inputData: { p: data } } }, config);
    const value = controlValue(graph.nodes['n']!, config.nodeTypes[0]!.inputs[0]!);
    expect(value).toEqual({ size: { width: 1, height: 2 } });
    expect(inner).toEqual({ width: 1 });
  });
});
