/** What is said of a node whose type the config does not have. */
import type { ReactElement } from 'react';

/** A sentence that names the type and says that nothing is lost. */
export function MissingType({ type }: { type: string }): ReactElement {
  return (
    <>
      There is no node type <code>{type}</code> here. The node is kept as it was saved.
    </>
  );
}
