/** What each part of a form is given. */
import { createContext } from 'react';
import type { ComponentType } from 'react';
import type { ControlType } from '../../../src/config/config.js';
import type { Schema } from '../../../src/config/json-schema.js';
import type { WidgetProps } from '../widget-props.js';

/** The first thing that does not fit in a form's value. */
export interface FormProblem {
  readonly message: string;
  /** Where it is, from the part that is asked. */
  readonly path: readonly (string | number)[];
}

/** One part of a form. */
export interface FormPartProps {
  /** Unique in the page, and the same as long as the part is there. */
  readonly id: string;
  readonly label: string;
  readonly schema: Schema;
  /** Undefined: not given. */
  readonly value: unknown;
  readonly required: boolean;
  readonly disabled: boolean;
  /** How many parts this one is in. */
  readonly depth: number;
  readonly problem: FormProblem | undefined;
  /** `undefined` takes it out. */
  readonly onChange: (value: unknown) => void;
}

/** What all parts of one form share. */
export interface FormTools {
  readonly widgets: Readonly<Record<ControlType, ComponentType<WidgetProps>>>;
  /** Shows any part: parts contain parts. */
  readonly Part: ComponentType<FormPartProps>;
  /** Says something to who can't see it. */
  readonly say: (text: string) => void;
}

export const FormContext = createContext<FormTools | null>(null);

/** The problem as a part of this one sees it; undefined when it lies elsewhere. */
export function problemAt(
  problem: FormProblem | undefined,
  key: string | number,
): FormProblem | undefined {
  const [first, ...path] = problem?.path ?? [];
  return problem !== undefined && first === key ? { message: problem.message, path } : undefined;
}

/** What is said at a part itself. */
export function ownMessage(problem: FormProblem | undefined): string | undefined {
  return problem?.path.length === 0 ? problem.message : undefined;
}
