/** Diagnostics: making, sorting and printing them. */
import type { Diagnostic } from '../src/config/signature.js';

/** An error about a whole file. */
export function fileError(file: string, code: string, message: string): Diagnostic {
  return { code, severity: 'error', message, file };
}

/** True when nothing may be written. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** By file, line and message; the same order whatever was read first. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compare(a.file, b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
}

/** `src/math.ts:12 warning untyped-port: …`. */
export function formatDiagnostic({ file, line, severity, code, message }: Diagnostic): string {
  return `${file}${line === undefined ? '' : `:${line}`} ${severity} ${code}: ${message}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
