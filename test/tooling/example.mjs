// `npm run example:…`: an example for Node, against the built package, as a user's program would run
// it. Builds when the package is missing or older than its sources.
//   node test/tooling/example.mjs 01-hello-node
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { ensureBuilt, root } from './build.mjs';
import { killChildrenOnSignal } from './process.mjs';

const [name, ...args] = process.argv.slice(2);

killChildrenOnSignal();
try {
  await ensureBuilt(() => console.log('building millrace …'));
  const { status, signal } = spawnSync(
    process.execPath,
    ['--import', 'tsx', `examples/${name}/main.ts`, ...args],
    {
      cwd: root,
      stdio: 'inherit',
      // Without the repository's path mapping `millrace` is the built package, not its sources.
      env: { ...process.env, TSX_TSCONFIG_PATH: join(root, 'test/tooling/tsconfig.run.json') },
    },
  );
  process.exitCode = status ?? (signal === null ? 1 : 130);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
