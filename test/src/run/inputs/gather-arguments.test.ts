import { describe, expect, test } from '@jest/globals';
import { node, runBoth, summary } from '../support.js';

describe('where a value comes from', () => {
  const greet = node(
    'greet',
    [
      { name: 'name', type: 'string' },
      { name: 'mark', type: 'string', default: '!' },
    ],
    (name: string, mark: string) => `${name}${mark}`,
  );

  test('[R2] a wire overrides a control, a control the default', async () => {
    const { result } = await runBoth(
      {
        source: { type: 'same', values: { a: 'wire' } },
        wired: { type: 'greet', wires: { name: 'source' }, values: { name: 'control' } },
        filled: { type: 'greet', values: { name: 'a', mark: '?' } },
        defaulted: { type: 'greet', values: { name: 'a' } },
      },
      { more: [greet] },
    );
    expect(summary(result)).toMatchObject({ wired: 'wire!', filled: 'a?', defaulted: 'a!' });
  });

  test('[R2] a required input that gets nothing is its node’s error', async () => {
    const { result } = await runBoth(
      { a: { type: 'greet' }, b: { type: 'one' } },
      { more: [greet] },
    );
    expect(result.nodes['a']?.error).toMatchObject({ code: 'missing-input' });
    expect(result.nodes['a']?.error?.message).toContain('a.name');
    expect(result.nodes['b']?.status).toBe('success');
  });

  test('[R2] the inputs of a run override controls but not wires', async () => {
    const { result } = await runBoth(
      {
        source: { type: 'same', values: { a: 'wire' } },
        wired: { type: 'greet', wires: { name: 'source' } },
        filled: { type: 'greet', values: { name: 'control' } },
      },
      { more: [greet], inputs: { wired: { name: 'run' }, filled: { name: 'run' } } },
    );
    expect(summary(result)).toMatchObject({ wired: 'wire!', filled: 'run!' });
  });

  test('[R2] a skipped node’s missing input is not an error', async () => {
    const { result } = await runBoth({
      bad: { type: 'fail' },
      child: { type: 'add', wires: { a: 'bad' } },
    });
    expect(result.nodesStatus).toEqual({ bad: 'error', child: 'skipped' });
  });

  test('[R2] an object port is rebuilt from its controls’ paths, even with one field', async () => {
    const schema = {
      type: 'object',
      properties: {
        size: { type: 'object', properties: { width: { type: 'integer' } } },
        name: { type: 'string' },
      },
    } as const;
    const { result } = await runBoth(
      {
        a: { type: 'shape', inputData: { box: { 'size.width': '3', name: 'x' } } },
        b: { type: 'shape', inputData: { box: { name: 'y' } } },
      },
      { more: [node('shape', [{ name: 'box', schema }], (box: unknown) => box)] },
    );
    expect(summary(result)).toEqual({ a: { size: { width: 3 }, name: 'x' }, b: { name: 'y' } });
  });
});

test('[R4] null omits an optional argument that does not allow it, and is an error elsewhere', async () => {
  const number = { schema: { type: 'number' } } as const;
  const nullable = { schema: { type: ['number', 'null'] } } as const;
  const show = (a?: unknown): string => String(a);
  const { result } = await runBoth(
    {
      nothing: { type: 'nothing' },
      optional: { type: 'optional', wires: { a: 'nothing' }, values: { a: 1 } },
      nullable: { type: 'nullable', wires: { a: 'nothing' } },
      required: { type: 'required', wires: { a: 'nothing' } },
    },
    {
      more: [
        node('nothing', [], () => undefined),
        node('optional', [{ name: 'a', required: false, ...number }], show),
        node('nullable', [{ name: 'a', required: false, ...nullable }], show),
        node('required', [{ name: 'a', ...number }], show),
      ],
    },
  );
  expect(summary(result)).toMatchObject({
    optional: 'undefined',
    nullable: 'null',
    required: 'error',
  });
});

describe('checks', () => {
  test('[R3] text that is a number becomes one; nothing else is coerced', async () => {
    const cases = { good: '3', sci: ' -1e3 ', empty: '', flag: true, list: ['3'], none: 'x' };
    const { result } = await runBoth(
      Object.fromEntries(
        Object.entries(cases).map(([id, value]) => [
          id,
          { type: 'add', values: { a: value, b: 0 } },
        ]),
      ),
    );
    expect(summary(result)).toEqual({
      good: 3,
      sci: -1000,
      empty: 'error',
      flag: 'error',
      list: 'error',
      none: 'error',
    });
    expect(result.nodes['none']?.error).toMatchObject({
      code: 'input-mismatch',
      message: 'none.a: expected a number, got "x" from its control',
    });
    expect(result.nodes['none']?.attempts).toBe(0);
  });

  test('[R3] a failure names node, port, what was expected, what came and from where', async () => {
    const { result } = await runBoth({
      text: { type: 'same', values: { a: 'wet' } },
      sum: { type: 'add', wires: { a: 'text' }, values: { b: 1 } },
    });
    expect(result.nodes['sum']?.error?.message).toBe(
      'sum.a: expected a number, got "wet" from text.result',
    );
  });

  test('[R3] on an exact wire only the top level is checked, on an unsafe one all of it', async () => {
    const numbers = { type: 'array', items: { type: 'number' } } as const;
    const liar = node('liar', [], () => [1, 'two'], {
      outputs: [{ name: 'result', schema: numbers }],
    });
    const length = node(
      'length',
      [{ name: 'list', schema: numbers }],
      (list: unknown[]) => list.length,
    );
    const { result } = await runBoth(
      {
        typed: { type: 'liar' },
        trusting: { type: 'length', wires: { list: 'typed' } },
        untyped: { type: 'same', wires: { a: 'typed' } },
        checking: { type: 'length', wires: { list: 'untyped' } },
      },
      { more: [liar, length] },
    );
    expect(summary(result)).toMatchObject({ trusting: 2, checking: 'error' });
    expect(result.nodes['checking']?.error?.message).toContain(
      'expected a number at [1], got "two"',
    );
  });

  test('[R3] a run input is checked in depth, and a misfit is its node’s error', async () => {
    const numbers = { type: 'array', items: { type: 'number' } } as const;
    const { result } = await runBoth(
      { a: { type: 'sum' } },
      {
        more: [node('sum', [{ name: 'list', schema: numbers }], (list: number[]) => list.length)],
        inputs: { a: { list: [1, null] } },
      },
    );
    expect(result.nodes['a']?.error?.message).toContain("got null from the run's inputs");
  });

  test('[R15] a function that changes its control value changes nothing else', async () => {
    const grow = node('grow', ['list'], (list: unknown[]) => {
      list.push('more');
      return list.length;
    });
    const graph = {
      a: { type: 'grow', values: { list: [1] } },
      b: { type: 'grow', values: { list: [1] } },
    };
    const first = await runBoth(graph, { more: [grow] });
    expect(summary(first.result)).toEqual({ a: 2, b: 2 });
    expect(graph.a.values.list).toEqual([1]);
  });

  test('[R15] wire values pass by reference', async () => {
    const value = { shared: true };
    const { result } = await runBoth(
      {
        a: { type: 'make' },
        b: { type: 'same', wires: { a: 'a' } },
        c: { type: 'same', wires: { a: 'a' } },
      },
      { more: [node('make', [], () => value)] },
    );
    expect(result.nodes['b']?.outputs['result']).toBe(value);
    expect(result.nodes['c']?.outputs['result']).toBe(value);
  });
});
