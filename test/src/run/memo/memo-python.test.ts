/** What the memo keeps in Python. */
import { describe, expect, test } from '@jest/globals';
import { createConfig, createMemo, isHandle, JobRunner, noValue } from 'millrace';
import type { Handle, JobResult, Method, RunOptions } from 'millrace';
import { FakePython, Opaque, pythonType, withPython } from '../python/fake-python.js';
import { graphOf, nodes } from '../support.js';
import type { NodeSketch } from '../support.js';

type Sketches = Readonly<Record<string, NodeSketch>>;

const cache = { settings: { cache: true } };

describe.each(['async', 'sync'] as const)('memo and Python, %s', (method: Method) => {
  function pythonRunner(options: { readonly maxEntries?: number; readonly memo?: false } = {}) {
    const python = new FakePython(
      {
        open: (name: string) => new Opaque(name),
        nameOf: (opaque: Opaque) => opaque.name,
        pair: (a: Opaque, b: Opaque) => `${a.name}${b.name}`,
        fork: () => [new Opaque('yes'), noValue],
        list: () => [1, 2],
        count: (a: readonly unknown[]) => a.length,
      },
      { isSync: method === 'sync' },
    );
    const { config, functions } = createConfig(nodes);
    const types = [
      pythonType('open', ['name'], cache),
      pythonType('nameOf', ['opaque']),
      pythonType('list', [], cache),
      pythonType('count', ['a']),
      pythonType('pair', ['a', 'b']),
      pythonType('fork', [], { ...cache, outputs: ['yes', 'no'] }),
    ];
    const memo = options.memo ?? createMemo({ maxEntries: options.maxEntries ?? 1000 });
    const runner = new JobRunner(withPython(config, types), { functions, python, method, memo });
    const run = async (sketches: Sketches, runOptions: RunOptions = {}) => {
      python.calls.length = 0;
      const result = await runner.run(graphOf(sketches), runOptions);
      return { result, called: [...python.calls] };
    };
    return { python, runner, run, memo };
  }

  const open: Sketches = { open: { type: 'p.open', values: { name: 'a' } } };
  const read: Sketches = { ...open, name: { type: 'p.nameOf', wires: { opaque: 'open' } } };
  const handleOf = (result: JobResult, id: string): Handle => {
    const value = result.nodes[id]?.outputs['result'];
    if (!isHandle(value)) throw new Error(`${id} has no handle`);
    return value;
  };

  test('[R12] a value that stays in Python feeds the next job, and its node does not run', async () => {
    const { run, python, memo, runner } = pythonRunner();
    const first = await run(read);
    expect(first.called).toEqual(['open', 'name']);
    const second = await run(read);
    expect(second.called).toEqual(['name']);
    expect(second.result.nodes['name']?.outputs).toEqual({ result: 'a' });
    first.result.close();
    second.result.close();
    expect(python.stored).toBe(1);
    await runner.close();
    if (memo !== false) memo.clear();
    expect(python.stored).toBe(0);
  });

  test('[R12] a value that did not leave Python is made again where it has to', async () => {
    const { run, python } = pythonRunner();
    const list: Sketches = { big: { type: 'p.list' } };
    (await run({ ...list, count: { type: 'p.count', wires: { a: 'big' } } })).result.close();
    const outside = { ...list, same: { type: 'same', wires: { a: 'big' } } };
    const first = await run(outside);
    expect(first.called).toEqual(['big']);
    expect(first.result.nodes['same']?.outputs['result']).toEqual([1, 2]);
    first.result.close();
    expect((await run(outside)).called).toEqual([]);
    expect(python.stored).toBe(1);
  });

  test('[R12] after the interpreter was replaced it runs again', async () => {
    const { run, python } = pythonRunner();
    await run(read);
    python.restart();
    expect((await run(read)).called).toEqual(['open', 'name']);
    expect((await run(read)).called).toEqual(['name']);
  });

  test('[R12] closing a result that came from the memo leaves the memo its value', async () => {
    const { run, python } = pythonRunner();
    (await run(open)).result.close();
    const second = await run(open);
    expect(second.called).toEqual([]);
    expect(await handleOf(second.result, 'open').fetch()).toBeInstanceOf(Opaque);
    second.result.close();
    expect((await run(open)).called).toEqual([]);
    expect(python.stored).toBe(1);
  });

  test('[R15] a result keeps its value though the memo forgets it, or has a newer one', async () => {
    const { run, python, memo } = pythonRunner();
    const first = await run(open);
    const newer = await run(open, { fromNodeIds: ['open'] });
    expect(newer.called).toEqual(['open']);
    expect(await handleOf(first.result, 'open').fetch()).toBeInstanceOf(Opaque);
    if (memo !== false) memo.clear();
    expect(await handleOf(newer.result, 'open').fetch()).toBeInstanceOf(Opaque);
    expect(python.stored).toBe(2);
    first.result.close();
    first.result.close();
    newer.result.close();
    expect(python.stored).toBe(0);
  });

  test('[R12] a memo that is too small for a job takes no value away from it', async () => {
    const { run, python, memo } = pythonRunner({ maxEntries: 1 });
    const sketch: Sketches = {
      a: { type: 'p.open', values: { name: 'a' } },
      b: { type: 'p.open', values: { name: 'b' } },
      late: { type: 'later', values: { a: 'c' } },
      c: { type: 'p.open', wires: { name: method === 'sync' ? 'text' : 'late' } },
      text: { type: 'same', values: { a: 'c' } },
      pair: { type: 'p.pair', wires: { a: 'a', b: 'c' } },
    };
    const { late, ...rest } = sketch;
    const { result } = await run(method === 'sync' ? rest : { late: late!, ...rest });
    expect(result.nodes['pair']?.outputs).toEqual({ result: 'ac' });
    result.close();
    if (memo !== false) memo.clear();
    expect(python.stored).toBe(0);
  });

  test('[R12] equal calls of a job, and of jobs at the same time, share a value and let go of it once', async () => {
    const { run, python, memo } = pythonRunner();
    await run(open).then(({ result }) => result.close());
    const twice: Sketches = {
      x: { type: 'p.open', values: { name: 'a' } },
      y: { type: 'p.open', values: { name: 'a' } },
      pair: { type: 'p.pair', wires: { a: 'x', b: 'y' } },
    };
    const [left, right] = await Promise.all([run(twice), run(twice)]);
    expect(left.result.nodes['pair']?.outputs).toEqual({ result: 'aa' });
    expect(python.stored).toBe(1);
    left.result.close();
    if (memo !== false) memo.clear();
    expect(python.stored).toBe(1);
    right.result.close();
    expect(python.stored).toBe(0);
  });

  test('[R12] a branch that Python did not take is remembered', async () => {
    const { run, runner, memo, python } = pythonRunner();
    const sketch: Sketches = {
      fork: { type: 'p.fork' },
      no: { type: 'p.nameOf', wires: { opaque: 'fork.no' } },
      yes: { type: 'p.nameOf', wires: { opaque: 'fork.yes' } },
    };
    (await run(sketch)).result.close();
    const { result, called } = await run(sketch);
    expect(called).toEqual(['yes']);
    expect(result.nodes['no']?.cause).toEqual({ nodeId: 'fork', reason: 'branch' });
    result.close();
    await runner.close();
    if (memo !== false) memo.clear();
    expect(python.stored).toBe(0);
  });

  test('[R15] without a memo a job leaves nothing behind but what its result keeps', async () => {
    const { run, python } = pythonRunner({ memo: false });
    const { result } = await run(read, { keep: 'all' });
    expect(python.stored).toBe(1);
    expect(await handleOf(result, 'open').fetch()).toBeInstanceOf(Opaque);
    result.close();
    expect(python.stored).toBe(0);
    await expect(handleOf(result, 'open').fetch()).rejects.toMatchObject({
      code: 'value-not-kept',
    });
  });

  test('[R12] what a plan looks up in the memo it lets go of again', async () => {
    const { run, runner, python, memo } = pythonRunner();
    (await run(open)).result.close();
    expect(runner.planRun(graphOf(open)).nodes['open']).toMatchObject({ action: 'reuse' });
    if (memo !== false) memo.clear();
    expect(python.stored).toBe(0);
  });
});
