/** Reads the optional fields of one record of a config. */
import { describe, isJsonValue, isRecord, isTexts } from './document.js';
import type { IssueList, Path } from './document.js';
import type { JsonValue } from './json-schema.js';

/**
 * Field by field: the value, or undefined when it is absent (null is: Flowfunc writes it for
 * nothing) or of a wrong type. A wrong type is said and the field left out.
 */
export class FieldReader {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly #path: Path;
  readonly #list: IssueList;

  constructor(fields: Readonly<Record<string, unknown>>, path: Path, list: IssueList) {
    this.fields = fields;
    this.#path = path;
    this.#list = list;
  }

  /** An empty text counts as none. */
  text(key: string): string | undefined {
    const value = this.#read(key, 'a text', (given) => typeof given === 'string');
    return value === '' ? undefined : (value as string | undefined);
  }

  flag(key: string): boolean | undefined {
    const value = this.#read(key, 'true or false', (given) => typeof given === 'boolean');
    return value as boolean | undefined;
  }

  number(key: string): number | undefined {
    return this.#read(key, 'a number', Number.isFinite) as number | undefined;
  }

  /** From 1 up. */
  position(key: string): number | undefined {
    const isPosition = (given: unknown): boolean => Number.isInteger(given) && Number(given) > 0;
    return this.#read(key, 'an integer above 0', isPosition) as number | undefined;
  }

  oneOf<T extends string>(key: string, allowed: readonly T[]): T | undefined {
    const expected = `one of ${allowed.map((name) => JSON.stringify(name)).join(', ')}`;
    return this.#read(key, expected, (given) => allowed.includes(given as T)) as T | undefined;
  }

  record(key: string): Readonly<Record<string, unknown>> | undefined {
    const isJson = (given: unknown): boolean => isRecord(given) && isJsonValue(given);
    return this.#read(key, 'an object', isJson) as Readonly<Record<string, unknown>> | undefined;
  }

  /** An empty list counts as none. */
  texts(key: string): readonly string[] | undefined {
    const value = this.#read(key, 'a list of texts', isTexts) as readonly string[] | undefined;
    return value?.length === 0 ? undefined : value;
  }

  /** Null is a value here. */
  json(key: string): JsonValue | undefined {
    const value = Object.hasOwn(this.fields, key) ? this.fields[key] : undefined;
    if (value === undefined || isJsonValue(value)) return value;
    this.#ignore(key, 'a value that JSON can say', value);
    return undefined;
  }

  #read(key: string, expected: string, fits: (given: unknown) => boolean): unknown {
    const value = Object.hasOwn(this.fields, key) ? this.fields[key] : undefined;
    if (value === undefined || value === null) return undefined;
    if (fits(value)) return value;
    this.#ignore(key, expected, value);
    return undefined;
  }

  #ignore(key: string, expected: string, value: unknown): void {
    const message = `expected \`${key}\` to be ${expected}, got ${describe(value)}; it is ignored`;
    this.#list.warn('field-ignored', [...this.#path, key], message);
  }
}
