/** Rule R11: an error as it may be told. */
import type { ErrorInfo } from '../../errors.js';

/** The error without the secrets in its texts; the error itself when there are none to take out. */
export function redactError(
  error: ErrorInfo,
  redact: ((text: string) => string) | undefined,
): ErrorInfo {
  if (redact === undefined) return error;
  const { name, code, message, stack, cause } = error;
  return {
    name: redact(name),
    code: redact(code),
    message: redact(message),
    ...(stack === undefined ? {} : { stack: redact(stack) }),
    ...(cause === undefined ? {} : { cause: redactError(cause, redact) }),
  };
}
