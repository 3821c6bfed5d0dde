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
 * whatever its key (Flowfunc keys it by another function's argument). An object schema: always an
 * object, rebuilt from the controls' paths. `null` means not given unless the schema allows null.
 * The value belongs to the graph: copy it before handing it on.
 */
export function controlValue(node: GraphNode, port: InputPort): unknown {
  const data = own(node.inputData, port.name);
  if (data === undefined) return undefined;
  const keys = Object.keys(data);
  if (keys.length === 0) return undefined;
  if (isObjectPort(port.schema)) return rebuildObject(data, keys, port);
  const key = keys.length === 1 ? keys[0]! : pickKey(keys, port);
  if (key === undefined) return collectAll(data, keys);
  return given(data[key], port.schema);
}

function given(value: unknown, schema: Schema): unknown {
  return value === undefined || (value === null && !allowsNull(schema)) ? undefined : value;
}

/** Of several values the one kept under the port's own name or its control's. */
function pickKey(keys: readonly string[], port: InputPort): string | undefined {
  if (port.controls.length > 1) return undefined;
  const control = port.controls[0]?.name;
  return [port.name, control].find((name) => name !== undefined && keys.includes(name)) ?? keys[0];
}

function collectAll(data: Readonly<Record<string, unknown>>, keys: readonly string[]): unknown {
  const entries = keys
    .map((key) => [key, data[key]] as const)
    .filter(([, value]) => value !== undefined && value !== null);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function rebuildObject(
  data: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  port: InputPort,
): unknown {
  const properties = objectSchema(port.schema)?.properties ?? {};
  if (keys.length === 1 && !Object.hasOwn(properties, keys[0]!.split('.')[0]!)) {
    const whole = data[keys[0]!];
    if (typeof whole === 'object' && whole !== null) return whole;
  }
  let found = false;
  const object: Record<string, unknown> = {};
  for (const key of keys) {
    const path = Object.hasOwn(properties, key) ? [key] : key.split('.');
    const value = given(data[key], schemaAt(port.schema, path));
    if (value === undefined) continue;
    found = true;
    setAt(object, path, value);
  }
  return found ? object : undefined;
}

function schemaAt(schema: Schema, path: readonly string[]): Schema {
  let at: Schema = schema;
  for (const key of path) at = own(objectSchema(at)?.properties ?? {}, key) ?? {};
  return at;
}

function setAt(object: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let at = object;
  path.forEach((key, depth) => {
    const last = depth === path.length - 1;
    const existing = Object.hasOwn(at, key) ? at[key] : undefined;
    const next = last ? value : { ...(typeof existing === 'object' ? existing : {}) };
    Object.defineProperty(at, key, {
      value: next,
      writable: true,
      enumerable: true,
      configurable: true,
    });
    at = next as Record<string, unknown>;
  });
}

function isObjectPort(schema: Schema): boolean {
  return objectSchema(schema) !== undefined;
}

/** The schema itself or its one object member, if it has properties. */
function objectSchema(schema: Schema): Schema | undefined {
  if (schema.anyOf !== undefined) {
    const members = schema.anyOf.filter((member) => member.type !== 'null');
    return members.length === 1 ? objectSchema(members[0]!) : undefined;
  }
  return schema.properties === undefined ? undefined : schema;
}

function allowsNull(schema: Schema): boolean {
  if (schema.anyOf !== undefined) return schema.anyOf.some(allowsNull);
  if (schema.enum !== undefined) return schema.enum.includes(null);
  if (schema.const !== undefined) return schema.const === null;
  if (schema.type === undefined) return false;
  return schema.type === 'null' || (Array.isArray(schema.type) && schema.type.includes('null'));
}
