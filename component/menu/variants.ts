/** Overloads of one function: node types of their own, shown together. */
import type { NodeType } from '../../src/config/config.js';

/** The first overload's type: what all of them have in common. */
function familyOf({ type, variantOf }: NodeType): string {
  return variantOf ?? type;
}

/** The other overloads of a type's function. */
export function otherVariants(type: NodeType, nodeTypes: readonly NodeType[]): readonly NodeType[] {
  const family = familyOf(type);
  return nodeTypes.filter((other) => familyOf(other) === family && other.type !== type.type);
}

/** The same types, each overload right after the first one where that is listed. */
export function withVariantsBelow(nodeTypes: readonly NodeType[]): readonly NodeType[] {
  const variants = new Map<string, NodeType[]>();
  for (const type of nodeTypes) {
    if (type.variantOf === undefined) continue;
    const known = variants.get(type.variantOf);
    if (known === undefined) variants.set(type.variantOf, [type]);
    else known.push(type);
  }
  if (variants.size === 0) return nodeTypes;
  const listed = new Set(nodeTypes.map((type) => type.type));
  return nodeTypes.flatMap((type) => {
    const isBelow = type.variantOf !== undefined && listed.has(type.variantOf);
    return isBelow ? [] : [type, ...(variants.get(type.type) ?? [])];
  });
}

/** What tells overloads apart: `(number, text) → number`. */
export function signatureText({ inputs, outputs }: NodeType): string {
  const names = (ports: NodeType['outputs']): string => ports.map((port) => port.type).join(', ');
  return outputs.length === 0 ? `(${names(inputs)})` : `(${names(inputs)}) → ${names(outputs)}`;
}
