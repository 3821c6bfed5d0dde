import { describe, expect, test } from '@jest/globals';
import { noValue } from 'millrace';
import type { NodeContext } from 'millrace';
import { node, run, runBoth, summary } from './support.js';

const TWO = { outputs: [{ name: 'first' }, { name: 'second' }] };

describe('what a function returns', () => {
  test('[R4] a tuple maps to its outputs; too few or too many items is an error', async () => {
    const tuples = { right: [1, 2], few: [1], many: [1, 2, 3], none: 7 };
    const { result } = await runBoth(
      Object.fromEntries(
        Object.entries(tuples).map(([id, value]) => [id, { type: 'give', values: { a: value } }]),
      ),
      { more: [node('give', ['a'], (a: unknown) => a, TWO)] },
    );
    expect(result.nodes['right']?.outputs).toEqual({ first: 1, second: 2 });
    expect(result.nodes['few']?.error?.message).toContain('2 items (first, second), got 1 items');
    expect(result.nodes['many']?.error?.message).toContain('got 3 items');
    expect(result.nodes['none']?.error).toMatchObject({ code: 'wrong-outputs' });
  });

  test('[R4] null and undefined are the value null, which travels', async () => {
    const { result } = await runBoth(
      {
        nothing: { type: 'nothing' },
        next: { type: 'same', wires: { a: 'nothing' }, values: { a: 'not this' } },
        gaps: { type: 'gaps' },
      },
      {
        more: [
          node('nothing', [], () => undefined),
          node('gaps', [], () => [undefined, null], TWO),
        ],
      },
    );
    expect(result.nodes['next']?.outputs).toEqual({ result: null });
    expect(result.nodes['gaps']?.outputs).toEqual({ first: null, second: null });
  });

  test('[R4] an object maps by property, void to nothing, noValue to no output at all', async () => {
    const { result } = await runBoth(
      { a: { type: 'object' }, b: { type: 'void' }, c: { type: 'skipBoth' } },
      {
        more: [
          node('object', [], () => ({ second: 2, extra: 3 }), { ...TWO, returns: 'object' }),
          node('void', [], () => 'ignored', { outputs: [], returns: 'void' }),
          node('skipBoth', [], () => noValue, TWO),
        ],
      },
    );
    expect(result.nodes['a']?.outputs).toEqual({ first: null, second: 2 });
    expect(result.nodes['b']).toMatchObject({ status: 'success', outputs: {} });
    expect(result.nodes['c']).toMatchObject({ status: 'success', outputs: {} });
  });

  test('[R14] anything may be thrown', async () => {
    const throwing = (value: unknown) => (): never => {
      throw value;
    };
    const hostile = {
      get message(): string {
        throw new Error('no message for you');
      },
    };
    const { result } = await runBoth(
      { a: { type: 'null' }, b: { type: 'text' }, c: { type: 'hostile' }, d: { type: 'proxy' } },
      {
        more: [
          node('null', [], throwing(null)),
          node('text', [], throwing('plain words')),
          node('hostile', [], throwing(hostile)),
          node('proxy', [], throwing(Proxy.revocable({}, {}).proxy)),
        ],
      },
    );
    expect(Object.values(result.nodesStatus)).toEqual(['error', 'error', 'error', 'error']);
    expect(result.nodes['a']?.error?.message).toContain('null');
    expect(result.nodes['b']?.error?.message).toContain('plain words');
    expect(typeof result.nodes['c']?.error?.message).toBe('string');
  });
});

describe('how a function is called', () => {
  test('positional, by object, with a rest and with a context', async () => {
    const all = (...values: unknown[]): unknown => values.map((value) => typeof value);
    const { result } = await runBoth(
      {
        four: { type: 'four', values: { a: 1, b: 2, c: 3, d: 4 } },
        object: { type: 'object', values: { a: 1 } },
        rest: { type: 'rest', values: { a: 1, more: [2, 3] } },
        context: { type: 'context', values: { a: 1 } },
      },
      {
        more: [
          node('four', ['a', 'b', 'c', 'd'], (...values: number[]) => values.join('')),
          node('object', ['a', 'b?'], (given: object) => given, { call: { style: 'object' } }),
          node(
            'rest',
            ['a', { name: 'more', kind: 'rest' }],
            (...values: number[]) => values.length,
          ),
          node('context', ['a', 'b?'], all, { call: { context: true } }),
        ],
      },
    );
    expect(summary(result)).toEqual({
      four: '1234',
      object: { a: 1 },
      rest: 3,
      context: ['number', 'undefined', 'object'],
    });
  });

  test('[R11] what a function logs and reports reaches the events while it runs', async () => {
    const chatty = node(
      'chatty',
      [],
      (context: NodeContext) => {
        context.log('hello');
        context.log('careful', 'warning');
        context.progress(1, 2, 'half');
        return context.nodeId;
      },
      { call: { context: true } },
    );
    const { events, result } = await run({ a: { type: 'chatty' } }, { more: [chatty] });
    expect(result.nodes['a']?.outputs).toEqual({ result: 'a' });
    expect(events.slice(2, 5)).toMatchObject([
      { type: 'nodeLogged', nodeId: 'a', level: 'info', message: 'hello' },
      { type: 'nodeLogged', level: 'warning', message: 'careful' },
      { type: 'nodeProgressed', done: 1, total: 2, message: 'half' },
    ]);
  });
});
