import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkGraph, mergeNodes, parseGraph } from 'millrace';
import * as library from 'millrace/library';
import { own } from '../../examples/05-standard-library/nodes.js';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'examples/05-standard-library');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

describe('05 · The standard library', () => {
  test('[R16] prints what its README shows', () => {
    const env = { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined };
    const args = ['--import', 'tsx', join(folder, 'main.ts')];
    const options = { cwd: root, env, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
    const blocks = [...read('README.md').matchAll(/```\n([^]*?)```/g)];
    const shown = blocks.find(([, text]) => text!.includes('Old Mill'))![1]!;
    expect({ status, output: stdout + stderr }).toEqual({ status: 0, output: shown });
  });

  test('has a graph without an issue', () => {
    const nodes = mergeNodes(library, own);
    const { graph, issues } = parseGraph(read('gauges.graph.json'), nodes.config);
    const found = checkGraph(graph, nodes.config, nodes);
    // The address comes with the run.
    expect([...issues, ...found].map(({ code, nodeId }) => `${code} ${nodeId}`)).toEqual([
      'missing-input list',
    ]);
  });

  test('has a README that lists the library', () => {
    const rows = read('README.md').matchAll(/^\| `([a-z]+\.\w+)` /gm);
    const listed = Array.from(rows, ([, name]) => name!).filter((name) => !name.endsWith('.ts'));
    expect(new Set(listed)).toEqual(new Set(library.config.nodeTypes.map(({ type }) => type)));
  });
});
