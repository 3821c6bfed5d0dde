import { describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bare, evaluate, peers, root, start } from './consumer.js';

describe('the package', () => {
  test('installs without a warning and without a dependency', () => {
    const log = readFileSync(join(bare, 'install.log'), 'utf8');
    expect(log.trim()).toMatch(/^added 1 package in \S+$/);
  });

  test('holds what a user needs and nothing else', () => {
    const folder = join(bare, 'node_modules/millrace');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const outside = files.filter((file) => !file.startsWith('dist')).sort();
    expect(outside).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
    const sources = files.filter((file) => /__pycache__|(?<!\.d)\.tsx?$|\.test\./.test(file));
    expect(sources).toEqual([]);
  });

  test('brings the license of all that is in it and not its own', () => {
    const text = readFileSync(
      join(bare, 'node_modules/millrace/dist/THIRD-PARTY-NOTICES.txt'),
      'utf8',
    );
    const named = ['flume ', '@codemirror/view ', 'PYTHON SOFTWARE FOUNDATION LICENSE', 'Mozilla'];
    expect(named.filter((name) => !text.includes(name))).toEqual([]);
  });

  test('has the command', () => {
    const command = join(bare, 'node_modules/.bin/millrace');
    expect(start(command, ['--version'], bare)).toEqual({ status: 0, stdout: '0.1.0', stderr: '' });
  });

  test('has both JSON Schemas', () => {
    const source = `const schemas = ['config', 'graph'].map((name) =>
      require('millrace/schemas/' + name + '.json'));
      console.log(schemas.map((schema) => schema.$schema).join(' '))`;
    const { stdout } = start(process.execPath, ['--eval', source], bare);
    const draft = 'https://json-schema.org/draft/2020-12/schema';
    expect(stdout).toBe(`${draft} ${draft}`);
  });

  test('runs a graph', () => {
    const answer = evaluate(
      bare,
      `import { JobRunner, parseConfig, parseGraph } from 'millrace';
      const inputs = [{ name: 'text', type: 'string' }];
      const nodeType = { type: 'shout', inputs, outputs: [{ name: 'loud', type: 'string' }] };
      const { config } = parseConfig({ version: 1, nodeTypes: [nodeType] });
      const node = { id: 'n', type: 'shout', inputData: { text: { text: 'hi' } } };
      const { graph } = parseGraph({ version: 1, nodes: { n: node } }, config);
      const functions = { shout: async (text) => text.toUpperCase() };
      const { status, nodes } = await new JobRunner(config, { functions }).run(graph);
      console.log(JSON.stringify([status, nodes.n.outputs]));`,
    );
    expect(answer).toEqual(['success', { loud: 'HI' }]);
  });

  test('can be required', () => {
    const source = "console.log(typeof require('millrace').parseGraph)";
    const { stdout } = start(process.execPath, ['--no-warnings', '--eval', source], bare);
    expect(stdout).toBe('function');
  });
});

describe('its types', () => {
  const USER = `
    import { MillraceError, parseGraph } from 'millrace';
    import * as python from 'millrace/python/node';
    import * as codegen from 'millrace/codegen';
    const { graph, issues } = parseGraph({ version: 1, nodes: {} });
    export const message: string | undefined = issues[0]?.message;
    export const error: Error = new MillraceError('code', 'message');
    export const all = [graph, python, codegen];\n`;

  test.each([
    ['Bundler', 'ESNext'],
    ['Node16', 'Node16'],
  ])('are complete for a user with moduleResolution %s', (moduleResolution, module) => {
    writeFileSync(join(peers, 'user.ts'), USER);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      target: 'ES2022',
      module,
      moduleResolution,
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
    };
    const project = { compilerOptions, files: ['user.ts'] };
    writeFileSync(join(peers, 'tsconfig.json'), JSON.stringify(project));
    const tsc = join(root, 'node_modules/ts7/bin/tsc');
    const ended = start(process.execPath, [tsc, '-p', '.'], peers);
    expect(ended).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
