/** What every PythonRuntime promises to functions that ask for a `NodeContext`. */
import { expect, test } from '@jest/globals';
import type { PythonRuntime } from '../../src/run/python/python-runtime.js';
import { contextOf, node, run, value, wire } from './python-nodes.js';

/** The tests, on the runtime that is there when they run. */
export function testNodeContext(current: () => PythonRuntime): void {
  test('[R11] a function that asks for a context is told about its run', async () => {
    const task = { big: 2n ** 80n, list: [1, null] };
    const context = contextOf({ task, secrets: { KEY: 'abc' } });
    const ran = await run(
      current(),
      node('add', { a: value('1') }),
      node('about', { a: wire(0) }, context),
      node('add', { a: value(1) }, context),
    );
    expect(ran.output(1).value).toEqual([
      'j',
      'outer/n',
      2,
      'j/outer/n',
      { a: 3 },
      task,
      'abc',
      false,
    ]);
    expect(ran.output(2).value).toBe(3);
  });

  test('[R11] a task that can not be sent is the error of the node that reads it', async () => {
    const context = contextOf({ task: () => 1, secrets: { KEY: 1 } });
    const ran = await run(
      current(),
      node('about', { a: value(1) }, context),
      node('report', { n: value(1) }, context),
    );
    expect(ran.error(0).code).toBe('value-not-encodable');
    expect(ran.error(0).message).toContain('outer/n: `task` of the context');
    expect(ran.output(1).value).toBe(1);
  });

  test('[R11] reading `state` in Python is an error that says why', async () => {
    const ran = await run(current(), node('state', {}, contextOf()));
    expect(ran.error(0)).toMatchObject({ name: 'MillraceError', code: 'no-state' });
    expect(ran.error(0).message).toContain('lives on the runner');
  });

  test('[R11] logs and progress reach the listener, the last of a flood among them', async () => {
    const ran = await run(current(), node('report', { n: value(5000) }, contextOf()));
    expect(ran.logs).toEqual([
      { node: 0, level: 'info', message: 'printed' },
      { node: 0, level: 'warning', message: 'careful' },
    ]);
    expect(ran.progress[0]).toEqual({ node: 0, done: 1, total: 5000, message: 'row 0' });
    expect(ran.progress.at(-1)).toEqual({ node: 0, done: Infinity });
    expect(ran.progress.length).toBeLessThan(500);
    const counted = ran.progress.map(({ done }) => done);
    expect(counted).toEqual([...counted].sort((a, b) => a - b));
  });

  test('[R11] async nodes that take turns report each for itself', async () => {
    const ran = await run(
      current(),
      ...['a', 'b'].map((name) => node('turns', { name: value(name) }, contextOf())),
    );
    for (const [at, name] of ['a', 'b'].entries()) {
      const logs = ran.logs.filter((log) => log.node === at);
      expect(logs.map(({ message }) => message)).toEqual([0, 1, 2].map((i) => `${name}${i}`));
      const counted = ran.progress.filter((item) => item.node === at);
      expect(counted.at(-1)?.done).toBe(2);
    }
  });

  test('[R11] what a function reports after its node has settled is ignored', async () => {
    const ran = await run(current(), node('keep_context', {}, contextOf()), node('speak_late'));
    expect(ran.outcomes.get(1)?.status).toBe('success');
    expect([ran.logs, ran.progress]).toEqual([[], []]);
  });
}
