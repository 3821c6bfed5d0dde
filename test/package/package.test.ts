import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
/** Made by global-setup.mjs: the packed package installed alone, and with its optional peers. */
const bare = process.env['MILLRACE_BARE_PROJECT']!;
const peers = process.env['MILLRACE_PEERS_PROJECT']!;

function start(command: string, args: readonly string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  return { status, stdout: (stdout ?? '').trim(), stderr: (stderr ?? '').trim() };
}

/** Runs a module in a project; the JSON it prints is the result. */
function evaluate(cwd: string, source: string): unknown {
  const { status, stdout, stderr } = start(
    process.execPath,
    ['--input-type=module', '--eval', source],
    cwd,
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe('the package', () => {
  test('installs without a warning and without a dependency', () => {
    const log = readFileSync(join(bare, 'install.log'), 'utf8');
    expect(log.trim()).toMatch(/^added 1 package in \S+$/);
  });

  test('holds what a user needs and nothing else', () => {
    const files = readdirSync(join(bare, 'node_modules/millrace'), {
      recursive: true,
      encoding: 'utf8',
    });
    const outside = files.filter((file) => !file.startsWith('dist')).sort();
    expect(outside).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
    expect(
      files.filter((file) => /__pycache__|\.tsx?$/.test(file) && !file.endsWith('.d.ts')),
    ).toEqual([]);
  });

  test('has the command', () => {
    const command = join(bare, 'node_modules/.bin/millrace');
    expect(start(command, ['--version'], bare)).toEqual({ status: 0, stdout: '0.1.0', stderr: '' });
  });

  test('has both JSON Schemas', () => {
    const source = `const schemas = ['config', 'graph'].map((name) =>
      require('millrace/schemas/' + name + '.json'));
      console.log(schemas.map((schema) => schema.$schema).join('\\n'))`;
    const { stdout } = start(process.execPath, ['--eval', source], bare);
    const draft = 'https://json-schema.org/draft/2020-12/schema';
    expect(stdout.split('\n')).toEqual([draft, draft]);
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
    expect(start(process.execPath, ['--no-warnings', '--eval', source], bare).stdout).toBe(
      'function',
    );
  });
});

describe('Python from the package', () => {
  test('names the line to type when pyodide is not installed', () => {
    const error = evaluate(
      bare,
      `import { createPyodide } from 'millrace/python/node';
      try {
        createPyodide();
      } catch ({ code, message }) {
        console.log(JSON.stringify({ code, message }));
      }`,
    );
    expect(error).toEqual({
      code: 'peer-missing',
      message: expect.stringContaining('npm install pyodide@314.0.7'),
    });
  });

  test.each(['worker', 'main'])('boots on the %s thread and leaves nothing running', (thread) => {
    const names = evaluate(
      peers,
      `import { createPyodide } from 'millrace/python/node';
      const modules = { m: 'def add(a: int, b: int) -> int: return a + b' };
      const python = createPyodide({ thread: '${thread}', modules });
      const [m] = await python.introspect(['m']);
      await python.close();
      console.log(JSON.stringify(m.functions.map((one) => one.name)));`,
    );
    expect(names).toEqual(['add']);
  });
});

describe('its types', () => {
  test.each(['Bundler', 'Node16'])(
    'are complete for a user with moduleResolution %s',
    (resolution) => {
      writeFileSync(
        join(peers, 'user.ts'),
        `import { MillraceError, parseGraph } from 'millrace';
      import * as python from 'millrace/python/node';
      import * as codegen from 'millrace/codegen';
      const { graph, issues } = parseGraph({ version: 1, nodes: {} });
      export const message: string | undefined = issues[0]?.message;
      export const error: Error = new MillraceError('code', 'message');
      export const all = [graph, python, codegen];\n`,
      );
      const options = {
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        target: 'ES2022',
        module: resolution === 'Node16' ? 'Node16' : 'ESNext',
        moduleResolution: resolution,
        types: ['node'],
        typeRoots: [join(root, 'node_modules/@types')],
      };
      const project = { compilerOptions: options, files: ['user.ts'] };
      writeFileSync(join(peers, 'tsconfig.json'), JSON.stringify(project));
      const tsc = join(root, 'node_modules/ts7/bin/tsc');
      expect(start(process.execPath, [tsc, '-p', '.'], peers)).toEqual({
        status: 0,
        stdout: '',
        stderr: '',
      });
    },
  );
});
