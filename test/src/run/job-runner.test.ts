import { readFileSync } from 'node:fs';
import { describe, expect, jest, test } from '@jest/globals';
import { createConfig, JobRunner, load } from 'millrace';
import { graphOf, node, nodes, runBoth, summary } from './support.js';

const flowfunc = readFileSync(
  new URL('../../fixtures/flowfunc-nodes_add.node', import.meta.url),
  'utf8',
);

describe('a saved Flowfunc graph', () => {
  test('runs in both methods, from its text and from its value', async () => {
    const add = node('tests.methods.add_normal', ['a', 'b'], (a: number, b: number) => a + b);
    for (const graph of [flowfunc, JSON.parse(flowfunc)]) {
      const { result } = await runBoth(graph, { more: [add], raw: true });
      expect(summary(result)).toEqual({ node_1: 3, node_2: 6, node_3: 7, node_4: 16, node_5: 10 });
    }
  });
});

describe('selection', () => {
  const sketch = {
    a: { type: 'one' },
    b: { type: 'same', wires: { a: 'a' } },
    c: { type: 'same', wires: { a: 'b' } },
    d: { type: 'no.such.type' },
  };

  test('[R6] selected nodes run with their ancestors; the others are not even checked', async () => {
    const { result, events } = await runBoth(sketch, { selectedNodeIds: ['b'] });
    expect(result.nodesStatus).toEqual({ a: 'success', b: 'success' });
    expect(events[0]).toMatchObject({ selected: ['a', 'b'] });
  });

  test('[R6] an empty selection runs nothing and succeeds', async () => {
    const { result } = await runBoth(sketch, { selectedNodeIds: [] });
    expect(result).toMatchObject({ status: 'success', nodesStatus: {}, nodes: {} });
  });

  test('[R6] an unknown id is a thrown error that lists it', async () => {
    const { config, functions } = createConfig(nodes);
    const graph = graphOf(sketch);
    const selectedNodeIds = ['a', 'ghost', '__proto__'];
    const running = new JobRunner(config, { functions }).run(graph, { selectedNodeIds });
    await expect(running).rejects.toMatchObject({ code: 'unknown-node' });
    const sync = new JobRunner(config, { functions, method: 'sync' });
    expect(() => sync.run(graph, { selectedNodeIds })).toThrow(/"ghost", "__proto__"/);
  });
});

describe('inputs of a run', () => {
  const graph = {
    ...graphOf({ a: { type: 'same' }, b: { type: 'add', wires: { a: 'a' }, values: { b: 1 } } }),
    ports: { inputs: [{ name: 'start', nodeId: 'a', portName: 'a' }], outputs: [] },
  };

  test('a promoted input is given by its name', async () => {
    const { result } = await runBoth(graph, { raw: true, inputs: { start: 41 } });
    expect(summary(result)).toEqual({ a: 41, b: 42 });
  });

  test.each([
    [{ nowhere: 1 }, /"nowhere", which is neither a node nor an input of the graph/],
    [{ a: { z: 1 } }, /a has no such input \(it has: "a"\)/],
    [{ a: 1 }, /to be an object of values by port, got 1/],
  ])('%j is refused', (inputs, message) => {
    const { config, functions } = createConfig(nodes);
    const runner = new JobRunner(config, { functions, method: 'sync' });
    expect(() => runner.run(graph, { inputs })).toThrow(message);
  });
});

describe('misuse', () => {
  const { config, functions } = createConfig(nodes);

  test.each([
    ['a text that is no JSON', '{"nodes": ', /not valid JSON/],
    ['a number', 7, /expected the graph to be an object, got 7/],
    ['nothing', undefined, /got nothing/],
    ['a list', [], /got an array of 0/],
  ])('%s is no graph', async (_name, graph, message) => {
    await expect(new JobRunner(config, { functions }).run(graph)).rejects.toThrow(message);
  });

  test.each([
    [{ concurrency: 0 }, /concurrency/],
    [{ concurrency: Number.NaN }, /concurrency/],
    [{ timeoutMs: -1 }, /timeoutMs/],
    [{ keep: 'some' }, /keep/],
    [{ onError: 'panic' }, /onError/],
    [{ onError: { type: 'retryJob', attempts: 0 } }, /attempts/],
    [{ selectedNodeIds: 'a' }, /selectedNodeIds/],
    [{ inputs: [] }, /inputs/],
  ])('the option %j is refused', async (options, message) => {
    const running = new JobRunner(config, { functions }).run(graphOf({}), options as never);
    await expect(running).rejects.toThrow(message);
    await expect(running).rejects.toMatchObject({ code: 'bad-option' });
  });

  test('a config that can’t be read and an unknown method are refused', () => {
    expect(() => new JobRunner('nonsense', { functions })).toThrow(/not valid JSON/);
    expect(() => new JobRunner(config, { functions, method: 'queue' as never })).toThrow(/method/);
    expect(() => new JobRunner(config, {} as never)).toThrow(/functions/);
  });
});

describe('listeners', () => {
  test('[R14] a listener that throws is reported and changes nothing', async () => {
    const reported = jest.fn(() => {
      throw new Error('the reporter throws, too');
    });
    const { config, functions } = createConfig(nodes);
    for (const method of ['sync', 'async'] as const) {
      const result = await new JobRunner(config, { functions, method }).run(
        graphOf({ a: { type: 'one' } }),
        {
          onEvent: () => {
            throw new Error('deaf');
          },
          onListenerError: reported,
        },
      );
      expect(result.status).toBe('success');
    }
    expect(reported).toHaveBeenCalledTimes(8);
  });

  test('[R14] a listener may start another run of the same runner', async () => {
    const { config, functions } = createConfig(nodes);
    const runner = new JobRunner(config, { functions, method: 'sync' });
    const graph = graphOf({ a: { type: 'one' }, b: { type: 'same', wires: { a: 'a' } } });
    let inner: unknown;
    const result = runner.run(graph, {
      onEvent: (event) => {
        if (event.type === 'nodeStarted' && event.nodeId === 'b') inner = runner.run(graph).status;
      },
    });
    expect([result.status, inner]).toEqual(['success', 'success']);
  });
});

describe('a prepared graph', () => {
  test('runs again and again, each time afresh, and overlapping', async () => {
    let calls = 0;
    const count = node('count', [], async () => (calls += 1), { async: true });
    const { config, functions } = createConfig([...nodes, count]);
    const runner = new JobRunner(config, { functions });
    const prepared = runner.prepare(
      graphOf({ a: { type: 'count' }, b: { type: 'same', wires: { a: 'a' } } }),
    );
    const results = await Promise.all([runner.run(prepared), runner.run(prepared)]);
    expect(results.map((result) => result.nodes['b']?.outputs['result'])).toEqual([1, 2]);
    const partly = await runner.run(prepared, { selectedNodeIds: ['a'] });
    expect(Object.keys(partly.nodesStatus)).toEqual(['a']);
  });

  test('a graph that was changed after a run is read again', () => {
    const { config, functions } = createConfig(nodes);
    const runner = new JobRunner(config, { functions, method: 'sync' });
    const graph = graphOf({ a: { type: 'same', values: { a: 1 } } });
    expect(summary(runner.run(graph))).toEqual({ a: 1 });
    (graph.nodes['a'] as { inputData: { a: { a: number } } }).inputData.a.a = 2;
    expect(summary(runner.run(graph))).toEqual({ a: 2 });
  });
});

describe('lazy functions', () => {
  test('load turns a lazy registry into functions, of the config’s types only', async () => {
    const { config } = createConfig(nodes.filter(({ nodeType }) => nodeType.type === 'one'));
    const other = jest.fn();
    const loaded = await load(
      { one: { load: async () => () => 7 }, other: { load: other as never } },
      config,
    );
    expect(Object.keys(loaded)).toEqual(['one']);
    expect(loaded.one()).toBe(7);
    expect(other).not.toHaveBeenCalled();
    const runner = new JobRunner(config, { functions: loaded, method: 'sync' });
    expect(summary(runner.run(graphOf({ a: { type: 'one' } })))).toEqual({ a: 7 });
  });

  test('load names every function that can’t be loaded', async () => {
    const { config } = createConfig(nodes);
    const broken = load(
      {
        one: { load: () => Promise.reject(new Error('gone')) },
        same: { load: async () => undefined as never },
      },
      config,
    );
    await expect(broken).rejects.toThrow(/one can't be loaded: gone[^]*same is not exported/);
  });
});
