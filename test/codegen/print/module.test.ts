/** Large configs: what a compiler and the command make of them. */
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readGeneratedConfig } from '../../../codegen/generated-config.js';
import { printJavaScript, printModule } from '../../../codegen/print/module.js';
import type { Config, NodeType } from '../../../src/config/config.js';
import { createWorkspace } from '../workspace.js';

jest.setTimeout(120_000);

const HEADER = { sources: ['src/nodes.ts'], command: 'millrace codegen' };

/** Nodes as unlike each other as a compiler could wish. */
function nodeOf(index: number): NodeType {
  const schema = { type: 'object' as const, properties: { [`p${index}`]: {} } };
  return {
    type: `nodes.f${index}`,
    label: `F ${index}`,
    ...(index % 3 === 0 ? { description: "\nconst nodeTypes1: Config['nodeTypes'] = [];" } : {}),
    ...(index % 5 === 0 ? { category: 'five' } : {}),
    inputs: [{ name: 'a', label: 'A', type: 'any', schema, kind: 'positional', required: true }],
    outputs: [],
    call: { style: 'positional', parameters: ['a'], returns: 'void' },
    async: false,
    fingerprint: `${index}`,
    version: '1',
  } as unknown as NodeType;
}

const configOf = (count: number): Config => ({
  version: 1,
  portTypes: [],
  nodeTypes: Array.from({ length: count }, (_, index) => nodeOf(index)),
});

const print = (config: Config): string =>
  printModule({ config, functions: [], python: {} }, HEADER);

const workspace = createWorkspace();
afterAll(() => workspace.close());

describe('a config of many nodes', () => {
  it('is one literal up to 250, and in parts above', () => {
    expect(print(configOf(250))).not.toContain('\nconst ');
    const parts = print(configOf(501)).match(/^const .*$/gm);
    expect(parts).toEqual([1, 2, 3].map((n) => `const nodeTypes${n}: Config['nodeTypes'] = [`));
    expect(print(configOf(501))).toContain(
      '\n  nodeTypes: [...nodeTypes1, ...nodeTypes2, ...nodeTypes3],\n',
    );
  });

  it.each([0, 250, 251, 501])('is read back from its text: %i', async (count) => {
    const config = configOf(count);
    expect(await readGeneratedConfig(print(config))).toEqual(config);
    expect(await readGeneratedConfig(print(config).replaceAll('\n', '\r\n'))).toEqual(config);
  });

  it('is one literal in JavaScript, whatever its length', () => {
    const text = printJavaScript({ config: configOf(501), functions: [], python: {} });
    expect(text.startsWith('export const config = {\n  version: 1,\n')).toBe(true);
    expect(text).not.toContain('nodeTypes1,');
  });

  it('is within what the compiler takes', () => {
    workspace.write({
      'many.ts': print(configOf(1_500)),
      'node_modules/millrace/package.json': '{"name":"millrace","types":"index.d.ts"}',
      'node_modules/millrace/index.d.ts':
        'export interface Config { version: number; portTypes: readonly object[]; nodeTypes: readonly { type: string; [more: string]: unknown }[] }\nexport type PythonModule = unknown;',
    });
    const tsc = join(process.cwd(), 'node_modules/ts7/bin/tsc');
    const options = '--noEmit --strict --module esnext --moduleResolution bundler many.ts';
    const { stdout } = spawnSync(process.execPath, [tsc, ...options.split(' ')], {
      cwd: workspace.root,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  });
});
