import type { NodeInControl } from './session.mjs';

/** What lets the nodes of an interpreter be ended. */
export interface Interrupts {
  /** The Python host's side. */
  readonly guard: unknown;
  /** True when the batch was asked to end by a flag. */
  isStopped(batch: number): boolean;
  inControl(): NodeInControl | undefined;
}

/**
 * Has Python look every few steps whether the node in control has to end, in the thread that Python
 * blocks. `flags` says which batches have to.
 */
export function createInterrupts(python: unknown, flags?: Int32Array): Interrupts;

/** Flags that other threads can share, where threads can share anything. */
export function createFlags(): Int32Array;

/** Asks a batch to end, from any thread that shares the flags. */
export function raiseFlag(flags: Int32Array, batch: number): void;
