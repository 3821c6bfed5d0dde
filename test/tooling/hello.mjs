// `npm run example:hello`: the first example, against the built package, as a user's program would
// run it. Builds when the package is missing or older than its sources.
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { ensureBuilt, root } from './build.mjs';
import { killChildrenOnSignal } from './process.mjs';

const EXAMPLE = 'examples/01-hello-node/main.ts';

killChildrenOnSignal();
try {
  await ensureBuilt(() => console.log('building millrace …'));
  const { status, signal } = spawnSync(
    process.execPath,
    ['--import', 'tsx', EXAMPLE, ...process.argv.slice(2)],
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
