/** What is said of a node whose type the config does not have. */
import type { ReactElement } from 'react';
import { fillIn } from '../text/fill-in.js';
import { useText } from '../text/use-text.js';

/** A sentence that names the type and says that nothing is lost. */
export function MissingType({ type }: { type: string }): ReactElement {
  return fillIn(useText().panels.missingType, { type: <code>{type}</code> });
}
