/** The one version of Pyodide this package is made for. */
import { MillraceError } from '../../src/errors.js';

/** Pyodide's version that this package is made for. */
export const PYODIDE_VERSION = '314.0.7';

/** Refuses any other version of Pyodide than ours. @throws MillraceError `peer-version` */
export function checkVersion(version: unknown): void {
  if (version === PYODIDE_VERSION) return;
  throw new MillraceError(
    'peer-version',
    `expected pyodide ${PYODIDE_VERSION}, got ${String(version)}; ` +
      `run: npm install pyodide@${PYODIDE_VERSION}`,
    { details: { expected: PYODIDE_VERSION, got: String(version) } },
  );
}
