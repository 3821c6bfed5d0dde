/** TypeScript types as people write them, and what codegen makes of them. */
import type { Schema } from '../../src/config/json-schema.js';

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
  ["string & { readonly __brand: 'id' }", { type: 'string' }],
  ["Port<number, { label: 'X' }>", { type: 'number' }],
  ["Port<number, { label: 'X' }>[]", { type: 'array', items: { type: 'number' } }],
];

/** Parameter types that become the universal port, and what the author is told. */
export const UNTYPED: readonly (readonly [string, string])[] = [
  ['() => void', 'no wire carries functions'],
  ['any', 'it is `any`'],
  ['never', 'no value has it'],
  ['symbol', 'has no counterpart'],
  ['Map<string, number>', '`Map` is not supported'],
  ['Float32Array', '`Float32Array` is not supported'],
  ['Thing', '`Thing` is a class'],
  ['Service', 'has the method `call`'],
  ['Missing', 'the type `Missing` is not known here'],
  ['Computed', 'the members of the enum `Computed` are computed'],
  ['typeof Color', '`typeof Color` is code'],
  ['Promise<number>', 'is awaited only as the returned value'],
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
enum Single { Only = 'only' }
interface Size {
  /** How wide. */
  width: number;
  height?: number;
}
interface Box<T> { value: T }
interface Service { call(text: string): void }
class Thing { x = 1 }
interface Tree { name: string; children: Tree[] }
type Sum = number | [left: Sum, right: Sum];
`;

/** Parameters that are untyped in parts. */
export const DEEP =
  'export function deep(p: { a: { b: symbol; c: string } }, q: { a: any; b: any; c: any; d: any }): void {}';
