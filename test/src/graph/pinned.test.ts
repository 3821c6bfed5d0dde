import { describe, expect, it } from '@jest/globals';
import { checkGraph } from '../../../src/graph/check-graph.js';
import { isFullyPinned } from '../../../src/graph/pinned.js';
import { planGraph } from '../../../src/graph/plan-graph.js';
import type { PlanOptions } from '../../../src/graph/plan.js';
import { config, graph, node } from './graphs.js';
import type { RawNode } from './graphs.js';

const plan = (nodes: Record<string, RawNode>, options?: PlanOptions) =>
  planGraph(graph(nodes), config, options);

/** `id: pinned, problems`, in plan order. */
const shown = (nodes: Record<string, RawNode>, options?: PlanOptions): readonly string[] =>
  plan(nodes, options).nodes.map(({ id, pinned, problems }) =>
    [id, pinned ?? '-', ...problems.map((problem) => problem.code)].join(' '),
  );

describe('isFullyPinned', () => {
  const pinned = (values?: Record<string, unknown>) =>
    graph({ a: node('split', {}, values === undefined ? {} : { pinned: values }) }).nodes['a']!;
  const outputs = [{ name: 'low' }, { name: '__proto__' }];

  it('[R12] wants a value for every output, null being one', () => {
    const all = JSON.parse('{"low":null,"__proto__":1}') as Record<string, unknown>;
    expect(isFullyPinned(pinned(all), outputs)).toBe(true);
    expect(isFullyPinned(pinned({ low: 1 }), outputs)).toBe(false);
    expect(isFullyPinned(pinned(), outputs)).toBe(false);
  });

  it('[R12] is false for a node without outputs', () => {
    expect(isFullyPinned(pinned({}), [])).toBe(false);
  });
});

describe('a pinned node in a plan', () => {
  it('[R12] waits for nothing when all its outputs are pinned', () => {
    const laid = plan({
      a: node('add', { a: 'b.r' }, { pinned: { r: 5 } }),
      b: node('one'),
      c: node('split', { a: 'b.r' }, { pinned: { low: 1, gone: 2 } }),
      d: node('add', { a: 'a.r', b: 'c.low' }),
    });
    expect(laid.nodes.map(({ id, pinned }) => `${id} ${pinned ?? '-'}`)).toEqual([
      'a all',
      'b -',
      'c some',
      'd -',
    ]);
    expect([...laid.inputSlot.subarray(0, 2)]).toEqual([-1, -1]);
    expect([...laid.sourceBase]).toEqual([0, 0, 0, 1, 3]);
  });

  it('[R12] runs whatever is wrong with it', () => {
    const all = { pinned: { r: 5 } };
    const nodes = {
      type: node('gone', { x: 'ghost.r' }, all),
      function: node('one', {}, all),
      port: node(
        'add',
        { zzz: 'ring.r', a: ['ring.r', 'ring.r'] },
        { ...all, settings: { cache: 1 } },
      ),
      ring: node('add', { a: 'round.r' }, all),
      round: node('add', { a: 'ring.r' }),
      grown: node('dynamic', {}, all),
      after: node('add', { a: 'type.r', b: 'grown.r' }),
    };
    const options: PlanOptions = {
      reject: ({ type }) => (type === 'one' ? { code: 'no', message: 'not here' } : undefined),
      portFunctions: {
        grow: () => {
          throw new Error('no ports');
        },
      },
    };
    expect(shown(nodes, options)).toEqual([
      'type all',
      'function all',
      'port all',
      'ring all',
      'round -',
      'grown all',
      'after -',
    ]);
    expect(checkGraph(graph(nodes), config)).toEqual([]);
  });

  it('[R12] is bad like any other when only some of its outputs are pinned', () => {
    const nodes = { a: node('split', { a: 'ghost.r' }, { pinned: { low: 1 } }) };
    expect(shown(nodes)).toEqual(['a some dangling-connection']);
  });

  it('[R12] is disabled rather than pinned', () => {
    const nodes = { a: node('one', {}, { disabled: true, pinned: { r: 1 } }) };
    expect(shown(nodes)).toEqual(['a -']);
  });

  it('[R6] [R12] needs no ancestors in a selection', () => {
    const nodes = {
      a: node('one'),
      b: node('split', { a: 'a.r' }),
      c: node('split', { a: 'b.low' }, { pinned: { low: 1, high: 2 } }),
      d: node('split', { a: 'b.high' }, { pinned: { low: 1 } }),
      e: node('add', { a: 'c.low', b: 'd.low' }),
    };
    const ids = (selectedNodeIds: readonly string[]) =>
      plan(nodes, { selectedNodeIds }).nodes.map(({ id }) => id);
    expect(ids(['c'])).toEqual(['c']);
    expect(ids(['e'])).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(ids(['c', 'd'])).toEqual(['a', 'b', 'c', 'd']);
  });
});
