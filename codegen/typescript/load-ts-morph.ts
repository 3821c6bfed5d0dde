/** Loads ts-morph, an optional peer, in the version that codegen is written for. */
import { MillraceError } from '../../src/errors.js';

export type TsMorph = typeof import('ts-morph');

/**
 * ts-morph, which is an optional peer.
 * @throws MillraceError `peer-missing`, `peer-version`
 */
export async function loadTsMorph(
  importer: () => Promise<unknown> = () => import('ts-morph'),
): Promise<TsMorph> {
  const morph = await importer().catch((cause: unknown) => {
    throw new MillraceError(
      'peer-missing',
      `reading TypeScript needs the package ts-morph, which is not installed; ${INSTALL}`,
      { cause, details: { peer: 'ts-morph' } },
    );
  });
  // Its own version is in no export; that of the compiler inside is.
  const { version } = (morph as { ts?: { version?: string } }).ts ?? {};
  if (version?.startsWith(`${TYPESCRIPT_MAJOR}.`) === true) return morph as TsMorph;
  throw new MillraceError(
    'peer-version',
    `expected ts-morph 28 with TypeScript ${TYPESCRIPT_MAJOR}, got a ts-morph with ${version === undefined ? 'none' : `TypeScript ${version}`}; ${INSTALL}`,
    { details: { peer: 'ts-morph', typescript: version } },
  );
}

const TYPESCRIPT_MAJOR = 6;
const INSTALL = 'install it with `npm install --save-dev ts-morph@28`';
