/** A directory to run the real command in, each time in a process of its own. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The root of this repository. */
export const repository = join(import.meta.dirname, '../../..');
const main = join(repository, 'src/cli/main.ts');
const tsx = pathToFileURL(join(repository, 'node_modules/tsx/dist/loader.mjs')).href;
const env = { ...process.env, TSX_TSCONFIG_PATH: join(repository, 'tsconfig.json') };

/** The directory. */
export interface Workspace {
  readonly root: string;
  path(name: string): string;
  write(files: Readonly<Record<string, string>>): void;
  read(name: string): string;
  millrace(...args: readonly string[]): Ended;
  /** The same in a directory inside. */
  millraceIn(directory: string, ...args: readonly string[]): Ended;
  /** A command that goes on until it is told to end. */
  start(...args: readonly string[]): Running;
  close(): void;
}

/** A command that has ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs. */
export interface Running {
  /** Everything it has printed, to both streams. */
  output(): string;
  /** Waits for the next output that matches; what was matched before does not count. */
  next(pattern: RegExp): Promise<string>;
  /** Asks it to end, and waits. @returns the exit code */
  interrupt(): Promise<number | null>;
  /** Waits for it to end by itself. @returns the exit code */
  ended(): Promise<number | null>;
}

export function createWorkspace(files: Readonly<Record<string, string>>): Workspace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'millrace-cli-')));
  const path = (name: string): string => join(root, name);
  const running: ChildProcessWithoutNullStreams[] = [];
  const write = (texts: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(texts)) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), text);
    }
  };
  write({ 'package.json': '{"name":"app"}', ...files });
  return {
    root,
    path,
    write,
    read: (name) => readFileSync(path(name), 'utf8'),
    millrace: (...args) => run(root, args),
    millraceIn: (directory, ...args) => run(path(directory), args),
    start: (...args) => {
      const child = spawn(process.execPath, ['--import', tsx, main, ...args], { cwd: root, env });
      running.push(child);
      return follow(child);
    },
    close: () => {
      for (const child of running) child.kill('SIGKILL');
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function run(cwd: string, args: readonly string[]): Ended {
  const words = ['--import', tsx, main, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd,
    encoding: 'utf8',
    env,
  });
  return { status, stdout, stderr };
}

const PATIENCE_MS = 60_000;

function follow(child: ChildProcessWithoutNullStreams): Running {
  const ended = once(child, 'close') as Promise<[number | null]>;
  let output = '';
  let read = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => (output += String(chunk)));
  }
  return {
    output: () => output,
    ended: async () => (await ended)[0],
    next: async (pattern) => {
      for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
        const match = pattern.exec(output.slice(read));
        if (match !== null) {
          read += match.index + match[0].length;
          return match[0];
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(`it never printed ${pattern}:\n${output}`);
    },
    interrupt: async () => {
      child.kill('SIGINT');
      const [code] = await ended;
      return code;
    },
  };
}
