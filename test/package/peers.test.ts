import { describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bare, evaluate, peers, start } from './consumer.js';

describe('without its peers the package', () => {
  test('names the line to type when Python is wanted', () => {
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

  test('names the line to type when TypeScript is to be read', () => {
    writeFileSync(join(bare, 'nodes.ts'), 'export const one = (): number => 1;\n');
    const error = evaluate(
      bare,
      `import { generate } from 'millrace/codegen';
      try {
        await generate({ files: ['nodes.ts'], out: 'nodes.generated.ts' });
      } catch ({ code, message }) {
        console.log(JSON.stringify({ code, message }));
      }`,
    );
    expect(error).toEqual({
      code: 'peer-missing',
      message: expect.stringMatching(/npm install (--save-dev )?ts-morph@28/),
    });
  });

  test('runs Python in an interpreter that is installed', () => {
    const value = evaluate(
      bare,
      `import { createCPython } from 'millrace/python/node';
      const python = createCPython({ modules: { m: 'def one(): return 1' } });
      const outputs = [{ name: 'r', keep: { value: 'small', handle: false } }];
      const node = { nodeId: 'n', module: 'm', export: 'one', returns: 'value', arguments: [], outputs };
      await python.runBatch({ nodes: [node] }, {
        onStarted() {}, onLogged() {}, onProgressed() {},
        onSettled: (_, outcome) => console.log(JSON.stringify(outcome.outputs[0])),
      });`,
    );
    expect(value).toEqual({ value: 1 });
  });

  test('says so in the command, in one line and without a stack', () => {
    const command = join(bare, 'node_modules/.bin/millrace');
    const { status, stderr } = start(command, ['codegen', 'nodes.ts', '--out', 'out.ts'], bare);
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/npm install .*ts-morph@28/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('with its peers the package', () => {
  test.each(['worker', 'main'])('boots Python on the %s thread and ends', (thread) => {
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

  test('takes functions of both languages from the command to a result', () => {
    writeFileSync(
      join(peers, 'nodes.ts'),
      'export function add(a: number, b: number): number {\n  return a + b;\n}\n',
    );
    writeFileSync(
      join(peers, 'tools.py'),
      'def double(value: float) -> float:\n    return value * 2\n',
    );
    writeFileSync(join(peers, 'main.ts'), MAIN);
    const command = join(peers, 'node_modules/.bin/millrace');
    const files = ['nodes.ts', 'tools.py', '--out', 'nodes.generated.ts'];
    expect(start(command, ['codegen', ...files], peers)).toMatchObject({ status: 0, stderr: '' });
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const ended = start(process.execPath, ['--import', tsx, 'main.ts'], peers);
    expect(ended).toEqual({ status: 0, stdout: '{"result":14}', stderr: '' });
  });

  const MAIN = `
    import { JobRunner, parseGraph } from 'millrace';
    import { createPyodide } from 'millrace/python/node';
    import { config, functions, python as modules } from './nodes.generated.js';

    const output = (type: string) =>
      config.nodeTypes.find((nodeType) => nodeType.type === type)!.outputs[0]!.name;
    const wire = { nodeId: 'sum', portName: output('nodes.add') };
    const { graph } = parseGraph({
      version: 1,
      nodes: {
        sum: { id: 'sum', type: 'nodes.add', inputData: { a: { a: 3 }, b: { b: 4 } } },
        twice: { id: 'twice', type: 'tools.double', connections: { inputs: { value: [wire] } } },
      },
    }, config);
    const python = createPyodide({ modules });
    const result = await new JobRunner(config, { functions, python }).run(graph);
    await python.close();
    console.log(JSON.stringify(result.nodes['twice']!.outputs));\n`;
});
