import { describe, expect, test } from '@jest/globals';
import { createConfig, JobRunner, noValue } from 'millrace';
import type { JobResult, Method, RunOptions } from 'millrace';
import { graphOf, node, nodes, summary } from './support.js';
import type { NodeSketch } from './support.js';

/** Runs graphs on one runner, and says which nodes were called. */
function createRuns(method: Method) {
  const calls: string[] = [];
  const call = node(
    'call',
    ['a?'],
    (a: unknown, { nodeId }: { nodeId: string }) => {
      calls.push(nodeId);
      return a ?? nodeId;
    },
    { call: { context: true } },
  );
  const big = node('big', ['a?'], () => ({ text: 'x'.repeat(5_000) }));
  const fork = node('fork', [], () => [1, noValue], {
    outputs: [{ name: 'yes' }, { name: 'no' }],
  });
  const { config, functions } = createConfig([...nodes, call, big, fork]);
  const runner = new JobRunner(config, { functions, method });
  return async (sketches: Readonly<Record<string, NodeSketch>>, options: RunOptions = {}) => {
    calls.length = 0;
    const result = await runner.run(graphOf(sketches), options);
    return { result, called: [...calls] };
  };
}

const cachedOf = (result: JobResult) =>
  Object.keys(result.nodes).filter((id) => result.nodes[id]!.cached);

const sketch = {
  a: { type: 'call' },
  b: { type: 'call', wires: { a: 'a' } },
  c: { type: 'call', wires: { a: 'b' } },
  other: { type: 'call' },
  end: { type: 'call', wires: { a: 'c' } },
};

describe.each(['async', 'sync'] as const)('running from a node, %s', (method: Method) => {
  test('[R12] runs it and all that depend on it, and takes the rest from `previous`', async () => {
    const run = createRuns(method);
    const { result: previous } = await run(sketch);
    const { result, called } = await run(sketch, { fromNodeIds: ['c'], previous });
    expect(called).toEqual(['c', 'end']);
    expect(cachedOf(result)).toEqual(['b']);
    expect(Object.keys(result.nodes)).toEqual(['b', 'c', 'end']);
    expect(summary(result)).toEqual({ b: 'a', c: 'a', end: 'a' });
  });

  test('[R12] without `previous` what comes before runs, too', async () => {
    const run = createRuns(method);
    expect((await run(sketch, { fromNodeIds: ['c'] })).called).toEqual(['a', 'b', 'c', 'end']);
  });

  test('[R12] without `fromNodeIds`, `previous` is not used', async () => {
    const run = createRuns(method);
    const { result: previous } = await run(sketch);
    expect((await run(sketch, { previous })).called).toHaveLength(5);
  });

  test('[R12] nodes run again whatever the memo knows', async () => {
    const run = createRuns(method);
    const cached = { ...sketch, c: { ...sketch.c, settings: { cache: true } } };
    const { result: previous } = await run(cached);
    expect((await run(cached)).called).not.toContain('c');
    expect((await run(cached, { fromNodeIds: ['c'], previous })).called).toEqual(['c', 'end']);
  });

  test('[R12] a value that was not kept is made again; one that was, and a branch not taken, is not', async () => {
    const run = createRuns(method);
    const graph = {
      big: { type: 'big' },
      fork: { type: 'fork' },
      no: { type: 'call', wires: { a: 'fork.no' } },
      use: { type: 'call', wires: { a: 'big' } },
    };
    const { result: previous } = await run(graph);
    const { result } = await run(graph, { fromNodeIds: ['use', 'no'], previous });
    expect(cachedOf(result)).toEqual(['fork']);
    expect(result.nodes['no']?.cause).toEqual({ nodeId: 'fork', reason: 'branch' });
    expect(result.nodes['big']).toMatchObject({ cached: false, attempts: 1 });
    const { result: kept } = await run(graph, { keep: 'all' });
    const { result: last } = await run(graph, { fromNodeIds: ['use'], previous: kept });
    expect(cachedOf(last)).toEqual(['big']);
  });

  test('[R12] a node that failed, was skipped or is new runs again', async () => {
    const run = createRuns(method);
    const graph = {
      bad: { type: 'fail' },
      behind: { type: 'call', wires: { a: 'bad' } },
      use: { type: 'same', wires: { a: 'behind' } },
    };
    const { result: previous } = await run(graph);
    const mended = { ...graph, bad: { type: 'one' }, extra: { type: 'call' } };
    const { result, called } = await run(mended, { fromNodeIds: ['use'], previous });
    expect(called).toEqual(['behind']);
    expect(summary(result)).toEqual({ bad: 1, behind: 1, use: 1 });
  });

  test('[R12] together with a selection only what both ask for takes part', async () => {
    const run = createRuns(method);
    const { result: previous } = await run(sketch);
    const options = { fromNodeIds: ['b'], previous, selectedNodeIds: ['c'] };
    const { result, called } = await run(sketch, options);
    expect(called).toEqual(['b', 'c']);
    expect(Object.keys(result.nodes)).toEqual(['a', 'b', 'c']);
    expect((await run(sketch, { fromNodeIds: [], previous })).called).toEqual([]);
  });

  test('[R12] a cycle behind the node is reported, not walked for ever', async () => {
    const run = createRuns(method);
    const graph = {
      a: { type: 'call' },
      l: { type: 'add', wires: { a: 'a', b: 'r' } },
      r: { type: 'call', wires: { a: 'l' } },
    };
    const { result } = await run(graph, { fromNodeIds: ['a'] });
    expect(summary(result)).toEqual({ a: 'a', l: 'error', r: 'error' });
  });

  test('[R12] misuse is thrown: an unknown id, a `previous` that is none', async () => {
    const run = createRuns(method);
    await expect(run(sketch, { fromNodeIds: ['c', 'nobody'] })).rejects.toMatchObject({
      code: 'unknown-node',
      details: { unknown: ['nobody'] },
    });
    const previous = {} as JobResult;
    await expect(run(sketch, { fromNodeIds: ['c'], previous })).rejects.toMatchObject({
      code: 'bad-option',
    });
  });

  test('[R12] `previous` may be plain data, of names such as __proto__ as well', async () => {
    const run = createRuns(method);
    const previous = { nodes: { b: { status: 'success', outputs: { result: 'old' } } } } as const;
    const { result } = await run(sketch, { fromNodeIds: ['c'], previous });
    expect(summary(result)).toEqual({ b: 'old', c: 'old', end: 'old' });
    const odd = { constructor: { type: 'call' }, x: { type: 'call', wires: { a: 'constructor' } } };
    const { called } = await run(odd, { fromNodeIds: ['x'], previous });
    expect(called).toEqual(['constructor', 'x']);
  });
});
