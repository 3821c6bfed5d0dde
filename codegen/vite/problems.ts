/** Diagnostics as bundlers show them: Rollup's errors and Vite's overlay. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostic } from '../../src/config/signature.js';
import { formatDiagnostic } from '../diagnostics.js';

/** An error or a warning, as Rollup takes it and as Vite's client shows it. */
export interface Problem {
  readonly message: string;
  readonly stack: string;
  readonly plugin: string;
  readonly pluginCode: string;
  /** The file, absolute. */
  readonly id?: string;
  readonly loc?: { readonly file: string; readonly line: number; readonly column: number };
  /** The lines round the place. */
  readonly frame?: string;
}

const LINES_AROUND = 2;

/** All diagnostics in one: an overlay shows one error, and its place is the first one's. */
export function toProblem(diagnostics: readonly Diagnostic[], base: string): Problem {
  const [first] = diagnostics;
  const message = diagnostics.map((item) => formatDiagnostic(item)).join('\n\n');
  const common = { message, stack: '', plugin: 'millrace', pluginCode: first?.code ?? 'error' };
  if (first === undefined) return common;
  const file = resolve(base, first.file);
  if (first.line === undefined) return { ...common, id: file };
  const { line, column = 1 } = first;
  const frame = frameOf(file, line, column);
  return {
    ...common,
    id: file,
    loc: { file, line, column },
    ...(frame === undefined ? {} : { frame }),
  };
}

/** The place in the text, with a mark below it. */
function frameOf(file: string, line: number, column: number): string | undefined {
  const lines = readLines(file);
  if (lines === undefined || line > lines.length) return undefined;
  const first = Math.max(1, line - LINES_AROUND);
  const shown = lines.slice(first - 1, line + LINES_AROUND);
  const width = String(first + shown.length - 1).length;
  return shown
    .flatMap((text, index) => {
      const number = first + index;
      const row = `${String(number).padStart(width)} | ${text}`;
      return number === line ? [row, `${' '.repeat(width)} | ${' '.repeat(column - 1)}^`] : [row];
    })
    .join('\n');
}

function readLines(file: string): readonly string[] | undefined {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/);
  } catch {
    return undefined;
  }
}
