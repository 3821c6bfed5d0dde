/** Nodes that decide which way a value goes. */
import type { Port } from 'millrace';
import { createRecord } from '../config/document.js';
import { noValue } from '../run/no-value.js';
import { caseNames } from './case-names.js';

/** What is on the way that is not taken; to the type checker it may be anything. */
const nothing = noValue as never;

/**
 * Sends a value one way or the other; nodes on the other way are skipped.
 *
 * @param condition True sends it to `then`, false to `else`.
 * @param value What is sent.
 * @id control.if
 * @label If
 * @category Control
 */
export function choose<T>(
  condition: boolean,
  value: T,
): [then: T, otherwise: Port<T, { id: 'else'; label: 'Else' }>] {
  return condition ? [value, nothing] : [nothing, value];
}

/** What goes where; the outputs are the cases. */
export interface Ways<T> {
  /** Where a value goes that is none of the cases. */
  readonly default: T;
  readonly [name: string]: T;
}

/**
 * Sends a value to the output that is called like it; nodes on the other ways are skipped.
 *
 * @param value What is sent.
 * @param cases The outputs, besides `default`. A case called `default` is that output.
 * @param by What is compared with the cases, as text, where it is not the value itself.
 * @id control.switch
 * @label Switch
 * @category Control
 * @outputs default
 */
export function route<T>(
  value: T,
  cases: Port<string[], { hidePort: true }> = ['a', 'b'],
  by?: string | number | boolean,
): Ways<T> {
  const names = caseNames(cases);
  const wanted = String(by ?? value);
  const ways = createRecord<T>();
  for (const name of [...names, 'default']) ways[name] = nothing;
  ways[names.find((name) => name === wanted) ?? 'default'] = value;
  return ways as unknown as Ways<T>;
}

/**
 * The first of several values that has come: joins ways that were parted by an if or a switch.
 *
 * @param values Any number of wires; those of ways that were not taken do not count.
 * @returns The value.
 * @id control.merge
 * @label First of
 * @category Control
 */
export function firstOf<T>(values: Port<T[], { multiple: true; whenMissing: 'default' }>): T {
  return values[0]!;
}
