/** Types that contain themselves: read once, and referred to by name from inside. */
import type { Schema } from '../../src/config/json-schema.js';

/** A type that is being read. */
interface Frame {
  readonly type: unknown;
  readonly name: string | undefined;
  /** Set when the type is met again inside of itself. */
  definition?: string;
}

/** How often a generic type may stand inside of itself with other arguments. */
const MAX_SELF = 8;

/** The types around the one that is read, and those of them that need a name. */
export class Definitions {
  readonly #frames: Frame[] = [];
  readonly #schemas = new Map<string, Schema>();
  readonly #names = new Map<unknown, string>();

  get depth(): number {
    return this.#frames.length;
  }

  /**
   * The schema of a type by reading it, or a reference where it is already being read. Undefined
   * for a type that has no name to refer to, or that grows as it repeats.
   */
  within(type: unknown, name: string | undefined, read: () => Schema): Schema | undefined {
    const known = this.#names.get(type);
    if (known !== undefined) return refer(known);
    const outer = this.#frames.filter((frame) => frame.type === type);
    const [named] = outer;
    if (named?.name !== undefined) {
      named.definition ??= this.#unique(named.name);
      return refer(named.definition);
    }
    // A type without a name is read once more: inside of it is one with a name, if it repeats.
    if (outer.length > 1 || this.#grows(type, name)) return undefined;
    const frame: Frame = { type, name };
    this.#frames.push(frame);
    try {
      const schema = read();
      if (frame.definition === undefined) return schema;
      this.#schemas.set(frame.definition, schema);
      this.#names.set(type, frame.definition);
      return refer(frame.definition);
    } finally {
      this.#frames.pop();
    }
  }

  /** The schema with the definitions that it refers to. */
  close(schema: Schema): Schema {
    if (this.#schemas.size === 0) return schema;
    const sorted = [...this.#schemas].sort(([a], [b]) => (a < b ? -1 : 1));
    return { ...schema, $defs: Object.fromEntries(sorted) };
  }

  #grows(type: unknown, name: string | undefined): boolean {
    if (name === undefined) return false;
    const others = this.#frames.filter((frame) => frame.name === name && frame.type !== type);
    return others.length >= MAX_SELF;
  }

  #unique(name: string): string {
    const taken = (each: string): boolean =>
      this.#schemas.has(each) || this.#frames.some(({ definition }) => definition === each);
    let unique = name;
    for (let count = 2; taken(unique); count += 1) unique = `${name}${count}`;
    return unique;
  }
}

function refer(name: string): Schema {
  return { $ref: `#/$defs/${name.replace(/~/g, '~0').replace(/\//g, '~1')}` };
}
