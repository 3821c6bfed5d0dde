/** What the runner says of a Python runtime that does not do its part. */
import { MillraceError } from '../../errors.js';

/** The error of a node of which a batch said nothing. */
export function unreported(nodeId: string): MillraceError {
  return new MillraceError(
    'python-protocol',
    `the Python runtime ended its batch without saying what became of ${nodeId}; this is a fault of the runtime`,
  );
}

/** The error of a node of a synchronous run whose interpreter another node has broken. */
export function notBooted(nodeId: string): MillraceError {
  return new MillraceError(
    'python-not-booted',
    `${nodeId} can't be called: Python has ended in this thread; await boot(), then run the graph again`,
  );
}
