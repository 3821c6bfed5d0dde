/** Schema keywords beyond ours, checked by the caller's ajv. */
import { isRecord } from './document.js';
import { toErrorInfo } from '../errors.js';
import { isNumberArray } from './dtypes.js';
import { findForeign } from './foreign-keywords.js';
import type { Schema } from './json-schema.js';
import { misfitAt, unchecked } from './mismatch.js';
import type { Mismatch, ValuePath } from './mismatch.js';
import type { PortCheck } from './port-check.js';
import { isMap, isSet } from './value-kinds.js';

/** What an {@link AjvLike} says of a value that does not fit. */
export interface AjvError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string | undefined;
}

/** The compiled check of a schema. */
export interface AjvValidate {
  (value: unknown): unknown;
  readonly errors?: readonly AjvError[] | null | undefined;
}

/**
 * Compiles schemas of JSON Schema 2020-12: an instance of `Ajv2020` from `ajv/dist/2020.js`, or any
 * object that answers like it.
 */
export interface AjvLike {
  compile(schema: object): AjvValidate;
}

/** The check of a schema in depth: ours, and ajv's where the schema has keywords we don't know. */
export function completeCheck(
  schema: Schema,
  check: PortCheck | undefined,
  ajv: AjvLike | undefined,
): PortCheck | undefined {
  const keyword = findForeign(schema);
  if (keyword === undefined) return check;
  const validate = compileWith(ajv, schema, keyword);
  return (value) => {
    if (typeof validate !== 'function') throw validate;
    const checked = check === undefined ? value : check(value);
    const json = toJson(checked);
    if (validate(json) === true) return checked;
    throw toMismatch(json, validate.errors ?? []);
  };
}

function compileWith(
  ajv: AjvLike | undefined,
  schema: Schema,
  keyword: string,
): AjvValidate | Mismatch {
  if (ajv === undefined) {
    return unchecked(
      'schema-needs-ajv',
      `only ajv checks the schema keyword "${keyword}" of this port; install it and pass it to the runner: \`import { Ajv2020 } from 'ajv/dist/2020.js'\` and \`new JobRunner(config, { ajv: new Ajv2020(), … })\``,
    );
  }
  try {
    return ajv.compile(withoutExtensions(schema) as object);
  } catch (error) {
    const { name, message } = toErrorInfo(error);
    const evaluates = name === 'EvalError';
    return unchecked(
      evaluates ? 'schema-needs-eval' : 'schema-not-compiled',
      evaluates
        ? `ajv makes its checks with eval, which is forbidden here (${message}); pass as \`ajv\` an object whose compile(schema) gives a function that was made ahead (ajv/dist/standalone), or a validator that interprets schemas`
        : `ajv can't compile the schema of this port: ${message}`,
    );
  }
}

/** Keywords whose value is data, or schemas by name. */
const DATA = ['enum', 'const', 'default', 'examples'];
const BY_NAME = ['properties', 'patternProperties', '$defs', 'dependentSchemas'];

/** Ajv refuses keywords it does not know. What needs no change stays the same object. */
function withoutExtensions(schema: unknown, isMap = false): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).filter(([key]) => isMap || !key.startsWith('x-'));
  const kept = entries.map(([key, part]) => {
    const isData = !isMap && DATA.includes(key);
    return [key, isData ? part : withoutExtensions(part, !isMap && BY_NAME.includes(key))] as const;
  });
  const isSame =
    kept.length === Object.keys(schema).length &&
    kept.every(([, part], index) => part === entries[index]![1]);
  if (isSame) return schema;
  return Array.isArray(schema) ? kept.map(([, part]) => part) : Object.fromEntries(kept);
}

/** As the schema means it: what JSON has no word for is what stands for it there. */
function toJson(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toJSON();
  if (value instanceof Uint8Array) return '';
  if (Array.isArray(value) || isSet(value) || isNumberArray(value)) {
    return Array.from<unknown, unknown>(value, toJson);
  }
  if (isMap(value)) {
    const pairs = Array.from(value, toJson) as [string, unknown][];
    return pairs.every(([key]) => typeof key === 'string') ? Object.fromEntries(pairs) : pairs;
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.map(([key, part]) => [key, toJson(part)]));
}

/** The error of the whole of a union, else the first, which is the innermost. */
function toMismatch(value: unknown, errors: readonly AjvError[]): Mismatch {
  const unions = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  const error = unions.at(-1) ?? errors[0];
  const path = pathOf(value, error?.instancePath ?? '');
  return misfitAt(value, path, error?.message ?? "must fit the port's schema");
}

/** A JSON pointer as the steps it takes through the value. */
function pathOf(value: unknown, pointer: string): ValuePath {
  let part = value;
  return pointer
    .split('/')
    .slice(1)
    .map((text) => {
      const key = text.replaceAll('~1', '/').replaceAll('~0', '~');
      const step = Array.isArray(part) ? Number(key) : key;
      part = (part as Record<string | number, unknown> | undefined)?.[step];
      return step;
    });
}
