/** What the types promise; `npm run typecheck` compiles this file, Jest runs it. */
import { expect, test } from '@jest/globals';
import { createConfig, JobRunner, load, reduceEvents } from 'millrace';
import type { JobEvent, JobResult, Lazy, NodeContext, Port } from 'millrace';
import { createNode } from '../../src/run/create-node.js';

type Equal<A, B> = [A, B] extends [B, A] ? true : false;

const { config, functions } = createConfig([
  createNode({ type: 'one', outputs: [{ name: 'result' }] }, () => 1),
]);
const empty = { version: 1, nodes: {} };

test('run returns a promise, and with method "sync" the result itself', async () => {
  const byDefault = new JobRunner(config, { functions }).run(empty);
  const proof1: Equal<typeof byDefault, Promise<JobResult>> = true;
  expect(proof1).toBe(true);
  const asynchronous = new JobRunner(config, { functions, method: 'async' }).run(empty);
  const proof2: Equal<typeof asynchronous, Promise<JobResult>> = true;
  expect(proof2).toBe(true);
  const synchronous = new JobRunner(config, { functions, method: 'sync' }).run(empty);
  const proof3: Equal<typeof synchronous, JobResult> = true;
  expect(proof3).toBe(true);
  expect((await byDefault).status).toBe('success');
  expect((await asynchronous).status).toBe('success');
});

test('load keeps the type of every function', async () => {
  const registry = {
    one: { load: async () => (): number => 1 },
    shout: (text: string) => text.toUpperCase(),
  };
  const proof4: (typeof registry)['one'] extends Lazy ? true : false = true;
  expect(proof4).toBe(true);
  const loaded = await load(registry, config);
  const proof5: Equal<typeof loaded.one, () => number> = true;
  expect(proof5).toBe(true);
  const proof6: Equal<typeof loaded.shout, (text: string) => string> = true;
  expect(proof6).toBe(true);
  expect(loaded.one()).toBe(1);
});

test('Port<T> is T to whoever calls the function', () => {
  const proof7: Equal<Port<number, { label: 'Width'; min: 0 }>, number> = true;
  expect(proof7).toBe(true);
  // @ts-expect-error -- an option that does not exist
  type Wrong = Port<number, { colour: 'red'; size: 3 }>;
  const wrong: Wrong = 3;
  expect(wrong).toBe(3);
});

test('events narrow by their type', () => {
  const read = (event: JobEvent): string => {
    // @ts-expect-error -- not every event belongs to a node
    const id: unknown = event.nodeId;
    expect(id).toBeUndefined();
    return event.type === 'nodeFailed' ? event.error.message : event.jobId;
  };
  const event: JobEvent = { type: 'jobStarted', jobId: 'j', seq: 0, time: 0, selected: [] };
  expect(read(event)).toBe('j');
  expect(reduceEvents([event]).status).toBe('running');
});

test('misspelled options and methods do not compile', () => {
  const wrong = (): unknown => [
    // @ts-expect-error -- no such option
    new JobRunner(config, { functions, metod: 'sync' }),
    // @ts-expect-error -- no such method
    new JobRunner(config, { functions, method: 'queue' }),
    // @ts-expect-error -- `functions` is required
    new JobRunner(config, {}),
    // @ts-expect-error -- no such policy
    new JobRunner(config, { functions }).run(empty, { onError: 'ignore' }),
  ];
  expect(wrong).toThrow(/`functions`|`method`/);
  const context = (given: NodeContext): void => given.log('text', 'warning');
  expect(typeof context).toBe('function');
});
