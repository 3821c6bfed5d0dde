/** The node types of a graph as rows of a table. */
import type { Config } from '../config/config.js';
import type { Graph } from '../graph/graph.js';
import type { Column } from './table.js';

/** One node type of a graph, or of a graph inside it. */
export interface GraphType {
  readonly type: string;
  /** Its nodes, those of a graph inside as `graph/node`. */
  readonly nodeIds: readonly string[];
  /** Absent where there is no config to compare with. */
  readonly known?: boolean;
}

/** The columns of a table of a graph's node types. */
export const GRAPH_COLUMNS: readonly Column[] = [
  { title: 'TYPE', grow: 2 },
  { title: 'COUNT' },
  { title: 'NODES', grow: 3 },
  { title: 'NOTES' },
];

/** The types that nodes of a graph have, sorted; graphs inside it included. */
export function countTypes(graph: Graph, config: Config | undefined): readonly GraphType[] {
  const nodes = new Map<string, string[]>();
  const graphs = new Set<string>();
  const visit = (each: Graph, path: string): void => {
    for (const [id, node] of Object.entries(each.nodes)) {
      const ids = nodes.get(node.type) ?? [];
      ids.push(path + id);
      nodes.set(node.type, ids);
    }
    for (const [name, inner] of Object.entries(each.subgraphs ?? {})) {
      graphs.add(`graph:${name}`);
      visit(inner, `${path}${name}/`);
    }
  };
  visit(graph, '');
  const types = new Set(config?.nodeTypes.map(({ type }) => type));
  return [...nodes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, nodeIds]) => ({
      type,
      nodeIds,
      ...(config === undefined ? {} : { known: types.has(type) || graphs.has(type) }),
    }));
}

/** The cells of a type. */
export function toGraphRow(
  { type, nodeIds, known }: GraphType,
  hasConfig: boolean,
): readonly string[] {
  const note = hasConfig && known === false ? 'unknown type' : '';
  return [type, String(nodeIds.length), nodeIds.join(' '), note];
}
