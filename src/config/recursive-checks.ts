/** The checks of definitions: made when they are first needed, once each; safe with any value. */
import type { Schema } from './json-schema.js';
import { MISFIT, misfit } from './misfit.js';
import type { Check, Compile, Mode, Recursion } from './misfit.js';

/** A value's parts of recursive types may be nested this deep; more would overflow a stack. */
export const MAX_LEVELS = 500;

/** Stands for a part whose check is under way. */
const OPEN = Symbol('open');

/** What is known of the parts of the value that is being checked, by check. */
type Session = Map<Check, Map<object, unknown>>;

/** The definitions of one schema, for all its checks. */
export class Definitions implements Recursion {
  readonly #checks = new Map<string, Map<Schema, Check>>();
  readonly #compile: Compile;
  #session: Session = new Map();
  #levels = 0;

  constructor(compile: Compile) {
    this.#compile = compile;
  }

  /** Some part of the schema is a definition. */
  get areUsed(): boolean {
    return this.#checks.size > 0;
  }

  /** Checks one value, whose getters may check others. */
  run<T>(call: () => T): T {
    const [session, levels] = [this.#session, this.#levels];
    this.#session = new Map();
    this.#levels = 0;
    try {
      return call();
    } finally {
      this.#session = session;
      this.#levels = levels;
    }
  }

  checkOf(schema: Schema, mode: Mode): Check {
    const kind = `${mode.deep}${mode.coerce}`;
    let bySchema = this.#checks.get(kind);
    if (bySchema === undefined) this.#checks.set(kind, (bySchema = new Map()));
    let check = bySchema.get(schema);
    if (check === undefined) bySchema.set(schema, (check = this.#create(schema, mode)));
    return check;
  }

  #create(schema: Schema, mode: Mode): Check {
    let body: Check | undefined;
    const self: Check = (value, trace) => {
      body ??= this.#compile(schema, mode) ?? ((any) => any);
      if (typeof value !== 'object' || value === null) return body(value, trace);
      let known = this.#session.get(self);
      if (known === undefined) this.#session.set(self, (known = new Map()));
      const found = known.get(value);
      if (found === OPEN)
        return misfit(schema, value, trace, 'a value that does not contain itself');
      // Known to fit, or not; where it does not is looked for again.
      if (known.has(value) && (found !== MISFIT || trace === undefined)) return found;
      if (this.#levels >= MAX_LEVELS) {
        return misfit(schema, value, trace, `at most ${MAX_LEVELS} levels`);
      }
      known.set(value, OPEN);
      this.#levels += 1;
      const checked = body(value, trace);
      this.#levels -= 1;
      known.set(value, checked);
      return checked;
    };
    return self;
  }
}
