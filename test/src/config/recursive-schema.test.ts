import { describe, expect, it } from '@jest/globals';
import { findForeign } from '../../../src/config/foreign-keywords.js';
import { controlsFor } from '../../../src/config/controls.js';
import { describeSchema } from '../../../src/config/describe-schema.js';
import { fingerprintOf } from '../../../src/config/fingerprint.js';
import type { Schema } from '../../../src/config/json-schema.js';
import { parseConfig } from '../../../src/config/parse-config.js';
import { compilePortCheck } from '../../../src/config/port-check.js';
import { Mismatch } from '../../../src/config/mismatch.js';
import { portTypeOf } from '../../../src/config/port-types.js';
import { linkSchema, unlinkSchema } from '../../../src/config/schema-links.js';

const number: Schema = { type: 'number' };

/** `name` differs by language; the meaning does not. */
function treeOf(name: string): Schema {
  const ref = { $ref: `#/$defs/${name}` };
  return {
    ...ref,
    $defs: {
      [name]: {
        type: 'object',
        properties: { size: number, parts: { type: 'array', items: ref }, next: nullable(ref) },
        required: ['size'],
      },
    },
  };
}

function nullable(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] };
}

const tree = treeOf('Tree');
const nested: Schema = {
  $ref: '#/$defs/Nested',
  $defs: { Nested: { anyOf: [number, { type: 'array', items: { $ref: '#/$defs/Nested' } }] } },
};

function misfit(schema: Schema, value: unknown): Mismatch {
  try {
    compilePortCheck(schema)!(value);
  } catch (error) {
    if (error instanceof Mismatch) return error;
    throw error;
  }
  throw new Error('it took the value');
}

function chain(length: number): unknown {
  let value: unknown = { size: 0 };
  for (let level = 1; level < length; level += 1) value = { size: level, parts: [value] };
  return value;
}

describe('a type that contains itself', () => {
  it('[R3] is checked at every depth, and a coerced part lands in a copy', () => {
    const check = compilePortCheck(tree)!;
    const good = { size: 1, parts: [{ size: 2, next: null }], next: { size: 3 } };
    expect(check(good)).toBe(good);
    const given = { size: '1', parts: [{ size: '2' }, { size: 3 }] };
    expect(check(given)).toEqual({ size: 1, parts: [{ size: 2 }, { size: 3 }] });
    expect(given.parts[0]!.size).toBe('2');
    expect(misfit(tree, { size: 1, parts: [{ size: 1, next: { size: true } }] }).message).toBe(
      'expected a number at .parts[0].next.size, got true',
    );
  });

  it('[R3] may be a union with itself', () => {
    const check = compilePortCheck(nested)!;
    expect(check([1, ['2', [3, []]]])).toEqual([1, [2, [3, []]]]);
    expect(misfit(nested, [1, [null]]).path).toEqual([1, 0]);
  });

  it('[R3] may be the whole schema (`#`), and mutual', () => {
    const whole: Schema = { type: 'array', items: { $ref: '#' } };
    expect(compilePortCheck(whole)!([[], [[]]])).toEqual([[], [[]]]);
    expect(misfit(whole, [[], [[3]]]).path).toEqual([1, 0, 0]);
    const even: Schema = {
      $ref: '#/$defs/even',
      $defs: {
        even: { type: 'array', items: { $ref: '#/$defs/odd' } },
        odd: { type: 'object', additionalProperties: { $ref: '#/$defs/even' } },
      },
    };
    expect(compilePortCheck(even)!([{ a: [{}] }])).toEqual([{ a: [{}] }]);
    expect(misfit(even, [{ a: [[]] }]).path).toEqual([0, 'a', 0]);
  });

  it('[R3] refuses a value that contains itself, at once and with the place', () => {
    const value: Record<string, unknown> = { size: 1 };
    value['parts'] = [{ size: 2 }, value, value];
    const error = misfit(tree, value);
    expect(error.message).toBe(
      'expected a value that does not contain itself at .parts[1], got an object with size, parts',
    );
  });

  it('[R3] refuses a value that is nested too deep, and takes one just not', () => {
    const check = compilePortCheck(tree)!;
    expect(check(chain(500))).toBeDefined();
    expect(misfit(tree, chain(501)).message).toMatch(/^expected at most 500 levels at /);
    expect(misfit(tree, chain(100_000)).message).toMatch(/^expected at most 500 levels at /);
    let list: unknown = [];
    for (let level = 0; level < 100_000; level += 1) list = [list];
    expect(misfit(nested, list)).toBeInstanceOf(Mismatch);
    // What came before leaves no trace.
    expect(check(chain(500))).toBeDefined();
  });

  it('[R3] looks at a part once, however often it is there', () => {
    let shared: unknown = { size: '0' };
    for (let level = 0; level < 60; level += 1) shared = { size: level, parts: [shared, shared] };
    const checked = compilePortCheck(tree)!(shared) as { parts: readonly unknown[] };
    expect(checked.parts[0]).toBe(checked.parts[1]);
    let bad: unknown = { size: 'x' };
    for (let level = 0; level < 60; level += 1) bad = { size: level, parts: [bad, bad] };
    expect(misfit(tree, bad).path).toHaveLength(121);
  });

  it('[R3] survives a getter that checks another value with the same check', () => {
    const check = compilePortCheck(tree)!;
    const value = {
      get size() {
        check({ size: 1, parts: [{ size: 2 }] });
        return 3;
      },
      parts: [{ size: 1 }],
    };
    expect(check(value)).toBe(value);
  });

  it('that is nothing but itself takes no value', () => {
    const a = { $ref: '#/$defs/a' };
    for (const body of [a, { anyOf: [a] }, { allOf: [a, number] }, { $ref: '#/$defs/b' }]) {
      const schema = { ...a, $defs: { a: body, b: a } };
      expect(() => compilePortCheck(schema)!(1)).toThrow('expected');
    }
    expect(compilePortCheck({ ...a, $defs: { a: { anyOf: [a, number] } } })!(1)).toBe(1);
  });

  it('[R3] holds beside what stands with the reference', () => {
    const short: Schema = {
      $ref: '#/$defs/l',
      maxItems: 1,
      $defs: { l: nested.$defs!['Nested']! },
    };
    const schema = { ...short, $defs: { ...short.$defs, ...nested.$defs } };
    expect(compilePortCheck(schema)!([[1, 2]])).toEqual([[1, 2]]);
    expect(() => compilePortCheck(schema)!([1, 2])).toThrow('expected');
  });
});

describe('the definitions of a schema', () => {
  it('are read, and a reference that leads nowhere in it needs ajv', () => {
    const read = (schema: unknown) => {
      const { config, issues } = parseConfig({
        nodeTypes: [{ type: 'f', inputs: [{ name: 'a', schema }] }],
      });
      return {
        schema: config.nodeTypes[0]!.inputs[0]!.schema,
        codes: issues.map((issue) => `${issue.code} ${issue.path.slice(5).join('.')}`),
      };
    };
    expect(read(tree)).toEqual({ schema: tree, codes: [] });
    const bad = {
      anyOf: [
        { $ref: '#/$defs/gone' },
        { $ref: '#/properties/a' },
        { $ref: 'other.json' },
        { $ref: '#/$defs/a~1b' },
        { $ref: '#/$defs/__proto__' },
        { $ref: 3 },
      ],
      $defs: { 'a/b': { type: 'numbre', $ref: '#' }, no: false, bad: 5 },
    };
    expect(read(bad).codes).toEqual([
      'keyword-needs-ajv anyOf.0.$ref',
      'keyword-needs-ajv anyOf.1.$ref',
      'keyword-needs-ajv anyOf.2.$ref',
      'keyword-needs-ajv anyOf.4.$ref',
      'bad-keyword anyOf.5.$ref',
      'bad-keyword $defs.a/b.type',
      'schema-unreadable $defs.bad',
    ]);
    expect(read(bad).schema.$defs).toEqual({ 'a/b': { $ref: '#' }, no: { not: {} }, bad: {} });
    expect(findForeign(tree)).toBeUndefined();
    expect(findForeign({ ...tree, items: { $ref: '#/$defs/gone' } })).toBe('$ref');
    expect(findForeign({ ...tree, $defs: { Tree: { items: { contains: {} } as Schema } } })).toBe(
      'contains',
    );
  });

  it('name the port type, in parts and as a whole', () => {
    expect(portTypeOf(tree)).toMatchObject({ type: 'Tree', label: 'Tree', color: 'orange' });
    expect(portTypeOf(tree).schema).toBe(tree);
    const list: Schema = { type: 'array', items: { $ref: tree.$ref! }, $defs: tree.$defs! };
    expect(portTypeOf(list).type).toBe('array<Tree>');
    expect(portTypeOf(nullable({ ...list })).type).toBe('array<object> | null');
    const record: Schema = { type: 'object', properties: { tree: { $ref: '#' } } };
    expect(portTypeOf(record).type).toBe('Recursive');
    expect(portTypeOf({ ...record, title: 'Box' }).type).toBe('Box');
    expect(describeSchema(tree)).toBe('an object (Tree)');
    expect(describeSchema({ ...nullable({ $ref: tree.$ref! }), $defs: tree.$defs! })).toBe(
      'an object (Tree) or null',
    );
  });

  it('are edited as JSON', () => {
    const json = [{ type: 'json', name: 'a', label: 'A' }];
    expect(controlsFor('a', 'A', tree)).toEqual(json);
    expect(
      controlsFor('a', 'A', { ...nullable({ $ref: tree.$ref! }), $defs: tree.$defs! }),
    ).toEqual(json);
    const fields = { type: 'object', properties: { tree: { $ref: tree.$ref! }, size: number } };
    const controls = controlsFor('a', 'A', { ...fields, $defs: tree.$defs! } as Schema);
    expect(controls.map(({ type, name }) => `${type} ${name}`)).toEqual([
      'json tree',
      'number size',
    ]);
  });

  it('count in the fingerprint, but not their names, their order, and those that are not used', () => {
    const of = (schema: Schema): string =>
      fingerprintOf({
        inputs: [{ name: 'a', schema, required: true }],
        outputs: [],
        returns: 'void',
      });
    expect(of(treeOf('Node'))).toBe(of(tree));
    const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
    const list = (name: string): Schema => ({ type: 'array', items: ref(name) });
    const two = (a: string, b: string): Schema => ({
      type: 'object',
      properties: { x: ref(a), y: ref(b) },
      $defs: { [a]: list(b), [b]: { ...list(a), title: a }, unused: number },
    });
    const turned: Schema = {
      $defs: { q: list('p'), p: list('q') },
      properties: { y: ref('q'), x: ref('p') },
      type: 'object',
    };
    expect(of(two('b', 'a'))).toBe(of(two('a', 'b')));
    expect(of(turned)).toBe(of(two('a', 'b')));
    expect(of({ ...turned, $defs: { q: list('q'), p: list('q') } })).not.toBe(of(turned));
    expect(of({ ...tree, $defs: { Tree: { type: 'object' } } })).not.toBe(of(tree));
  });

  it('are the same after linking and unlinking, and parts stand for themselves', () => {
    expect(unlinkSchema(linkSchema(tree))).toEqual(tree);
    expect(linkSchema(number)).toBe(number);
    const linked = linkSchema(tree);
    expect(linkSchema(linked)).toBe(linked);
    const whole: Schema = { type: 'array', items: { $ref: '#' }, title: 'Lists' };
    const part = unlinkSchema(linkSchema(whole).items!);
    expect(part.$ref).toBe('#/$defs/Lists');
    expect(compilePortCheck(part)!([[]])).toEqual([[]]);
    const both: Schema = {
      anyOf: [linkSchema(tree), linkSchema(treeOf('Tree')), linkSchema(nested)],
    };
    expect(Object.keys(unlinkSchema(both).$defs!)).toEqual(['Tree', 'Tree2', 'Nested']);
  });
});
