/** Checks and comparisons of schemas, made once. */
import { assignable } from '../config/assignable.js';
import type { Schema } from '../config/json-schema.js';
import { compilePortCheck } from '../config/port-check.js';
import type { Language, PortCheck } from '../config/port-check.js';

/** Compiles checks once per schema, language and depth, and compares schemas once per pair. */
export class CheckCache {
  readonly #fits = new WeakMap<Schema, WeakMap<Schema, boolean>>();
  readonly #checks = new Map<string, WeakMap<Schema, { check: PortCheck | undefined }>>();

  get(
    schema: Schema,
    { language, deep }: { readonly language: Language; readonly deep: boolean },
  ): PortCheck | undefined {
    const kind = `${language}:${deep}`;
    let bySchema = this.#checks.get(kind);
    if (bySchema === undefined) this.#checks.set(kind, (bySchema = new WeakMap()));
    let found = bySchema.get(schema);
    if (found === undefined) {
      found = { check: compilePortCheck(schema, { language, deep }) };
      bySchema.set(schema, found);
    }
    return found.check;
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
