/** Says in a few words what changed between two configs. */
import type { Config, NodeType } from '../config/config.js';

const MOST_NAMES = 3;

/**
 * `1 node added (Sub), 2 changed (Add, Mul)`; without an earlier config how many nodes there are. A
 * function that only moved, or whose body changed, is not a changed node.
 */
export function describeChange(before: Config | undefined, after: Config): string {
  if (before === undefined) return count(after.nodeTypes.length);
  const old = new Map(before.nodeTypes.map((node) => [node.type, node]));
  const current = new Map(after.nodeTypes.map((node) => [node.type, node]));
  const added = after.nodeTypes.filter(({ type }) => !old.has(type));
  const removed = before.nodeTypes.filter(({ type }) => !current.has(type));
  const changed = after.nodeTypes.filter((node) => {
    const other = old.get(node.type);
    return other !== undefined && contentOf(other) !== contentOf(node);
  });
  const parts = [
    ['added', added] as const,
    ['changed', changed] as const,
    ['removed', removed] as const,
  ].filter(([, nodes]) => nodes.length > 0);
  if (parts.length === 0) return 'no node changed';
  return parts
    .map(([verb, nodes], index) => {
      const number = index === 0 ? count(nodes.length) : String(nodes.length);
      return `${number} ${verb} (${namesOf(nodes)})`;
    })
    .join(', ');
}

function count(number: number): string {
  return `${number} node${number === 1 ? '' : 's'}`;
}

function namesOf(nodes: readonly NodeType[]): string {
  const names = nodes.slice(0, MOST_NAMES).map(({ label }) => label);
  return names.join(', ') + (nodes.length > MOST_NAMES ? ' …' : '');
}

function contentOf({ source, version: _version, ...node }: NodeType): string {
  return JSON.stringify({ ...node, source: { ...source, line: 0 } });
}
