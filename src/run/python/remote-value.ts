/** A value slot whose value stays, at least for now, in a Python interpreter. */
import { MillraceError } from '../../errors.js';
import type { ErrorInfo } from '../../errors.js';
import { Handle } from '../handle.js';
import type { HandleRef, Preview, PythonRuntime, RemoteOutput } from './python-runtime.js';

/** What the runner knows of an output that did not simply cross. */
export class RemoteValue {
  /** The Python module whose function made it. */
  readonly module: string;
  readonly #output: RemoteOutput;

  constructor(output: RemoteOutput, module: string) {
    this.#output = output;
    this.module = module;
  }

  /** Never runs code of the value, as `instanceof` does when it is a Proxy. */
  static is(value: unknown): value is RemoteValue {
    return typeof value === 'object' && value !== null && #output in value;
  }

  get handle(): HandleRef | undefined {
    return this.#output.handle;
  }

  get preview(): Preview {
    return this.#output.preview ?? { type: 'object', text: '' };
  }

  get error(): ErrorInfo | undefined {
    return this.#output.error;
  }

  get hasValue(): boolean {
    return this.#output.value !== undefined;
  }

  get value(): unknown {
    return this.#output.value;
  }

  /** It is in the store of an interpreter that runs. */
  isKept(python: PythonRuntime): boolean {
    const { handle } = this;
    return handle !== undefined && python.isLive?.(handle) !== false;
  }

  /**
   * The value for a function outside Python, or of the Python module `reader` in another interpreter.
   * @throws MillraceError `value-not-crossed` when it could not cross
   */
  toValue(place: string, reader = ''): unknown {
    if (this.hasValue) return this.value;
    const reason = this.error?.message ?? 'it was not asked for';
    const [where, advice] =
      reader === ''
        ? ["can't leave Python", 'wire it to a Python function']
        : [
            `of the module ${this.module} can't go to the module ${reader}, which has an interpreter of its own`,
            'run both in one',
          ];
    throw new MillraceError(
      'value-not-crossed',
      `${place}: a Python ${this.preview.type} ${where}: ${reason}; return plain data, or ${advice}`,
    );
  }
}

/** The value was in an interpreter, and is there no more. */
export function isGone(value: unknown, python: PythonRuntime): boolean {
  return RemoteValue.is(value) && !value.hasValue && !value.isKept(python);
}

/** What goes into a slot: the value itself where that is all there is. */
export function toSlotValue(output: RemoteOutput, module: string): unknown {
  const plain = output.value !== undefined && output.handle === undefined;
  return plain ? output.value : new RemoteValue(output, module);
}

/** An output as events and results show it. */
export function outputOf(value: unknown): unknown {
  if (!RemoteValue.is(value)) return value;
  return value.hasValue ? value.value : new Handle(value.preview, undefined, NOT_YET);
}

const NOT_YET = 'the value is still in Python; the result has it when the job has ended';
