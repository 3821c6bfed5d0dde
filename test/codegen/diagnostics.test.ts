import { describe, expect, it } from '@jest/globals';
import { formatDiagnostic, hasErrors, sortDiagnostics, summarize } from '../../codegen/index.js';
import type { Diagnostic } from '../../codegen/index.js';

const warning: Diagnostic = {
  code: 'untyped-port',
  severity: 'warning',
  message: '`f`, parameter `a`: it has no type',
  fix: 'annotate it',
  file: 'src/math.ts',
  line: 12,
  column: 5,
};
const { fix: _fix, line: _line, column: _column, ...bare } = warning;
const of = (more: Partial<Diagnostic>): Diagnostic => ({ ...warning, ...more });

describe('a printed diagnostic', () => {
  it('has the shape of the TypeScript compiler’s, and what to do on a line of its own', () => {
    expect(formatDiagnostic(warning)).toBe(
      'src/math.ts:12:5 - warning untyped-port: `f`, parameter `a`: it has no type\n  fix: annotate it',
    );
  });

  it('leaves out what is not known', () => {
    expect(formatDiagnostic({ ...bare, line: 3 })).toMatch(/^src\/math\.ts:3 - warning/);
    expect(formatDiagnostic({ ...bare, severity: 'error' })).toBe(
      'src/math.ts - error untyped-port: `f`, parameter `a`: it has no type',
    );
  });

  it('has colors only when asked for, and the same text under them', () => {
    const colored = formatDiagnostic(warning, { colors: true });
    expect(colored).toContain('\u001b[93mwarning\u001b[0m');
    // oxlint-disable-next-line no-control-regex
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(formatDiagnostic(warning));
  });

  it('never lets a file steer the terminal or begin a line of its own', () => {
    const text = formatDiagnostic({
      ...bare,
      file: 'a\nb\u001b[2J.ts',
      message: 'one\r\ntwo\u2028three\u001b]0;x\u0007\n',
      fix: 'do\nit',
    });
    expect(text.split('\n')).toEqual([
      'a?b\ufffd[2J.ts - warning untyped-port: one',
      '    two',
      '    three\ufffd]0;x\ufffd',
      '  fix: do',
      '    it',
    ]);
  });
});

describe('a list of diagnostics', () => {
  it('is sorted by file, line and column whatever came first, and holds each once', () => {
    const list = [
      of({ file: 'b.ts', line: 1 }),
      of({ file: 'a.ts', line: 10 }),
      of({ file: 'a.ts', line: 9, column: 20 }),
      of({ file: 'a.ts', line: 9, column: 3, message: 'z' }),
      of({ file: 'a.ts', line: 9, column: 3, message: 'a' }),
      of({ file: 'a.ts', line: 9, column: 3, message: 'a' }),
      { ...bare, file: 'a.ts' },
    ];
    const places = (items: readonly Diagnostic[]) =>
      items.map(({ file, line, column, message }) => [file, line, column, message.slice(0, 1)]);
    const sorted = [
      ['a.ts', undefined, undefined, '`'],
      ['a.ts', 9, 3, 'a'],
      ['a.ts', 9, 3, 'z'],
      ['a.ts', 9, 20, '`'],
      ['a.ts', 10, 5, '`'],
      ['b.ts', 1, 5, '`'],
    ];
    expect(places(sortDiagnostics(list))).toEqual(sorted);
    expect(places(sortDiagnostics([...list].reverse()))).toEqual(sorted);
  });

  it('is summed up in words', () => {
    const error = of({ severity: 'error' });
    expect(summarize([])).toBe('no problems');
    expect(summarize([warning])).toBe('1 warning in 1 file');
    expect(summarize([error, error, warning, of({ file: 'b.ts' })])).toBe(
      '2 errors and 2 warnings in 2 files',
    );
    expect(hasErrors([warning])).toBe(false);
    expect(hasErrors([warning, error])).toBe(true);
  });
});
