/** Reads what a graph remembers of a signature: the ports of a node whose type is gone. */
import { IssueList, isPlainRecord } from '../config/document.js';
import { KINDS, RETURNS } from '../config/parse-node-type.js';
import { parseSchema } from '../config/parse-schema.js';
import type { SavedSignature } from './graph.js';

/** The signature as it was saved, or undefined when it is none. */
export function parseSignature(value: unknown): SavedSignature | undefined {
  if (!isPlainRecord(value)) return undefined;
  const { label, inputs, outputs, returns } = value;
  const fits =
    typeof label === 'string' &&
    Array.isArray(inputs) &&
    Array.from(inputs).every(isInput) &&
    Array.isArray(outputs) &&
    Array.from(outputs).every(isPort) &&
    (RETURNS as readonly unknown[]).includes(returns);
  return fits ? (value as unknown as SavedSignature) : undefined;
}

function isInput(value: unknown): boolean {
  if (!isPort(value)) return false;
  const { required, kind } = value;
  return (
    typeof required === 'boolean' &&
    (kind === undefined || (KINDS as readonly unknown[]).includes(kind))
  );
}

function isPort(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isPlainRecord(value) || typeof value['name'] !== 'string') return false;
  if (!isPlainRecord(value['schema'])) return false;
  const list = new IssueList();
  parseSchema(value['schema'], [], list);
  return list.issues.every((issue) => issue.severity === 'warning');
}
