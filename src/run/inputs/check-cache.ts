/** Checks and comparisons of schemas, made once. */
import { completeCheck } from '../../config/ajv-check.js';
import type { AjvLike } from '../../config/ajv-check.js';
import { assignable } from '../../config/assignable.js';
import type { InputPort } from '../../config/config.js';
import { describe, own } from '../../config/document.js';
import type { Schema } from '../../config/json-schema.js';
import { compilePortCheck } from '../../config/port-check.js';
import type { Language, PortCheck } from '../../config/port-check.js';
import { isStandardSchema, withStandard } from '../../config/standard-schema.js';
import type { PortChecks } from '../../config/standard-schema.js';
import { wiredSchema } from '../../config/wired-schema.js';
import { badOption } from '../job-runner-options.js';

/** What checks values besides our own checks. */
export interface CheckCacheOptions {
  readonly ajv?: AjvLike | undefined;
  readonly checks?: PortChecks | undefined;
}

/** Which check of a schema: in whose language, and how thorough. */
export interface CheckKind {
  readonly language: Language;
  readonly deep: boolean;
}

/** Compiles checks once per schema, language and depth, and compares schemas once per pair. */
export class CheckCache {
  readonly #ajv: AjvLike | undefined;
  readonly #standard: PortChecks;
  readonly #fits = new WeakMap<Schema, WeakMap<Schema, boolean>>();
  readonly #omitting = new WeakMap<PortCheck, PortCheck>();
  readonly #checks = new Map<string, WeakMap<Schema, { check: PortCheck | undefined }>>();

  /** @throws MillraceError `bad-option` */
  constructor({ ajv, checks = {} }: CheckCacheOptions = {}) {
    if (ajv !== undefined && typeof ajv.compile !== 'function') {
      throw badOption('ajv', 'an instance of Ajv2020 or an object with `compile`', ajv);
    }
    for (const [type, ports] of Object.entries(checks)) {
      for (const [port, validator] of Object.entries(ports)) {
        if (isStandardSchema(validator)) continue;
        throw badOption(`checks[${describe(type)}].${port}`, 'a Standard Schema', validator);
      }
    }
    this.#ajv = ajv;
    this.#standard = checks;
  }

  /**
   * The check of an input port: of what a wire brings, which is one item where the port is
   * `multiple`, else of its whole value.
   */
  ofPort(
    nodeType: string,
    port: InputPort,
    kind: CheckKind & { wired?: boolean },
  ): PortCheck | undefined {
    const { wired = false } = kind;
    const multiple = port.multiple === true;
    const schema = wired ? wiredSchema(port) : port.schema;
    const check = this.get(schema, kind);
    const validator = own(own(this.#standard, nodeType) ?? {}, port.name);
    if (validator === undefined) return check;
    if (wired || !multiple) return withStandard(check, validator);
    const each = withStandard(undefined, validator);
    return (value) => {
      const list = check === undefined ? value : check(value);
      return Array.isArray(list) ? list.map(each) : list;
    };
  }

  /** The check of a schema; undefined when it takes everything. */
  get(schema: Schema, { language, deep }: CheckKind): PortCheck | undefined {
    const kind = `${language}:${deep}`;
    let bySchema = this.#checks.get(kind);
    if (bySchema === undefined) this.#checks.set(kind, (bySchema = new WeakMap()));
    let found = bySchema.get(schema);
    if (found === undefined) {
      const check = compilePortCheck(schema, { language, deep });
      found = { check: deep ? completeCheck(schema, check, this.#ajv) : check };
      bySchema.set(schema, found);
    }
    return found.check;
  }

  /** The `typeof` of which an input takes every value as it is: `number`, `string`, `boolean` or ''. */
  plainType(nodeType: string, port: InputPort): string {
    if (own(own(this.#standard, nodeType) ?? {}, port.name) !== undefined) return '';
    const schema = wiredSchema(port);
    return isPlainType(schema) ? (schema.type as string) : '';
  }

  /** The check of an optional input: a null that it does not allow omits the argument. */
  omitNull(check: PortCheck | undefined): PortCheck | undefined {
    if (check === undefined) return undefined;
    let omitting = this.#omitting.get(check);
    if (omitting === undefined) {
      omitting = allowsNull(check) ? check : (value) => (value === null ? undefined : check(value));
      this.#omitting.set(check, omitting);
    }
    return omitting;
  }

  /** Every value of schema `from` is one of schema `to`: a look at the top level is enough. */
  fits(from: Schema, to: Schema): boolean {
    let byTarget = this.#fits.get(from);
    if (byTarget === undefined) this.#fits.set(from, (byTarget = new WeakMap()));
    let fits = byTarget.get(to);
    if (fits === undefined) {
      const { kind } = assignable(from, to);
      fits = kind === 'exact' || kind === 'widened';
      byTarget.set(to, fits);
    }
    return fits;
  }
}

function allowsNull(check: PortCheck): boolean {
  try {
    check(null);
    return true;
  } catch {
    return false;
  }
}

const PLAIN_TYPES: readonly unknown[] = ['number', 'string', 'boolean'];
const TEXTS: readonly string[] = ['type', 'title', 'description', 'default', 'examples'];

/** A type and nothing that limits it. */
function isPlainType(schema: Schema): boolean {
  return (
    PLAIN_TYPES.includes(schema.type) && Object.keys(schema).every((key) => TEXTS.includes(key))
  );
}
