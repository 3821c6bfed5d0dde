import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { chmodSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../../../src/config/parse-config.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import { stampGraph } from '../../../src/graph/stamp.js';
import { createWorkspace, repository } from './workspace.js';
import type { Ended, Workspace } from './workspace.js';

jest.setTimeout(60_000);

let workspace: Workspace;
beforeEach(() => {
  workspace = createWorkspace({});
  rmSync(workspace.path('package.json'));
});
afterEach(() => workspace.close());

const write = (files: Readonly<Record<string, string>>): void => workspace.write(files);
const read = (name: string): string => workspace.read(name);
const check = (...args: readonly string[]): Ended => workspace.millrace('check', ...args);

const NUMBER = { type: 'number' };
const port = (name: string) => ({ name, schema: NUMBER });

function configOf(inputs: readonly string[], type = 'src.math.add') {
  const source = { language: 'typescript', module: 'src/math.ts', export: 'add' };
  const add = { type, source, inputs: inputs.map(port), outputs: [port('r')] };
  const num = { type: 'num', inputs: [], outputs: [port('r')] };
  return { version: 1, portTypes: [], nodeTypes: [num, add] };
}

const then = parseConfig(configOf(['a', 'b'])).config;

/** num → add.a, 5 in add.b, as it is saved by an editor that indents by four. */
function drawn(): string {
  const nodes = {
    num: { type: 'num', mine: 'kept' },
    add: {
      type: 'src.math.add',
      inputData: { b: { b: 5 } },
      connections: { inputs: { a: [{ nodeId: 'num', portName: 'r' }] }, outputs: {} },
    },
  };
  const { graph } = parseGraph({ version: 1, nodes, mine: { too: true } }, then);
  return `${JSON.stringify(stampGraph(graph, then), null, 4)}\n`;
}

const lineOf = (text: string, part: string): number =>
  text.split('\n').findIndex((line) => line.includes(part)) + 1;

describe('millrace check', () => {
  test('says that nothing is wrong', () => {
    write({ 'flow.json': drawn(), 'config.json': JSON.stringify(configOf(['a', 'b'])) });
    expect(check('flow.json', '--config', 'config.json')).toEqual({
      status: 0,
      stdout: '1 graph checked, no problems\n',
      stderr: '',
    });
  });

  test('names the place of what fails, and exits with 1', () => {
    const text = drawn();
    write({ 'a/flow.json': text, 'config.json': JSON.stringify(configOf(['b'])) });
    const { status, stdout, stderr } = check('a/flow.json', '-c', 'config.json');
    const line = lineOf(text, '"add": {');
    expect(stderr).toBe(
      `a/flow.json:${line}:9 - error signature-changed: add was drawn against another signature of "src.math.add": input a is gone, but a wire from num.r leads to it; take the new signature (in the editor, or with acceptDrift), or give the function its old one back\n`,
    );
    expect(stdout).toBe('1 graph checked, 1 error in 1 file\n');
    expect(status).toBe(1);
  });

  test('what changed safely is a warning, and --write saves it as it was written', () => {
    const text = drawn().replaceAll('\n', '\r\n');
    write({ 'flow.json': text, 'config.json': JSON.stringify(configOf(['x', 'y'])) });
    // Two of one type could be each other: nothing is safe.
    expect(check('flow.json', '-c', 'config.json').status).toBe(1);
    write({ 'config.json': JSON.stringify(configOf(['a', 'y'])) });
    const { status, stderr } = check('flow.json', '-c', 'config.json');
    expect(status).toBe(0);
    expect(stderr).toBe(
      `flow.json:${lineOf(text, '"add": {')}:9 - warning signature-outdated: add was drawn against another signature of "src.math.add": input b is now called y\n  fix: nothing has to be done; \`--write\` saves it as it is used\n`,
    );
    expect(read('flow.json')).toBe(text);
    chmodSync(workspace.path('flow.json'), 0o640);
    symlinkSync('flow.json', workspace.path('link.json'));
    expect(check('link.json', '-c', 'config.json', '--write')).toEqual({
      status: 0,
      stdout: 'link.json written, 1 node brought up to date\n1 graph checked, no problems\n',
      stderr: '',
    });
    const saved = read('flow.json');
    expect(saved).toMatch(/^\{\r\n {4}"version": 1,\r\n/);
    expect(saved).toMatch(/\}\r\n$/);
    expect(JSON.parse(saved)).toMatchObject({
      mine: { too: true },
      nodes: { num: { mine: 'kept' }, add: { inputData: { y: { b: 5 } } } },
    });
    expect(statSync(workspace.path('flow.json')).mode & 0o777).toBe(0o640);
    expect(readdirSync(workspace.root).sort()).toEqual(['config.json', 'flow.json', 'link.json']);
    const again = check('flow.json', '-c', 'config.json', '--write');
    expect(again.stdout).toBe('1 graph checked, no problems\n');
    expect(read('flow.json')).toBe(saved);
  });

  test('--json prints everything, file by file', () => {
    write({
      'one.json': drawn(),
      'deep/two.node': '{"n": {"type": "gone"}}',
      'config.json': JSON.stringify(configOf(['a', 'b'], 'src.calc.add')),
    });
    const { status, stdout } = check('one.json', '**/*.node', '--config', 'config.json', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      files: [
        {
          file: 'one.json',
          issues: [
            expect.objectContaining({ code: 'unknown-type', nodeId: 'add', column: 9 }) as object,
          ],
          changes: [],
          proposals: [
            { nodeId: 'add', path: ['nodes', 'add'], from: 'src.math.add', to: 'src.calc.add' },
          ],
        },
        {
          file: 'deep/two.node',
          issues: [expect.objectContaining({ code: 'unknown-type', line: 1, column: 2 }) as object],
          changes: [],
          proposals: [],
        },
      ],
    });
  });

  test('a text that is no JSON is an error where it breaks off; the others are checked', () => {
    write({
      'bad.json': '{\n  "version": 1,\n  "nodes": {,}\n}',
      'good.json': drawn(),
      'config.json': JSON.stringify(configOf(['a', 'b'])),
    });
    const { status, stdout, stderr } = check(
      'bad.json',
      'gone.json',
      'good.json',
      '-c',
      'config.json',
    );
    expect(stderr).toMatch(/^bad\.json:3:13 - error invalid-json: the graph is not valid JSON: /m);
    expect(stderr).toMatch(/^gone\.json - error file-unreadable: the file can't be read: ENOENT/m);
    expect(stdout).toBe('3 graphs checked, 2 errors in 2 files\n');
    expect(status).toBe(1);
  });

  test('what was asked wrongly is said, with exit code 2', () => {
    write({ 'flow.json': drawn() });
    for (const [args, said] of [
      [[], 'name at least one graph'],
      [['flow.json'], 'say with `--config <file>` which nodes there are'],
      [['flow.json', '--confg', 'x'], 'unknown option `--confg`. Did you mean `--config`?'],
      [['flow.json', '--config', 'gone.json'], "the config `gone.json` can't be read"],
    ] as const) {
      const { status, stderr } = check(...args);
      expect([status, stderr]).toEqual([2, expect.stringContaining(said)]);
    }
    expect(check('--help').stdout).toContain('Usage: millrace check');
  });

  test.each([
    ['mjs', `export const config = ${JSON.stringify(configOf(['a', 'b']))};`],
    ['mjs', `export default ${JSON.stringify(configOf(['a', 'b']))};`],
    ['ts', `type T = 1;\nexport const config: object = ${JSON.stringify(configOf(['a', 'b']))};`],
  ])('the config may be a .%s module: %.14s', (extension, text) => {
    write({ 'flow.json': drawn(), [`nodes.${extension}`]: text });
    symlinkSync(join(repository, 'node_modules'), workspace.path('node_modules'));
    const { status, stderr } = check('flow.json', '-c', `nodes.${extension}`);
    expect([status, stderr]).toEqual([0, '']);
    expect(readdirSync(workspace.root).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('TypeScript without a compiler, and a module without a config, are told', () => {
    write({
      'flow.json': drawn(),
      'nodes.ts': 'export const x: number = 1;',
      'nodes.mjs': 'export const x = 1;',
    });
    const module = check('flow.json', '-c', 'nodes.mjs');
    expect(module.status).toBe(1);
    expect(module.stderr).toContain(
      'expected `nodes.mjs` to export `config`, got a module that exports x',
    );
    const script = check('flow.json', '-c', 'nodes.ts');
    expect(script.status).toBe(1);
    expect(script.stderr).toMatch(
      (process.features as { readonly typescript?: unknown }).typescript
        ? /to export `config`/
        : /the package typescript is needed/,
    );
  });
});
