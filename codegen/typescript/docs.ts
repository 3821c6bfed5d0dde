/** The documentation comments that belong to a function. */
import type { JSDoc, Node } from 'ts-morph';
import type { TsMorph } from './load-ts-morph.js';

/**
 * The comments of a declaration, or of the statement it is the value of. `within` are what declares
 * the export: what is written elsewhere speaks of something else, unless it is a type.
 */
export function docsOf(morph: TsMorph, node: Node, within: readonly Node[]): readonly JSDoc[] {
  const { Node: is } = morph;
  if (within.length > 0 && !isTypeOnly(morph, node) && !within.some((part) => holds(part, node))) {
    return within.flatMap((part) => docsOf(morph, part, []));
  }
  for (let at: Node | undefined = node; at !== undefined; at = at.getParent()) {
    const docs = is.isJSDocable(at) ? at.getJsDocs() : [];
    if (docs.length > 0) return docs;
    if (is.isStatement(at) || is.isTypeElement(at) || is.isMethodDeclaration(at)) return [];
  }
  return [];
}

/** A call signature of an interface, or a function type, may be the only place with words. */
function isTypeOnly({ Node: is }: TsMorph, node: Node): boolean {
  return is.isCallSignatureDeclaration(node) || is.isMethodSignature(node);
}

function holds(part: Node, node: Node): boolean {
  return (
    part.getSourceFile() === node.getSourceFile() &&
    part.getPos() <= node.getPos() &&
    node.getEnd() <= part.getEnd()
  );
}
