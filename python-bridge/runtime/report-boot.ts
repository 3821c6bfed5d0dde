/** Tells an app how far a boot has come. */
import type { BootEvent, OnBoot } from './boot-event.js';
import type { Interpreter } from './interpreter.js';

/** Interpreters of `spawn` that report `ready`, with the time since their start. */
export function reportReady(spawn: () => Interpreter, onBoot: OnBoot): () => Interpreter {
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

/** A listener whose throw stops nothing, and is not lost either. */
export function shield(listener: ((event: BootEvent) => void) | undefined): OnBoot {
  return (event) => {
    try {
      listener?.(event);
    } catch (error) {
      // Node has no such function.
      (globalThis.reportError ?? console.error)(error);
    }
  };
}
