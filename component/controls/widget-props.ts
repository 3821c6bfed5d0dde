/** What each kind of control is given. */
import type { Control } from '../../src/config/config.js';
import type { Schema } from '../../src/config/json-schema.js';

/** What each kind of control is given. */
export interface WidgetProps {
  /** Unique in the page. */
  readonly id: string;
  readonly control: Control;
  readonly label: string;
  /** What is kept; undefined: not given. */
  readonly value: unknown;
  /** What a run takes when nothing is given; undefined: nothing. */
  readonly fallback: unknown;
  readonly required: boolean;
  readonly disabled: boolean;
  /** The schema of the value: tells what it is kept as. */
  readonly schema: Schema;
  /** What is wrong with what is kept. */
  readonly problem: string | undefined;
  /** What would be wrong with another value. */
  readonly check: (value: unknown) => string | undefined;
  /** `undefined` takes the value out. */
  readonly onChange: (value: unknown) => void;
  /** The field was left. */
  readonly onLeave?: () => void;
}
