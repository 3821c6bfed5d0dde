/** The README's quick start, as a reader would follow it with the published package. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { copyProject, peers, root, start } from './consumer.js';
import { readBlocks, readSection, writeFiles } from './readme.js';

const blocks = readBlocks('## Quick start');
const commands = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text.trim());

let project: string;

beforeAll(() => {
  project = copyProject(peers);
  for (const name of ['tsx', 'esbuild']) {
    symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name));
  }
  writeFiles(project, blocks);
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('the quick start', () => {
  test('installs the versions this repository is tested with', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      peerDependencies: Record<string, string>;
    };
    expect(commands[0]!.split('\n')).toEqual([
      // Without it main.ts is CommonJS, and tsx refuses its `await`.
      'npm init -y && npm pkg set type=module',
      `npm install millrace pyodide@${manifest.peerDependencies['pyodide']} ts-morph`,
    ]);
  });

  test('makes the nodes and runs the graph it shows', () => {
    const codegen = commands[1]!.split(' ').slice(2);
    const made = start(join(project, 'node_modules/.bin/millrace'), codegen, project);
    expect(made).toMatchObject({ status: 0, stderr: '' });
    expect(commands[2]).toBe('npx tsx main.ts');
    const ran = start(process.execPath, ['--import', 'tsx', 'main.ts'], project);
    expect(ran.stderr).toBe('');
    const promised = /It ends with `(.+)`/.exec(readSection('## Quick start'))![1]!;
    expect(ran.stdout.split('\n').at(-1)).toBe(promised);
  });
});
