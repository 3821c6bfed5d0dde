import { describe, expect, jest, test } from '@jest/globals';
import { createConfig, JobRunner } from 'millrace';
import type { DefinedNode, RunOptions } from 'millrace';
import { graphOf, node, nodes } from './support.js';
import type { NodeSketch } from './support.js';

const cache = { cache: true };

function createRunner(more: readonly DefinedNode[] = []) {
  const called = jest.fn((a: unknown) => a);
  const { config, functions } = createConfig([...nodes, node('call', ['a'], called), ...more]);
  const runner = new JobRunner(config, { functions });
  const plan = (sketches: Readonly<Record<string, NodeSketch>>, options: RunOptions = {}) =>
    Object.fromEntries(Object.entries(runner.planRun(graphOf(sketches), options).nodes));
  return { runner, plan, called };
}

describe('planRun', () => {
  test('[R12] says of every node what would become of it and why, and calls nothing', () => {
    const { plan, called } = createRunner();
    const planned = plan({
      run: { type: 'call', values: { a: 1 } },
      pin: { type: 'call', pinned: { result: 1 } },
      off: { type: 'one', disabled: true },
      behind: { type: 'call', wires: { a: 'off' } },
      bad: { type: 'nobody' },
      after: { type: 'call', wires: { a: 'bad' } },
      missing: { type: 'call' },
    });
    expect(planned).toMatchObject({
      run: { action: 'run', placement: 'inline', certain: true },
      pin: { action: 'reuse', from: 'pinned', certain: true },
      off: { action: 'skip', certain: true, reason: 'off is disabled' },
      behind: { action: 'skip', certain: true, reason: 'off is disabled' },
      bad: { action: 'fail', certain: true },
      after: { action: 'skip', certain: true, reason: 'bad fails' },
      missing: { action: 'fail', certain: true },
    });
    expect(planned['missing']?.reason).toContain('missing.a');
    expect(called).not.toHaveBeenCalled();
  });

  test('[R12] tells no listener of a job that is none', () => {
    const { runner, plan } = createRunner();
    const heard = jest.fn();
    runner.events.subscribe(heard);
    plan({ a: { type: 'one', pinned: { result: 1 } }, b: { type: 'nobody' } }, { onEvent: heard });
    expect(heard).not.toHaveBeenCalled();
  });

  test('[R12] knows the memo, and where that depends on values to come it is not certain', async () => {
    const { runner, plan, called } = createRunner();
    const sketch = {
      a: { type: 'call', values: { a: 1 }, settings: cache },
      b: { type: 'call', wires: { a: 'a' }, settings: cache },
      c: { type: 'call', wires: { a: 'b' } },
    };
    expect(plan(sketch)).toMatchObject({
      a: { action: 'run', certain: true },
      b: { action: 'run', certain: false },
      c: { action: 'run', certain: true },
    });
    await runner.run(graphOf(sketch));
    called.mockClear();
    expect(plan(sketch)).toMatchObject({
      a: { action: 'reuse', from: 'memo', certain: true },
      b: { action: 'reuse', from: 'memo', certain: true },
      c: { action: 'run', certain: true },
    });
    expect(called).not.toHaveBeenCalled();
    const changed = { ...sketch, a: { ...sketch.a, values: { a: 2 } } };
    expect(plan(changed)).toMatchObject({ a: { action: 'run' }, b: { certain: false } });
  });

  test('[R12] knows what is taken from an earlier run', async () => {
    const { runner, plan } = createRunner();
    const sketch = {
      a: { type: 'call', values: { a: 1 } },
      b: { type: 'call', wires: { a: 'a' }, settings: cache },
    };
    const previous = await runner.run(graphOf(sketch));
    expect(plan(sketch, { fromNodeIds: ['b'], previous })).toMatchObject({
      a: { action: 'reuse', from: 'previous' },
      b: { action: 'run', certain: true, reason: 'it was asked to run again' },
    });
  });

  test('[R12] covers the selection, in the order in which nodes would start', () => {
    const { plan } = createRunner();
    const sketch = {
      c: { type: 'same', wires: { a: 'b' } },
      b: { type: 'one' },
      z: { type: 'one' },
      gate: { type: 'one', settings: { placement: 'worker' } },
    };
    expect(Object.keys(plan(sketch, { selectedNodeIds: ['c'] }))).toEqual(['b', 'c']);
    expect(plan(sketch)['gate']).toMatchObject({ action: 'fail' });
  });

  test('[R12] leaves the runner as it was: the run after it is the same', async () => {
    const { runner, plan, called } = createRunner();
    const sketch = { a: { type: 'call', values: { a: [1] }, settings: cache } };
    plan(sketch);
    const result = await runner.run(graphOf(sketch));
    expect(result.nodes['a']).toMatchObject({ cached: false, outputs: { result: [1] } });
    expect(called).toHaveBeenCalledTimes(1);
    await runner.close();
    expect(() => plan(sketch)).toThrow(/closed/);
  });
});
