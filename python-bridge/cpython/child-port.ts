/** Fits a CPython process to the port of a worker; `millrace_host/serve.py` is its other side. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { delimiter } from 'node:path';
import type {
  HostMessage,
  OpenWorker,
  WorkerListener,
  WorkerPort,
} from '../runtime/worker-port.js';
import { bootScript } from './boot-script.js';
import { openControlFile } from './control-file.js';
import { FrameReader, writeFrame } from './frames.js';
import { notStarted } from './not-started.js';
import { killGroup, NEW_GROUP } from './process-group.js';
import { Printed } from './printed.js';

/** Which interpreter, and where it looks for modules besides its own places. */
export interface CPythonPlace {
  /** A command or a path: `python3`, `.venv/bin/python`. */
  readonly interpreter: string;
  readonly searchPath: readonly string[];
  /** The folder that holds `millrace_host`. */
  readonly hostFolder: string;
  /** Variables besides those of this process. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly cwd?: string | undefined;
  readonly memoryLimitMb?: number | undefined;
  /** Milliseconds that its start may take. */
  readonly bootTimeoutMs: number;
  /** Takes each line that no node printed. */
  readonly onPrinted?: ((line: string) => void) | undefined;
}

/** Characters of what it printed that are kept for the message of a process that ended. */
const MAX_COMPLAINT = 2_000;

/** Stands for the boot among the numbers of requests. */
const BOOT = 0;

/** Milliseconds that what a process has written may take to arrive after its end. */
const LAST_WORDS_MS = 1_000;

/** Processes that keep this one alive only while they boot or have something to do. */
export function cpythonChild(place: CPythonPlace): OpenWorker {
  return (listener) => new Child(place, listener);
}

class Child implements WorkerPort {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #awaited = new Set([BOOT]);
  readonly #listener: WorkerListener;
  readonly #gone: Promise<void>;
  readonly #printed: Printed;
  readonly #control = openControlFile();
  readonly #timer: ReturnType<typeof setTimeout>;
  #isReady = false;
  #ended = false;

  constructor(place: CPythonPlace, listener: WorkerListener) {
    this.#listener = listener;
    this.#printed = new Printed(place.onPrinted, MAX_COMPLAINT);
    const child = start(place, this.#control?.path);
    this.#process = child;
    this.#timer = setTimeout(() => this.#late(place.bootTimeoutMs), place.bootTimeoutMs);
    this.#gone = new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    const reader = new FrameReader({
      onMessage: (message) => this.#take(message),
      onOther: (line) => this.#takeOther(line),
    });
    child.stdout.on('data', (chunk: Buffer) => reader.feed(chunk));
    child.stderr.setEncoding('utf8').on('data', (text: string) => this.#printed.add(text));
    // A process that is gone takes no more requests; its end says so.
    child.stdin.on('error', () => undefined);
    child.once('error', (error) => this.#missing(place, error));
    child.once('exit', (code, signal) => void this.#exited(code, signal));
  }

  post(message: HostMessage): void {
    if (message.type !== 'stop') {
      if (this.#awaited.size === 0) this.#hold(true);
      this.#awaited.add(message.id);
    }
    writeFrame(this.#process.stdin, message);
  }

  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#timer);
    // Whoever waits for the end has nothing else to keep the process alive until then.
    this.#hold(true);
    killGroup(this.#process);
    await this.#gone;
    this.#destroy();
  }

  #take(message: unknown): void {
    if (this.#ended) return;
    const { type, id } = message as { readonly type?: unknown; readonly id?: number };
    if (type === 'ready') {
      this.#isReady = true;
      clearTimeout(this.#timer);
      this.#settle(BOOT);
    }
    if (type === 'reply') this.#settle(id ?? BOOT);
    this.#listener.onMessage(message);
  }

  /** A program that isn't Python, or one that writes to its standard output before it is asked. */
  #takeOther(line: string): void {
    if (!this.#isReady) this.#printed.add(`${line}\n`);
    else if (!this.#ended) this.#listener.onMessage(line);
  }

  async #exited(code: number | null, signal: NodeJS.Signals | null): Promise<void> {
    // Its nodes may have started others, which end with it.
    killGroup(this.#process);
    clearTimeout(this.#timer);
    if (this.#ended) return;
    await this.#lastWords();
    const node = this.#control?.read();
    this.#destroy();
    if (this.#ended) return;
    const how = signal === null ? `with code ${code}` : `by ${signal}`;
    const said = this.#printed.last.trim();
    const text = `its process ended ${how}${said === '' ? '' : `: ${said}`}`;
    this.#listener.onMessage({ type: 'fatal', text, ...(node === undefined ? {} : { node }) });
  }

  /** What it wrote may still be on its way; one that left its group may keep the pipes open. */
  async #lastWords(): Promise<void> {
    const { stdout, stderr } = this.#process;
    const ends = [stdout, stderr].map(
      (stream) =>
        new Promise<void>((resolve) => {
          if (stream.closed || stream.destroyed) resolve();
          else stream.once('close', resolve);
        }),
    );
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LAST_WORDS_MS);
    });
    await Promise.race([Promise.all(ends), late]);
    clearTimeout(timer);
  }

  #destroy(): void {
    const { stdin, stdout, stderr } = this.#process;
    for (const stream of [stdin, stdout, stderr]) stream.destroy();
    this.#printed.end();
    this.#control?.close();
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

  #late(milliseconds: number): void {
    const said = this.#printed.last.trim();
    this.#fatal(
      'python-boot-timeout',
      `CPython did not start within ${milliseconds} ms${said === '' ? '' : `; it said: ${said}`}. ` +
        'Raise bootTimeoutMs on a slow machine, or look what the interpreter does when it starts ' +
        '(sitecustomize, .pth files)',
    );
  }

  #missing({ interpreter, cwd }: CPythonPlace, error: NodeJS.ErrnoException): void {
    clearTimeout(this.#timer);
    this.#control?.close();
    const { code, message } = notStarted(interpreter, cwd, error);
    this.#fatal(code, message);
  }

  #fatal(code: string, text: string): void {
    if (!this.#ended) this.#listener.onMessage({ type: 'fatal', code, text });
  }
}

/** Sockets and processes can be let go of; the types of a process's streams don't say so. */
interface Holding {
  ref?(): void;
  unref?(): void;
}

function start(place: CPythonPlace, control = ''): ChildProcessWithoutNullStreams {
  const { interpreter, searchPath, hostFolder, env, cwd, memoryLimitMb } = place;
  const limit = memoryLimitMb === undefined ? '' : `${memoryLimitMb}`;
  const search = searchPath.join(delimiter);
  const args = [hostFolder, search, limit, control];
  return spawn(interpreter, ['-X', 'utf8', '-c', bootScript, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    ...NEW_GROUP,
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env: { ...process.env, ...env } }),
  });
}
