// Keeps an interpreter's memory from growing without end. Plain JavaScript, as session.mjs.

const BYTES_PER_MB = 2 ** 20;
const BYTES_PER_PAGE = 2 ** 16;

/**
 * From now on this interpreter gets no more memory than that; Python then raises MemoryError and
 * goes on. The limit is a property of its own memory, so no other one of the thread has it.
 */
export function limitMemory(python, megabytes) {
  const { memory } = python._module;
  const limit = megabytes * BYTES_PER_MB;
  const grow = (pages) => {
    if (memory.buffer.byteLength + pages * BYTES_PER_PAGE > limit) {
      throw new RangeError(`memoryLimitMb is ${megabytes}`);
    }
    return WebAssembly.Memory.prototype.grow.call(memory, pages);
  };
  Object.defineProperty(memory, 'grow', { value: grow });
}
