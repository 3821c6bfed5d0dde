/** TypeScript types as people write them, and what codegen makes of them. */
import type { Schema } from '../../src/config/json-schema.js';

function ndarray(type: 'number' | 'integer', dtype: string): Schema {
  return { type: 'array', items: { type }, 'x-millrace': { format: 'ndarray', dtype } };
}

function set(items: Schema): Schema {
  return { type: 'array', items, uniqueItems: true, 'x-millrace': { format: 'set' } };
}

function pairs(key: Schema, value: Schema): Schema {
  const pair = { prefixItems: [key, value], minItems: 2, maxItems: 2 };
  const items: Schema = { type: 'array', ...pair, 'x-millrace': { tuple: true } };
  return { type: 'array', items, 'x-millrace': { format: 'map' } };
}

const FUNCTION: Schema = { 'x-millrace': { format: 'function' } };

function instance(title: string, path: string, bases = ['types.Root']): Schema {
  return { 'x-millrace': { format: 'instance', title, class: path, bases } };
}

/** Parameter types as written, and the schema of the port. */
export const TYPES: readonly (readonly [string, Schema])[] = [
  ['number', { type: 'number' }],
  ['string', { type: 'string' }],
  ['boolean', { type: 'boolean' }],
  ['bigint', { type: 'integer', 'x-millrace': { format: 'bigint' } }],
  ['null', { type: 'null' }],
  ['unknown', {}],
  ['object', { type: 'object' }],
  ['`a-${string}`', { type: 'string' }],
  ["'b' | 'a'", { enum: ['b', 'a'] }],
  ["'a' | 'b'", { enum: ['a', 'b'] }],
  ['3 | 1 | 2', { enum: [3, 1, 2] }],
  ["'x'", { enum: ['x'] }],
  ['true', { enum: [true] }],
  ['Unit', { enum: ['mm', 'cm'], 'x-millrace': { title: 'Unit' } }],
  ['Color', { enum: ['r', 'g'], 'x-millrace': { names: ['Red', 'Green'], title: 'Color' } }],
  ['Color.Green', { enum: ['g'], 'x-millrace': { names: ['Green'], title: 'Color' } }],
  ['Level', { enum: [0, 5, 6], 'x-millrace': { names: ['Low', 'Mid', 'High'], title: 'Level' } }],
  ['Single', { enum: ['only'], 'x-millrace': { names: ['Only'], title: 'Single' } }],
  [
    'Color | null',
    {
      anyOf: [
        { enum: ['r', 'g'], 'x-millrace': { names: ['Red', 'Green'], title: 'Color' } },
        { type: 'null' },
      ],
    },
  ],
  ['string | number', { anyOf: [{ type: 'string' }, { type: 'number' }] }],
  ['null | boolean', { anyOf: [{ type: 'boolean' }, { type: 'null' }] }],
  ['number | unknown', {}],
  ['keyof Size', { enum: ['height', 'width'] }],
  ['number[]', { type: 'array', items: { type: 'number' } }],
  ['readonly string[]', { type: 'array', items: { type: 'string' } }],
  [
    'Array<ReadonlyArray<boolean>>',
    { type: 'array', items: { type: 'array', items: { type: 'boolean' } } },
  ],
  ["('b' | 'a')[]", { type: 'array', items: { enum: ['b', 'a'] } }],
  ['unknown[]', { type: 'array' }],
  [
    '[number, string]',
    {
      type: 'array',
      prefixItems: [{ type: 'number' }, { type: 'string' }],
      minItems: 2,
      maxItems: 2,
      'x-millrace': { tuple: true },
    },
  ],
  [
    '[a: number, b?: string]',
    {
      type: 'array',
      prefixItems: [{ type: 'number' }, { type: 'string' }],
      minItems: 1,
      maxItems: 2,
      'x-millrace': { tuple: true },
    },
  ],
  [
    '[number, ...string[]]',
    {
      type: 'array',
      prefixItems: [{ type: 'number' }],
      items: { type: 'string' },
      minItems: 1,
      'x-millrace': { tuple: true },
    },
  ],
  [
    'Size',
    {
      type: 'object',
      properties: {
        width: { type: 'number', description: 'How wide.' },
        height: { type: 'number' },
      },
      required: ['width'],
      'x-millrace': { title: 'Size' },
    },
  ],
  [
    '{ a: { b: string } }',
    {
      type: 'object',
      properties: {
        a: { type: 'object', properties: { b: { type: 'string' } }, required: ['b'] },
      },
      required: ['a'],
    },
  ],
  [
    "Pick<Size, 'height'>",
    { type: 'object', properties: { height: { type: 'number' } }, required: [] },
  ],
  [
    'Box<string>',
    { type: 'object', properties: { value: { type: 'string' } }, required: ['value'] },
  ],
  ['Record<string, number>', { type: 'object', additionalProperties: { type: 'number' } }],
  ['{ [key: string]: unknown }', { type: 'object' }],
  [
    "Record<'y' | 'x', number>",
    {
      type: 'object',
      properties: { x: { type: 'number' }, y: { type: 'number' } },
      required: ['x', 'y'],
    },
  ],
  ['Date', { type: 'string', 'x-millrace': { format: 'datetime' } }],
  ['Uint8Array', { type: 'string', 'x-millrace': { format: 'bytes' } }],
  ['Uint8Array | ArrayBuffer', { type: 'string', 'x-millrace': { format: 'bytes' } }],
  ['ArrayBufferView | ArrayBuffer', { type: 'string', 'x-millrace': { format: 'bytes' } }],
  ['ArrayBufferLike | Uint8Array', { type: 'string', 'x-millrace': { format: 'bytes' } }],
  ['Float64Array', ndarray('number', 'float64')],
  ['Float32Array', ndarray('number', 'float32')],
  ['Int8Array', ndarray('integer', 'int8')],
  ['Uint16Array', ndarray('integer', 'uint16')],
  ['Int32Array<ArrayBuffer>', ndarray('integer', 'int32')],
  ['Uint8ClampedArray', ndarray('integer', 'uint8clamped')],
  ['BigInt64Array', ndarray('integer', 'int64')],
  ['Iterable<string>', { type: 'array', items: { type: 'string' } }],
  ['ArrayLike<number>', { type: 'array', items: { type: 'number' } }],
  ['Set<string>', set({ type: 'string' })],
  ['ReadonlySet<Unit>', set({ enum: ['mm', 'cm'], 'x-millrace': { title: 'Unit' } })],
  [
    'Map<string, number>',
    {
      type: 'object',
      additionalProperties: { type: 'number' },
      'x-millrace': { format: 'map' },
    },
  ],
  ['ReadonlyMap<`k-${string}`, unknown>', { type: 'object', 'x-millrace': { format: 'map' } }],
  [
    'Map<number, Date>',
    pairs({ type: 'number' }, { type: 'string', 'x-millrace': { format: 'datetime' } }),
  ],
  ["Map<'a', boolean>", pairs({ enum: ['a'] }, { type: 'boolean' })],
  [
    '{ [at: number]: string }',
    {
      anyOf: [
        { type: 'array', items: { type: 'string' } },
        { type: 'object', additionalProperties: { type: 'string' } },
      ],
    },
  ],
  ['Record<number, string>', { type: 'object', additionalProperties: { type: 'string' } }],
  ['PropertyKey', { anyOf: [{ type: 'string' }, { type: 'number' }] }],
  // Brands: with a text, a symbol, a helper, an object; of a literal, a list, a date.
  ["string & { readonly __brand: 'id' }", { type: 'string' }],
  ['string & { readonly [mark]: true }', { type: 'string' }],
  ["Brand<number, 'meters'>", { type: 'number' }],
  ["Brand<bigint, 'wei'>", { type: 'integer', 'x-millrace': { format: 'bigint' } }],
  ["Brand<boolean, 'flag'>", { type: 'boolean' }],
  ["Brand<'b' | 'a', 'letter'>", { enum: ['b', 'a'] }],
  ["Brand<Date, 'utc'>", { type: 'string', 'x-millrace': { format: 'datetime' } }],
  ["Brand<number[], 'sorted'>", { type: 'array', items: { type: 'number' } }],
  [
    "Brand<{ x: number }, 'point'>",
    {
      type: 'object',
      properties: { x: { type: 'number' } },
      required: ['x'],
    },
  ],
  ["'b' | 'a' | (string & {})", { anyOf: [{ enum: ['b', 'a'] }, { type: 'string' }] }],
  // Types made of types.
  [
    '{ a: number } & { b?: string }',
    {
      type: 'object',
      properties: { a: { type: 'number' }, b: { type: 'string' } },
      required: ['a'],
    },
  ],
  [
    'Partial<Size>',
    {
      type: 'object',
      properties: {
        width: { type: 'number', description: 'How wide.' },
        height: { type: 'number' },
      },
      required: [],
    },
  ],
  [
    'Required<Readonly<Size>>',
    {
      type: 'object',
      properties: {
        width: { type: 'number', description: 'How wide.' },
        height: { type: 'number' },
      },
      required: ['width', 'height'],
    },
  ],
  [
    "Omit<Size, 'width'>",
    { type: 'object', properties: { height: { type: 'number' } }, required: [] },
  ],
  ["Size['width']", { type: 'number' }],
  ['(typeof LETTERS)[number]', { enum: ['a', 'b'] }],
  ["Exclude<'a' | 'b' | 'c', 'b'>", { enum: ['a', 'c'] }],
  ["Letters<'x'>", { enum: ['x-1', 'x-2'] }],
  ['Uppercase<string>', { type: 'string' }],
  ['Unwrap<Promise<number>>', { type: 'number' }],
  [
    'OneOrMore<Date>',
    {
      anyOf: [
        { type: 'string', 'x-millrace': { format: 'datetime' } },
        { type: 'array', items: { type: 'string', 'x-millrace': { format: 'datetime' } } },
      ],
    },
  ],
  ['Computed', { type: 'number', 'x-millrace': { title: 'Computed' } }],
  ['Mixed', { type: 'number', 'x-millrace': { title: 'Mixed' } }],
  ['Shifted', { enum: [1, 2, 3], 'x-millrace': { names: ['A', 'B', 'Both'], title: 'Shifted' } }],
  // What every value has says nothing; an optional field that is code is left to code.
  ['{ valueOf(): number }', {}],
  [
    '{ a: number; done?: () => void; signal?: AbortSignal; sort?(): void }',
    {
      type: 'object',
      properties: { a: { type: 'number' }, done: FUNCTION, sort: FUNCTION },
      required: ['a'],
    },
  ],
  ["Port<number, { label: 'X' }>", { type: 'number' }],
  ["Port<number, { label: 'X' }>[]", { type: 'array', items: { type: 'number' } }],
  // What JSON has no form of.
  ['() => void', FUNCTION],
  ['Function', FUNCTION],
  ['(new () => Thing)[]', { type: 'array', items: FUNCTION }],
  ['string | ((at: number) => string)', { anyOf: [{ type: 'string' }, FUNCTION] }],
  ['Thing', instance('Thing', 'types.Thing')],
  ['Thing | null', { anyOf: [instance('Thing', 'types.Thing'), { type: 'null' }] }],
  ['Special<number>', instance('Special', 'types.Special', ['types.Thing', 'types.Root'])],
  ['Service', { 'x-millrace': { format: 'instance', title: 'Service' } }],
];

/** Parameter types that become the universal port, what the author is told, and what to do. */
export const UNTYPED: readonly (readonly [string, string, string])[] = [
  ['any', 'it is `any`', 'write its type'],
  ['never', 'no value has it', 'correct the type'],
  ['symbol', 'has no counterpart', 'simpler type'],
  ['Missing', 'the type `Missing` is not known here', 'import it'],
  ['Missing.Part', 'the type `Missing.Part` is not known here', 'import it'],
  ['typeof Color', '`typeof Color` is code', 'take a value of it'],
  ['Promise<number>', 'is awaited only as the returned value', 'take the value itself'],
  ['Iterator<number>', 'gives its items once', 'take an array'],
  ['WeakMap<object, string>', 'lives in one process only', 'take plain data'],
  ['RegExp', 'is code', 'take its source'],
  ['ArrayBuffer', 'bytes come as a `Uint8Array`, not as an `ArrayBuffer`', 'take a `Uint8Array`'],
  ['string | ArrayBuffer', 'bytes come as a `Uint8Array`', 'take a `Uint8Array`'],
  ['string | RegExp', '`RegExp` is code', 'take its source'],
  ['Object', 'says nothing', 'use `unknown`'],
  ['Endless<[]>', "can't compute the type `Endless<[]>`", 'simplify it'],
];

/** What the types refer to. */
export const DECLARATIONS = `
import type { Port } from 'millrace';
/** Declared the other way round first: the order of a union is that of its own annotation. */
export type First = 'a' | 'b'; export type Second = 1 | 2 | 3;
type Unit = 'mm' | 'cm';
enum Color { Red = 'r', Green = 'g' }
const enum Level { Low, Mid = 5, High }
enum Computed { A = 'xy'.length }
enum Mixed { A = 'xy'.length, B = 7 }
enum Shifted { A = 1 << 0, B = 1 << 1, Both = A | B }
declare const mark: unique symbol;
type Brand<T, Name extends string> = T & { readonly __brand: Name };
declare const LETTERS: readonly ['a', 'b'];
type Letters<P extends string> = \`\${P}-\${1 | 2}\`;
type Unwrap<T> = T extends Promise<infer Value> ? Value : T;
type OneOrMore<T> = T | T[];
type Endless<T> = T extends unknown[] ? Endless<[...T, 0]> : Endless<[T]>;
enum Single { Only = 'only' }
interface Size {
  /** How wide. */
  width: number;
  height?: number;
}
interface Box<T> { value: T }
interface Service { call(text: string): void }
class Root { y = 1 }
class Thing extends Root { x = 1 }
class Special<T> extends Thing { z?: T }
interface Tree { name: string; children: Tree[] }
type Sum = number | [left: Sum, right: Sum];
type Json = string | null | Json[] | { [key: string]: Json };
interface Author { books?: Book[] }
interface Book { by: Author; twin: Book | null }
type Linked<T> = { value: T; next?: Linked<T> };
`;

/** Parameters that are untyped in parts. */
export const DEEP =
  'export function deep(p: { a: { b: symbol; c: string } }, q: { a: any; b: any; c: any; d: any }): void {}';
