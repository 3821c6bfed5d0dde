/** The Python host for interpreters in a browser. */
import { hostArchive } from './host-archive.mjs';

/** Its bytecode, as a zip file. */
export async function readWebHost(): Promise<Uint8Array> {
  const packed = Uint8Array.from(atob(hostArchive), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}
