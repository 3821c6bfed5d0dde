/** What to say of a file of Pyodide that did not come, or came as something else. */
import { MillraceError } from '../../src/errors.js';
import { PYODIDE_FILES, type PyodideFile } from './pyodide-files.js';
import { PYODIDE_VERSION } from './version.js';

/** The error of a file that can't be used; `came` says what came in its place. */
export function badFile(file: PyodideFile, url: string, came: string): MillraceError {
  return new MillraceError(
    'python-boot-failed',
    `Python could not start: expected ${file} of pyodide ${PYODIDE_VERSION} at ${url}, got ${came}; ` +
      `correct indexURL, which has to be a folder with ${PYODIDE_FILES.join(', ')}`,
    { details: { file, url, came } },
  );
}

/** Whether these can be the file's first bytes: a server may send a page under any name. */
export function isBeginningOf(file: PyodideFile, bytes: Uint8Array): boolean {
  const expected = BEGINNINGS[file];
  return expected === undefined || expected.every((byte, at) => bytes[at] === byte);
}

const BEGINNINGS: { readonly [file in PyodideFile]?: readonly number[] } = {
  // "\0asm"
  'pyodide.asm.wasm': [0x00, 0x61, 0x73, 0x6d],
  // "PK"
  'python_stdlib.zip': [0x50, 0x4b],
  // "{"
  'pyodide-lock.json': [0x7b],
};

const SHOWN = 40;

/** A response in few words: its status when that is an error, else its type and how it begins. */
export function describeResponse(response: Response, beginning: Uint8Array): string {
  if (!response.ok) return `HTTP ${response.status}`;
  const type = response.headers.get('content-type') ?? 'no content type';
  const text = new TextDecoder().decode(beginning.subarray(0, SHOWN)).replaceAll(/\s+/g, ' ');
  return `${type} that begins with ${JSON.stringify(text)}`;
}

/** Asks once more for a script that could not be imported: the import itself does not say why. */
export async function diagnoseScript(
  file: PyodideFile,
  url: string,
  error: unknown,
): Promise<MillraceError> {
  let came: string;
  try {
    const response = await fetch(url);
    const body = new Uint8Array(await response.arrayBuffer());
    came = `${describeResponse(response, body)} (${String(error)})`;
  } catch (networkError) {
    came = `no answer (${String(networkError)})`;
  }
  return badFile(file, url, came);
}
