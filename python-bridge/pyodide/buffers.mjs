// Buffers on their way into Python and out of it. Plain JavaScript, as session.mjs.

const NONE = Object.freeze([]);

/**
 * Copies of buffers as a list of memoryviews; undefined for none.
 * @returns a proxy, to be destroyed after the call it is given to
 */
export function giveBuffers(python, buffers) {
  if (buffers === undefined || buffers.length === 0) return undefined;
  return python.toPy(buffers.map((buffer) => new Uint8Array(buffer)));
}

/**
 * What the host said: a text, or a text and a list of bytes-like objects, together in a tuple or
 * apart. The buffers are copies; a tuple's proxy is destroyed.
 */
export function toPacket(said, list) {
  if (typeof said !== 'string') {
    const [text, buffers] = said;
    try {
      return toPacket(text, buffers);
    } finally {
      buffers.destroy();
      said.destroy();
    }
  }
  return { text: said, buffers: list === undefined ? NONE : takeBuffers(list) };
}

function takeBuffers(list) {
  const taken = [];
  for (const item of list) {
    const buffer = item.getBuffer('u8');
    try {
      taken.push(buffer.data.slice().buffer);
    } finally {
      buffer.release();
      item.destroy();
    }
  }
  return taken;
}
