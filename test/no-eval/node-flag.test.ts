import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { EXPECTED } from './report.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('the core runs under --disallow-code-generation-from-strings', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { runCore } from './core.js'; console.log(JSON.stringify(await runCore()));`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    alias: { millrace: './src/index.ts' },
    write: false,
  });
  const flags = ['--disallow-code-generation-from-strings', '--input-type=module'];
  const { stdout, stderr } = spawnSync(process.execPath, flags, {
    input: outputFiles[0]!.text,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual(EXPECTED);
}, 60_000);
