import { describe, expect, test } from '@jest/globals';
import { parseGraph } from 'millrace';
import {
  addComment,
  changeComments,
  commentsOf,
  removeComments,
} from '../../../src/graph/comments.js';
import type { Graph } from '../../../src/graph/graph.js';

function graphWith(comments: unknown): Graph {
  return parseGraph(JSON.stringify({ version: 1, nodes: {}, comments })).graph;
}

const note = {
  id: 'n',
  text: 'a\nb',
  x: 1,
  y: 2,
  width: 200,
  height: 100,
  color: 'blue',
  isNew: true,
};

describe('[E8] comments', () => {
  test('one of Flume’s is drawn as it was saved', () => {
    const { isNew: _, ...drawn } = note;
    expect([...commentsOf(graphWith({ n: note })).values()]).toEqual([drawn]);
  });

  test('sizes are kept within limits, missing ones are usual, colours are of the eight', () => {
    const comments = commentsOf(
      graphWith({
        huge: { text: '', x: 0, y: 0, width: 1e9, height: -5, color: 'mauve' },
        bare: { text: '', x: 0, y: 0, width: null },
      }),
    );
    expect(comments.get('huge')).toMatchObject({ width: 4_000, height: 48, color: undefined });
    expect(comments.get('bare')).toMatchObject({ width: 240, height: 120 });
  });

  test('what has no text or no place is not drawn and stays', () => {
    const comments = {
      a: null,
      b: [],
      c: { text: 3, x: 0, y: 0 },
      d: { text: 'x', x: null, y: 0 },
      e: { text: 'x', x: '1', y: 0 },
    };
    const graph = graphWith(comments);
    expect(commentsOf(graph).size).toBe(0);
    expect(graph.comments).toEqual(comments);
    expect(changeComments(graph, { a: { x: 1 }, c: { text: 'x' }, gone: { x: 1 } })).toBe(graph);
  });

  test('they are added, changed and removed; keys nobody knows stay', () => {
    const added = addComment(graphWith({ n: note }), { id: 'new', x: 5, y: 6, text: 'T' });
    expect(commentsOf(added).get('new')).toMatchObject({ x: 5, text: 'T', width: 240 });
    const changed = changeComments(added, { n: { text: 'c', color: undefined }, new: { x: 9 } });
    expect(changed.comments?.['n']).toMatchObject({ text: 'c', isNew: true });
    expect(changed.comments?.['n']).not.toHaveProperty('color');
    expect(changeComments(changed, { n: { text: 'c' } })).toBe(changed);
    expect(removeComments(changed, ['n', 'new', 'gone']).comments).toBeUndefined();
    expect(removeComments(changed, ['gone'])).toBe(changed);
  });

  test('take the place of no other, not even of one that is not drawn', () => {
    const graph = graphWith({ n: note, odd: 5 });
    for (const id of ['n', 'odd']) {
      expect(() => addComment(graph, { id, x: 0, y: 0 })).toThrow(/that no comment has, got/);
    }
  });

  test('are never put where nothing is drawn', () => {
    const odd = { x: Number.NaN, y: 7, width: Infinity };
    const changed = changeComments(graphWith({ n: note }), { n: odd });
    expect(commentsOf(changed).get('n')).toMatchObject({ x: 1, y: 7, width: 200 });
    const added = addComment(graphWith({}), { id: 'n', ...odd });
    expect(commentsOf(added).get('n')).toMatchObject({ x: 0, y: 7, width: 240 });
  });

  test('ids like __proto__ are ids like any other', () => {
    const graph = addComment(graphWith(undefined), { id: '__proto__', x: 0, y: 0 });
    const patches = JSON.parse('{"__proto__":{"text":"x"}}') as Record<string, { text: string }>;
    expect(commentsOf(changeComments(graph, patches)).get('__proto__')?.text).toBe('x');
  });
});
