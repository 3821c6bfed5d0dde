/** The file name of Python's own modules, compiled by that version of Pyodide. */
export function libraryName(version: string): string;

/** The name of the archive's first entry. */
export const LABEL_NAME: string;

/** What the first entry says. */
export function labelOf(version: string): string;

/** Bytes from its beginning that {@link isLibrary} has to see. */
export const LABEL_END: number;

/** Whether a file that begins like this is the library of that version. */
export function isLibrary(beginning: Uint8Array, version: string): boolean;
