/** What one wire into a port carries. */
import type { InputPort } from './config.js';
import type { Schema } from './json-schema.js';
import { linkSchema, unlinkSchema } from './schema-links.js';

const UNIVERSAL: Schema = {};

/** The port's schema; that of an item, where the port takes several wires. */
export function wiredSchema({ multiple, schema }: Pick<InputPort, 'multiple' | 'schema'>): Schema {
  if (multiple !== true) return schema;
  const linked = linkSchema(schema);
  return linked === schema ? (schema.items ?? UNIVERSAL) : unlinkSchema(linked.items ?? UNIVERSAL);
}
