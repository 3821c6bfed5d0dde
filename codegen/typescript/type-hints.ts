/**
 * The annotation beside a type. The checker forgets what people wrote: the order of a union's
 * members (it sorts by when it first saw them), names of aliases, elements. The annotation, where
 * there is one, brings that back; without it members are sorted by text.
 */
import type { TypeNode } from 'ts-morph';
import { aliasOf, aliasTarget, isPortReference } from './port-meta.js';
import type { TsMorph } from './load-ts-morph.js';

/** The annotation without parentheses, `readonly` and `Port<…>`. */
export function bareHint(morph: TsMorph, hint: TypeNode | undefined): TypeNode | undefined {
  const { Node: is, SyntaxKind } = morph;
  if (hint === undefined) return undefined;
  if (is.isParenthesizedTypeNode(hint)) return bareHint(morph, hint.getTypeNode());
  if (is.isTypeOperatorTypeNode(hint) && hint.getOperator() === SyntaxKind.ReadonlyKeyword) {
    return bareHint(morph, hint.getTypeNode());
  }
  if (is.isTypeReference(hint) && isPortReference(morph, hint)) {
    return bareHint(morph, hint.getTypeArguments()[0]);
  }
  return hint;
}

/** The same, behind aliases without parameters, too. */
export function resolvedHint(morph: TsMorph, hint: TypeNode | undefined): TypeNode | undefined {
  let bare = bareHint(morph, hint);
  for (
    let depth = 0;
    depth < 16 && bare !== undefined && morph.Node.isTypeReference(bare);
    depth += 1
  ) {
    const target = aliasTarget(morph, bare);
    if (target === undefined) break;
    bare = bareHint(morph, target);
  }
  return bare;
}

/** The members of a union as written, aliases opened and their parameters replaced. */
export function memberHints(
  morph: TsMorph,
  hint: TypeNode | undefined,
  given: ReadonlyMap<string, TypeNode> = new Map(),
  depth = 0,
): readonly TypeNode[] {
  const { Node: is } = morph;
  const bare = bareHint(morph, hint);
  if (bare === undefined || depth > 16) return [];
  const inside = (node: TypeNode | undefined, names = given): readonly TypeNode[] =>
    memberHints(morph, node, names, depth + 1);
  if (is.isUnionTypeNode(bare)) return bare.getTypeNodes().flatMap((member) => inside(member));
  if (is.isIntersectionTypeNode(bare)) {
    // `T & {}` says that a type is not null, `T & { __brand: … }` which of its kind it is.
    const real = bare.getTypeNodes().filter((part) => !is.isTypeLiteral(part));
    return real.length === 1 ? inside(real[0]) : [bare];
  }
  if (!is.isTypeReference(bare)) return [bare];
  const argument = given.get(bare.getText());
  if (argument !== undefined) return inside(argument, new Map());
  const alias = aliasOf(morph, bare);
  if (alias === undefined) return [bare];
  const args = bare.getTypeArguments();
  const names = alias.getTypeParameters().map((parameter, index): [string, TypeNode][] => {
    const node = args[index] ?? parameter.getDefault();
    return node === undefined ? [] : [[parameter.getName(), node]];
  });
  return inside(alias.getTypeNode(), new Map(names.flat()));
}

/** The annotation beside `undefined` in `T | undefined`; else the annotation itself. */
export function definedHint(morph: TsMorph, hint: TypeNode | undefined): TypeNode | undefined {
  const bare = bareHint(morph, hint);
  if (bare === undefined || !morph.Node.isUnionTypeNode(bare)) return hint;
  const rest = bare.getTypeNodes().filter((member) => member.getText() !== 'undefined');
  return rest.length === 1 ? rest[0] : hint;
}

/** The name a type has in the source: that of an alias without parameters. */
export function aliasName(morph: TsMorph, hint: TypeNode | undefined): string | undefined {
  const bare = bareHint(morph, hint);
  if (bare === undefined || !morph.Node.isTypeReference(bare)) return undefined;
  return aliasTarget(morph, bare) === undefined ? undefined : bare.getTypeName().getText();
}

/** The annotation of a list's items: `X[]`, `Array<X>`, `ReadonlyArray<X>`. */
export function itemHint(morph: TsMorph, hint: TypeNode | undefined): TypeNode | undefined {
  const bare = resolvedHint(morph, hint);
  if (bare === undefined) return undefined;
  if (morph.Node.isArrayTypeNode(bare)) return bare.getElementTypeNode();
  return argumentHint(morph, bare, ['Array', 'ReadonlyArray'], 0);
}

/** The annotations of a tuple's elements, without names, `?` and `...`. */
export function elementHints(morph: TsMorph, hint: TypeNode | undefined): readonly TypeNode[] {
  const { Node: is } = morph;
  const bare = resolvedHint(morph, hint);
  if (bare === undefined || !is.isTupleTypeNode(bare)) return [];
  return bare.getElements().map((element) => {
    const node = is.isNamedTupleMember(element) ? element.getTypeNode() : element;
    const isRest = is.isNamedTupleMember(element) && element.getDotDotDotToken() !== undefined;
    if (is.isRestTypeNode(node)) return itemHint(morph, restType(morph, node)) ?? node;
    if (isRest) return itemHint(morph, node) ?? node;
    return is.isOptionalTypeNode(node) ? node.getTypeNode() : node;
  });
}

/** The list that `...list` spreads. */
function restType(morph: TsMorph, node: TypeNode): TypeNode | undefined {
  const inner = node.getLastChild();
  return morph.Node.isTypeNode(inner) ? inner : undefined;
}

/** The annotation of argument `index` of a generic type of one of these names. */
export function argumentHint(
  morph: TsMorph,
  hint: TypeNode | undefined,
  names: readonly string[],
  index: number,
): TypeNode | undefined {
  const bare = bareHint(morph, hint);
  if (bare === undefined || !morph.Node.isTypeReference(bare)) return undefined;
  if (!names.includes(bare.getTypeName().getText())) return undefined;
  return bare.getTypeArguments()[index];
}
