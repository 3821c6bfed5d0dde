import { describe, expect, it } from '@jest/globals';
import { toTable } from '../../../src/cli/table.js';

const COLUMNS = [{ title: 'ID', grow: 1 }, { title: 'N' }, { title: 'TEXT', grow: 3 }];
const ROWS = [
  ['a', '1', 'one two three four five six seven eight'],
  ['long.long.long.long', '22', ''],
];

describe('toTable', () => {
  it('aligns the columns where there is room', () => {
    expect(toTable(COLUMNS, ROWS, { width: 80 })).toEqual([
      'ID                   N   TEXT',
      'a                    1   one two three four five six seven eight',
      'long.long.long.long  22',
    ]);
  });

  it('goes on in the line below where there is none, and cuts words that are longer', () => {
    const lines = toTable(COLUMNS, ROWS, { width: 40 });
    expect(lines.every((line) => line.length <= 40)).toBe(true);
    expect(lines).toEqual([
      'ID        N   TEXT',
      'a         1   one two three four five',
      '              six seven eight',
      'long.lon  22',
      'g.long.l',
      'ong',
    ]);
  });

  it('without a width is a line for each row, whatever the cells hold', () => {
    expect(toTable(COLUMNS, [['a\tb', '1', 'x\ny\u001b[2J']])).toEqual(['a b\t1\tx y [2J']);
  });
});
