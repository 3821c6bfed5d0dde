/** Rows of text in columns. */

/** One column. */
export interface Column {
  readonly title: string;
  /** What takes the room that is left, in shares; a column without is as wide as its content. */
  readonly grow?: number;
}

/** How wide a table may be. */
export interface TableOptions {
  /** Characters of a line; without it a row is one line, its cells apart by tabs, without a head. */
  readonly width?: number | undefined;
}

const GAP = 2;
const LEAST = 8;

/** The lines of a table. Cells that are too long go on in the line below, broken at spaces. */
export function toTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { width }: TableOptions = {},
): readonly string[] {
  const clean = rows.map((row) => row.map((cell) => cell.replace(/[\p{Cc}]+/gu, ' ')));
  if (width === undefined) return clean.map((row) => row.join('\t'));
  const all = [columns.map(({ title }) => title), ...clean];
  const widths = fit(columns, all, width);
  return all.flatMap((row) => toLines(row, widths));
}

/** The widths of the columns: their content's, or their share of what the others leave. */
function fit(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly number[] {
  const natural = columns.map((_column, index) =>
    Math.max(0, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const total = natural.reduce((sum, each) => sum + each, 0) + GAP * (columns.length - 1);
  if (total <= width) return natural;
  const fixed = natural.filter((_each, index) => columns[index]!.grow === undefined);
  const left = width - fixed.reduce((sum, each) => sum + each, 0) - GAP * (columns.length - 1);
  return shareOut(
    natural,
    columns.map(({ grow = 0 }) => grow),
    left,
  );
}

/** Columns that need less than their share leave the rest to the others. */
function shareOut(
  natural: readonly number[],
  shares: readonly number[],
  room: number,
): readonly number[] {
  const widths = natural.map((each, index) => (shares[index] === 0 ? each : 0));
  let open = natural.map((_each, index) => index).filter((index) => shares[index]! > 0);
  let left = room;
  for (;;) {
    const sum = open.reduce((total, index) => total + shares[index]!, 0);
    const fitting = open.filter((index) => natural[index]! <= (left * shares[index]!) / sum);
    if (fitting.length === 0) {
      for (const index of open) {
        widths[index] = Math.max(LEAST, Math.floor((left * shares[index]!) / sum));
      }
      return widths;
    }
    for (const index of fitting) {
      widths[index] = natural[index]!;
      left -= natural[index]!;
    }
    open = open.filter((index) => !fitting.includes(index));
  }
}

function toLines(row: readonly string[], widths: readonly number[]): readonly string[] {
  const cells = row.map((cell, index) => wrap(cell, widths[index]!));
  const height = Math.max(1, ...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_line, line) =>
    cells
      .map((cell, index) => (cell[line] ?? '').padEnd(widths[index]! + GAP))
      .join('')
      .trimEnd(),
  );
}

/** Lines of at most `width` characters; a word that is longer is cut. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (let word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length <= width) {
      line += ` ${word}`;
      continue;
    }
    if (line !== '') lines.push(line);
    for (; word.length > width; word = word.slice(width)) lines.push(word.slice(0, width));
    line = word;
  }
  return [...lines, line];
}
