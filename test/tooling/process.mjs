// Child processes that die with their parent: each leads a process group of its own, and a signal
// to this process ends every group.
import { spawn } from 'node:child_process';

const running = new Set();

function kill(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    child.kill(signal); // no process groups here, or the group is gone
  }
}

/**
 * Runs a command with no standard input.
 * @returns {Promise<{code: number, output: string}>} `output` is stdout and stderr as they came; with
 * `tells`, stderr goes to this one's instead, while one waits.
 * A command that can't be started or exceeds `timeoutMs` ends with a code other than 0 and says so.
 */
export function run(command, args, { cwd, env, live = false, tells = false, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', tells ? 'inherit' : 'pipe'],
      detached: true,
    });
    running.add(child);
    const chunks = [];
    let note = '';
    const collect = (stream, target) =>
      stream.on('data', (chunk) => {
        chunks.push(chunk);
        if (live) target.write(chunk);
      });
    collect(child.stdout, process.stdout);
    if (!tells) collect(child.stderr, process.stderr);
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            note = `\n${command} did not end within ${timeoutMs / 1000} s and was stopped\n`;
            kill(child, 'SIGKILL');
          }, timeoutMs);
    const settle = (code) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ code, output: Buffer.concat(chunks).toString() + note });
    };
    child.on('error', (error) => {
      note = `${command} could not be started: ${error.message}\n`;
      settle(127);
    });
    child.on('close', (code) => settle(code ?? 1));
  });
}

/** Runs a script with this Node.js. */
export const runNode = (args, options) => run(process.execPath, args, options);

/** On Ctrl-C, a hang-up or a kill: ends every child, then this process. */
export function killChildrenOnSignal() {
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ]) {
    process.once(signal, () => {
      for (const child of running) kill(child, 'SIGKILL');
      process.stderr.write(`\nstopped by ${signal}\n`);
      process.exit(128 + number);
    });
  }
}
