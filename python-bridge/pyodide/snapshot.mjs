// The memory of an interpreter that has just started, kept for those that come after it: they
// start in a tenth of the time. Pyodide calls its part of this experimental, so whatever fails here
// only means that there is no snapshot. It is of no use to another engine, and never leaves this one.

/**
 * Takes it; nothing of the user's may be in the interpreter yet, and no object of JavaScript's.
 * @returns a buffer, shared where memory can be, or null
 */
export function takeSnapshot(python) {
  const { config } = python._api ?? {};
  if (config === undefined) return null;
  try {
    // Asked for at the load, this would put a proxy in the way of all that Python sees of
    // JavaScript. Nothing needs one here: no object is in a memory that has just started.
    config._makeSnapshot = true;
    return share(python.makeMemorySnapshot());
  } catch {
    return null;
  } finally {
    config._makeSnapshot = false;
  }
}

/** Workers that start later read it where it is, if they can. */
function share(bytes) {
  if (typeof SharedArrayBuffer !== 'function') return bytes.buffer;
  const buffer = new SharedArrayBuffer(bytes.byteLength);
  new Uint8Array(buffer).set(bytes);
  return buffer;
}

/** The option that makes Pyodide start from it. */
export function fromSnapshot(buffer) {
  const bytes = new Uint8Array(buffer);
  // Browsers read no text from shared memory, and Pyodide reads a few words there.
  return { _loadSnapshot: isShared(buffer) ? bytes.slice() : bytes };
}

/** Whether a buffer is shared: such a one must not be in the list of what is transferred. */
export function isShared(buffer) {
  return typeof SharedArrayBuffer === 'function' && buffer instanceof SharedArrayBuffer;
}
