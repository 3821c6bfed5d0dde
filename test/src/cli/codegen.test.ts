import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkspace, repository } from './workspace.js';
import type { Ended, Workspace } from './workspace.js';

jest.setTimeout(60_000);

let workspace: Workspace;
beforeEach(() => {
  workspace = createWorkspace({ 'src/math.ts': ADD });
});
afterEach(() => workspace.close());

const ADD = 'export function add(a: number, b: number): number {\n  return a + b;\n}\n';
const OUT = 'src/nodes.generated.ts';

const write = (files: Readonly<Record<string, string>>): void => workspace.write(files);
const read = (name: string): string => workspace.read(name);
const millrace = (args: readonly string[], directory = '.'): Ended =>
  workspace.millraceIn(directory, ...args);

describe('millrace', () => {
  it('prints its version and its help', () => {
    const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(millrace(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    const help = millrace(['--help']);
    expect(help.status).toBe(0);
    expect(help.stdout).toContain('codegen');
  });

  it('without a command, or with an unknown one, exits with 2 and says what there is', () => {
    expect(millrace([])).toMatchObject({ status: 2, stdout: '' });
    const { status, stderr } = millrace(['codgen']);
    expect(status).toBe(2);
    expect(stderr).toContain('unknown command `codgen`. Did you mean `millrace codegen`?');
    expect(stderr).toContain('Usage: millrace <command>');
  });
});

describe('millrace codegen', () => {
  it('writes the module, says so, and leaves it alone the next time', () => {
    expect(millrace(['codegen', 'src/math.ts', '--out', OUT])).toEqual({
      status: 0,
      stdout: `${OUT} written, no problems\n`,
      stderr: '',
    });
    expect(read(OUT)).toContain(
      "'src.math.add': { load: () => import('./math.js').then((m) => m.add) }",
    );
    expect(millrace(['codegen', 'src/math.ts', '-o', OUT]).stdout).toBe(
      `${OUT} is up to date, no problems\n`,
    );
    expect(readdirSync(workspace.path('src')).sort()).toEqual(['math.ts', 'nodes.generated.ts']);
  });

  it('takes patterns and passes over what is generated or no source, from any directory', () => {
    write({
      'src/deep/text.ts': 'export function trim(t: string): string { return t; }',
      'src/a.json': '{}',
      'src/t.d.ts': 'export {};',
    });
    expect(millrace(['codegen', 'src/**/*', '--out', OUT]).status).toBe(0);
    const text = read(OUT);
    expect(text).toContain("'src.deep.text.trim'");
    expect(
      millrace(['codegen', '**/*.{ts,py}', '--out', 'nodes.generated.ts', '--check'], 'src').status,
    ).toBe(0);
    const none = millrace(['codegen', 'lib/*.ts', '--out', OUT]);
    expect(none).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /^lib\/\*\.ts - error no-match: no \.ts or \.py file matches `lib/,
      ) as unknown,
    });
  });

  it('with --check writes nothing and fails when the file is not up to date', () => {
    const check = ['codegen', 'src/math.ts', '--out', OUT, '--check'];
    expect(millrace(check)).toMatchObject({ status: 1 });
    expect(existsSync(workspace.path(OUT))).toBe(false);
    millrace(check.slice(0, -1));
    expect(millrace(check)).toMatchObject({ status: 0 });
    write({ [OUT]: read(OUT).replaceAll('\n', '\r\n') });
    expect(millrace(check)).toMatchObject({ status: 0 });
    write({ 'src/math.ts': ADD.replace('b: number', 'b = 2') });
    const stale = millrace(check);
    expect(stale.status).toBe(1);
    expect(stale.stderr).toContain(`${OUT} is not up to date`);
  });

  it('on an error names file and line, exits with 1 and leaves the existing file as it is', () => {
    millrace(['codegen', 'src/math.ts', '--out', OUT]);
    const before = read(OUT);
    write({ 'src/math.ts': `${ADD}\nexport function broken(: void {}\n` });
    const { status, stderr } = millrace(
      ['codegen', 'math.ts', '--out', 'nodes.generated.ts'],
      'src',
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/^math\.ts:5(:\d+)? - error syntax: /);
    expect(stderr).toContain('nothing was written');
    expect(read(OUT)).toBe(before);
  });

  it('prints warnings and succeeds; as JSON on request', () => {
    write({ 'src/any.ts': 'export function f(a: any): void {}' });
    const args = ['codegen', 'src/any.ts', '--out', OUT];
    const { status, stderr, stdout } = millrace(args);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^src\/any\.ts:1(:\d+)? - warning untyped-port: `f`, parameter `a`: /);
    expect(stdout).toContain('written, 1 warning in 1 file\n');
    expect(JSON.parse(millrace([...args, '--json']).stdout)).toMatchObject({
      out: OUT,
      status: 'unchanged',
      diagnostics: [
        { file: 'src/any.ts', line: 1, code: 'untyped-port', function: 'f', parameter: 'a' },
      ],
    });
  });

  it('never replaces a file that it did not write', () => {
    write({ [OUT]: 'export const mine = 1;\n' });
    const { status, stderr } = millrace(['codegen', 'src/math.ts', '--out', OUT]);
    expect(status).toBe(1);
    expect(stderr).toContain('was not written by millrace codegen');
    expect(read(OUT)).toBe('export const mine = 1;\n');
  });

  it.each<[string, readonly string[], string]>([
    ['no file', ['--out', OUT], 'name at least one'],
    ['no --out', ['src/math.ts'], 'say where to write'],
    [
      'an unknown option',
      ['src/math.ts', '--ouput', OUT],
      'unknown option `--ouput`. Did you mean `--out`?',
    ],
    ['an option without its value', ['src/math.ts', '--out'], '--out'],
  ])('with %s exits with 2', (_what, args, text) => {
    const { status, stderr } = millrace(['codegen', ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(text);
    expect(stderr).toContain('See `millrace codegen --help`.');
  });

  it('has a help of its own', () => {
    const { status, stdout } = millrace(['codegen', '--help']);
    expect(status).toBe(0);
    for (const option of ['--out', '--root', '--prefix', '--check', '--json'])
      expect(stdout).toContain(option);
  });

  it('makes the directory of --out', () => {
    expect(
      millrace(['codegen', 'src/math.ts', '--out', 'gen/deep/nodes.generated.ts']).status,
    ).toBe(0);
    expect(read('gen/deep/nodes.generated.ts')).toContain("import('../../src/math.js')");
  });
});
