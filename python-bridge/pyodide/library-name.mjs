// Python's own modules, compiled: the file's name and how its first bytes say what it is. Plain
// JavaScript, for a worker of Node loads it unbuilt; its types are in library-name.d.mts.

/** The file of that version of Pyodide. */
export const libraryName = (version) => `python-stdlib-${version}.zip`;

/** The first entry of the archive, stored as it is: so the beginning of the file says what it is. */
export const LABEL_NAME = 'millrace.json';

/** What that entry says. */
export const labelOf = (version) => JSON.stringify({ pyodide: version });

/** Bytes before the name of a zip file's first entry. */
const HEADER = 30;

/** Bytes that are enough for {@link isLibrary}. */
export const LABEL_END = 200;

/** Whether a file that begins like this is the library of that version. */
export function isLibrary(beginning, version) {
  const expected = `${LABEL_NAME}${labelOf(version)}`;
  const came = beginning.subarray(HEADER, HEADER + expected.length);
  return (
    beginning[0] === 0x50 && beginning[1] === 0x4b && new TextDecoder().decode(came) === expected
  );
}
