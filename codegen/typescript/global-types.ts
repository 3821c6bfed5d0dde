/** Types of the language's own library. */
import type { Type, TypeNode } from 'ts-morph';
import type { Schema } from '../../src/config/json-schema.js';
import { itemsSchema } from './list-schema.js';
import { FUNCTION } from './opaque.js';
import { STUB_FILE } from './project.js';
import { argumentHint } from './type-hints.js';
import type { TypeReader } from './type-reader.js';

/** Those whose schema is the same whatever their arguments. */
const FIXED: Readonly<Record<string, Schema>> = {
  Date: { type: 'string', 'x-millrace': { format: 'datetime' } },
  Uint8Array: { type: 'string', 'x-millrace': { format: 'bytes' } },
  String: { type: 'string' },
  Number: { type: 'number' },
  Boolean: { type: 'boolean' },
  BigInt: { type: 'integer', 'x-millrace': { format: 'bigint' } },
  Function: FUNCTION,
  Uint8ClampedArray: numbers('integer', 'uint8clamped'),
  Int8Array: numbers('integer', 'int8'),
  Int16Array: numbers('integer', 'int16'),
  Uint16Array: numbers('integer', 'uint16'),
  Int32Array: numbers('integer', 'int32'),
  Uint32Array: numbers('integer', 'uint32'),
  BigInt64Array: numbers('integer', 'int64'),
  BigUint64Array: numbers('integer', 'uint64'),
  Float16Array: numbers('number', 'float16'),
  Float32Array: numbers('number', 'float32'),
  Float64Array: numbers('number', 'float64'),
};

function numbers(type: 'number' | 'integer', dtype: string): Schema {
  return { type: 'array', items: { type }, 'x-millrace': { format: 'ndarray', dtype } };
}

/** What bytes may be called where they come from; where they go, they are a `Uint8Array`. */
const BUFFERS = ['ArrayBuffer', 'Buffer'];

/** True for the name of one of those, and of what is shared between threads. */
export function isBuffer(name: string | undefined): boolean {
  return name !== undefined && [...BUFFERS, 'SharedArrayBuffer'].includes(name);
}

/** Those that hold values of other types. */
const HOLDERS: Readonly<
  Record<string, (reader: TypeReader, parts: readonly HeldType[]) => Schema>
> = {
  Map: mapSchema,
  ReadonlyMap: mapSchema,
  Set: setSchema,
  ReadonlySet: setSchema,
  Iterable: (reader, parts) => itemsSchema(read(reader, parts[0])),
  ArrayLike: (reader, parts) => itemsSchema(read(reader, parts[0])),
};

const LAZY = ['gives its items once, to one reader', 'take an array or an `Iterable`'] as const;
const PROCESS = ['lives in one process only', 'take plain data'] as const;

/** Those a document can't say, with what to write instead. */
const CODE: Readonly<Record<string, readonly [problem: string, fix: string]>> = {
  WeakMap: PROCESS,
  WeakSet: PROCESS,
  WeakRef: PROCESS,
  SharedArrayBuffer: PROCESS,
  Iterator: LAZY,
  IterableIterator: LAZY,
  IteratorObject: LAZY,
  AsyncIterator: LAZY,
  AsyncIterable: LAZY,
  AsyncIterableIterator: LAZY,
  AsyncIteratorObject: LAZY,
  Generator: LAZY,
  AsyncGenerator: LAZY,
  DataView: ['is a view of bytes', 'use a `Uint8Array`'],
  Promise: ['is awaited only as the returned value', 'take the value itself'],
  PromiseLike: ['is awaited only as the returned value', 'take the value itself'],
  RegExp: ['is code', 'take its source as a string'],
  Error: ['is no plain data', 'take the message as a string'],
  URL: ['is no plain data', 'take it as a string'],
  AbortSignal: ['belongs to one run', 'take a `NodeContext` and use its `signal`'],
  Symbol: ['is no value of a wire', 'take a string'],
};

/** The schema of a type that the library declares, or undefined for others. */
export function globalSchema(
  reader: TypeReader,
  type: Type,
  hint: TypeNode | undefined,
): Schema | undefined {
  const name = globalNameOf(type);
  if (name === undefined) return undefined;
  if (Object.hasOwn(FIXED, name)) return FIXED[name];
  if (name === 'ArrayBufferView' && !reader.isOutput) return FIXED['Uint8Array'];
  if (BUFFERS.includes(name)) {
    return reader.isOutput
      ? FIXED['Uint8Array']
      : reader.give(
          `bytes come as a \`Uint8Array\`, not as ${name === 'ArrayBuffer' ? 'an' : 'a'} \`${name}\``,
          'take a `Uint8Array`',
        );
  }
  if (Object.hasOwn(HOLDERS, name)) {
    const parts = type.getTypeArguments().map((part, at) => {
      const written = argumentHint(reader.morph, hint, [name], at);
      return { type: part, ...(written === undefined ? {} : { hint: written }) };
    });
    return reader.within(type, undefined, () => HOLDERS[name]!(reader, parts));
  }
  if (name === 'Object') {
    return reader.give('`Object` says nothing about the value', 'use `unknown` or a `Record`');
  }
  const [problem, fix] = (Object.hasOwn(CODE, name) ? CODE[name] : undefined) ?? [];
  if (problem === undefined || fix === undefined) return undefined;
  return reader.give(`\`${name}\` ${problem}`, fix, 'code');
}

/** A type argument, with its annotation. */
interface HeldType {
  readonly type: Type;
  readonly hint?: TypeNode;
}

function read(reader: TypeReader, part: HeldType | undefined): Schema {
  return part === undefined ? {} : reader.schema(part.type, part.hint);
}

function setSchema(reader: TypeReader, [item]: readonly HeldType[]): Schema {
  return {
    ...itemsSchema(read(reader, item)),
    uniqueItems: true,
    'x-millrace': { format: 'set' },
  };
}

/** An object where the keys are texts, else a list of pairs. */
function mapSchema(reader: TypeReader, [key, value]: readonly HeldType[]): Schema {
  const keys = read(reader, key);
  const values = read(reader, value);
  const format = { 'x-millrace': { format: 'map' } } as const;
  if (keys.type === 'string' && keys['x-millrace'] === undefined) {
    const isAny = Object.keys(values).length === 0;
    return { type: 'object', ...(isAny ? {} : { additionalProperties: values }), ...format };
  }
  const pair: Schema = {
    type: 'array',
    prefixItems: [keys, values],
    minItems: 2,
    maxItems: 2,
    'x-millrace': { tuple: true },
  };
  return { type: 'array', items: pair, ...format };
}

/** The name of a type that the library declares; other files may add members to it. */
export function globalNameOf(type: Type): string | undefined {
  const symbol = type.getSymbol();
  if (symbol === undefined) return undefined;
  const paths = symbol.getDeclarations().map((node) => node.getSourceFile().getFilePath());
  const isLibrary = (path: string): boolean =>
    path.endsWith(STUB_FILE) || /(^|\/)lib\.[^/]*\.d\.ts$/.test(path);
  const name = symbol.getName();
  if (paths.some(isLibrary)) return name;
  return name === 'Buffer' && paths.some((path) => /\/@types\/node\//.test(path))
    ? name
    : undefined;
}
