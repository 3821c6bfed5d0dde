/** The errors of an interpreter's life, from a boot that fails to a runtime that is closed. */
import { isMillraceError, MillraceError } from '../../src/errors.js';
import type { HandleRef } from '../../src/run/python/python-runtime.js';

/** The error of an interpreter that did not start in time; Pyodide itself would wait forever. */
export function bootTimedOut(milliseconds: number): MillraceError {
  return new MillraceError(
    'python-boot-timeout',
    `Python did not start within ${milliseconds} ms; raise bootTimeoutMs on a slow machine, or ` +
      `check that Pyodide's files can be read`,
    { details: { bootTimeoutMs: milliseconds } },
  );
}

/** The error of an interpreter that could not start; one that says so already stays as it is. */
export function bootFailed(cause: unknown): MillraceError {
  if (isMillraceError(cause)) return cause;
  return new MillraceError('python-boot-failed', `Python could not start: ${String(cause)}`, {
    cause,
  });
}

/** The error of an interpreter that broke. */
export function crashed(reason: string): MillraceError {
  return new MillraceError(
    'python-crashed',
    `the Python interpreter broke and was ended: ${reason}. The next call starts a new one; ` +
      'values kept in the old one are lost',
  );
}

/** The error of an interpreter whose messages are not ours: Python code can post some of its own. */
export function forged(what: string): MillraceError {
  return new MillraceError('python-protocol', `the Python worker sent ${what}, and was ended`);
}

/** The error of a batch that was aborted, and of all else when it would not end by itself. */
export function cancelled(): MillraceError {
  return new MillraceError(
    'python-cancelled',
    'a batch of Python nodes was cancelled; if one of them did not let itself be stopped, its ' +
      'interpreter was ended: the next call starts a new one, values kept in the old one are lost',
  );
}

/** The error of a node that took too long. */
export function timedOut(nodeId: string, milliseconds: number): MillraceError {
  return new MillraceError(
    'node-timeout',
    `${nodeId} took longer than its timeoutMs of ${milliseconds} ms`,
    { details: { nodeId, timeoutMs: milliseconds } },
  );
}

/** The error of what else was asked of an interpreter in which a node would not end. */
export function resisted(why: string): MillraceError {
  return crashed(`${why}, and did not let itself be stopped`);
}

/** True for the error of a message of unknown form. */
export function isForged(error: unknown): error is MillraceError {
  return isMillraceError(error) && error.code === 'python-protocol';
}

/** The error of every call after `close()`. */
export function closed(): MillraceError {
  return new MillraceError(
    'python-closed',
    'this Python runtime was closed by close(); create another one',
  );
}

/** The error of a handle whose interpreter was replaced. */
export function handleDead(handle: HandleRef): MillraceError {
  return new MillraceError(
    'handle-dead',
    `the value ${handle.id} of interpreter ${handle.epoch} is gone: that interpreter was ended; ` +
      'run the node again',
    { details: { handle } },
  );
}
