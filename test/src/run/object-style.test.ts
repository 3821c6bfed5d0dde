/** Functions of one object (`call.style: "object"`), with and without the fast loop. */
import { expect, test } from '@jest/globals';
import { JobRunner } from '../../../src/run/job-runner.js';
import { createNode } from '../../../src/run/create-node.js';
import { createConfig } from '../../../src/run/create-config.js';

/** A node that tells what it was called with, and another one to wire it to. */
function nodesOf(names: readonly string[]) {
  const seen: object[] = [];
  const inputs = names.map((name) => ({ name, required: false }));
  const call = { style: 'object', context: false } as const;
  const outputs = [{ name: 'result' }];
  const node = createNode({ type: 'see', call, inputs, outputs }, (given: object) => {
    seen.push(given);
    return 1;
  });
  return { ...createConfig([node]), seen };
}

const given = (values: object) => ({
  inputData: Object.fromEntries(Object.entries(values).map(([k, v]) => [k, { [k]: v as unknown }])),
});

test.each([
  ['no input', [], {}],
  ['one', ['a'], { a: 1 }],
  ['one that is left out', ['a'], {}],
  ['two', ['a', 'b'], { a: 1, b: 2 }],
  ['two, the second left out', ['a', 'b'], { a: 1 }],
  ['two, the first left out', ['a', 'b'], { b: 2 }],
  ['three', ['a', 'b', 'c'], { a: 1, c: 3 }],
  ['four', ['a', 'b', 'c', 'd'], { a: 1, d: 4 }],
  ['the name of the prototype', ['__proto__', 'b'], JSON.parse('{"__proto__":5,"b":2}') as object],
])('[R4] are called with %s, each time a new object', async (_, names, values) => {
  const { config, functions, seen } = nodesOf(names);
  const one = { type: 'see', ...given(values) };
  const graph = { version: 1, nodes: { one, two: one } };
  new JobRunner(config, { functions, method: 'sync' }).run(graph);
  await new JobRunner(config, { functions }).run(graph);
  await new JobRunner(config, { functions }).run(graph, { onEvent: () => undefined });
  expect(seen).toHaveLength(6);
  for (const object of seen) {
    expect(Object.entries(object)).toEqual(Object.entries(values));
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  }
  expect(new Set(seen).size).toBe(6);
});
