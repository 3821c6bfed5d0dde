/** Where in a text a diagnostic is shown. */
import type { Diagnostic } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import type { CodeDiagnostic } from './code-view-options.js';

/** A mark for each: the word at its column, else the line, else the first line. */
export function toMarks(diagnostics: readonly CodeDiagnostic[], text: Text): Diagnostic[] {
  const marks = diagnostics.map((said): Diagnostic => {
    const [from, to] = rangeOf(said, text);
    const { severity, message, fix } = said;
    return { from, to, severity, message: fix === undefined ? message : `${message}\n${fix}` };
  });
  return marks.sort((one, other) => one.from - other.from);
}

function rangeOf({ line = 1, column }: CodeDiagnostic, text: Text): readonly [number, number] {
  // The text may have changed since it was said.
  const found = text.line(Math.min(Math.max(line, 1), text.lines));
  const start = found.text.search(/\S|$/);
  if (column === undefined) return [found.from + start, found.to];
  const at = Math.min(Math.max(column - 1, 0), found.length);
  const word = /^[\p{L}\p{N}_]+/u.exec(found.text.slice(at))?.[0] ?? '';
  return [found.from + at, Math.min(found.from + at + Math.max(word.length, 1), found.to)];
}
