/** Programs that run one after another until somebody stops them. */
import { spawn, type ChildProcess } from 'node:child_process';
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
    let output = '';
    let all = '';
    const take = (text: string): void => {
      all = (all + text).slice(-MAX_OUTPUT);
      if (isQuiet) return;
      for (const line of text.split(/[\r\n]+/)) if (line.trim() !== '') this.#onLine(line.trim());
    };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-MAX_OUTPUT);
      take(text);
    });
    child.stderr?.setEncoding('utf8').on('data', take);
    const code = await new Promise<number | undefined>((settle, reject) => {
      child.once('error', reject);
      child.once('close', (exit) => settle(exit ?? undefined));
    });
    this.#running = undefined;
    if (this.#stopped) throw new Stopped();
    return { code, output, all };
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
