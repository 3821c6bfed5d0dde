/** Types of the language's own library. */
import type { Type } from 'ts-morph';
import type { Schema } from '../../src/config/json-schema.js';

/** Those a wire carries. */
export const GLOBAL_SCHEMAS: Readonly<Record<string, Schema>> = {
  Date: { type: 'string', 'x-millrace': { format: 'datetime' } },
  Uint8Array: { type: 'string', 'x-millrace': { format: 'bytes' } },
  String: { type: 'string' },
  Number: { type: 'number' },
  Boolean: { type: 'boolean' },
};

const LISTS = 'is not supported on a port yet; use an array';

/** Those it does not, with what to write instead. */
export const UNWIRED_GLOBALS: Readonly<Record<string, string>> = {
  Map: 'is not supported on a port yet; use a `Record`',
  ReadonlyMap: 'is not supported on a port yet; use a `Record`',
  Set: LISTS,
  ReadonlySet: LISTS,
  WeakMap: 'lives in one process only; use a `Record`',
  WeakSet: 'lives in one process only; use an array',
  Iterator: LISTS,
  Iterable: LISTS,
  IterableIterator: LISTS,
  AsyncIterator: LISTS,
  AsyncIterable: LISTS,
  AsyncIterableIterator: LISTS,
  Generator: LISTS,
  AsyncGenerator: LISTS,
  ArrayBuffer: 'is not supported on a port; use a `Uint8Array`',
  SharedArrayBuffer: 'is not supported on a port; use a `Uint8Array`',
  DataView: 'is not supported on a port; use a `Uint8Array`',
  Uint8ClampedArray: 'is not supported on a port yet; use a `Uint8Array` or an array',
  Int8Array: LISTS,
  Int16Array: LISTS,
  Uint16Array: LISTS,
  Int32Array: LISTS,
  Uint32Array: LISTS,
  Float32Array: LISTS,
  Float64Array: LISTS,
  Promise: 'is awaited only as the returned value; take the value itself',
  PromiseLike: 'is awaited only as the returned value; take the value itself',
  RegExp: 'is not supported on a port; take its source as a string',
  Error: 'is not supported on a port; take the message as a string',
  URL: 'is not supported on a port; take it as a string',
  AbortSignal: 'is not a value of a wire; take a `NodeContext` and use its `signal`',
  Symbol: 'is not a value of a wire',
  Function: 'is a function, and no wire carries functions',
  Object: 'says nothing about the value; use `unknown` or a `Record`',
};

/** The name of a type that the library declares and no file of the user's adds to. */
export function globalNameOf(type: Type): string | undefined {
  const symbol = type.getSymbol();
  const declarations = symbol?.getDeclarations() ?? [];
  if (symbol === undefined || declarations.length === 0) return undefined;
  const all = declarations.every((declaration) => {
    const name = declaration.getSourceFile().getBaseName();
    return name === '__millrace_library.d.ts' || /^lib\..*\.d\.ts$/.test(name);
  });
  return all || isNodeBuffer(symbol.getName()) ? symbol.getName() : undefined;
}

function isNodeBuffer(name: string): boolean {
  // @types/node adds members to these; they stay what they are.
  return name === 'Uint8Array' || name === 'Date';
}
