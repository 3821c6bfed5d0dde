/** Nothing that is there is replaced by what is added. */
import { listNames } from '../config/document.js';
import { MillraceError } from '../errors.js';

/**
 * Checks that ids are none of a record's.
 * @param what is added: `node`, `group`, `comment`
 * @throws MillraceError `id-taken`
 */
export function checkFree(
  taken: Readonly<Record<string, unknown>> | undefined,
  ids: readonly string[],
  what: 'node' | 'group' | 'comment',
): void {
  const known = ids.filter((id) => Object.hasOwn(taken ?? {}, id));
  if (known.length === 0) return;
  throw new MillraceError(
    'id-taken',
    `expected ids for what is added that no ${what} has, got ${listNames(known)}; choose others, or remove what has them first`,
    { details: { ids: known } },
  );
}
