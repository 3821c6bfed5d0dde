/** Pure edits of groups. Entries that can't be read, and keys nobody knows, stay as they are. */
import { createRecord, own } from '../config/document.js';
import { checkFree } from './check-free.js';
import type { Graph } from './graph.js';
import { groupingOf, memberIds } from './groups.js';
import type { ItemColor } from './item-color.js';

/** What may be changed of a group; `undefined` takes a field out. */
export interface GroupPatch {
  readonly title?: string | undefined;
  readonly color?: ItemColor | undefined;
  readonly collapsed?: boolean | undefined;
}

/** Nodes that go into a group, or out of the ones they are in. */
export interface Regroup {
  readonly nodeIds: readonly string[];
  /** Undefined: into none. */
  readonly groupId: string | undefined;
}

/** A group that is made. */
export interface NewGroup extends GroupPatch {
  readonly id: string;
  readonly nodeIds: readonly string[];
}

/**
 * Makes a group of nodes, which leave those they were in; of nodes that are not there, none.
 * @throws MillraceError `id-taken` for the id of another group
 */
export function addGroup(graph: Graph, { id, nodeIds, ...patch }: NewGroup): Graph {
  const present = nodeIds.filter((nodeId) => Object.hasOwn(graph.nodes, nodeId));
  if (present.length === 0) return graph;
  checkFree(graph.groups, [id], 'group');
  const left = regroup(graph, { nodeIds: present, groupId: undefined });
  const group = withPatch({ id, title: '', nodeIds: present }, patch);
  return withGroups(left, { ...left.groups, [id]: group });
}

/** Changes groups that can be read. */
export function changeGroups(graph: Graph, ids: Iterable<string>, patch: GroupPatch): Graph {
  let { groups } = graph;
  for (const id of ids) {
    const entry = own(groups ?? {}, id);
    if (memberIds(entry) === undefined) continue;
    const before = entry as Fields;
    const next = withPatch(before, patch);
    if (next !== before) groups = { ...groups, [id]: next };
  }
  return groups === graph.groups ? graph : withGroups(graph, groups);
}

/** Takes groups away; their nodes stay. */
export function removeGroups(graph: Graph, ids: Iterable<string>): Graph {
  const gone = new Set([...ids].filter((id) => Object.hasOwn(graph.groups ?? {}, id)));
  if (gone.size === 0) return graph;
  return withGroups(graph, graph.groups, (id) => !gone.has(id));
}

/** Puts nodes into another group, or into none; a group left without nodes goes. */
export function regroup(graph: Graph, { nodeIds, groupId }: Regroup): Graph {
  const { byNode } = groupingOf(graph);
  const target = groupId === undefined ? undefined : own(graph.groups ?? {}, groupId);
  if (groupId !== undefined && memberIds(target) === undefined) return graph;
  const moved = new Set(
    nodeIds.filter((id) => Object.hasOwn(graph.nodes, id) && byNode.get(id)?.id !== groupId),
  );
  if (moved.size === 0) return graph;
  const left = withoutMembers(graph, moved);
  if (groupId === undefined) return left;
  // The target may have named one of them, behind a group it was in before.
  const stayed = (memberIds(target) ?? []).filter((id) => !moved.has(id));
  const entry = { ...(target as Fields), nodeIds: [...stayed, ...moved] };
  return withGroups(left, { ...left.groups, [groupId]: entry });
}

/**
 * The graph whose groups no longer name nodes that an edit has taken away: the next node may get
 * their id. Names of nodes that were not there before either are kept.
 */
export function settleGroups(before: Graph, after: Graph): Graph {
  if (after.groups === undefined || after.nodes === before.nodes) return after;
  const gone = new Set<string>();
  for (const entry of Object.values(after.groups)) {
    for (const id of memberIds(entry) ?? []) {
      if (!Object.hasOwn(after.nodes, id) && Object.hasOwn(before.nodes, id)) gone.add(id);
    }
  }
  return gone.size === 0 ? after : withoutMembers(after, gone);
}

type Fields = Readonly<Record<string, unknown>>;

function withoutMembers(graph: Graph, gone: ReadonlySet<string>): Graph {
  const groups = createRecord<unknown>();
  let isChanged = false;
  for (const [id, entry] of Object.entries(graph.groups ?? {})) {
    const ids = memberIds(entry);
    const left = ids?.filter((nodeId) => !gone.has(nodeId));
    if (left === undefined || left.length === ids!.length) {
      groups[id] = entry;
      continue;
    }
    isChanged = true;
    if (left.length > 0) groups[id] = { ...(entry as Fields), nodeIds: left };
  }
  return isChanged ? withGroups(graph, groups) : graph;
}

function withPatch(entry: Fields, patch: GroupPatch): Fields {
  const keys = Object.keys(patch) as (keyof GroupPatch)[];
  if (keys.every((key) => Object.is(entry[key], patch[key]))) return entry;
  const next: Record<string, unknown> = { ...entry, ...patch };
  for (const key of keys) if (patch[key] === undefined) delete next[key];
  return next;
}

/** `__proto__` is an id like any other; a graph without groups has no field for them. */
function withGroups(
  graph: Graph,
  groups: Graph['groups'],
  stays: (id: string) => boolean = () => true,
): Graph {
  const copy = createRecord<unknown>();
  for (const [id, entry] of Object.entries(groups ?? {})) if (stays(id)) copy[id] = entry;
  if (Object.keys(copy).length > 0) return { ...graph, groups: copy };
  const rest: { -readonly [K in keyof Graph]: Graph[K] } = { ...graph };
  delete rest.groups;
  return rest;
}
