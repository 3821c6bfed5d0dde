/** The widgets of a port, made from its schema. */
import { CONTROL_TYPES } from './config.js';
import type { Control, ControlOption, ControlType } from './config.js';
import type { JsonTypeName, JsonValue, Schema } from './json-schema.js';
import { labelOf } from './label.js';
import { controlOfScalar, isUniversal } from './port-kinds.js';
import type { PortMeta } from './signature.js';

/** Objects nested deeper are edited as JSON. */
const MAX_DEPTH = 6;

/** What a port's controls are made from besides its schema. */
export interface ControlSource {
  readonly meta?: PortMeta | undefined;
  readonly default?: JsonValue | undefined;
  readonly description?: string | undefined;
}

/**
 * The controls of a port: one named like the port, or, for an object with known properties, one per
 * field named by its path (`size.width`). A union takes that of its one member besides null, else
 * of its first plain one. The universal port has none; what else has no widget is edited as JSON.
 */
export function controlsFor(
  name: string,
  label: string,
  schema: Schema,
  source: ControlSource = {},
): readonly Control[] {
  const { meta = {} } = source;
  const base = {
    name,
    label,
    ...text('description', meta.description ?? source.description),
    ...text('placeholder', meta.placeholder),
    ...text('language', meta.language),
  };
  const initial = source.default ?? schema.default;
  if (isControlType(meta.control)) {
    return [plain(meta.control, base, schema, meta, initial)];
  }
  const type = controlOf(schema, meta);
  if (type !== undefined) return [plain(type, base, editable(schema), meta, initial)];
  const fields = fieldsOf(editable(schema));
  if (fields === undefined) return [];
  return fieldControls(fields, [], initial, 1);
}

/** True for the name of a control. */
export function isControlType(name: unknown): name is ControlType {
  return (CONTROL_TYPES as readonly unknown[]).includes(name);
}

type ControlBase = Pick<Control, 'name' | 'label' | 'description' | 'placeholder' | 'language'>;

function plain(
  type: ControlType,
  base: ControlBase,
  schema: Schema,
  meta: PortMeta,
  initial: JsonValue | undefined,
): Control {
  const options = optionsOf(schema);
  return {
    type,
    ...base,
    ...(initial === undefined || initial === null ? {} : { default: initial }),
    ...number('min', meta.min ?? schema.minimum),
    ...number('max', meta.max ?? schema.maximum),
    ...number('step', meta.step ?? schema.multipleOf),
    ...(options === undefined ? {} : { options }),
  };
}

function text<K extends string>(key: K, value: string | undefined): { [key in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]?: string });
}

function number<K extends string>(key: K, value: number | undefined): { [key in K]?: number } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]?: number });
}

/** The one widget of a schema; undefined for objects with fields and where there is none. */
function controlOf(schema: Schema, meta: PortMeta): ControlType | undefined {
  const shown = editable(schema);
  if (optionsOf(shown) !== undefined) return shown.type === 'array' ? 'multiselect' : 'select';
  if (fieldsOf(shown) !== undefined) return undefined;
  // What contains itself has no end of fields.
  if (shown.anyOf !== undefined || shown.$ref !== undefined) return 'json';
  const type = controlOfScalar(shown);
  const min = meta.min ?? shown.minimum;
  const max = meta.max ?? shown.maximum;
  const ranged = min !== undefined && max !== undefined;
  return ranged && (type === 'number' || type === 'integer') ? 'slider' : type;
}

/** The part of a union that is edited: its one member besides null, or the first plain one. */
function editable(schema: Schema): Schema {
  if (Array.isArray(schema.type)) {
    const types = schema.type as readonly JsonTypeName[];
    return editable({ anyOf: types.map((type) => ({ ...schema, type })) });
  }
  if (schema.anyOf === undefined) return schema;
  const members = schema.anyOf.filter((member) => member.type !== 'null').map(editable);
  if (members.length === 1) return members[0] ?? schema;
  return members.find(isPlain) ?? schema;
}

function isPlain(schema: Schema): boolean {
  return optionsOf(schema) !== undefined || !['json', undefined].includes(controlOfScalar(schema));
}

function optionsOf(schema: Schema): readonly ControlOption[] | undefined {
  const source = schema.type === 'array' && schema.items !== undefined ? schema.items : schema;
  const values = source.enum ?? (source.const === undefined ? undefined : [source.const]);
  if (values === undefined) return undefined;
  const names = source['x-millrace']?.names;
  return values.map((value, index) => ({ label: names?.[index] ?? optionLabel(value), value }));
}

function optionLabel(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function fieldsOf(schema: Schema): Readonly<Record<string, Schema>> | undefined {
  if (schema.type !== 'object' || schema.properties === undefined) return undefined;
  return Object.keys(schema.properties).length === 0 ? undefined : schema.properties;
}

function fieldControls(
  fields: Readonly<Record<string, Schema>>,
  path: readonly string[],
  initial: JsonValue | undefined,
  depth: number,
): readonly Control[] {
  return Object.entries(fields).flatMap(([key, schema]): readonly Control[] => {
    const at = [...path, key];
    const given = memberOf(initial, key) ?? schema.default;
    const inner = fieldsOf(editable(schema));
    if (inner !== undefined && depth < MAX_DEPTH && !Object.keys(inner).some(hasDot)) {
      return fieldControls(inner, at, given, depth + 1);
    }
    const label = [...path.map(labelOf), schema.title ?? labelOf(key)].join(' › ');
    const base = { name: at.join('.'), label, ...text('description', schema.description) };
    const type = isUniversal(schema) ? 'json' : (controlOf(schema, {}) ?? 'json');
    return type === 'json' && schema.type === 'null'
      ? []
      : [plain(type, base, editable(schema), {}, given)];
  });
}

/** Such a name would read as a path. */
function hasDot(name: string): boolean {
  return name.includes('.');
}

function memberOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const record = value as { readonly [key: string]: JsonValue };
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
