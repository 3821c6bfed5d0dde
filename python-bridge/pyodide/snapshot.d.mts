import type { Snapshot } from './start-python.mjs';

/** The memory of a Pyodide, shared where it can be; null when it does not give any. */
export function takeSnapshot(python: unknown): Snapshot | null;

/** The option of `loadPyodide` that starts from it. */
export function fromSnapshot(snapshot: Snapshot): { readonly _loadSnapshot: Uint8Array };

/** Whether it is shared memory, which is not transferred. */
export function isShared(buffer: Snapshot): buffer is SharedArrayBuffer;
