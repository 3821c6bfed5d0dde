/** Where groups are: round their nodes, or, collapsed, cards in the place of these. No DOM. */
import type { Connection, Graph } from '../../src/graph/graph.js';
import { groupingOf } from '../../src/graph/groups.js';
import type { Grouping, NodeGroup } from '../../src/graph/groups.js';
import { boxAround } from './geometry.js';
import type { Box, Point } from './geometry.js';
import { EMPTY_SIDES, rowOf, sideKey, sidesOf } from './group-sides.js';
import type { GroupSides } from './group-sides.js';

/** Canvas pixels of a group's head, of the room round its nodes, and of one collapsed. */
export const GROUP = { head: 36, pad: 16, card: 208, row: 20, foot: 10 } as const;

type FindBox = (nodeId: string) => Box | undefined;

/** What a change of the graph means for what is drawn. */
export interface GroupChanges {
  readonly groupIds: readonly string[];
  /** Nodes whose wires end elsewhere now. */
  readonly nodeIds: ReadonlySet<string>;
}

/** The boxes of one editor's groups. */
export class GroupBoxes {
  readonly #findBox: FindBox;
  #grouping: Grouping | undefined;
  readonly #boxes = new Map<string, Box>();
  readonly #sides = new Map<string, GroupSides>();
  /** How far groups are from their places, and how much larger. */
  #shifts: ReadonlyMap<string, Box> = new Map();

  constructor(findBox: FindBox) {
    this.#findBox = findBox;
  }

  /** Takes in what has changed. @param touched Nodes that changed, moved or have another size. */
  sync(graph: Graph, touched: Iterable<string>): GroupChanges {
    const before = this.#grouping;
    const grouping = groupingOf(graph);
    this.#grouping = grouping;
    if (grouping === before && grouping.groups.length === 0) return NO_CHANGES;
    const changed = grouping === before ? touchedGroups(grouping, touched) : grouping.groups;
    const nodeIds = new Set<string>();
    if (grouping !== before) {
      for (const id of this.#boxes.keys()) if (!grouping.byId.has(id)) this.#boxes.delete(id);
      for (const id of before?.hidden ?? []) nodeIds.add(id);
    }
    for (const group of changed) {
      this.#measure(group, graph);
      if (group.collapsed) for (const id of group.nodeIds) nodeIds.add(id);
    }
    return { groupIds: changed.map(({ id }) => id), nodeIds };
  }

  /** A group's place and size, where it is shown now; undefined for one that is not drawn. */
  boxOf(groupId: string): Box | undefined {
    const box = this.#boxes.get(groupId);
    const shift = this.#shifts.get(groupId);
    if (box === undefined || shift === undefined) return box;
    return {
      x: box.x + shift.x,
      y: box.y + shift.y,
      width: box.width + shift.width,
      height: box.height + shift.height,
    };
  }

  /** The room that a group's nodes take, or would take if it were open. */
  extentOf(groupId: string): Box | undefined {
    const group = this.#grouping?.byId.get(groupId);
    return group && boxRound(group, this.#findBox);
  }

  /** The ports that a collapsed group has wires at. */
  sidesOf(groupId: string): GroupSides {
    return this.#sides.get(groupId) ?? EMPTY_SIDES;
  }

  /** The collapsed group a node is in. */
  hiddenIn(nodeId: string): NodeGroup | undefined {
    const { hidden, byNode } = this.#grouping ?? NOTHING;
    return hidden.has(nodeId) ? byNode.get(nodeId) : undefined;
  }

  /** Where a wire to a hidden node ends: at the side of its group. */
  portPlace(group: NodeGroup, end: Connection, side: 'input' | 'output'): Point | undefined {
    const box = this.boxOf(group.id);
    if (box === undefined) return undefined;
    const row = rowOf(this.sidesOf(group.id)[side], sideKey(end));
    const y = box.y + GROUP.head + (row + 0.5) * GROUP.row;
    return { x: side === 'input' ? box.x : box.x + box.width, y };
  }

  /**
   * Follows nodes that are shown away from their places: a group all of whose nodes are goes along,
   * one of which some are stays. @returns ids of the groups that have moved
   */
  follow(offsets: ReadonlyMap<string, Point>): readonly string[] {
    const { byNode } = this.#grouping ?? NOTHING;
    const before = this.#shifts;
    if (byNode.size === 0 || (offsets.size === 0 && before.size === 0)) return [];
    const counts = new Map<NodeGroup, number>();
    for (const id of offsets.keys()) {
      const group = byNode.get(id);
      if (group !== undefined) counts.set(group, (counts.get(group) ?? 0) + 1);
    }
    const shifts = new Map<string, Box>();
    for (const [group, count] of counts) {
      if (count === group.nodeIds.length) shifts.set(group.id, this.#shiftOf(group, offsets));
    }
    this.#shifts = shifts;
    return [...new Set([...before.keys(), ...shifts.keys()])];
  }

  /** Nodes that are dragged stay together; those that are put in order each go their way. */
  #shiftOf(group: NodeGroup, offsets: ReadonlyMap<string, Point>): Box {
    const first = offsets.get(group.nodeIds[0]!)!;
    if (group.nodeIds.every((id) => offsets.get(id) === first)) {
      return { ...first, width: 0, height: 0 };
    }
    const there = boxRound(group, this.#findBox);
    const shown = boxRound(group, (id) => {
      const box = this.#findBox(id);
      const offset = offsets.get(id)!;
      return box && { ...box, x: box.x + offset.x, y: box.y + offset.y };
    });
    if (there === undefined || shown === undefined) return { ...first, width: 0, height: 0 };
    const [width, height] = group.collapsed
      ? [0, 0]
      : [shown.width - there.width, shown.height - there.height];
    return { x: shown.x - there.x, y: shown.y - there.y, width, height };
  }

  #measure(group: NodeGroup, graph: Graph): void {
    const box = boxRound(group, this.#findBox);
    if (box === undefined) return void this.#boxes.delete(group.id);
    if (!group.collapsed) return void this.#boxes.set(group.id, box);
    const sides = sidesOf(group, graph);
    this.#sides.set(group.id, sides);
    const height = GROUP.head + sides.rows * GROUP.row + GROUP.foot;
    this.#boxes.set(group.id, { ...box, width: GROUP.card, height });
  }
}

function boxRound({ nodeIds }: NodeGroup, findBox: FindBox): Box | undefined {
  const around = boxAround(nodeIds.flatMap((id) => findBox(id) ?? []));
  if (around === undefined) return undefined;
  return {
    x: around.x - GROUP.pad,
    y: around.y - GROUP.pad - GROUP.head,
    width: around.width + 2 * GROUP.pad,
    height: around.height + 2 * GROUP.pad + GROUP.head,
  };
}

const NOTHING: Pick<Grouping, 'hidden' | 'byNode'> = { hidden: new Set(), byNode: new Map() };
const NO_CHANGES: GroupChanges = { groupIds: [], nodeIds: new Set() };

function touchedGroups({ byNode }: Grouping, touched: Iterable<string>): readonly NodeGroup[] {
  const groups = new Set<NodeGroup>();
  for (const id of touched) {
    const group = byNode.get(id);
    if (group !== undefined) groups.add(group);
  }
  return [...groups];
}
