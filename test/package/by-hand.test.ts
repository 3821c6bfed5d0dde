/** The README's nodes by hand, and the library, with the published package. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bare, copyProject, evaluate, root, start } from './consumer.js';
import { readBlocks, writeFiles } from './readme.js';

const RUN = `
import { nodes, runner } from './by-hand.js';

const result = await runner.run({
  version: 1,
  nodes: {
    less: { type: 'shop.discount', inputData: { price: { price: 80 } } },
    wait: { type: 'time.delay', inputData: { ms: { ms: 1 } }, connections: { inputs: {
      value: [{ nodeId: 'less', portName: 'price' }] } } },
    note: { type: 'text.letter', inputData: { template: { template: 'You pay {price}.' } },
      connections: { inputs: { price: [{ nodeId: 'wait', portName: 'result' }] } } },
  },
});
console.log(JSON.stringify([nodes.config.nodeTypes.length, result.nodes['note']?.outputs]));
`;

let project: string;

beforeAll(() => {
  project = copyProject(bare);
  for (const name of ['tsx', 'esbuild']) {
    symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name));
  }
  writeFiles(project, readBlocks('## Nodes by hand, and a library'));
  writeFileSync(join(project, 'run.ts'), RUN);
  const manifest = { type: 'module', private: true };
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest));
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('nodes by hand', () => {
  test('run beside the library’s, as the README has them', () => {
    const { stdout, stderr } = start(process.execPath, ['--import', 'tsx', 'run.ts'], project);
    expect([stdout, stderr]).toEqual(['[12,{"result":"You pay 72."}]', '']);
  });

  test.each([
    ['Bundler', 'ESNext'],
    ['Node16', 'Node16'],
  ])('compile with moduleResolution %s', (moduleResolution, module) => {
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipLibCheck: false,
      target: 'ES2022',
      lib: ['ES2022', 'DOM'],
      module,
      moduleResolution,
      types: [],
    };
    const files = ['by-hand.ts', 'run.ts'];
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    const tsc = join(root, 'node_modules/ts7/bin/tsc');
    const ended = start(process.execPath, [tsc, '-p', '.'], project);
    expect(ended).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('the library loads a function when it is needed', () => {
    const answer = evaluate(
      bare,
      `import { load } from 'millrace';
      import { config, functions } from 'millrace/library';
      const entry = functions['transform.jsonParse'];
      const loaded = await load(functions, config);
      console.log(JSON.stringify([typeof entry, loaded['transform.jsonParse']('[1]')]));`,
    );
    expect(answer).toEqual(['object', [1]]);
  });
});
