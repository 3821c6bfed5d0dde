/** What a chosen file becomes in a graph: what the port's schema asks for, as JSON can say it. */
import type { JsonValue, Schema } from '../../src/config/json-schema.js';
import { toErrorInfo } from '../../src/errors.js';
import { previewText } from '../panels/preview.js';
import type { EditorText } from '../text/english.js';
import { withoutNull } from './schema-form.js';

/** What an input takes of a file. */
export type FileForm = 'bytes' | 'text' | 'dataUrl' | 'name';

/** A graph that holds more is slow to save and to undo. */
export const MOST_BYTES = 5_000_000;

const URL_FORMATS: readonly unknown[] = ['uri', 'uri-reference', 'data-url'];

/** Bytes, or, of a text, an address, a path or the text itself: by the format the schema names. */
export function fileFormOf(schema: Schema): FileForm {
  const { type, format, pattern = '', 'x-millrace': extension = {} } = withoutNull(schema);
  if (extension.format === 'bytes') return 'bytes';
  if (extension.format === 'path') return 'name';
  if (URL_FORMATS.includes(format) || pattern.startsWith('^data:')) return 'dataUrl';
  return type === 'string' ? 'text' : 'bytes';
}

/** The value of a file, or why there is none. */
export type FileReading = { readonly value: JsonValue } | { readonly problem: string };

/** @param options.most The most bytes that are taken. */
export async function readFile(
  file: File,
  options: {
    readonly form: FileForm;
    readonly most: number;
    readonly text: EditorText['controls'];
  },
): Promise<FileReading> {
  const { form, most, text } = options;
  if (form === 'name') return { value: file.name };
  if (file.size > most) {
    return { problem: text.fileTooLarge(file.name, sizeText(file.size), sizeText(most)) };
  }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (form === 'text') {
      const value = toText(bytes);
      return value === undefined ? { problem: text.fileNoText(file.name) } : { value };
    }
    const base64 = toBase64(bytes);
    if (form === 'bytes') return { value: { $bytes: base64, name: file.name } };
    return { value: `data:${file.type || 'application/octet-stream'};base64,${base64}` };
  } catch (error) {
    return { problem: text.fileUnread(file.name, toErrorInfo(error).message) };
  }
}

function toText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What is known of a file that a graph holds. */
export interface KeptFile {
  readonly name: string | undefined;
  readonly size: number | undefined;
}

/** Undefined for a value that is no file's. */
export function keptFile(value: unknown, form: FileForm): KeptFile | undefined {
  if (form === 'bytes') {
    const { $bytes: base64, name } = (value ?? {}) as { $bytes?: unknown; name?: unknown };
    if (typeof base64 !== 'string') return undefined;
    return { name: typeof name === 'string' ? name : undefined, size: bytesIn(base64) };
  }
  if (typeof value !== 'string') return undefined;
  if (form === 'name') return { name: value, size: undefined };
  const [, type, base64] = /^data:([^;,]*)[^,]*;base64,(.*)$/s.exec(value) ?? [];
  if (form === 'dataUrl') {
    return base64 === undefined ? undefined : { name: type, size: bytesIn(base64) };
  }
  return { name: previewText(value), size: new TextEncoder().encode(value).length };
}

function bytesIn(base64: string): number {
  return Math.floor((base64.replace(/=+$/, '').length * 3) / 4);
}

const CHUNK = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(text);
}

/** A number of bytes as people read it. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Number((bytes / 1_000).toPrecision(3))} kB`;
  return `${Number((bytes / 1_000_000).toPrecision(3))} MB`;
}
