/** What a node's controls give an input port (design rule "control values"). */
import type { InputPort } from '../config/config.js';
import { own } from '../config/document.js';
import type { Schema } from '../config/json-schema.js';
import type { GraphNode } from './graph.js';

/** True when the node's controls give the port a value. */
export function hasControlValue(node: GraphNode, port: InputPort): boolean {
  return controlValue(node, port) !== undefined;
}

/**
 * The value of the port's controls, or undefined when they give none. One control: its value,
 * whatever its key (Flowfunc keys it by another function's argument). Several controls, or an object
 * schema: always an object, rebuilt from the controls' paths. `null` means not given unless the
 * schema allows null. The value belongs to the graph: copy it before handing it on.
 */
export function controlValue(node: GraphNode, port: InputPort): unknown {
  const data = own(node.inputData, port.name);
  if (data === undefined) return undefined;
  const keys = Object.keys(data);
  const [only] = keys;
  if (only === undefined) return undefined;
  const fields = fieldsOf(port);
  if (fields === undefined) return given(data[pickKey(keys, port) ?? only], port.schema);
  const isWhole = keys.length === 1 && !fields.has(headOf(only)) && !fields.has(only);
  return isWhole ? given(data[only], port.schema) : rebuild(data, keys, port, fields);
}

function given(value: unknown, schema: Schema): unknown {
  return value === undefined || (value === null && !allowsNull(schema)) ? undefined : value;
}

/** Of several values the one kept under the port's own name or its control's. */
function pickKey(keys: readonly string[], port: InputPort): string | undefined {
  return [port.name, port.controls[0]?.name].find((name) => keys.includes(name!));
}

/**
 * The names of an object's fields: those of the schema, or, for a type without a schema
 * (Flowfunc's dataclasses), of its controls. Undefined for a port of one value.
 */
function fieldsOf(port: InputPort): ReadonlySet<string> | undefined {
  const { properties } = objectSchema(port.schema) ?? {};
  if (properties !== undefined) return new Set(Object.keys(properties));
  return port.controls.length > 1
    ? new Set(port.controls.map((control) => control.name))
    : undefined;
}

function rebuild(
  data: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  port: InputPort,
  fields: ReadonlySet<string>,
): unknown {
  let found = false;
  const object: Record<string, unknown> = {};
  for (const key of keys) {
    const path = fields.has(key) || !fields.has(headOf(key)) ? [key] : key.split('.');
    const schema = schemaAt(port.schema, path);
    const value = schema === undefined ? (data[key] ?? undefined) : given(data[key], schema);
    if (value === undefined) continue;
    found = true;
    setAt(object, path, value);
  }
  return found ? object : undefined;
}

function headOf(key: string): string {
  const dot = key.indexOf('.');
  return dot < 0 ? key : key.slice(0, dot);
}

/** Undefined for a path the schema does not list. */
function schemaAt(schema: Schema, path: readonly string[]): Schema | undefined {
  let at: Schema | undefined = schema;
  for (const key of path) {
    if (at === undefined) return undefined;
    at = own(objectSchema(at)?.properties ?? {}, key);
  }
  return at;
}

function setAt(object: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let at = object;
  path.forEach((key, depth) => {
    const existing = own(at, key);
    const inner = typeof existing === 'object' ? { ...existing } : {};
    const next = depth === path.length - 1 ? value : inner;
    const property = { value: next, writable: true, enumerable: true, configurable: true };
    Object.defineProperty(at, key, property);
    at = inner;
  });
}

/** The schema itself or its one object member, if it has properties. */
function objectSchema(schema: Schema): Schema | undefined {
  if (schema.anyOf !== undefined) {
    const members = schema.anyOf.filter((member) => member.type !== 'null');
    return members.length === 1 ? objectSchema(members[0]!) : undefined;
  }
  return schema.properties === undefined ? undefined : schema;
}

/** A schema without a type, such as the universal one, allows it. */
function allowsNull(schema: Schema): boolean {
  if (schema.anyOf !== undefined) return schema.anyOf.some(allowsNull);
  if (schema.enum !== undefined) return schema.enum.includes(null);
  if (schema.const !== undefined) return schema.const === null;
  const { type } = schema;
  return type === undefined || type === 'null' || (Array.isArray(type) && type.includes('null'));
}
