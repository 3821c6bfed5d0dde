// Names the bytecode of the Python host by its sources. Plain JavaScript, for the build needs it
// as well; its types are in host-hash.d.mts.
import { createHash } from 'node:crypto';

/** Characters of a hash that go into a file's name. */
const SHOWN = 16;

/** The name of the archive that these sources make. */
export function hostArchiveName(hostFiles) {
  const hash = createHash('sha256');
  for (const name of Object.keys(hostFiles).toSorted())
    hash.update(`${name}\0${hostFiles[name]}\0`);
  return `millrace_host-${hash.digest('hex').slice(0, SHOWN)}.zip`;
}
