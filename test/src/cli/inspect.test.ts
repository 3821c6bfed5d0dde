import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createWorkspace } from './workspace.js';
import type { Workspace } from './workspace.js';

jest.setTimeout(120_000);

const NODES = `
export function add(a: number, b = 2, ...more: number[]): number { return a + b + more.length; }
export async function load(url: string, options?: { deep: boolean }, seed = Math.random()): Promise<[name: string, size: number]> { return [url, seed]; }
export function* count(to: any): Generator<number> { yield to; }
export function same(a: string): string;
export function same(a: number): number;
export function same(a: unknown): unknown { return a; }
`;
const GRAPH = {
  version: 1,
  nodes: {
    one: { type: 'nodes.add' },
    two: { type: 'nodes.add' },
    old: { type: 'nodes.gone' },
    group: { type: 'graph:inner' },
  },
  subgraphs: { inner: { version: 1, nodes: { in: { type: 'nodes.load' } } } },
};

let workspace: Workspace;
beforeEach(() => {
  workspace = createWorkspace({ 'nodes.ts': NODES, 'graph.json': JSON.stringify(GRAPH) });
});
afterEach(() => workspace.close());

const rows = (text: string): string[][] =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.split('\t'));

describe('millrace inspect', () => {
  it('lists the nodes of functions, cells apart by tabs when piped', () => {
    const { status, stdout, stderr } = workspace.millrace('inspect', 'nodes.ts');
    expect(rows(stdout)).toEqual([
      [
        'nodes.add',
        'Add',
        'a: number, b: number = 2, ...more: array<number>',
        'result: number',
        '',
      ],
      ['nodes.count', 'Count', 'to: any', 'result: array<number>', 'collects, 1 diagnostic'],
      [
        'nodes.load',
        'Load',
        expect.stringMatching(/^url: string, options\?: .*, seed: .* = Math\.random\(\)$/),
        'name: string, size: number',
        'async',
      ],
      ['nodes.same', 'Same', 'a: string', 'result: string', ''],
      ['nodes.same#2', 'Same', 'a: number', 'result: number', 'variant'],
    ]);
    expect(stderr).toMatch(/^5 nodes, 1 warning in 1 file\n$/m);
    expect(status).toBe(0);
  });

  it('reads back what codegen wrote, and says the same of it', () => {
    workspace.millrace('codegen', 'nodes.ts', '--out', 'nodes.generated.ts');
    const made = rows(workspace.millrace('inspect', 'nodes.generated.ts').stdout);
    const read = rows(workspace.millrace('inspect', 'nodes.ts').stdout);
    expect(made.map((cells) => cells.slice(0, 4))).toEqual(read.map((cells) => cells.slice(0, 4)));
  });

  it('counts the types of a graph, and marks those that a config does not have', () => {
    workspace.millrace('codegen', 'nodes.ts', '--out', 'nodes.generated.ts');
    const plain = workspace.millrace('inspect', 'graph.json');
    expect(rows(plain.stdout)).toEqual([
      ['graph:inner', '1', 'group', ''],
      ['nodes.add', '2', 'one two', ''],
      ['nodes.gone', '1', 'old', ''],
      ['nodes.load', '1', 'inner/in', ''],
    ]);
    const { stdout } = workspace.millrace(
      'inspect',
      'graph.json',
      '--config',
      'nodes.generated.ts',
    );
    const marked = rows(stdout).filter((cells) => cells[3] !== '');
    expect(marked).toEqual([['nodes.gone', '1', 'old', 'unknown type']]);
  });

  it('prints it all as JSON', () => {
    const { stdout } = workspace.millrace('inspect', 'nodes.ts', 'graph.json', '--json');
    const { nodeTypes, graphs, diagnostics } = JSON.parse(stdout) as {
      nodeTypes: readonly { readonly type: string }[];
      graphs: unknown;
      diagnostics: unknown;
    };
    expect(nodeTypes.map(({ type }) => type)).toContain('nodes.same#2');
    expect(graphs).toMatchObject([
      { file: 'graph.json', types: [{ type: 'graph:inner' }, {}, {}, {}] },
    ]);
    expect(diagnostics).toMatchObject([{ code: 'untyped-port', function: 'count' }]);
  });

  it('prints errors and fails', () => {
    workspace.write({ 'nodes.ts': 'export function f(: void {}\n' });
    const { status, stderr } = workspace.millrace('inspect', 'nodes.ts');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^nodes\.ts:1:\d+ - error syntax: /m);
  });

  it.each<[string, readonly string[], string]>([
    ['nothing', [], 'name at least one file'],
    ['a file that is not there', ['none.json'], "`none.json` can't be read"],
    ['text that is no JSON', ['bad.json'], 'expected `bad.json` to hold a config or a graph'],
    ['an unknown option', ['nodes.ts', '--confg', 'x'], 'Did you mean `--config`?'],
  ])('of %s exits with 2', (_what, args, text) => {
    workspace.write({ 'bad.json': '{' });
    const { status, stderr } = workspace.millrace('inspect', ...args);
    expect(status).toBe(2);
    expect(stderr).toContain(text);
  });
});
