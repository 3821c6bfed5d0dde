import { describe, expect, test } from '@jest/globals';
import { isHandle } from 'millrace';
import type { Handle } from 'millrace';
import { node, run, runBoth } from './support.js';

describe('what is kept', () => {
  const sketch = {
    small: { type: 'one' },
    big: { type: 'big', wires: { a: 'small' } },
    end: { type: 'big', wires: { a: 'big' } },
  };
  const more = [node('big', ['a'], () => Array.from({ length: 50 }, (_, index) => index))];

  test('[R15] ends are kept, small scalars too, of larger intermediates a preview', async () => {
    const { result } = await runBoth(sketch, { more });
    expect(result.nodes['small']?.outputs).toEqual({ result: 1 });
    expect(result.nodes['end']?.outputs['result']).toHaveLength(50);
    const handle = result.nodes['big']?.outputs['result'] as Handle;
    expect(isHandle(handle)).toBe(true);
    expect(handle.preview).toMatchObject({ type: 'Array', length: 50 });
    expect(handle.preview.text).toContain('[0, 1, 2');
    await expect(handle.fetch()).rejects.toMatchObject({ code: 'value-not-kept' });
    result.close();
    result.close();
    await expect(handle.fetch()).rejects.toMatchObject({ code: 'value-not-kept' });
  });

  test('[R15] keep "all" keeps every output', async () => {
    const { result } = await runBoth(sketch, { more, keep: 'all' });
    expect(result.nodes['big']?.outputs['result']).toHaveLength(50);
  });

  test('[R15] what can’t be shown is still a preview', async () => {
    const circular: unknown[] = [];
    circular.push(circular);
    const values: Record<string, unknown> = {
      circular,
      getter: {
        get boom(): never {
          throw new Error('boom');
        },
      },
      proxy: Proxy.revocable({}, {}).proxy,
      date: new Date(Number.NaN),
      bytes: new Uint8Array(1_000_000),
      text: 'x'.repeat(3000),
      symbol: Symbol('s'),
      map: new Map([[1, 2]]),
    };
    const { result } = await run(
      Object.fromEntries(
        Object.keys(values).flatMap((name) => [
          [name, { type: name }],
          [`${name} sink`, { type: 'sink', wires: { a: name } }],
        ]),
      ),
      {
        more: [
          ...Object.entries(values).map(([name, value]) => node(name, [], () => value)),
          node('sink', ['a'], () => 0),
        ],
      },
    );
    expect(result.status).toBe('success');
    for (const name of Object.keys(values)) {
      const output = result.nodes[name]?.outputs['result'];
      expect(isHandle(output)).toBe(true);
      expect((output as Handle).preview.text.length).toBeLessThanOrEqual(200);
    }
  });
});

test('a result is plain to read, copy and print', async () => {
  const { result } = await run({ a: { type: 'one' }, b: { type: 'fail' } });
  const copy = JSON.parse(JSON.stringify(result)) as typeof result;
  expect(copy).toMatchObject({
    status: 'error',
    nodesStatus: { a: 'success', b: 'error' },
    nodes: {
      a: { status: 'success', outputs: { result: 1 }, attempts: 1, cached: false },
      b: { status: 'error', outputs: {}, error: { name: 'Error', message: 'out of water' } },
    },
  });
  expect(copy.nodes['b']?.error?.stack).toContain('support.ts');
});
