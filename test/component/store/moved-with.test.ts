import { expect, test } from '@jest/globals';
import { parseGraph } from 'millrace';
import { movedWith } from '../../../component/store/moved-with.js';

const note = (x: number, y: number) => ({ text: '', x, y, width: 100, height: 50 });
const { graph } = parseGraph({
  version: 1,
  nodes: { a: { type: 't', x: 0, y: 0 }, b: { type: 't', x: 300, y: 0 } },
  groups: { g: { nodeIds: ['a', 'b'] } },
  comments: { inside: note(20, 150), edge: note(450, 150), outside: note(900, 0) },
});
const extentOf = () => ({ x: -16, y: -52, width: 532, height: 300 });
const marks = (...keys: readonly string[]): ReadonlySet<string> =>
  new Set(keys.map((key) => JSON.stringify(key.split(':'))));
const NONE: ReadonlySet<string> = new Set();

test('[E8] a comment that lies in a group moves with it, one that sticks out does not', () => {
  const selected = { graph, selection: NONE, marks: marks('group:g') };
  expect(movedWith(selected, extentOf)).toEqual({ nodeIds: ['a', 'b'], commentIds: ['inside'] });
  const both = { ...selected, marks: marks('group:g', 'comment:inside', 'comment:outside') };
  expect(movedWith(both, extentOf).commentIds).toEqual(['inside', 'outside']);
  const nodes = { graph, selection: new Set(['a', 'b']), marks: NONE };
  expect(movedWith(nodes, extentOf).commentIds).toEqual([]);
});
