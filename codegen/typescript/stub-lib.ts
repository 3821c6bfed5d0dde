/**
 * A stand-in for TypeScript's own library files. Parsing those takes most of the time of a cold
 * run; signatures need the names of the global types only. A file that needs more (a return type
 * to infer from a body that calls `map`, a type of the DOM) is read again with the real ones.
 *
 * `millrace` itself is declared here, too, so that a function can be read where the package is not
 * installed, or not built.
 */
export const STUB_LIB = `
interface Object {}
interface Function {}
interface CallableFunction extends Function {}
interface NewableFunction extends Function {}
interface IArguments {}
interface Boolean {}
interface Number { toFixed(digits?: number): string }
interface String { readonly length: number; toUpperCase(): string; toLowerCase(): string; trim(): string }
interface Symbol {}
interface BigInt {}
interface RegExp { test(text: string): boolean }
interface Array<T> { length: number; [index: number]: T }
interface ReadonlyArray<T> { readonly length: number; readonly [index: number]: T }
interface ArrayLike<T> { readonly length: number; readonly [index: number]: T }
interface TemplateStringsArray extends ReadonlyArray<string> {}
interface PromiseLike<T> { then<R>(done: (value: T) => R): PromiseLike<R> }
interface Promise<T> { then<R>(done: (value: T) => R): Promise<R> }
interface Date { getTime(): number }
interface Error { name: string; message: string; stack?: string; cause?: unknown }
interface Map<K, V> { get(key: K): V | undefined; set(key: K, value: V): this }
interface ReadonlyMap<K, V> { get(key: K): V | undefined }
interface WeakMap<K, V> { get(key: K): V | undefined }
interface Set<T> { has(value: T): boolean; add(value: T): this }
interface ReadonlySet<T> { has(value: T): boolean }
interface WeakSet<T> { has(value: T): boolean }
interface Iterator<T, R = any, N = any> { next(value?: N): { done?: boolean; value: T | R } }
interface Iterable<T, R = any, N = any> { __iterate(): Iterator<T, R, N> }
interface IterableIterator<T, R = any, N = any> extends Iterator<T, R, N> {}
interface AsyncIterator<T, R = any, N = any> { next(value?: N): Promise<{ value: T | R }> }
interface AsyncIterable<T, R = any, N = any> { __iterate(): AsyncIterator<T, R, N> }
interface AsyncIterableIterator<T, R = any, N = any> extends AsyncIterator<T, R, N> {}
interface Generator<T = unknown, R = any, N = any> extends Iterator<T, R, N> {}
interface IteratorObject<T, R = any, N = any> extends Iterator<T, R, N> {}
interface AsyncIteratorObject<T, R = any, N = any> extends AsyncIterator<T, R, N> {}
interface ArrayIterator<T> extends Iterator<T> {}
interface MapIterator<T> extends Iterator<T> {}
interface SetIterator<T> extends Iterator<T> {}
interface StringIterator<T> extends Iterator<T> {}
interface AsyncGenerator<T = unknown, R = any, N = any> extends AsyncIterator<T, R, N> {}
interface ArrayBuffer { readonly byteLength: number; slice(begin: number): ArrayBuffer }
interface SharedArrayBuffer { readonly byteLength: number; grow(size: number): void }
type ArrayBufferLike = ArrayBuffer | SharedArrayBuffer;
interface DataView { readonly byteLength: number; getInt8(at: number): number }
interface Uint8Array<B = ArrayBufferLike> { readonly length: number; readonly buffer: B; [index: number]: number }
interface Uint8ClampedArray<B = ArrayBufferLike> extends Uint8Array<B> {}
interface Int8Array<B = ArrayBufferLike> extends Uint8Array<B> {}
interface Int16Array<B = ArrayBufferLike> extends Uint8Array<B> {}
interface Uint16Array<B = ArrayBufferLike> extends Uint8Array<B> {}
interface Int32Array<B = ArrayBufferLike> extends Uint8Array<B> {}
interface Uint32Array<B = ArrayBufferLike> extends Uint8Array<B> {}
interface Float32Array<B = ArrayBufferLike> extends Uint8Array<B> {}
interface BigInt64Array<B = ArrayBufferLike> { readonly length: number; readonly buffer: B; [index: number]: bigint }
interface BigUint64Array<B = ArrayBufferLike> { readonly length: number; readonly buffer: B; [index: number]: bigint }
interface Float64Array<B = ArrayBufferLike> extends Uint8Array<B> {}
type Partial<T> = { [K in keyof T]?: T[K] };
type Required<T> = { [K in keyof T]-?: T[K] };
type Readonly<T> = { readonly [K in keyof T]: T[K] };
type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Record<K extends keyof any, T> = { [P in K]: T };
type Exclude<T, U> = T extends U ? never : T;
type Extract<T, U> = T extends U ? T : never;
type Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>;
type NonNullable<T> = T & {};
type Parameters<T extends (...args: any) => any> = T extends (...args: infer P) => any ? P : never;
type ReturnType<T extends (...args: any) => any> = T extends (...args: any) => infer R ? R : any;
type InstanceType<T extends abstract new (...args: any) => any> = T extends abstract new (...args: any) => infer R ? R : any;
type Awaited<T> = T extends null | undefined ? T : T extends { then(done: (value: infer V) => any): any } ? Awaited<V> : T;
type NoInfer<T> = intrinsic;
type Uppercase<S extends string> = intrinsic;
type Lowercase<S extends string> = intrinsic;
type Capitalize<S extends string> = intrinsic;
type Uncapitalize<S extends string> = intrinsic;
type PropertyKey = string | number | symbol;
declare var NaN: number;
declare var Infinity: number;
declare function parseInt(text: string, radix?: number): number;
declare function parseFloat(text: string): number;
declare function String(value?: any): string;
declare function Number(value?: any): number;
declare function Boolean(value?: any): boolean;
`;

/** What Node and browsers have beside the language, as far as functions commonly use it. */
export const STUB_PLATFORM = `
interface AbortSignal { readonly aborted: boolean; readonly reason: any; throwIfAborted(): void }
interface URL { href: string; host: string; pathname: string; search: string; toString(): string }
interface Console {
  debug(...data: unknown[]): void;
  error(...data: unknown[]): void;
  info(...data: unknown[]): void;
  log(...data: unknown[]): void;
  warn(...data: unknown[]): void;
}
declare var console: Console;
declare var URL: { new (url: string, base?: string): URL };
declare var performance: { now(): number };
declare function setTimeout(run: (...args: any[]) => void, ms?: number, ...args: any[]): number;
declare function structuredClone<T>(value: T): T;
`;

/** Declares what functions use of `millrace`; used with the real library files, too. */
export const STUB_MILLRACE = `
declare module 'millrace' {
  export type Port<T, Options> = T;
  export interface NodeContext {
    readonly jobId: string;
    readonly nodeId: string;
    readonly attempt: number;
    readonly signal: AbortSignal;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly task: unknown;
    readonly secrets: Readonly<Record<string, unknown>>;
    readonly idempotencyKey: string;
    readonly state: Readonly<Record<'job' | 'node' | 'runner', Map<string, unknown>>>;
    log(message: string, level?: 'debug' | 'info' | 'warning' | 'error'): void;
    progress(done: number, total?: number, message?: string): void;
    graphPorts(name: string): { readonly inputs: readonly string[]; readonly outputs: readonly string[] };
    runGraph(name: string, inputs?: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
  }
  export const noValue: any;
  export class MillraceError {
    constructor(code: string, message: string, options?: any);
    readonly code: string;
    readonly message: string;
  }
}
`;
