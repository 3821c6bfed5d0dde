/**
 * Fits a CPython process to the port of a worker: one JSON text per line, over its standard input
 * and what was its standard output. `millrace_host/serve.py` is the other side.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { delimiter } from 'node:path';
import type { OpenWorker, WorkerListener, WorkerPort } from '../runtime/worker-port.js';
import { bootScript } from './boot-script.js';

/** Which interpreter, and where it looks for modules besides its own places. */
export interface CPythonPlace {
  /** A command or a path: `python3`, `.venv/bin/python`. */
  readonly interpreter: string;
  readonly searchPath: readonly string[];
  /** The folder that holds `millrace_host`. */
  readonly hostFolder: string;
}

/** Characters of its own complaints that are kept for the message of a process that ended. */
const MAX_COMPLAINT = 2_000;

/** Stands for the boot among the numbers of requests. */
const BOOT = 0;

/** Processes that keep this one alive only while they boot or have something to do. */
export function cpythonChild(place: CPythonPlace): OpenWorker {
  return (listener) => new Child(place, listener);
}

class Child implements WorkerPort {
  readonly #process;
  readonly #awaited = new Set([BOOT]);
  readonly #listener: WorkerListener;
  readonly #gone: Promise<void>;
  #complaint = '';
  #ended = false;

  constructor({ interpreter, searchPath, hostFolder }: CPythonPlace, listener: WorkerListener) {
    this.#listener = listener;
    const args = ['-X', 'utf8', '-c', bootScript, hostFolder, searchPath.join(delimiter)];
    const child = spawn(interpreter, args, { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    this.#process = child;
    this.#gone = new Promise((resolve) => {
      child.once('close', () => resolve());
      child.once('error', () => resolve());
    });
    createInterface({ input: child.stdout }).on('line', (line) => this.#take(line));
    child.stderr.setEncoding('utf8').on('data', (text: string) => this.#complain(text));
    // A process that is gone takes no more requests; `close` says so.
    child.stdin.on('error', () => undefined);
    child.once('error', (error: NodeJS.ErrnoException) => this.#missing(interpreter, error));
    child.once('close', (code, signal) => {
      const how = signal === null ? `with code ${code}` : `by ${signal}`;
      const said = this.#complaint.trim();
      this.#break(`its process ended ${how}${said === '' ? '' : `: ${said}`}`);
    });
  }

  post(message: { readonly id: number }): void {
    if (this.#awaited.size === 0) this.#hold(true);
    this.#awaited.add(message.id);
    this.#process.stdin.write(`${JSON.stringify(message)}\n`);
  }

  async end(): Promise<void> {
    this.#ended = true;
    // Whoever waits for the end has nothing else to keep the process alive until then.
    this.#hold(true);
    this.#process.kill('SIGKILL');
    await this.#gone;
  }

  #take(line: string): void {
    if (this.#ended) return;
    let message: { readonly type?: unknown; readonly id?: number } | null;
    try {
      message = JSON.parse(line) as typeof message;
    } catch {
      // A program that isn't Python, or one that writes to its standard output before it is asked.
      return this.#complain(`${line}\n`);
    }
    if (message?.type === 'ready') this.#settle(BOOT);
    if (message?.type === 'reply') this.#settle(message.id ?? BOOT);
    this.#listener.onMessage(message);
  }

  #settle(id: number): void {
    this.#awaited.delete(id);
    if (this.#awaited.size === 0) this.#hold(false);
  }

  #hold(isAwaited: boolean): void {
    const { stdin, stdout, stderr } = this.#process;
    for (const part of [this.#process, stdin, stdout, stderr] as readonly Holding[]) {
      if (isAwaited) part.ref?.();
      else part.unref?.();
    }
  }

  #complain(text: string): void {
    this.#complaint = (this.#complaint + text).slice(-MAX_COMPLAINT);
  }

  #missing(interpreter: string, { code, message }: NodeJS.ErrnoException): void {
    if (code !== 'ENOENT' && code !== 'EACCES') return this.#break(message);
    this.#fatal(
      'python-not-found',
      `expected \`${interpreter}\` to be a Python interpreter, and it can't be started (${code}); ` +
        'give the path of one, such as `.venv/bin/python`, or install Python 3.10 or later',
    );
  }

  #fatal(code: string, text: string): void {
    if (this.#ended) return;
    this.#listener.onMessage({ type: 'fatal', code, text });
  }

  #break(reason: string): void {
    if (!this.#ended) this.#listener.onBroken(reason);
  }
}

/** Sockets and processes can be let go of; the types of a process's streams don't say so. */
interface Holding {
  ref?(): void;
  unref?(): void;
}
