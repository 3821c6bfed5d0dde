/** From TypeScript's types to schemas. */
import type { Type, TypeNode } from 'ts-morph';
import type { Schema } from '../../src/config/json-schema.js';
import { globalNameOf, GLOBAL_SCHEMAS, UNWIRED_GLOBALS } from './global-types.js';
import { objectSchema } from './object-schema.js';
import type { TsMorph } from './project.js';
import { aliasName, bareHint, elementHints, itemHint } from './type-hints.js';
import type { TypeReader } from './type-reader.js';
import { intrinsicName, typeText } from './type-text.js';
import { unionSchema } from './union-schema.js';

const MAX_DEPTH = 16;
/** Types of a whole API would fill the config with what no wire carries. */
const MAX_PARTS = 500;

/** Reads the types of one port; what could not be said is collected in `problems`. */
export class SchemaReader implements TypeReader {
  readonly morph: TsMorph;
  /** What degraded, as half a sentence and what to do about it. */
  readonly problems: string[] = [];
  /** A name was not known: with the whole library it may be. */
  unresolved = false;
  readonly #inside: unknown[] = [];
  readonly #path: string[] = [];
  #parts = 0;

  constructor(morph: TsMorph) {
    this.morph = morph;
  }

  /** The schema of a type; `hint` is its annotation, where it has one. */
  schema(type: Type, hint?: TypeNode): Schema {
    if (this.#inside.length >= MAX_DEPTH) {
      return this.give('the type is nested too deeply; flatten it');
    }
    this.#parts += 1;
    if (this.#parts > MAX_PARTS) {
      return this.#note([], 'the type has too many parts; take only what the function uses');
    }
    return (
      this.#plain(type, hint) ??
      this.#global(type) ??
      (type.isUnion() || isEnumType(type) ? unionSchema(this, type, hint) : undefined) ??
      this.#list(type, hint) ??
      this.#intersection(type) ??
      this.#object(type, hint)
    );
  }

  /** Accepts everything, and says why. */
  give(problem: string): Schema {
    return this.#note(this.#path, problem);
  }

  #note(path: readonly string[], problem: string): Schema {
    const text = path.length === 0 ? problem : `at \`.${path.join('.')}\`, ${problem}`;
    if (!this.problems.includes(text)) this.problems.push(text);
    return {};
  }

  at<T>(property: string, read: () => T): T {
    this.#path.push(property);
    try {
      return read();
    } finally {
      this.#path.pop();
    }
  }

  /** Reads the parts of a type, unless the type is a part of itself. */
  within(type: Type, name: string, read: () => Schema): Schema {
    if (this.#inside.includes(type.compilerType)) {
      return this.give(
        `\`${name}\` contains itself; the inner one takes anything and is checked when the function runs`,
      );
    }
    this.#inside.push(type.compilerType);
    try {
      return read();
    } finally {
      this.#inside.pop();
    }
  }

  #plain(type: Type, hint: TypeNode | undefined): Schema | undefined {
    if (type.isAny()) return this.#any(type, hint);
    if (type.isUnknown()) return {};
    if (type.isString() || type.isTemplateLiteral()) return { type: 'string' };
    if (type.isNumber()) return { type: 'number' };
    if (type.isBoolean()) return { type: 'boolean' };
    if (type.isBigInt() || type.isBigIntLiteral()) {
      return { type: 'integer', 'x-millrace': { format: 'bigint' } };
    }
    if (type.isNull() || type.isUndefined() || type.isVoid()) return { type: 'null' };
    if (type.isBooleanLiteral()) return { enum: [intrinsicName(type) === 'true'] };
    if (!type.isEnumLiteral() && type.isLiteral() && !type.isUnion()) {
      return { enum: [type.getLiteralValueOrThrow() as string | number] };
    }
    if (type.isTypeParameter()) {
      const bound = type.getConstraint();
      if (bound !== undefined && !bound.isTypeParameter()) return this.schema(bound);
      return this.give(
        `\`${typeText(this.morph, type)}\` is a type parameter; write a concrete type, or \`unknown\` where any value is fine`,
      );
    }
    if (type.isNever()) return this.give('the type is `never`: no value has it');
    return intrinsicName(type) === 'object' ? { type: 'object' } : undefined;
  }

  #any(type: Type, hint: TypeNode | undefined): Schema {
    const text = bareHint(this.morph, hint)?.getText();
    if (intrinsicName(type) === 'error' || (text !== undefined && text !== 'any')) {
      this.unresolved = true;
      return this.give(`the type \`${text ?? 'of it'}\` is not known here; import it`);
    }
    return this.give(
      hint === undefined
        ? 'it has no type; annotate it'
        : 'it is `any`; write its type, or `unknown` where any value is fine',
    );
  }

  #global(type: Type): Schema | undefined {
    const name = globalNameOf(type);
    if (name === undefined) return undefined;
    if (Object.hasOwn(GLOBAL_SCHEMAS, name)) return GLOBAL_SCHEMAS[name];
    const advice = Object.hasOwn(UNWIRED_GLOBALS, name) ? UNWIRED_GLOBALS[name] : undefined;
    return advice === undefined ? undefined : this.give(`\`${name}\` ${advice}`);
  }

  #list(type: Type, hint: TypeNode | undefined): Schema | undefined {
    if (type.isTuple()) return this.#tuple(type, hint);
    if (!type.isArray() && !type.isReadonlyArray()) return undefined;
    const item = type.getArrayElementType() ?? type.getTypeArguments()[0];
    if (item === undefined) return { type: 'array' };
    return this.within(type, typeText(this.morph, type), () => {
      const items = this.schema(item, itemHint(this.morph, hint));
      return Object.keys(items).length === 0 ? { type: 'array' } : { type: 'array', items };
    });
  }

  #tuple(type: Type, hint: TypeNode | undefined): Schema {
    return this.within(type, aliasName(this.morph, hint) ?? typeText(this.morph, type), () =>
      this.#elements(type, hint),
    );
  }

  #elements(type: Type, hint: TypeNode | undefined): Schema {
    const flags = elementFlagsOf(type);
    const hints = elementHints(this.morph, hint);
    const schemas = type.getTupleElements().map((item, at) => this.schema(item, hints[at]));
    const rest = flags.findIndex((flag) => flag >= 4);
    const fixed = rest === -1 ? schemas : schemas.slice(0, rest);
    const minItems = flags.filter((flag) => flag === 1).length;
    const items = rest === -1 ? undefined : (schemas[rest] ?? {});
    return {
      type: 'array',
      prefixItems: fixed,
      ...(items === undefined || Object.keys(items).length === 0 ? {} : { items }),
      minItems,
      ...(rest === -1 ? { maxItems: fixed.length } : {}),
      'x-millrace': { tuple: true },
    };
  }

  /** A branded primitive is that primitive. */
  #intersection(type: Type): Schema | undefined {
    if (!type.isIntersection()) return undefined;
    const primitive = type
      .getIntersectionTypes()
      .find((part) => part.isString() || part.isNumber() || part.isBigInt() || part.isLiteral());
    return primitive === undefined ? undefined : this.schema(primitive);
  }

  #object(type: Type, hint: TypeNode | undefined): Schema {
    if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) {
      return this.give(
        'it is a function, and no wire carries functions; pass what the function needs to decide instead',
      );
    }
    const text = typeText(this.morph, type);
    if (text.startsWith('typeof ')) {
      return this.give(`\`${text}\` is code, and a wire carries data; take a value of it instead`);
    }
    if (type.isObject() || type.isIntersection()) {
      return objectSchema(this, type, hint, aliasName(this.morph, hint));
    }
    return this.give(`\`${text}\` has no counterpart in JSON Schema; write a simpler type`);
  }
}

/** An enum or one of its members; the enum object itself is none. */
function isEnumType(type: Type): boolean {
  return type.isEnumLiteral() || (type.isEnum() && !type.isObject());
}

/** 1 required, 2 optional, 4 rest, 8 variadic: TypeScript's ElementFlags, per element. */
export function elementFlagsOf(type: Type): readonly number[] {
  const { target } = type.compilerType as { target?: { elementFlags?: readonly number[] } };
  return target?.elementFlags ?? type.getTupleElements().map(() => 1);
}

/** The names of a labeled tuple's elements. */
export function elementNamesOf(type: Type): readonly (string | undefined)[] {
  const { target } = type.compilerType as {
    target?: {
      labeledElementDeclarations?: readonly ({ name: { getText(): string } } | undefined)[];
    };
  };
  return (target?.labeledElementDeclarations ?? []).map((label) => label?.name.getText());
}
