/** The places for arguments of a function, as a caller sees them. */
import type { ParameterDeclaration, Symbol as MorphSymbol, Type } from 'ts-morph';
import type { FunctionScope } from './function-scope.js';
import { elementFlagsOf, elementNamesOf } from './list-schema.js';
import { isFromMillrace, isMillraceType } from './port-meta.js';
import { takesUndefined } from './nullable.js';
import { definedHint, resolvedHint } from './type-hints.js';
import { isInternal } from './type-text.js';

/** One argument, or all that are left. */
export interface Slot {
  readonly name: string;
  readonly type: Type;
  /** Absent where the function's type is computed. */
  readonly declaration?: ParameterDeclaration;
  readonly optional: boolean;
  /** It takes all arguments that are left: `list`, their list has the type; `item`, each has. */
  readonly rest?: 'list' | 'item';
}

/** The slots in order; a parameter called `this` is none. */
export function slotsOf({ morph, overload, found }: FunctionScope): readonly Slot[] {
  const { signature } = overload;
  const { flags = 0, minArgumentCount = Infinity } = signature.compilerSignature as {
    flags?: number;
    minArgumentCount?: number;
  };
  const symbols = signature.getParameters();
  return symbols.flatMap((symbol, index): readonly Slot[] => {
    const declared = symbol.getValueDeclaration();
    const declaration = morph.Node.isParameterDeclaration(declared) ? declared : undefined;
    const type = symbol.getTypeAtLocation(found.declaration);
    const isRest =
      (flags & HAS_REST) !== 0 ? index === symbols.length - 1 : declaration?.isRestParameter();
    const slot: Slot = {
      name: nameOf(symbol, index),
      type,
      ...(declaration === undefined ? {} : { declaration }),
      optional:
        declaration?.isOptional() === true || index >= minArgumentCount || takesUndefined(type),
      ...(isRest === true ? { rest: 'list' as const } : {}),
    };
    return (isRest === true ? spread(slot) : undefined) ?? [slot];
  });
}

/** SignatureFlags.HasRestParameter of the compiler. */
const HAS_REST = 1;

function nameOf(symbol: MorphSymbol, index: number): string {
  return isInternal(symbol) ? `argument${index + 1}` : symbol.getName();
}

/** `...args: [a: number, b?: string]` are arguments of their own; an unnamed list stays a list. */
function spread({ name, type }: Slot): readonly Slot[] | undefined {
  if (!type.isTuple()) return undefined;
  const flags = elementFlagsOf(type);
  const names = elementNamesOf(type);
  const isFixed = flags.every((flag) => flag < 4);
  const isNamed = flags.every((_, index) => names[index] !== undefined);
  if (!isFixed && (!isNamed || flags.findIndex((flag) => flag >= 4) < flags.length - 1)) {
    return undefined;
  }
  return type.getTupleElements().map((element, index) => {
    const flag = flags[index] ?? 1;
    return {
      name: names[index] ?? `${name}_${index}`,
      type: element,
      optional: flag === 2,
      ...(flag >= 4 ? { rest: flag === 4 ? ('item' as const) : ('list' as const) } : {}),
    };
  });
}

/** True for a NodeContext, which is no port. */
export function isContext({ morph }: FunctionScope, { declaration, type }: Slot): boolean {
  const node = resolvedHint(morph, definedHint(morph, declaration?.getTypeNode()));
  if (
    morph.Node.isTypeReference(node) &&
    isFromMillrace(morph, node.getTypeName(), 'NodeContext')
  ) {
    return true;
  }
  return isMillraceType(morph, type.getNonNullableType(), 'NodeContext');
}
