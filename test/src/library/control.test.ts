import { describe, expect, test } from '@jest/globals';
import {
  assignable,
  checkGraph,
  createConfig,
  defineNode,
  JobRunner,
  load,
  noValue,
  parseConfig,
  parseGraph,
} from 'millrace';
import type { JobResult } from 'millrace';
import * as library from 'millrace/library';
import { PortLookup } from '../../../src/graph/node-ports.js';
import { graphOf, nest, summary } from '../run/support.js';
import type { NodeSketch } from '../run/support.js';
import { errorOf, runLibrary } from './library-run.js';

const own = createConfig([
  defineNode({ type: 'same', inputs: { a: 'any' }, outputs: 'any', run: ({ a }) => a }),
  defineNode({
    type: 'half',
    inputs: { of: 'number' },
    outputs: 'number',
    run: async ({ of }, context) => {
      if (of % 2 === 1) throw new Error(`${of} is odd`);
      context.log(`half of ${of}`);
      return of / 2;
    },
  }),
  defineNode({ type: 'none', inputs: { a: 'any' }, outputs: 'any', run: () => noValue }),
]);
const run = (sketches: Readonly<Record<string, NodeSketch>>, more: object = {}) =>
  runLibrary(sketches, { own, ...more });

describe('if', () => {
  test.each([
    [true, { then: 7, else: 'skipped' }],
    [false, { then: 'skipped', else: 7 }],
  ])('%p sends the value one way, and `First of` joins the ways', async (condition, expected) => {
    const { result } = await run({
      n: { type: 'control.if', values: { condition }, wires: { value: 'seven' } },
      seven: { type: 'same', values: { a: 7 } },
      then: { type: 'same', wires: { a: 'n.then' } },
      else: { type: 'same', wires: { a: 'n.else' } },
      joined: { type: 'control.merge', wires: { values: ['then', 'else'] } },
    });
    expect(summary(result)).toMatchObject({ ...expected, joined: 7 });
  });

  test('takes true or false only', async () => {
    const { result } = await run({
      a: { type: 'same', values: { a: 'yes' } },
      n: { type: 'control.if', wires: { condition: 'a', value: 'a' } },
    });
    expect(errorOf(result)).toMatch(/^input-mismatch: .*condition/);
  });

  test('sends a function or a promise-like object as it is', async () => {
    const value = { then: (done: (value: string) => void) => done('lost') };
    const given = createConfig([
      defineNode({ type: 'give', outputs: 'any', run: () => [value] }),
      defineNode({
        type: 'open',
        inputs: { a: 'any[]' },
        outputs: 'boolean',
        run: ({ a }) => a[0] === value,
      }),
    ]);
    const { result } = await runLibrary(
      {
        give: { type: 'give' },
        n: { type: 'control.if', values: { condition: true }, wires: { value: 'give' } },
        o: { type: 'open', wires: { a: 'n.then' } },
      },
      { own: given },
    );
    expect(summary(result)).toMatchObject({ o: true });
  });
});

describe('switch', () => {
  const outputsOf = (values: object): readonly string[] => {
    const { graph } = parseGraph(
      graphOf({ n: { type: 'control.switch', values: { ...values } } }),
      library.config,
    );
    const type = library.config.nodeTypes.find((each) => each.type === 'control.switch');
    const lookup = new PortLookup(graph, library.config, library.portFunctions);
    return lookup.portsOf(graph.nodes['n']!, type).outputs.map(({ name }) => name);
  };

  test('has an output for each case, then `default`', () => {
    expect(outputsOf({})).toEqual(['a', 'b', 'default']);
    expect(outputsOf({ cases: ['x', 'x', '', 'constructor', '__proto__'] })).toEqual([
      'x',
      'constructor',
      '__proto__',
      'default',
    ]);
    expect(outputsOf({ cases: ['default', 'x'] })).toEqual(['default', 'x']);
    expect(outputsOf({ cases: 'x' })).toEqual(['default']);
    const cases = Array.from({ length: 500 }, (_, index) => `c${index}`);
    expect(outputsOf({ cases })).toHaveLength(100);
  });

  test.each<[unknown, object, string]>([
    ['a', {}, 'a'],
    ['x', {}, 'default'],
    [2, { cases: ['1', '2'] }, '2'],
    [true, { cases: ['true'] }, 'true'],
    [{ kind: 'b' }, { by: 'b' }, 'b'],
    [{ kind: 'b' }, {}, 'default'],
    ['default', {}, 'default'],
    ['constructor', {}, 'default'],
    ['__proto__', { cases: ['__proto__'] }, '__proto__'],
  ])('%p with %j goes to %s', async (value, values, way) => {
    const { result } = await run({
      v: { type: 'same', values: { a: value } },
      n: { type: 'control.switch', values: { ...values }, wires: { value: 'v' } },
    });
    expect({ ...result.nodes['n']!.outputs }).toEqual(
      JSON.parse(JSON.stringify({ [way]: value }, [way, 'kind'])),
    );
  });

  test('the other ways are skipped, in the sync method, too', async () => {
    const graph = graphOf({
      n: { type: 'control.switch', values: { value: 'b' } },
      l: { type: 'debug.log', wires: { value: 'n.a' } },
      m: { type: 'debug.log', wires: { value: 'n.b' } },
      j: { type: 'control.merge', wires: { values: ['l', 'm'] } },
    });
    const functions = await load(library.functions, library.config);
    const runner = new JobRunner(library.config, { ...library, functions, method: 'sync' });
    expect(summary(runner.run(graph))).toMatchObject({ l: 'skipped', m: 'b', j: 'b' });
  });
});

describe('for each', () => {
  const halve = nest(
    { half: { type: 'half' } },
    { in: { item: 'half.of' }, out: { result: 'half.result' } },
  );
  const each = (values: object, more: object = {}) =>
    run(
      { n: { type: 'control.forEach', values: { graph: 'halve', ...values } } },
      { subgraphs: { halve, ...more } },
    );

  test('runs a graph for each item, with the results in order', async () => {
    const { result, events } = await each({ items: [2, 4, 6, 8, 10], concurrency: 2 });
    expect(result.nodes['n']!.outputs).toEqual({ results: [1, 2, 3, 4, 5], errors: [] });
    expect(result.nodes['n/4/half']?.outputs).toEqual({ result: 5 });
    const done = events.filter(({ type }) => type === 'nodeProgressed');
    expect(done.at(-1)).toMatchObject({ nodeId: 'n', done: 5, total: 5 });
  });

  test('an empty list gives an empty list, and a million-to-one concurrency is no matter', async () => {
    expect((await each({ items: [] })).result.nodes['n']!.outputs).toEqual({
      results: [],
      errors: [],
    });
    const many = await each({ items: [2, 4], concurrency: 1_000_000 });
    expect(many.result.nodes['n']!.outputs['results']).toEqual([1, 2]);
  });

  test('one that fails fails it, and no further one begins', async () => {
    const { result } = await each({ items: [2, 3, 4, 6, 8, 10], concurrency: 1 });
    expect(errorOf(result)).toBe('subgraph-failed: n/1/half: 3 is odd');
    expect(Object.keys(result.nodes)).toEqual(['n', 'n/0/half', 'n/1/half']);
  });

  test('or is collected', async () => {
    const { result } = await each({ items: [1, 2, 3, 4], onError: 'collect', concurrency: 3 });
    expect(result.nodes['n']!.outputs).toEqual({
      results: [null, 1, null, 2],
      errors: [
        { index: 0, code: 'subgraph-failed', message: 'n/0/half: 1 is odd' },
        { index: 2, code: 'subgraph-failed', message: 'n/2/half: 3 is odd' },
      ],
    });
  });

  test('never runs more than `concurrency` at once', async () => {
    let running = 0;
    let most = 0;
    const { result } = await run(
      {
        n: {
          type: 'control.forEach',
          values: { graph: 'wait', items: [1, 2, 3, 4, 5, 6, 7], concurrency: 3 },
        },
      },
      {
        subgraphs: {
          wait: nest(
            { d: { type: 'time.delay', values: { ms: 2 } } },
            { in: { item: 'd.value' }, out: { r: 'd.result' } },
          ),
        },
        onEvent: ({ type, nodeId }: { type: string; nodeId?: string }) => {
          if (nodeId === undefined || nodeId === 'n') return;
          running += type === 'nodeStarted' ? 1 : type === 'nodeSucceeded' ? -1 : 0;
          most = Math.max(most, running);
        },
      },
    );
    expect(result.nodes['n']!.outputs['results']).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect([running, most]).toEqual([0, 3]);
  });

  test('gives the index and what is shared; several outputs come by name', async () => {
    const g = nest(
      {
        item: { type: 'same' },
        at: { type: 'same' },
        unit: { type: 'same' },
        no: { type: 'none', values: { a: 1 } },
      },
      {
        in: { thing: 'item.a', index: 'at.a', unit: 'unit.a' },
        out: { item: 'item.result', at: 'at.result', unit: 'unit.result', no: 'no.result' },
      },
    );
    const { result } = await each({ graph: 'g', items: ['x', 'y'], shared: { unit: 'm' } }, { g });
    expect(result.nodes['n']!.outputs['results']).toEqual([
      { item: 'x', at: 0, unit: 'm' },
      { item: 'y', at: 1, unit: 'm' },
    ]);
  });

  test('null stands for a branch that was not taken', async () => {
    const g = nest({ no: { type: 'none' } }, { in: { item: 'no.a' }, out: { r: 'no.result' } });
    const { result } = await each({ graph: 'g', items: [1] }, { g });
    expect(result.nodes['n']!.outputs['results']).toEqual([null]);
  });

  test('loops in loops', async () => {
    const rows = nest(
      { inner: { type: 'control.forEach', values: { graph: 'halve' } } },
      { in: { item: 'inner.items' }, out: { r: 'inner.results' } },
    );
    const { result } = await each({ graph: 'rows', items: [[2, 4], [], [6]] }, { rows });
    expect(result.nodes['n']!.outputs['results']).toEqual([[1, 2], [], [3]]);
    expect(result.nodesStatus['n/0/inner/1/half']).toBe('success');
  });

  test.each<[object, object, RegExp]>([
    [{ graph: 'halv' }, {}, /^unknown-subgraph: .* \(its graphs: "halve"\), got "halv"/],
    [{ concurrency: 0 }, {}, /^bad-concurrency: expected `concurrency` to be at least 1, got 0$/],
    [
      { graph: 'g' },
      { g: nest({}, {}) },
      /^no-item-input: .* got none; name one of its inputs `item`$/,
    ],
    [
      { graph: 'g' },
      { g: nest({ a: { type: 'same' }, b: { type: 'same' } }, { in: { x: 'a.a', y: 'b.a' } }) },
      /^no-item-input: .* got "x", "y"/,
    ],
    [{ shared: { size: 1 } }, {}, /^unknown-input: /],
    [{ items: ['wet'] }, {}, /^subgraph-failed: n\/0\/half: .*"wet"/],
  ])('%j with %j is an error', async (values, more, message) => {
    const { result } = await each({ items: [2], ...values }, more);
    expect(errorOf(result)).toMatch(message);
  });

  test('[R10] a cancel in the middle ends it', async () => {
    const controller = new AbortController();
    const onEvent = ({ type, nodeId }: { type: string; nodeId?: string }): void => {
      if (type === 'nodeSucceeded' && nodeId === 'n/1/half') controller.abort();
    };
    const sketch = {
      type: 'control.forEach',
      values: { graph: 'halve', items: [2, 4, 6, 8], concurrency: 1, onError: 'collect' },
    };
    const { result }: { result: JobResult } = await run(
      { n: sketch },
      { subgraphs: { halve }, signal: controller.signal, onEvent },
    );
    expect(result.status).toBe('cancelled');
    expect(result.nodesStatus).toEqual({
      n: 'cancelled',
      'n/0/half': 'success',
      'n/1/half': 'success',
    });
  });
});

describe('the library', () => {
  test('has the types it should, each with words and a category', () => {
    expect(library.config.nodeTypes.map(({ type }) => type)).toEqual([
      'control.forEach',
      'control.if',
      'control.merge',
      'control.switch',
      'debug.inspect',
      'debug.log',
      'http.request',
      'time.delay',
      'transform.jsonParse',
      'transform.jsonStringify',
    ]);
    for (const { type, label, description, category, inputs } of library.config.nodeTypes) {
      expect([type, label, description, category]).not.toContain(undefined);
      expect(
        inputs
          .filter((input) => input.description === undefined)
          .map(({ name }) => `${type}.${name}`),
      ).toEqual([]);
    }
    expect(parseConfig(library.config)).toEqual({ config: library.config, issues: [] });
  });

  test('draws its inputs with fitting widgets', () => {
    const widgets = library.config.nodeTypes.map(({ type, inputs }) => [
      type,
      inputs.flatMap(({ name, controls }) => controls.map((control) => `${name} ${control.type}`)),
    ]);
    expect(Object.fromEntries(widgets)).toMatchObject({
      'http.request': [
        'url text',
        'method select',
        'headers json',
        'body textarea',
        'timeoutMs number',
        'maxBytes number',
        'maxRedirects number',
      ],
      'control.forEach': [
        'items json',
        'graph text',
        'concurrency integer',
        'onError select',
        'shared json',
      ],
      'transform.jsonStringify': ['indent slider', 'sortKeys checkbox'],
      'debug.inspect': ['depth slider', 'maxLength number'],
    });
  });

  test('passes types through', () => {
    const { graph } = parseGraph(
      graphOf({
        text: { type: 'transform.jsonStringify', values: { value: 1 } },
        wait: { type: 'time.delay', wires: { value: 'text' } },
        n: { type: 'control.if', values: { condition: true }, wires: { value: 'wait' } },
        bad: { type: 'control.forEach', values: { graph: 'g' }, wires: { items: 'n.else' } },
      }),
      library.config,
    );
    const found = checkGraph(graph, library.config, library);
    expect(found).toMatchObject([{ code: 'incompatible-wire', nodeId: 'bad', portName: 'items' }]);
    expect(assignable({ type: 'string' }, { type: 'array' }).kind).toBe('no');
  });
});
