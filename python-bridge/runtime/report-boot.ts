/** Tells an app how far a boot has come. */
import { isMillraceError } from '../../src/errors.js';
import type { BootEvent } from './boot-event.js';
import type { Interpreter } from './interpreter.js';

type Ended = Extract<BootEvent, { readonly type: 'ready' | 'failed' }>;

/** Interpreters of `spawn` that report `ready`, with the time since their start, or `failed`. */
export function reportReady(
  spawn: () => Interpreter,
  onBoot: (event: Ended) => void,
): () => Interpreter {
  return () => {
    const began = performance.now();
    const interpreter = spawn();
    interpreter.ready.then(
      () => onBoot({ type: 'ready', durationMs: performance.now() - began }),
      (error: unknown) => {
        // One that was closed meanwhile has not failed.
        if (isMillraceError(error) && error.code === 'python-closed') return;
        onBoot({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
      },
    );
    return interpreter;
  };
}

/** Browsers have it, Node has not. */
const scope = globalThis as { readonly reportError?: (error: unknown) => void };

/** A listener whose throw stops nothing, and is not lost either. */
export function shield<T>(listener: ((said: T) => void) | undefined): (said: T) => void {
  return (said) => {
    try {
      listener?.(said);
    } catch (error) {
      (scope.reportError ?? console.error)(error);
    }
  };
}
