/** What is found of a signature that changed, and what fits. */
import { assignable } from '../config/assignable.js';
import type { InputPort, OutputPort } from '../config/config.js';
import { describeSchema } from '../config/describe-schema.js';
import { nameOf } from '../config/document.js';
import type { Schema } from '../config/json-schema.js';
import { compilePortCheck } from '../config/port-check.js';
import type { SignatureChange } from './drift-change.js';
import type { SavedPort } from './drift-diff.js';

/** What changed, and why not where it is not safe. */
export type Finding = Omit<SignatureChange, 'safe' | 'side'> & {
  readonly obstacle?: string | undefined;
};

/** A port that is called otherwise. */
export function renamed(from: string, to: string, obstacle: string | undefined): Finding {
  const reason = `${nameOf(from)} is now called ${nameOf(to)}`;
  return { kind: 'renamed', port: to, from, to, reason, obstacle };
}

/** A port that takes, or gives, something else. */
export function retyped(
  from: SavedPort,
  to: InputPort | OutputPort,
  obstacle: string | undefined,
): Finding {
  const types = `${describeSchema(to.schema)}, no longer ${describeSchema(from.schema)}`;
  const change = { kind: 'retyped', port: to.name, from: from.schema, to: to.schema } as const;
  return { ...change, reason: `${nameOf(to.name)} is ${types}`, obstacle };
}

/** Why a port may not be called so. */
export function occupied(isTaken: boolean, name: string): string | undefined {
  return isTaken ? `something else is kept under ${nameOf(name)}` : undefined;
}

/** Whether every value of one schema goes where the other is expected, as it is. */
export function fits(from: Schema, to: Schema): boolean {
  const { kind } = assignable(from, to);
  return kind === 'exact' || kind === 'widened';
}

/** Whether a value fits as it is: a text that would become a number was not meant for one. */
export function takes(schema: Schema, value: unknown): boolean {
  try {
    compilePortCheck(schema, { coerce: false })?.(value);
    return true;
  } catch {
    return false;
  }
}
