/** Says why the compiler knows nothing of a type that is written down. */
import { isBuiltin } from 'node:module';
import type { Node, TypeNode } from 'ts-morph';
import type { TsMorph } from './load-ts-morph.js';

/** What is wrong with an annotation, and what to do about it. */
export interface Explanation {
  readonly problem: string;
  readonly fix: string;
}

/** The name in an annotation that leads nowhere; undefined where all of them are known. */
export function explainUnknown(
  morph: TsMorph,
  hint: TypeNode | undefined,
): Explanation | undefined {
  if (hint === undefined) return undefined;
  const unknown = [hint, ...hint.getDescendants()].map((node) => lostName(morph, node));
  const name = unknown.find((node) => node !== undefined);
  if (name === undefined) return undefined;
  return { problem: `the type \`${shorten(name.getText())}\` is not known here`, fix: fixOf(name) };
}

/** All names are known, and yet the compiler gives up: the type is endless, or breaks its own rules. */
export function explainFailure(hint: TypeNode | undefined): Explanation {
  if (hint === undefined) return { problem: 'its type is not known', fix: 'annotate it' };
  const problem = `TypeScript can't compute the type \`${shorten(hint.getText())}\``;
  return { problem, fix: 'write it out, or simplify it' };
}

/** A type's name that stands for nothing, or for what an import does not find. */
function lostName({ Node: is }: TsMorph, node: Node): Node | undefined {
  if (!is.isTypeReference(node)) return undefined;
  const name = node.getTypeName();
  const symbol = name.getSymbol();
  const target = symbol?.getAliasedSymbol() ?? symbol;
  return (target?.getDeclarations().length ?? 0) === 0 || target?.isAlias() === true
    ? name
    : undefined;
}

function fixOf(name: Node): string {
  const [root = ''] = name.getText().split('.');
  const imported = name
    .getSourceFile()
    .getImportDeclarations()
    .find((declaration) =>
      [
        declaration.getDefaultImport()?.getText(),
        declaration.getNamespaceImport()?.getText(),
        ...declaration
          .getNamedImports()
          .map((each) => each.getAliasNode()?.getText() ?? each.getName()),
      ].includes(root),
    );
  if (imported === undefined) return 'import it';
  const specifier = imported.getModuleSpecifierValue();
  if (specifier === 'millrace') return 'write it out: of millrace, types of ports are `Port` only';
  return isBuiltin(specifier)
    ? 'run `npm install --save-dev @types/node`, and name "node" in the `types` of tsconfig.json'
    : `see to it that '${specifier}' exports it`;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
