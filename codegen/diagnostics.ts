/** Diagnostics: making, sorting and printing them. */
import type { Diagnostic } from '../src/config/signature.js';

/** An error about a whole file. */
export function fileError(file: string, code: string, message: string, fix?: string): Diagnostic {
  return { code, severity: 'error', message, ...(fix === undefined ? {} : { fix }), file };
}

/** True when nothing may be written. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** By file, place and message, each once; the same order whatever was read first. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = [...diagnostics].sort(byPlace);
  return sorted.filter((item, index) => index === 0 || byPlace(sorted[index - 1]!, item) !== 0);
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (
    compare(a.file, b.file) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    compare(a.severity, b.severity) ||
    compare(a.code, b.code) ||
    compare(a.message, b.message)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How diagnostics are printed. */
export interface FormatOptions {
  /** With the escape codes of a terminal. @default false */
  readonly colors?: boolean;
}

const CODES = { error: 91, warning: 93, place: 96, number: 93, quiet: 90 };

type Paint = (code: keyof typeof CODES, text: string) => string;

const plain: Paint = (_code, text) => text;
const colored: Paint = (code, text) => `\u001b[${CODES[code]}m${text}\u001b[0m`;

/**
 * One diagnostic as the TypeScript compiler prints its own, so that terminals and editors link the
 * place; what to do stands on a line below: `src/math.ts:12:5 - warning untyped-port: …`.
 */
export function formatDiagnostic(diagnostic: Diagnostic, options: FormatOptions = {}): string {
  const { file, line, column, severity, code, message, fix } = diagnostic;
  const paint = options.colors === true ? colored : plain;
  const numbers = [line, column].filter((part) => part !== undefined);
  const place = [
    paint('place', printable(file).replaceAll('\n', '?')),
    ...numbers.map((part) => paint('number', String(part))),
  ].join(':');
  const text = `${place} - ${paint(severity, severity)} ${paint('quiet', `${code}:`)} ${indent(message)}`;
  return fix === undefined ? text : `${text}\n  ${paint('quiet', 'fix:')} ${indent(fix)}`;
}

/**
 * How many there are of each kind, and in how many files: `2 errors and 1 warning in 2 files`;
 * `no problems` without any.
 */
export function summarize(diagnostics: readonly Diagnostic[]): string {
  const of = (severity: string): number =>
    diagnostics.filter((item) => item.severity === severity).length;
  const kinds = [count(of('error'), 'error'), count(of('warning'), 'warning')].flat();
  if (kinds.length === 0) return 'no problems';
  const files = new Set(diagnostics.map(({ file }) => file));
  return `${kinds.join(' and ')} in ${count(files.size, 'file').join('')}`;
}

function count(number: number, noun: string): readonly string[] {
  return number === 0 ? [] : [`${number} ${noun}${number === 1 ? '' : 's'}`];
}

/** What a file says may not steer the terminal it is shown in. */
function printable(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(/(?!\n)\p{Cc}/gu, '\ufffd');
}

/** Further lines belong to the first. */
function indent(text: string): string {
  return printable(text).trimEnd().replaceAll('\n', '\n    ');
}
