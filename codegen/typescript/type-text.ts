/** Types as people write them. */
import type { Symbol as MorphSymbol, Type } from 'ts-morph';
import type { TsMorph } from './load-ts-morph.js';

/** The type's text, shortened, without the machine's paths. */
export function typeText(morph: TsMorph, type: Type): string {
  // The default flags print without limit, which overflows the stack on types such as a whole API.
  const flags = morph.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;
  const text = type
    .getText(undefined, flags)
    .replace(/import\("[^"]*"\)(\.?)/g, (_all, dot: string) => (dot === '' ? 'a module' : ''));
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** What the checker calls one of its own types: `true`, `object`, `error`. */
export function intrinsicName(type: Type): string | undefined {
  return (type.compilerType as { intrinsicName?: string }).intrinsicName;
}

/** True for a name that the compiler made: of a symbol, a private member, a thing without a name. */
export function isInternal(symbol: MorphSymbol): boolean {
  // Names that people begin with two underscores are escaped with a third.
  return /^__[^_]/.test(symbol.compilerSymbol.escapedName as string);
}
