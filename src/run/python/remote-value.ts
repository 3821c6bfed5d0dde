/** A value slot whose value stays, at least for now, in a Python interpreter. */
import { MillraceError } from '../../errors.js';
import type { ErrorInfo } from '../../errors.js';
import { Handle } from '../handle.js';
import type { HandleRef, Preview, RemoteOutput } from './python-runtime.js';

/** What the runner knows of an output that did not simply cross. */
export class RemoteValue {
  readonly #output: RemoteOutput;

  constructor(output: RemoteOutput) {
    this.#output = output;
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

  /**
   * The value for a function outside Python.
   * @throws MillraceError `value-not-crossed` when it could not cross
   */
  toValue(place: string): unknown {
    if (this.hasValue) return this.value;
    const { type } = this.preview;
    const reason = this.error?.message ?? 'it was not asked for';
    throw new MillraceError(
      'value-not-crossed',
      `${place}: a Python ${type} can't leave Python: ${reason}; return plain data, or wire it to a Python function`,
    );
  }
}

/** What goes into a slot: the value itself where that is all there is. */
export function toSlotValue(output: RemoteOutput): unknown {
  const plain = output.value !== undefined && output.handle === undefined;
  return plain ? output.value : new RemoteValue(output);
}

/** An output as events and results show it. */
export function outputOf(value: unknown): unknown {
  if (!RemoteValue.is(value)) return value;
  return value.hasValue ? value.value : new Handle(value.preview, undefined, NOT_YET);
}

const NOT_YET = 'the value is still in Python; the result has it when the job has ended';
