import { describe, expect, test } from '@jest/globals';
import { isHandle } from 'millrace';
import type { JobResult } from 'millrace';
import { node, run, runBoth, summary } from './support.js';

const cachedOf = (result: JobResult) =>
  Object.keys(result.nodes).filter((id) => result.nodes[id]!.cached);

describe('pinned nodes', () => {
  test('[R12] one with all its outputs pinned is not run, waits for nothing, and is `cached`', async () => {
    const { result, order } = await runBoth({
      after: { type: 'same', wires: { a: 'pin' } },
      before: { type: 'fail' },
      pin: { type: 'same', wires: { a: 'before' }, pinned: { result: [1, { a: null }] } },
    });
    expect(order).toContain('end pin');
    expect(order).not.toContain('start pin');
    expect(result.nodes['pin']).toMatchObject({ cached: true, attempts: 0, durationMs: 0 });
    expect(result.nodes['after']?.outputs).toEqual({ result: [1, { a: null }] });
    expect(cachedOf(result)).toEqual(['pin']);
  });

  test('[R12] whatever is wrong with it: missing function, input, a cycle', async () => {
    const pinned = { result: 5 };
    const { result } = await runBoth({
      missing: { type: 'same', pinned },
      itself: { type: 'same', wires: { a: 'itself' }, pinned },
      left: { type: 'same', wires: { a: 'right' }, pinned },
      right: { type: 'same', wires: { a: 'left' } },
      settings: { type: 'one', settings: { timeoutMs: 'soon' }, pinned },
    });
    const five = { missing: 5, itself: 5, left: 5, right: 5, settings: 5 };
    expect(summary(result)).toEqual(five);
  });

  test('[R12] one with some outputs pinned runs, and those take the place of its own', async () => {
    const { result, order } = await runBoth({
      fork: { type: 'branch', values: { a: true }, pinned: { no: 'pinned' } },
      yes: { type: 'same', wires: { a: 'fork.yes' } },
      no: { type: 'same', wires: { a: 'fork.no' } },
    });
    expect(order[0]).toBe('start fork');
    expect(summary(result)).toEqual({ fork: { yes: 1, no: 'pinned' }, yes: 1, no: 'pinned' });
    expect(cachedOf(result)).toEqual([]);
  });

  test('[R12] a disabled one is skipped all the same', async () => {
    const { result } = await runBoth({
      off: { type: 'one', disabled: true, pinned: { result: 2 } },
    });
    expect(result.nodes['off']?.cause).toEqual({ nodeId: 'off', reason: 'disabled' });
  });

  test('[R12] ancestors that only a pinned node needs are not part of a selection', async () => {
    const sketch = {
      far: { type: 'one' },
      near: { type: 'same', wires: { a: 'far' } },
      pin: { type: 'same', wires: { a: 'near' }, pinned: { result: 2 } },
      end: { type: 'same', wires: { a: 'pin' } },
    };
    const { result } = await runBoth(sketch, { selectedNodeIds: ['end'] });
    expect(Object.keys(result.nodes)).toEqual(['pin', 'end']);
  });

  test('[R12] pinned values belong to the graph: who changes one changes no later run', async () => {
    const push = node('push', ['list'], (list: number[]) => list.push(9));
    const list = [1];
    const sketch = {
      pin: { type: 'same', pinned: { result: list } },
      push: { type: 'push', wires: { list: 'pin' } },
    };
    for (let times = 0; times < 2; times += 1) {
      const { result } = await runBoth(sketch, { more: [push] });
      expect(summary(result)['push']).toBe(2);
    }
    expect(list).toEqual([1]);
  });

  test('[R3] a pinned value that does not fit is the error of the node that reads it', async () => {
    const { result } = await runBoth({
      pin: { type: 'one', pinned: { result: 'wide' } },
      add: { type: 'add', wires: { a: 'pin' }, values: { b: 1 } },
    });
    expect(result.nodes['add']?.error?.code).toBe('input-mismatch');
    expect(result.nodes['add']?.error?.message).toContain('pin.result');
  });

  test('[R15] pinned values and those of nodes with `cache` are kept', async () => {
    const big = node('big', [], () => ({ text: 'x'.repeat(5_000) }));
    const { result } = await run(
      {
        plain: { type: 'big' },
        cached: { type: 'big', settings: { cache: true } },
        pin: { type: 'big', pinned: { result: { text: 'y' } } },
        a: { type: 'same', wires: { a: 'plain' } },
        b: { type: 'same', wires: { a: 'cached' } },
        c: { type: 'same', wires: { a: 'pin' } },
      },
      { more: [big] },
    );
    expect(isHandle(result.nodes['plain']?.outputs['result'])).toBe(true);
    expect(result.nodes['cached']?.outputs['result']).toHaveProperty('text');
    expect(result.nodes['pin']?.outputs['result']).toEqual({ text: 'y' });
  });
});
