/** Rule R12: outputs whose values are pinned need not be computed. */
import type { GraphNode } from './graph.js';

/** What of a node's outputs is pinned. */
export type Pinned = 'all' | 'some';

interface Named {
  readonly name: string;
}

/** True when a value is pinned for every output; a node without outputs has nothing to pin. */
export function isFullyPinned({ pinned }: GraphNode, outputs: readonly Named[]): boolean {
  return (
    pinned !== undefined &&
    outputs.length > 0 &&
    outputs.every(({ name }) => Object.hasOwn(pinned, name))
  );
}

/** Which outputs take pinned values at a run; none of a disabled node, which is skipped. */
export function findPinned(node: GraphNode, outputs: readonly Named[]): Pinned | undefined {
  const { pinned } = node;
  if (pinned === undefined || node.disabled === true) return undefined;
  if (isFullyPinned(node, outputs)) return 'all';
  return outputs.some(({ name }) => Object.hasOwn(pinned, name)) ? 'some' : undefined;
}
