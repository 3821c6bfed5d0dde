/** The errors of packages that an interpreter can't have. */
import { MillraceError } from '../../src/errors.js';

type Details = Readonly<Record<string, unknown>>;

/** A package that was asked for is not where it was looked for. */
export function missingPackage(what: string, details: Details): MillraceError {
  return new MillraceError('python-package-missing', `Python could not start: ${what}`, {
    details,
  });
}

/** A wheel or lock file of another interpreter. */
export function unfit(what: string, details: Details): MillraceError {
  return new MillraceError('python-package-unfit', `Python could not start: ${what}`, { details });
}

/** What to do where a package is not to be had. */
export function howToFetch(names: readonly string[]): string {
  return (
    `run \`millrace wheels ${names.join(' ')} --out <folder>\` where there is a network, and pass ` +
    'that folder as packageSource'
  );
}
