/** What a TypeScript function says about its ports beyond their types. */
import type { ControlType } from './config.js';

/** The second argument of {@link Port}; literal types only, codegen reads them from the source. */
export interface PortOptions {
  /** The port's name where it must differ from the parameter's. */
  readonly id?: string;
  readonly label?: string;
  readonly description?: string;
  /** With `max`, makes the control a slider. */
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly control?: ControlType;
  readonly placeholder?: string;
  /** Of a control `code`: `python`, `javascript`, `typescript`, `json`. @default plain text */
  readonly language?: string;
  /** A Flume colour: yellow, orange, red, pink, purple, blue, green, grey. */
  readonly color?: string;
  readonly hidePort?: boolean;
  /** Takes several wires; the argument is then a list. */
  readonly multiple?: boolean;
  /** @default "skip" */
  readonly whenMissing?: 'skip' | 'default';
  /** Its value comes from the run's `context.secrets`, under this name; `true`: the port's own. */
  readonly secret?: true | string;
}

/**
 * The type `T`, with a note for the editor. To the compiler it is `T` and nothing else, so nobody
 * who calls the function notices; `millrace codegen` reads the note from the annotation.
 *
 * @example
 * ```ts
 * export function blur(radius: Port<number, { label: 'Radius'; min: 0; max: 10 }>): string {
 *   return `blur(${radius}px)`;
 * }
 * ```
 */
// The note is there to be read, not to change the type.
export type Port<T, _Options extends PortOptions> = T;
