import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ReadModule } from '../../../codegen/read-module.js';
import { createWorkspace } from '../workspace.js';
import type { Workspace } from '../workspace.js';
import { SOURCE } from './function-cases.js';
import { functionOf, inputsOf, outputOf, parameterOf, readText, told } from './reading.js';

jest.setTimeout(60_000);

let workspace: Workspace;
let all: ReadModule;

beforeAll(async () => {
  workspace = createWorkspace();
  all = await readText(workspace, SOURCE);
});
afterAll(() => workspace.close());

describe('a default export', () => {
  it('is called `default` and has the words of its own name', async () => {
    expect(functionOf(all, 'default')).toMatchObject({ name: 'default', label: 'Scale up' });
    const arrow = await readText(workspace, 'export default (a: number): number => a;');
    expect(functionOf(arrow, 'default').label).toBe('Nodes');
    const named = await readText(
      workspace,
      'function f(): void {}\nexport { f };\nexport default f;',
    );
    expect(named.functions.map(({ name }) => name)).toEqual(['f']);
    const whole = await readText(
      workspace,
      'export default class { static make(a: Date): void {} }',
    );
    expect(whole.functions.map(({ name }) => name)).toEqual(['default.make']);
  });
});

describe('overloads', () => {
  it('[T4] are one signature each, numbered from the second, with one text', () => {
    const reads = all.functions.filter(({ name }) => name === 'read');
    expect(
      reads.map(({ variant, parameters }) => [variant, parameters.map((p) => p.name)]),
    ).toEqual([
      [undefined, ['text']],
      [2, ['bytes', 'encoding']],
      [3, ['flag']],
      [4, ['other']],
    ]);
    expect(new Set(reads.map(({ sourceText }) => sourceText)).size).toBe(1);
    const [first = 0, ...others] = reads.map(({ line }) => line);
    expect(others.map((line) => line - first)).toEqual([1, 3, 4]);
  });

  it('have their own words, or those of the one that has some', () => {
    expect(functionOf(all, 'read', 2).description).toBe('Reads a text.');
    expect(parameterOf(functionOf(all, 'read', 3), 'flag').description).toBe('whether');
  });

  it('[T4] that have the ports of an earlier one make none, and have the id of the first', async () => {
    const text = [
      '/** @id my.own */ export function f(a: number, b: () => void): void;',
      'export function f(a: number, b: Function): void;',
      'export function f(a: string): void;',
      'export function f(a: unknown): void {}',
    ].join('\n');
    const { functions } = await readText(workspace, text);
    expect(functions.map(({ id, variant }) => [id, variant])).toEqual([
      ['my.own', undefined],
      ['my.own', 3],
    ]);
  });
});

describe('type parameters', () => {
  const variable = { 'x-millrace': { variable: 'T' } };

  it('[T6] that inputs and outputs share are variables', () => {
    expect(inputsOf(functionOf(all, 'pick'))).toEqual({
      items: { type: 'array', items: variable },
      fallback: variable,
    });
    expect(outputOf(functionOf(all, 'pick')).schema).toEqual(variable);
    const both = functionOf(all, 'both');
    expect(inputsOf(both)).toEqual({
      a: { type: 'string', 'x-millrace': { variable: 'A' } },
      b: { 'x-millrace': { variable: 'B' } },
      c: {
        anyOf: [{ type: 'string', 'x-millrace': { variable: 'A' } }, { type: 'null' }],
      },
    });
    expect(both.outputs.map(({ schema }) => schema)).toEqual([
      { type: 'string', 'x-millrace': { variable: 'A' } },
      { type: 'array', items: { 'x-millrace': { variable: 'B' } } },
    ]);
  });

  it('[T6] used on one side are their bounds, computed ones too, without a diagnostic', () => {
    expect(inputsOf(functionOf(all, 'show'))['value']).toEqual({
      type: 'string',
      'x-millrace': { format: 'datetime' },
    });
    expect(inputsOf(functionOf(all, 'pluck'))).toEqual({
      from: { type: 'object' },
      key: { anyOf: [{ type: 'number' }, { type: 'string' }] },
    });
    expect(outputOf(functionOf(all, 'pluck')).schema).toEqual({});
    expect(all.diagnostics.filter((item) => item.function === 'pluck')).toEqual([]);
  });

  it('whose bound speaks of themselves end there', () => {
    expect(inputsOf(functionOf(all, 'ordered'))['items']).toEqual({
      type: 'array',
      items: { 'x-millrace': { format: 'instance', variable: 'T' } },
    });
  });
});

describe('a generator or iterator', () => {
  it.each([
    ['count', false, { type: 'number' }],
    ['lines', true, { type: 'string' }],
    ['late', true, { type: 'string', 'x-millrace': { format: 'datetime' } }],
  ])('[T2] gives one list, item by item: %s', (name, isAsync, items) => {
    const signature = functionOf(all, name);
    expect(signature).toMatchObject({ collect: true, async: isAsync, returns: 'value' });
    expect(outputOf(signature).schema).toEqual({ type: 'array', items });
  });

  it('[T2] of tuples gives a list of them, annotated or not', () => {
    for (const name of ['pairs', 'entries']) {
      expect(functionOf(all, name).collect).toBe(true);
      expect(outputOf(functionOf(all, name)).schema.items?.['x-millrace']).toEqual({ tuple: true });
    }
    expect(functionOf(all, 'pick').collect).toBeUndefined();
  });
});

describe('a destructured parameter', () => {
  it('[T3] beside others is a port per property that names its parameter', () => {
    const { parameters, callStyle, context } = functionOf(all, 'area');
    expect([callStyle, context]).toEqual(['positional', true]);
    expect(
      parameters.map(({ name, partOf, required, default: value, meta }) => [
        meta?.id ?? name,
        partOf,
        required,
        value,
      ]),
    ).toEqual([
      ['label', undefined, true, undefined],
      ['w', 'argument2', false, 3],
      ['h', 'argument2', false, 2],
      ['argument3_label', 'argument3', false, 'none'],
      ['odd-name', 'argument3', false, 1],
    ]);
    expect(parameterOf(functionOf(all, 'area'), 'h').description).toBe('how high');
  });

  it('[T3] stays one port where its object comes whole or has any key', () => {
    expect(functionOf(all, 'reserve').parameters).toMatchObject([
      { name: 'argument1', required: false, defaultText: 'RESERVE' },
    ]);
    expect(inputsOf(functionOf(all, 'open'))).toEqual({
      argument1: { type: 'object', additionalProperties: { type: 'number' } },
    });
    expect(
      functionOf(all, 'deepArgs').parameters.map(({ name, partOf }) => [name, partOf]),
    ).toEqual([
      ['argument1', undefined],
      ['at', 'argument2'],
    ]);
  });
});

describe('a default', () => {
  it('[T3] is a value where it is made of literals, else a text', () => {
    const said = functionOf(all, 'defaults').parameters.map((p) => p.default ?? p.defaultText);
    expect(said).toEqual([
      120_000,
      5,
      10,
      '-Infinity',
      'new Date()',
      { x: 1 },
      'on',
      [5, -1],
      '`a${LIMIT}`',
      undefined,
      '2n ** 80n',
    ]);
    const { parameters } = functionOf(all, 'defaults');
    expect(parameters.every(({ required }) => !required)).toBe(true);
    expect(parameters.filter((p) => p.defaultText !== undefined).map((p) => p.name)).toEqual([
      'd',
      'e',
      'i',
      'k',
    ]);
  });

  it('gives a port without a type its own', () => {
    expect(inputsOf(functionOf(all, 'defaults'))['f']).toEqual({ type: 'object' });
    expect(all.diagnostics.filter((item) => item.function === 'defaults')).toEqual([]);
  });
});

describe('what a module exports', () => {
  it('are static methods for everyone, of abstract classes too, and functions of namespaces', () => {
    const names = all.functions.filter(({ name }) => name.includes('.'));
    expect(names.map(({ name, variant }) => `${name}#${variant ?? 1}`)).toEqual([
      'Geometry.square#1',
      'Geometry.scale#1',
      'Geometry.over#1',
      'Geometry.over#2',
      'Shape.unit#1',
      'Space.within#1',
    ]);
    expect(functionOf(all, 'Geometry.square').description).toBe('Squares.');
  });

  it('are functions that another made, by their type, with the words at the export', () => {
    expect(functionOf(all, 'round')).toMatchObject({
      description: 'Rounds.',
      parameters: [
        { name: 'value', description: 'what', required: true },
        { name: 'digits', default: 2, required: false },
      ],
    });
    expect(functionOf(all, 'parse')).toMatchObject({
      description: 'Parses.',
      parameters: [
        { name: 'text', schema: { type: 'string' }, required: true },
        { name: 'base', schema: { type: 'number' }, required: false },
      ],
    });
    expect(inputsOf(functionOf(all, 'reduce'))['state']).toEqual({ type: 'number' });
    expect(outputOf(functionOf(all, 'checked')).schema).toEqual({ type: 'boolean' });
  });

  it('of which nobody knows the type is told, and makes no node', () => {
    expect(all.functions.map(({ name }) => name)).not.toContain('unknownMaker');
    expect(all.diagnostics.filter((item) => item.code === 'made-function').map(told)).toEqual([
      expect.stringMatching(
        /^nodes\.ts:\d+:14 warning made-function: `unknownMaker` is made by an expression whose type is not known, so it makes no node -> annotate it/,
      ),
    ]);
  });

  it('are not the nodes that millrace made itself', async () => {
    const module = await readText(
      workspace,
      "import { defineNode as node } from 'millrace';\nexport const own = node({ type: 'own' });\n",
    );
    expect(module).toMatchObject({ functions: [], diagnostics: [] });
  });

  it('go by the names they are exported as, and `@hidden` ones make no node', () => {
    const names = all.functions.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['renamed', 'again']));
    expect(names).not.toContain('local');
    expect(names).not.toContain('secret');
  });
});

describe('rest parameters', () => {
  it('of a labelled tuple are parameters of their own', () => {
    const { parameters } = functionOf(all, 'spread');
    expect(parameters.map(({ name, kind, required }) => [name, kind, required])).toEqual([
      ['low', undefined, true],
      ['high', undefined, false],
      ['more', 'rest', false],
    ]);
    expect(inputsOf(functionOf(all, 'spread'))['more']).toEqual({
      type: 'array',
      items: { type: 'string', 'x-millrace': { format: 'datetime' } },
    });
    expect(inputsOf(functionOf(all, 'words'))['args']?.items).toEqual({ type: 'string' });
    expect(inputsOf(functionOf(all, 'loose'))['args']).toEqual({ type: 'array' });
  });
});

describe('`@outputs`', () => {
  it('[T2] makes an output of each property, or of those it names', () => {
    expect(functionOf(all, 'divide')).toMatchObject({
      returns: 'object',
      outputs: [
        { name: 'quotient', schema: { type: 'number' } },
        {
          name: 'rest',
          schema: { anyOf: [{ type: 'number' }, { type: 'null' }] },
          meta: { label: 'Left over' },
        },
      ],
    });
    const { outputs, async: isAsync } = functionOf(all, 'limits');
    expect([isAsync, outputs.map(({ name }) => name)]).toEqual([true, ['high', 'low']]);
  });

  it('that names what is not there is an error with what is', () => {
    const codes = all.diagnostics.filter((item) => item.code === 'bad-outputs').map(told);
    expect(codes).toEqual([
      expect.stringMatching(
        /^nodes\.ts:\d+:26 error bad-outputs: `wrong`, the returned value: `@outputs` names `top`, which the result does not have -> use some of low$/,
      ),
      expect.stringMatching(
        /error bad-outputs: `flat`, the returned value: `@outputs` needs a result that is an object with properties -> remove the tag$/,
      ),
    ]);
  });
});

describe('tags of a comment', () => {
  it('[T3] say limits, defaults and labels of parameters and properties', () => {
    expect(functionOf(all, 'draw')).toMatchObject({ label: 'Draw a circle' });
    const [radius, name, mail, sizes, style, seed] = functionOf(all, 'draw').parameters;
    expect(radius).toMatchObject({
      default: 2.5,
      meta: { label: 'Radius of it' },
      schema: {
        anyOf: [{ type: 'number', minimum: 0, maximum: 10, multipleOf: 0.5 }, { type: 'null' }],
      },
    });
    expect(name!.schema).toEqual({ type: 'string', minLength: 3, pattern: '^[a-z]+$' });
    expect(mail!.schema).toEqual({ type: 'string', format: 'email' });
    expect(sizes!.schema).toEqual({ type: 'array', items: { type: 'number' }, maxItems: 4 });
    expect(style!.schema.properties).toEqual({
      width: { type: 'number', exclusiveMinimum: 0 },
      kind: { enum: ['thin', 'thick'], default: 'thin' },
    });
    expect(seed!.meta).toEqual({ hidePort: true });
  });

  it('about a type that the port does not have are told', () => {
    const tags = all.diagnostics.filter((item) => item.code === 'doc-tag');
    expect(tags.map(told)).toEqual([
      expect.stringMatching(
        /^nodes\.ts:\d+:32 warning doc-tag: `draw`, parameter `name`: `@minimum 1` is about a type that the port does not have -> correct the comment$/,
      ),
      expect.stringContaining('parameter `sizes`: `@minimum 1` is about a type'),
    ]);
  });

  it('[T3] keep every example as it is written', () => {
    expect(functionOf(all, 'draw').examples).toEqual([
      "draw(1, 'abc')",
      "// In two lines:\ndraw(2,\n  'def')",
    ]);
  });
});

describe('a result', () => {
  it('that tells a type is a boolean, one that demands is nothing', () => {
    expect(outputOf(functionOf(all, 'isText')).schema).toEqual({ type: 'boolean' });
    expect(functionOf(all, 'demand').returns).toBe('void');
    expect(functionOf(all, 'bound').parameters.map(({ name }) => name)).toEqual(['a']);
  });

  it('may have holes, which travel as null; an argument may not', () => {
    expect(inputsOf(functionOf(all, 'holes'))).toEqual({
      a: { type: 'array', items: { type: 'string' } },
      b: { type: 'array', maxItems: 0 },
      c: { type: 'object' },
      d: { type: 'object' },
      e: { type: 'array' },
    });
    expect(outputOf(functionOf(all, 'holes')).schema).toEqual({
      type: 'array',
      items: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    });
    expect(all.diagnostics.filter((item) => item.function === 'holes').map(told)).toEqual([
      expect.stringMatching(
        /parameter `e`: its items have no type; the port takes anything -> annotate it$/,
      ),
    ]);
  });

  it('of a class that extends a list is that list; as an argument it is an instance', () => {
    expect(outputOf(functionOf(all, 'stacked')).schema).toEqual({
      type: 'array',
      items: { type: 'string', 'x-millrace': { format: 'datetime' } },
    });
    expect(inputsOf(functionOf(all, 'stacked'))['a']).toEqual({
      'x-millrace': { format: 'instance', title: 'Stack', class: 'nodes.Stack' },
    });
  });
});
