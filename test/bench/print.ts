/** Answers as text. */
import type { Answer, Cell } from './question.js';

/** A table with its title and notes. */
export function print({ title, columns, rows, notes }: Answer): string {
  const lines = [['', ...columns], ...rows.map(({ name, cells }) => [name, ...cells.map(textOf)])];
  const widths = lines[0]!.map((_, column) =>
    Math.max(...lines.map((line) => line[column]!.length)),
  );
  const table = lines.map((line) =>
    line
      .map((text, column) =>
        column === 0 ? text.padEnd(widths[0]!) : text.padStart(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
  return ['', title, '', ...table, '', ...notes.map((note) => `  ${note}`)].join('\n');
}

function textOf({ text, holds }: Cell): string {
  if (holds === undefined) return `${text}  `;
  return `${text} ${holds ? '✓' : '✗'}`;
}
