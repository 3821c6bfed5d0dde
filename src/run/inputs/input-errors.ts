/** Checks one input and says where a misfit came from (rule R3). */
import { Mismatch } from '../../config/mismatch.js';
import type { PortCheck } from '../../config/port-check.js';
import { MillraceError } from '../../errors.js';

/** Where a value goes, and where it came from, for the message. */
export interface InputPlace {
  /** `node.port` */
  readonly place: string;
  readonly origin: string;
}

/**
 * The checked value.
 * @throws MillraceError `input-mismatch`, or why the check can't be made
 */
export function checkInput(
  value: unknown,
  check: PortCheck | undefined,
  where: InputPlace,
): unknown {
  if (check === undefined) return value;
  try {
    return check(value);
  } catch (error) {
    throw toInputError(error, where);
  }
}

/** A {@link Mismatch} as the node's error; anything else as it is. */
export function toInputError(error: unknown, { place, origin }: InputPlace): unknown {
  if (!(error instanceof Mismatch)) return error;
  const { code, expected, got, path } = error;
  const from = got === '' ? '' : ` from ${origin}`;
  return new MillraceError(code, `${place}: ${error.message}${from}`, {
    details: { place, expected, got, path },
  });
}
