/** The option `memoryLimitMb`. */
import { invalidOption } from './options.js';

/** How much memory Python may have. */
export interface MemoryOptions {
  /**
   * Megabytes of memory (1,048,576 bytes) for Python with all that it holds, 64 to 4096. A function
   * that needs more fails with `MemoryError`, and the interpreter goes on. It takes what it needs,
   * from about 40.
   * @default 2048
   */
  readonly memoryLimitMb?: number;
}

const DEFAULT_MB = 2048;
const LEAST_MB = 64;
/** WebAssembly has 32 bits for an address. */
const MOST_MB = 4096;

/** The limit with its default. @throws MillraceError `option-invalid` */
export function readMemoryLimit({ memoryLimitMb = DEFAULT_MB }: MemoryOptions): number {
  const isNumber = typeof memoryLimitMb === 'number';
  if (isNumber && memoryLimitMb >= LEAST_MB && memoryLimitMb <= MOST_MB) return memoryLimitMb;
  const expected = `a number of megabytes from ${LEAST_MB} to ${MOST_MB}`;
  throw invalidOption('memoryLimitMb', expected, memoryLimitMb);
}
