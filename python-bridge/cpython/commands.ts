/** Programs that run one after another until somebody stops them. */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { Printed } from './printed.js';
import { killGroup, NEW_GROUP } from './process-group.js';

/** Characters of a program's output that are kept. */
const MAX_OUTPUT = 100_000;

/** How a program ran. */
export interface Ran {
  /** Its exit code; undefined where a signal ended it. */
  readonly code: number | undefined;
  /** The last of what it wrote to its standard output. */
  readonly output: string;
  /** The last of what it wrote to either. */
  readonly all: string;
}

/** Whom the programs tell what. */
export interface CommandsOptions {
  /** Takes each line that a program writes, of its output and its errors. May not throw. */
  readonly onLine: (line: string) => void;
}

/** Runs programs; a stop ends the one that is running, and with it all that are still to come. */
export class Commands {
  readonly #onLine: (line: string) => void;
  #running: ChildProcess | undefined;
  #stopped = false;

  constructor({ onLine }: CommandsOptions) {
    this.#onLine = onLine;
  }

  /**
   * Runs a program to its end. `keptOpen` is a file that it and those it starts keep open.
   * Rejects with the system's error when it can't be started, or with {@link Stopped}.
   */
  async run(
    program: string,
    args: readonly string[],
    { isQuiet = false, keptOpen }: { isQuiet?: boolean; keptOpen?: number | undefined } = {},
  ): Promise<Ran> {
    if (this.#stopped) throw new Stopped();
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe', ...(keptOpen === undefined ? [] : [keptOpen])],
      windowsHide: true,
      ...NEW_GROUP,
    });
    this.#running = child;
    let all = '';
    const read = (stream: Readable | null): Printed => {
      const printed = new Printed(isQuiet ? undefined : this.#onLine, MAX_OUTPUT);
      stream?.setEncoding('utf8').on('data', (text: string) => {
        all = (all + text).slice(-MAX_OUTPUT);
        printed.add(text);
      });
      return printed;
    };
    const [output, errors] = [read(child.stdout), read(child.stderr)];
    const code = await new Promise<number | undefined>((settle, reject) => {
      child.once('error', reject);
      child.once('close', (exit) => settle(exit ?? undefined));
    });
    this.#running = undefined;
    if (this.#stopped) throw new Stopped();
    for (const printed of [output, errors]) printed.end();
    return { code, output: output.last, all };
  }

  /** Ends the program that is running. */
  stop(): void {
    this.#stopped = true;
    if (this.#running !== undefined) killGroup(this.#running);
  }
}

/** Why a program that was stopped gave nothing. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}
