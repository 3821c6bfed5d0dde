import { describe, expect, test } from '@jest/globals';
import { node, run, runBoth, summary } from './support.js';

describe('inputs without a value', () => {
  test('[R5] dependents of a failed node are skipped with it as the cause, others finish', async () => {
    const { result } = await runBoth({
      bad: { type: 'fail' },
      child: { type: 'same', wires: { a: 'bad' } },
      grandchild: { type: 'same', wires: { a: 'child' } },
      other: { type: 'one' },
    });
    expect(result.status).toBe('error');
    expect(summary(result)).toEqual({
      bad: 'error',
      child: 'skipped',
      grandchild: 'skipped',
      other: 1,
    });
    expect(result.nodes['bad']?.error?.message).toBe('out of water');
    for (const id of ['child', 'grandchild']) {
      expect(result.nodes[id]?.cause).toEqual({ nodeId: 'bad', reason: 'error' });
    }
  });

  test('[R5] a branch that is not taken skips what hangs on it and is no error', async () => {
    const { result } = await runBoth({
      fork: { type: 'branch', values: { a: true } },
      yes: { type: 'same', wires: { a: 'fork.yes' } },
      no: { type: 'same', wires: { a: 'fork.no' } },
    });
    expect(result.status).toBe('success');
    expect(summary(result)).toEqual({ fork: { yes: 1 }, yes: 1, no: 'skipped' });
    expect(result.nodes['no']?.cause).toEqual({ nodeId: 'fork', reason: 'branch' });
  });

  test('[R5] of several causes the first in plan order counts', async () => {
    const { result } = await runBoth({
      both: { type: 'add', wires: { a: 'late', b: 'early' } },
      early: { type: 'fail' },
      late: { type: 'fail' },
    });
    expect(result.nodes['both']?.cause).toEqual({ nodeId: 'early', reason: 'error' });
  });

  const orElse = node(
    'orElse',
    [
      { name: 'a', whenMissing: 'default', default: 'spare' },
      { name: 'b', required: false },
    ],
    (a: unknown, b: unknown) => `${String(a)}/${String(b)}`,
  );

  test('[R5] whenMissing "default" falls back to the control, then to the default', async () => {
    const sketch = {
      fork: { type: 'branch', values: { a: true } },
      plain: { type: 'orElse', wires: { a: 'fork.no', b: 'fork.yes' } },
      filled: { type: 'orElse', wires: { a: 'fork.no', b: 'fork.yes' }, values: { a: 'control' } },
    };
    const { result } = await runBoth(sketch, { more: [orElse] });
    expect(summary(result)).toMatchObject({ plain: 'spare/1', filled: 'control/1' });
  });

  test('[R5] a node none of whose wired inputs has a value is skipped in any case', async () => {
    const sketch = {
      fork: { type: 'branch', values: { a: true } },
      lonely: { type: 'orElse', wires: { a: 'fork.no' } },
    };
    const { result } = await runBoth(sketch, { more: [orElse] });
    expect(summary(result)).toMatchObject({ lonely: 'skipped' });
  });

  test('[R5] a disabled node is skipped with itself as the cause, and so are its dependents', async () => {
    const { result } = await runBoth({
      off: { type: 'one', disabled: true },
      child: { type: 'same', wires: { a: 'off' } },
    });
    expect(result.status).toBe('success');
    for (const id of ['off', 'child']) {
      expect(result.nodes[id]).toMatchObject({
        status: 'skipped',
        cause: { nodeId: 'off', reason: 'disabled' },
      });
    }
  });

  test('[R5] a multiple input gets its values in the saved order, or what is there of them', async () => {
    const list = { name: 'list', multiple: true, schema: { type: 'array' } } as const;
    const sketch = {
      fork: { type: 'branch', values: { a: true } },
      x: { type: 'same', values: { a: 'x' } },
      all: { type: 'all', wires: { list: ['x', 'fork.yes'] } },
      some: { type: 'some', wires: { list: ['fork.no', 'x'] } },
      none: { type: 'all', wires: { list: ['fork.no', 'x'] } },
    };
    const { result } = await runBoth(sketch, {
      more: [
        node('all', [list], (items: unknown) => items),
        node('some', [{ ...list, whenMissing: 'default' }], (items: unknown) => items),
      ],
    });
    expect(summary(result)).toMatchObject({ all: ['x', 1], some: ['x'], none: 'skipped' });
  });
});

describe('bad nodes', () => {
  test('[R7] a bad node is its own error, and the rest runs', async () => {
    const { result } = await runBoth({
      unknown: { type: 'no.such.type' },
      dangling: { type: 'same', wires: { a: 'ghost' } },
      noOutput: { type: 'same', wires: { a: 'fine.nope' } },
      noInput: { type: 'one', wires: { nope: 'fine' } },
      crowded: { type: 'same', wires: { a: ['fine', 'fine2'] } },
      child: { type: 'same', wires: { a: 'unknown' } },
      fine: { type: 'one' },
      fine2: { type: 'one' },
    });
    const code = (id: string): unknown => result.nodes[id]?.error?.code;
    expect(code('unknown')).toBe('unknown-type');
    expect(code('dangling')).toBe('dangling-connection');
    expect(code('noOutput')).toBe('dangling-connection');
    expect(code('noInput')).toBe('unknown-input');
    expect(code('crowded')).toBe('too-many-wires');
    expect(result.nodes['child']?.cause).toEqual({ nodeId: 'unknown', reason: 'error' });
    expect(summary(result)).toMatchObject({ fine: 1, fine2: 1 });
  });

  test('[R7] a cycle is reported as its path of node ids, only on the nodes in it', async () => {
    const { result } = await runBoth({
      before: { type: 'one' },
      a: { type: 'add', wires: { a: 'before', b: 'c' } },
      b: { type: 'same', wires: { a: 'a' } },
      c: { type: 'same', wires: { a: 'b' } },
      after: { type: 'same', wires: { a: 'c' } },
      loner: { type: 'same', wires: { a: 'loner' } },
    });
    expect(result.nodes['a']?.error).toMatchObject({ code: 'cycle' });
    expect(result.nodes['a']?.error?.message).toContain('a → b → c → a');
    expect(result.nodes['loner']?.error?.message).toContain('loner → loner');
    expect(result.nodesStatus).toEqual({
      before: 'success',
      a: 'error',
      b: 'error',
      c: 'error',
      after: 'skipped',
      loner: 'error',
    });
  });

  test('[R7] a missing function is the error of the nodes that need it', async () => {
    const { result } = await run(
      { a: { type: 'one' }, b: { type: 'same', values: { a: 2 } } },
      { runner: { functions: { same: (a: unknown) => a } } },
    );
    expect(result.nodes['a']?.error).toMatchObject({ code: 'function-missing' });
    expect(result.nodes['b']?.outputs).toEqual({ result: 2 });
  });

  test('[R7] ids such as __proto__ and constructor are ids like any other', async () => {
    const { result } = await runBoth(
      JSON.parse(`{
        "__proto__": {"id":"__proto__","type":"one","connections":{"inputs":{},"outputs":{}}},
        "constructor": {"id":"constructor","type":"same","connections":{"inputs":{"a":[{"nodeId":"__proto__","portName":"result"}]},"outputs":{}}},
        "it's \\"quoted\\"": {"id":"it's \\"quoted\\"","type":"toString"},
        "": {"id":"","type":"__proto__"}
      }`),
      { raw: true },
    );
    expect(result.nodes['constructor']?.outputs).toEqual({ result: 1 });
    expect(Object.keys(result.nodesStatus)).toContain('__proto__');
    expect(result.nodes['it\'s "quoted"']?.error?.code).toBe('unknown-type');
    expect(result.nodes['']?.error?.code).toBe('unknown-type');
    expect(({} as Record<string, unknown>)['type']).toBeUndefined();
  });
});
