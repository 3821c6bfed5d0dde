/** Nodes that show what passes through them. */
import type { NodeContext, Port } from 'millrace';
import { inspectValue } from './inspect-value.js';

/**
 * Writes a value to the node's log, and passes it on.
 *
 * @param value What to write.
 * @param label Stands before it.
 * @param level How much it matters.
 * @returns The value.
 * @id debug.log
 * @category Debug
 */
export function log<T>(
  value: T,
  label: string = '',
  level: 'debug' | 'info' | 'warning' | 'error' = 'info',
  context: NodeContext,
): T {
  const text =
    typeof value === 'string' ? value : inspectValue(value, { depth: 2, maxLength: 1000 });
  context.log(label === '' ? text : `${label}: ${text}`, level);
  return value;
}

/**
 * Shows a value as text, level by level, and passes it on.
 *
 * @param value What to show.
 * @param depth How many levels are shown.
 * @param maxLength How long the text may be.
 * @id debug.inspect
 * @category Debug
 */
export function inspect<T>(
  value: T,
  depth: Port<number, { min: 0; max: 10; step: 1 }> = 4,
  maxLength: Port<number, { label: 'Max. length'; min: 10; step: 100 }> = 10_000,
): [value: T, text: string] {
  return [value, inspectValue(value, { depth, maxLength })];
}
