import { describe, expect, it } from '@jest/globals';
import { labelOf } from '../../../src/config/label.js';
import { toConfig, toNodeType } from '../../../src/config/node-type.js';
import type { FunctionSignature } from '../../../src/config/signature.js';
import type { NodeType } from '../../../src/config/config.js';
import type { Schema } from '../../../src/config/json-schema.js';

const signature: FunctionSignature = {
  name: 'addNormal',
  line: 3,
  async: false,
  callStyle: 'positional',
  context: false,
  parameters: [{ name: 'a', schema: { type: 'number' }, required: true }],
  returns: 'value',
  outputs: [{ schema: { type: 'number' } }],
  sourceText: 'function addNormal(a: number): number { return a; }',
};

function make(changes: Partial<FunctionSignature>, type = 'm.addNormal') {
  return toNodeType(
    { ...signature, ...changes },
    { type, source: { language: 'typescript', module: 'm.ts', export: 'addNormal' }, file: 'm.ts' },
  );
}

function nodeWith(type: string, schema: Schema): NodeType {
  return make({ parameters: [{ name: 'a', schema, required: true }] }, type).nodeType;
}

describe('labelOf', () => {
  it.each([
    ['addNormal', 'Add normal'],
    ['add_normal', 'Add normal'],
    ['__private_thing', 'Private thing'],
    ['parseHTMLText', 'Parse HTML text'],
    ['x2', 'X2'],
    ['ELU', 'ELU'],
    ['größeÄndern', 'Größe ändern'],
    ['$', '$'],
    ['', ''],
  ])('of %s is %s', (name, label) => {
    expect(labelOf(name)).toBe(label);
  });
});

describe('toNodeType', () => {
  it('names outputs by what the function returns', () => {
    const names = (changes: Partial<FunctionSignature>) =>
      make(changes).nodeType.outputs.map(({ name }) => name);
    const number: Schema = { type: 'number' };
    expect(names({})).toEqual(['result']);
    expect(names({ outputs: [{ schema: number, meta: { id: 'sum' } }] })).toEqual(['sum']);
    const outputs = [{ schema: number, name: 'left' }, { schema: number }];
    expect(names({ returns: 'tuple', outputs })).toEqual(['left', 'result_1']);
    expect(
      names({ returns: 'object', outputs: [{ schema: number, name: 'x', meta: { id: 'y' } }] }),
    ).toEqual(['x']);
    expect(names({ returns: 'void', outputs: [] })).toEqual([]);
  });

  it('has a version made of the source text and the given version, a fingerprint of neither', () => {
    const base = make({}).nodeType;
    const other = make({ sourceText: 'function addNormal() {}' }).nodeType;
    const bumped = make({ version: '2' }).nodeType;
    expect(new Set([base, other, bumped].map(({ version }) => version)).size).toBe(3);
    expect(new Set([base, other, bumped].map(({ fingerprint }) => fingerprint)).size).toBe(1);
  });

  it('reports two ports of one name and an unknown control', () => {
    const schema: Schema = { type: 'number' };
    const { diagnostics } = make({
      parameters: [
        { name: 'a', schema, required: true },
        { name: 'b', schema, required: true, meta: { id: 'a', control: 'dial' } },
      ],
    });
    expect(
      diagnostics.map(({ code, severity, file, line, parameter }) => ({
        code,
        severity,
        file,
        line,
        parameter,
      })),
    ).toEqual([
      { code: 'duplicate-port', severity: 'error', file: 'm.ts', line: 3, parameter: 'b' },
      { code: 'unknown-control', severity: 'error', file: 'm.ts', line: 3, parameter: 'b' },
    ]);
  });
});

describe('toConfig', () => {
  it('is sorted and does not depend on the order of the nodes', () => {
    const nodes = ['c', 'a', 'b'].map((type) =>
      nodeWith(type, { type: 'array', items: { enum: [type] } }),
    );
    const config = toConfig(nodes);
    expect(config.nodeTypes.map(({ type }) => type)).toEqual(['a', 'b', 'c']);
    expect(toConfig([nodes[1]!, nodes[0]!, nodes[2]!])).toEqual(config);
  });

  it('lists each used port type once, and the universal one that connects to all', () => {
    const { portTypes } = toConfig([
      nodeWith('a', { type: 'integer', minimum: 1 }),
      nodeWith('b', { type: 'integer', description: 'x' }),
    ]);
    expect(portTypes.map(({ type }) => type)).toEqual(['integer', 'number', 'object']);
    expect(portTypes.map(({ acceptTypes }) => acceptTypes)).toEqual([
      ['integer', 'object'],
      ['integer', 'number', 'object'],
      ['integer', 'number', 'object'],
    ]);
  });

  it('tells types of one name and different content apart', () => {
    const point = (property: string): Schema => ({
      type: 'object',
      properties: { [property]: { type: 'number' } },
      'x-millrace': { title: 'Point' },
    });
    const { nodeTypes, portTypes } = toConfig([
      nodeWith('a', point('x')),
      nodeWith('b', point('y')),
    ]);
    const names = nodeTypes.map((node) => node.inputs[0]!.type);
    expect(new Set(names).size).toBe(2);
    for (const name of names) {
      expect(name).toMatch(/^Point:[0-9a-f]{8}$/);
      const { acceptTypes } = portTypes.find(({ type }) => type === name)!;
      expect(acceptTypes).toEqual([name, 'object']);
    }
  });
});
