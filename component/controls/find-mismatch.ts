/** What a run would say of a value that does not fit. */
import { Mismatch } from '../../src/config/port-check.js';
import type { PortCheck } from '../../src/config/port-check.js';

/** The first thing in a value that does not fit; undefined when all of it does. */
export function findMismatch(check: PortCheck | undefined, value: unknown): Mismatch | undefined {
  try {
    check?.(value);
    return undefined;
  } catch (error) {
    if (error instanceof Mismatch) return error;
    throw error;
  }
}

/** In words; the field itself shows where it is. */
export function mismatchText({ expected, got }: Mismatch): string {
  return `Expected ${expected}, got ${got}`;
}
