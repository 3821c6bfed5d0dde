// Which tests Jest starts first: those that take long. The last one alone would keep one core busy
// while the others wait. Jest knows how long a file took the last time; a fresh checkout does not.
import Sequencer from '@jest/test-sequencer';
import { statSync } from 'node:fs';

/** Files that took more than 20 seconds beside others, the longest first. */
export const LONG = [
  'package/next-app',
  'package/vite-app',
  'e2e/python-contract',
  'e2e/python-in-browser',
  'e2e/playground-build',
  'e2e/live-source',
  'python-bridge/kill',
  'src/cli/codegen',
  'python-bridge/worker',
  'e2e/playground-run',
  'e2e/hot-nodes',
  'package/example-03',
  'fuzz/run',
  'fuzz/run-too',
  'codegen/vite/function-modules',
  'e2e/hostile-graphs',
  'e2e/sandbox',
  'e2e/playground-parts',
  'python-bridge/main-thread',
  'e2e/thousand-nodes',
  'python-bridge/cpython/contract',
  'src/cli/inspect',
  'examples/01-hello-node',
  'src/cli/watch',
  'examples/playground',
  'package/peers',
  'python-bridge/snapshot',
  'e2e/axe',
  'e2e/worker-placement',
  'src/config/assignable-recursive',
];

/** Small for what takes long. */
function rankOf(path) {
  const name = path
    .replaceAll('\\', '/')
    .replace(/^.*\/test\//, '')
    .replace(/\.test\.\w+$/, '');
  const rank = LONG.indexOf(name);
  return rank < 0 ? LONG.length : rank;
}

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const known = tests.map((test) => ({
      test,
      rank: rankOf(test.path),
      size: statSync(test.path).size,
    }));
    return known
      .toSorted((one, other) => one.rank - other.rank || other.size - one.size)
      .map(({ test }) => test);
  }
}
