import { describe, expect, test } from '@jest/globals';
import { parseGraph } from 'millrace';
import type { Graph } from '../../../src/graph/graph.js';
import {
  addGroup,
  changeGroups,
  regroup,
  removeGroups,
  settleGroups,
} from '../../../src/graph/edit-groups.js';
import { removeNodes, setControl } from '../../../src/graph/edit-graph.js';
import { groupingOf, groupsOf } from '../../../src/graph/groups.js';

const node = { type: 't', x: 0, y: 0, width: 200 };

function graphWith(groups: unknown, ids = ['a', 'b', 'c', 'd']): Graph {
  const nodes = Object.fromEntries(ids.map((id) => [id, node]));
  return parseGraph(JSON.stringify({ version: 1, nodes, groups })).graph;
}

const two = { one: { title: 'One', nodeIds: ['a', 'b'], extra: 1 }, two: { nodeIds: ['c'] } };
const membersOf = (graph: Graph) =>
  Object.fromEntries(groupsOf(graph).map(({ id, nodeIds }) => [id, nodeIds]));

describe('[E8] reading groups', () => {
  test('a group has a title, a colour of the eight, and nodes that are there', () => {
    const graph = graphWith({
      one: { title: 'One', color: 'blue', nodeIds: ['a', 'gone', 'a', 7, 'b'], collapsed: true },
      two: { title: 3, color: 'mauve', nodeIds: ['c'], collapsed: 'yes' },
    });
    expect(groupsOf(graph)).toEqual([
      { id: 'one', title: 'One', color: 'blue', nodeIds: ['a', 'b'], collapsed: true },
      { id: 'two', title: '', color: undefined, nodeIds: ['c'], collapsed: false },
    ]);
    expect([...groupingOf(graph).hidden]).toEqual(['a', 'b']);
  });

  test('a node that two groups name is in the first of them', () => {
    const graph = graphWith({ one: { nodeIds: ['a', 'b'] }, two: { nodeIds: ['b', 'c'] } });
    expect(membersOf(graph)).toEqual({ one: ['a', 'b'], two: ['c'] });
  });

  test('what is no group, or has no nodes, is not drawn and stays in the document', () => {
    const groups = {
      one: null,
      two: 'x',
      three: { nodeIds: 'a' },
      four: { nodeIds: [] },
      five: [],
    };
    const graph = graphWith({ ...groups, six: { nodeIds: ['five', 'six'] } });
    expect(groupsOf(graph)).toEqual([]);
    expect(JSON.parse(JSON.stringify(graph.groups))).toMatchObject(groups);
  });

  test('ids like __proto__ are ids like any other', () => {
    const text =
      '{"version":1,"nodes":{"__proto__":{"type":"t"}},"groups":{"__proto__":{"nodeIds":["__proto__"]}}}';
    const { graph } = parseGraph(text);
    expect(groupsOf(graph)).toMatchObject([{ id: '__proto__', nodeIds: ['__proto__'] }]);
    const renamed = changeGroups(graph, ['__proto__'], { title: 'T' });
    expect(groupsOf(renamed)).toMatchObject([{ id: '__proto__', title: 'T' }]);
    expect(removeGroups(renamed, ['__proto__']).groups).toBeUndefined();
  });

  test('a letter typed into a node reads no group again', () => {
    const graph = graphWith(two);
    const before = groupingOf(graph);
    const typed = setControl(graph, { nodeId: 'a', portName: 'x', control: 'x', value: 1 });
    expect(groupingOf(typed)).toBe(before);
    expect(groupingOf(removeNodes(typed, ['a']))).not.toBe(before);
  });
});

describe('[E8] edits of groups', () => {
  test('nodes that are grouped leave the group they were in; one left empty goes', () => {
    const graph = addGroup(graphWith(two), {
      id: 'new',
      nodeIds: ['b', 'c', 'gone'],
      title: 'New',
    });
    expect(membersOf(graph)).toEqual({ one: ['a'], new: ['b', 'c'] });
    expect(graph.groups?.['one']).toMatchObject({ title: 'One', extra: 1 });
    expect(addGroup(graph, { id: 'none', nodeIds: ['gone'] })).toBe(graph);
    expect(() => addGroup(graph, { id: 'new', nodeIds: ['d'] })).toThrow(/no group has, got "new"/);
  });

  test('nodes go into a group and out of it', () => {
    const graph = graphWith(two);
    const joined = regroup(graph, { nodeIds: ['a', 'd', 'gone'], groupId: 'two' });
    expect(membersOf(joined)).toEqual({ one: ['b'], two: ['c', 'a', 'd'] });
    const left = regroup(joined, { nodeIds: ['b', 'c'], groupId: undefined });
    expect(membersOf(left)).toEqual({ two: ['a', 'd'] });
    expect(regroup(graph, { nodeIds: ['a'], groupId: 'gone' })).toBe(graph);
    expect(regroup(graph, { nodeIds: ['a'], groupId: 'one' })).toBe(graph);
  });

  test('a node goes into a group that names it behind another', () => {
    const graph = graphWith({ one: { nodeIds: ['a', 'b'] }, two: { nodeIds: ['b', 'c'] } });
    const joined = regroup(graph, { nodeIds: ['b'], groupId: 'two' });
    expect(membersOf(joined)).toEqual({ one: ['a'], two: ['c', 'b'] });
  });

  test('what changes nothing is the same graph, and undefined takes a field out', () => {
    const graph = graphWith({ one: { title: 'One', nodeIds: ['a'], collapsed: true }, bad: 3 });
    expect(changeGroups(graph, ['one'], { title: 'One' })).toBe(graph);
    expect(changeGroups(graph, ['bad', 'gone'], { title: 'x' })).toBe(graph);
    const opened = changeGroups(graph, ['one'], { collapsed: undefined });
    expect(opened.groups?.['one']).toEqual({ title: 'One', nodeIds: ['a'] });
    expect(opened.groups?.['bad']).toBe(3);
  });

  test('nodes that an edit took away are named no more; who was never there still is', () => {
    const graph = graphWith({
      one: { nodeIds: ['a', 'ghost'] },
      two: { nodeIds: ['b'] },
      bad: [1],
    });
    const settled = settleGroups(graph, removeNodes(graph, ['a', 'b']));
    expect(settled.groups).toEqual({ one: { nodeIds: ['ghost'] }, bad: [1] });
    expect(settleGroups(graph, graph)).toBe(graph);
  });

  test('what the edits write is read again without an issue, and equal', () => {
    const graph = addGroup(graphWith(two), { id: 'new', nodeIds: ['d'], color: 'green' });
    const read = parseGraph(JSON.stringify(graph));
    expect(read.issues).toEqual([]);
    expect(read.graph).toEqual(graph);
  });
});
