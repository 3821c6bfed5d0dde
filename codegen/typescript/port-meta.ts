/** Finds and reads `Port<T, {…}>` in a type annotation. */
import type { Node, Type, TypeAliasDeclaration, TypeNode } from 'ts-morph';
import type { PortMeta } from '../../src/config/signature.js';
import type { TsMorph } from './load-ts-morph.js';

/** The note of a port. */
export interface ReadMeta {
  readonly meta?: PortMeta;
  /** Entries that mean nothing. */
  readonly problems: readonly MetaProblem[];
}

/** An entry that means nothing, and what to write. */
interface MetaProblem {
  readonly problem: string;
  readonly fix: string;
}

type OptionType = 'string' | 'number' | 'boolean' | 'true or string';

const OPTION_TYPES: Readonly<Record<keyof PortMeta, OptionType>> = {
  id: 'string',
  label: 'string',
  description: 'string',
  min: 'number',
  max: 'number',
  step: 'number',
  control: 'string',
  placeholder: 'string',
  language: 'string',
  color: 'string',
  hidePort: 'boolean',
  multiple: 'boolean',
  whenMissing: 'string',
  secret: 'true or string',
};

/** Reads the note of an annotation: directly, behind a local alias, or beside null and undefined. */
export function readPortMeta(morph: TsMorph, node: TypeNode | undefined): ReadMeta {
  const found = node === undefined ? undefined : findPort(morph, node, 0);
  if (found === undefined) return { problems: [] };
  const [inner, options] = found.getTypeArguments();
  const { meta, problems } = readOptions(options);
  const nested = readPortMeta(morph, inner);
  return { meta: { ...nested.meta, ...meta }, problems: [...problems, ...nested.problems] };
}

type PortReference = import('ts-morph').TypeReferenceNode;

/** The `Port<…>` reference an annotation consists of. */
function findPort(morph: TsMorph, node: TypeNode, depth: number): PortReference | undefined {
  const { Node: is } = morph;
  if (depth > 8) return undefined;
  if (is.isParenthesizedTypeNode(node)) return findPort(morph, node.getTypeNode(), depth + 1);
  if (is.isUnionTypeNode(node)) {
    const rest = node.getTypeNodes().filter((member) => !isNothing(member));
    return rest.length === 1 ? findPort(morph, rest[0]!, depth + 1) : undefined;
  }
  if (!is.isTypeReference(node)) return undefined;
  if (isPortReference(morph, node)) return node;
  const alias = aliasTarget(morph, node);
  return alias === undefined ? undefined : findPort(morph, alias, depth + 1);
}

function isNothing(node: TypeNode): boolean {
  return ['null', 'undefined'].includes(node.getText());
}

/** True for a reference to millrace's `Port`, under whatever name it was imported. */
export function isPortReference(morph: TsMorph, node: PortReference): boolean {
  if (node.getTypeArguments().length !== 2) return false;
  return isFromMillrace(morph, node.getTypeName(), 'Port');
}

/** True when a name means `exported` of the package `millrace`, or can't be resolved and is it. */
export function isFromMillrace(morph: TsMorph, name: Node, exported: string): boolean {
  const symbol = name.getSymbol();
  const target = symbol?.getAliasedSymbol() ?? symbol;
  const declarations = target?.getDeclarations() ?? [];
  if (declarations.length === 0) return name.getText().split('.').at(-1) === exported;
  return (
    target?.getName() === exported &&
    declarations.some((declaration) => isMillraceFile(morph, declaration))
  );
}

/** True for a type that millrace declares by this name. */
export function isMillraceType(morph: TsMorph, type: Type, name: string): boolean {
  const symbol = type.getSymbol();
  return (
    symbol?.getName() === name &&
    symbol.getDeclarations().some((declaration) => isMillraceFile(morph, declaration))
  );
}

function isMillraceFile(morph: TsMorph, declaration: Node): boolean {
  const module = declaration.getFirstAncestorByKind(morph.SyntaxKind.ModuleDeclaration);
  return module?.getName() === "'millrace'" || module?.getName() === '"millrace"';
}

/** The annotation a reference to a type alias without parameters stands for. */
export function aliasTarget(morph: TsMorph, node: PortReference): TypeNode | undefined {
  if (node.getTypeArguments().length > 0) return undefined;
  return aliasOf(morph, node)?.getTypeNode();
}

/** The type alias that a reference names. */
export function aliasOf(morph: TsMorph, node: PortReference): TypeAliasDeclaration | undefined {
  const symbol = node.getTypeName().getSymbol();
  const target = symbol?.getAliasedSymbol() ?? symbol;
  const declaration = target?.getDeclarations()[0];
  return morph.Node.isTypeAliasDeclaration(declaration) ? declaration : undefined;
}

function readOptions(options: TypeNode | undefined): {
  readonly meta: PortMeta;
  readonly problems: readonly MetaProblem[];
} {
  const meta: Record<string, unknown> = {};
  const problems: MetaProblem[] = [];
  for (const property of options?.getType().getProperties() ?? []) {
    const name = property.getName();
    const value = literalValue(property.getTypeAtLocation(options!));
    const expected = Object.hasOwn(OPTION_TYPES, name)
      ? OPTION_TYPES[name as keyof PortMeta]
      : undefined;
    if (expected === undefined) {
      problems.push({
        problem: `\`Port\` has no option \`${name}\``,
        fix: `use one of ${Object.keys(OPTION_TYPES).join(', ')}`,
      });
    } else if (name === 'secret') {
      // Whatever is wrong with it, the port was meant as a secret: toNodeType refuses `false`.
      meta[name] = typeof value === 'string' ? value : value === true;
    } else if (typeof value !== expected) {
      problems.push({
        problem: `the option \`${name}\` of \`Port\` is no literal ${expected}`,
        fix: `write the ${expected} itself`,
      });
    } else {
      meta[name] = value;
    }
  }
  return { meta, problems };
}

function literalValue(type: Type): unknown {
  if (type.isBooleanLiteral()) return type.getText() === 'true';
  return type.getLiteralValue();
}
