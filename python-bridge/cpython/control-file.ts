/**
 * A small file that an interpreter has in its memory: which node has control. It can still be read
 * when the process was killed. `millrace_host/process_guard.py` writes it.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Numbers of eight bytes; the first two are the batch, 0 for none, and the node. */
const NUMBERS = 6;

/** A node of a batch. */
export interface NodeInControl {
  readonly batch: number;
  readonly node: number;
}

/** Owned by the process's port, which closes it. */
export class ControlFile {
  /** For the interpreter, which removes the name when it has opened the file. */
  readonly path: string;
  #descriptor: number | undefined;

  /** @throws the system's error where no file can be made */
  constructor() {
    this.path = join(tmpdir(), `millrace-${randomUUID()}`);
    this.#descriptor = openSync(this.path, 'wx+', 0o600);
    writeSync(this.#descriptor, new Uint8Array(NUMBERS * 8));
  }

  /** Who has control, or had it at the end. */
  read(): NodeInControl | undefined {
    if (this.#descriptor === undefined) return undefined;
    const numbers = new Float64Array(NUMBERS);
    readSync(this.#descriptor, numbers, 0, numbers.byteLength, 0);
    const [batch, node] = numbers;
    return batch! > 0 ? { batch: batch!, node: node! } : undefined;
  }

  close(): void {
    if (this.#descriptor === undefined) return;
    closeSync(this.#descriptor);
    this.#descriptor = undefined;
    // Still there when the interpreter has not come to open it, and on Windows.
    rmSync(this.path, { force: true });
  }
}

/** Undefined where no file can be made: then nobody knows who had control. */
export function openControlFile(): ControlFile | undefined {
  try {
    return new ControlFile();
  } catch {
    return undefined;
  }
}
