/** Groups of nodes: a titled box round them. Read from what a document holds, whatever that is. */
import { isPlainRecord } from '../config/document.js';
import type { Graph } from './graph.js';
import { readItemColor } from './item-color.js';
import type { ItemColor } from './item-color.js';

/** A group as it is drawn. */
export interface NodeGroup {
  readonly id: string;
  /** Empty when it has none. */
  readonly title: string;
  readonly color: ItemColor | undefined;
  /** Nodes that are in the graph and in no other group; never empty. */
  readonly nodeIds: readonly string[];
  /** Shown as one card. */
  readonly collapsed: boolean;
}

/** What the groups of a graph are, and which of them a node is in. */
export interface Grouping {
  readonly groups: readonly NodeGroup[];
  readonly byId: ReadonlyMap<string, NodeGroup>;
  readonly byNode: ReadonlyMap<string, NodeGroup>;
  /** Nodes inside collapsed groups. */
  readonly hidden: ReadonlySet<string>;
}

const NO_GROUPS: Grouping = {
  groups: [],
  byId: new Map(),
  byNode: new Map(),
  hidden: new Set(),
};

/** What was read of a graph's groups, and of which nodes. */
interface Reading {
  readonly grouping: Grouping;
  /** All ids that the groups name. */
  readonly named: readonly string[];
  nodes: Graph['nodes'];
}

/** By the object that was read. */
const READ = new WeakMap<object, Reading>();

/**
 * The groups of a graph, in its order. What can't be drawn is left out: entries of another shape,
 * groups none of whose nodes are there. A node that several groups name is in the first of them.
 */
export function groupingOf({ groups, nodes }: Graph): Grouping {
  if (groups === undefined) return NO_GROUPS;
  const known = READ.get(groups);
  if (known !== undefined && isStill(known, nodes)) return known.grouping;
  const named = Object.values(groups).flatMap((entry) => memberIds(entry) ?? []);
  const grouping = readGroups(groups, nodes);
  READ.set(groups, { grouping, named, nodes });
  return grouping;
}

/** The groups of a graph that can be drawn: {@link groupingOf} says which. */
export function groupsOf(graph: Graph): readonly NodeGroup[] {
  return groupingOf(graph).groups;
}

/** The ids that an entry of `groups` names; undefined for one that is no group. */
export function memberIds(entry: unknown): readonly string[] | undefined {
  if (!isPlainRecord(entry) || !Array.isArray(entry['nodeIds'])) return undefined;
  return entry['nodeIds'].filter((id) => typeof id === 'string');
}

/** Nodes change with every letter that is typed; which of them there are seldom does. */
function isStill(reading: Reading, nodes: Graph['nodes']): boolean {
  const { named, nodes: before } = reading;
  if (nodes === before) return true;
  if (named.some((id) => Object.hasOwn(nodes, id) !== Object.hasOwn(before, id))) return false;
  reading.nodes = nodes;
  return true;
}

function readGroups(groups: NonNullable<Graph['groups']>, nodes: Graph['nodes']): Grouping {
  const byId = new Map<string, NodeGroup>();
  const byNode = new Map<string, NodeGroup>();
  const hidden = new Set<string>();
  for (const id of Object.keys(groups)) {
    const entry = groups[id];
    const ids = memberIds(entry);
    if (ids === undefined) continue;
    const nodeIds = [...new Set(ids)].filter(
      (nodeId) => Object.hasOwn(nodes, nodeId) && !byNode.has(nodeId),
    );
    if (nodeIds.length === 0) continue;
    const { title, color, collapsed } = entry as Readonly<Record<string, unknown>>;
    const group: NodeGroup = {
      id,
      title: typeof title === 'string' ? title : '',
      color: readItemColor(color),
      nodeIds,
      collapsed: collapsed === true,
    };
    byId.set(id, group);
    for (const nodeId of nodeIds) {
      byNode.set(nodeId, group);
      if (group.collapsed) hidden.add(nodeId);
    }
  }
  return { groups: [...byId.values()], byId, byNode, hidden };
}
