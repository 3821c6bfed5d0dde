/** Tells an app how far a boot has come. */
import type { BootEvent } from './boot-event.js';
import type { Interpreter } from './interpreter.js';

type Ready = Extract<BootEvent, { readonly type: 'ready' }>;

/** Interpreters of `spawn` that report `ready`, with the time since their start. */
export function reportReady(
  spawn: () => Interpreter,
  onBoot: (event: Ready) => void,
): () => Interpreter {
  return () => {
    const began = performance.now();
    const interpreter = spawn();
    interpreter.ready.then(
      () => onBoot({ type: 'ready', durationMs: performance.now() - began }),
      // The caller whose call started it hears why.
      () => undefined,
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
