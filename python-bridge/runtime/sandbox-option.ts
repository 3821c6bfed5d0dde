/** The option `sandbox`. */
import type { PackageOptions } from '../packages/package-options.js';
import { invalidOption } from './options.js';

/** Whether Python is kept from the page's origin. */
export interface SandboxOptions {
  /**
   * Runs Python in a hidden `<iframe sandbox>`, for code you do not trust: its origin is its own, so
   * it reaches no cookies, storage, page or session of yours, and of the network only Pyodide's
   * files, which have to be sent with `Access-Control-Allow-Origin: *`. Each interpreter is an
   * iframe of this document until it has ended. Packages have to come from wheels or a lock file.
   * @default false
   */
  readonly sandbox?: boolean;
}

/** True for a sandbox. @throws MillraceError `option-invalid` for what can't be in one */
export function readSandbox(
  { sandbox = false }: SandboxOptions,
  others: PackageOptions & { readonly thread?: string; readonly worker?: unknown },
): boolean {
  if (typeof sandbox !== 'boolean') throw invalidOption('sandbox', 'true or false', sandbox);
  if (!sandbox) return false;
  const { thread, worker, packageSource: source } = others;
  if (thread === 'main') throw invalidOption('thread', "'worker' with sandbox: true", thread);
  if (worker !== undefined) {
    throw invalidOption('worker', 'left out with sandbox: true, which makes its own', worker);
  }
  if (typeof source === 'object' && 'indexURL' in source) {
    const expected = 'a folder or lock file with sandbox: true, which has no network';
    throw invalidOption('packageSource', expected, JSON.stringify(source));
  }
  if (typeof document === 'undefined') {
    throw invalidOption('sandbox', 'false where there is no document to put an iframe in', sandbox);
  }
  return true;
}
