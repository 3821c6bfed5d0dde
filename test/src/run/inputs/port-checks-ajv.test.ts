import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { createConfig, JobRunner } from 'millrace';
import type { StandardSchemaV1 } from 'millrace';
import { graphOf } from '../support.js';
import { createNode } from '../../../../src/run/create-node.js';

const REFERRING = {
  $ref: '#/$defs/a/not',
  $defs: { a: { not: { type: 'number', minimum: 1 } } },
} as object;

/** Wraps numbers; anything else is an issue inside `x`. */
const wrap: StandardSchemaV1<unknown, unknown> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) =>
      typeof value === 'number'
        ? { value: { wrapped: value } }
        : { issues: [{ message: 'No number', path: ['x'] }] },
  },
};

const late: StandardSchemaV1<unknown, unknown> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => Promise.resolve({ value }) },
};

const outputs = [{ name: 'result', type: 'number' }];
const { config, functions, checks } = createConfig([
  createNode({ type: 'one', outputs }, () => 1),
  createNode({ type: 'zero', outputs: [{ name: 'result' }] }, () => 0),
  createNode(
    { type: 'refer', inputs: [{ name: 'a', schema: REFERRING }], outputs: [{ name: 'result' }] },
    (a: unknown) => a,
  ),
  createNode(
    {
      type: 'wrap',
      inputs: [{ name: 'a', type: 'number', check: wrap }],
      outputs: [{ name: 'result' }],
    },
    (a: unknown) => a,
  ),
  createNode(
    { type: 'any', inputs: [{ name: 'a', check: wrap }], outputs: [{ name: 'result' }] },
    (a: unknown) => a,
  ),
  createNode(
    { type: 'late', inputs: [{ name: 'a', check: late }], outputs: [{ name: 'result' }] },
    (a: unknown) => a,
  ),
]);

const graph = graphOf({
  one: { type: 'one' },
  zero: { type: 'zero' },
  good: { type: 'refer', wires: { a: 'one' } },
  bad: { type: 'refer', wires: { a: 'zero' } },
  control: { type: 'refer', values: { a: 3 } },
  wired: { type: 'wrap', wires: { a: 'one' } },
  coerced: { type: 'wrap', values: { a: '5' } },
  any: { type: 'any', values: { a: { x: 'text' } } },
  late: { type: 'late', wires: { a: 'one' } },
});

/** Each node's value, or the code and message of its error. */
function outcomes(options: object): Readonly<Record<string, unknown>> {
  const runner = new JobRunner(config, { functions, method: 'sync', ...options });
  const { nodes } = runner.run(graph, { keep: 'all' });
  return Object.fromEntries(
    Object.entries(nodes).map(([id, { error, outputs: made }]) => [
      id,
      error === undefined ? made['result'] : `${error.code} ${error.message}`,
    ]),
  );
}

describe('a runner with further checks', () => {
  test('[R3] asks ajv about keywords beyond its own', () => {
    expect(outcomes({ ajv: new Ajv2020() })).toMatchObject({
      good: 1,
      control: 3,
      bad: 'input-mismatch bad.a: must be >= 1, got 0 from zero.result',
    });
  });

  test('[R3] without ajv says so at each node that needs it, and runs the others', () => {
    const { good, control, coerced } = outcomes({});
    expect(good).toMatch(/^schema-needs-ajv good\.a: only ajv checks .* "\$ref"/);
    expect(control).toMatch(/^schema-needs-ajv control\.a: only ajv/);
    expect(coerced).toBe(5);
  });

  test('[R3] gives functions what the validators of their inputs make', () => {
    const { wired, coerced, any } = outcomes({ checks });
    expect(wired).toEqual({ wrapped: 1 });
    expect(coerced).toEqual({ wrapped: 5 });
    expect(any).toBe('input-mismatch any.a: No number at .x, got "text" from its control');
  });

  test('[R3] refuses a validator that waits, in both methods', async () => {
    expect(outcomes({ checks })['late']).toMatch(/^check-async late\.a: .* gave a promise/);
    const result = await new JobRunner(config, { functions, checks }).run(graph);
    expect(result.nodes['late']!.error!.code).toBe('check-async');
  });

  test('[R3] checks what a run gives as well', () => {
    const runner = new JobRunner(config, { functions, checks, method: 'sync' });
    const { nodes } = runner.run(graph, { inputs: { coerced: { a: 7 } }, keep: 'all' });
    expect(nodes['coerced']!.outputs['result']).toEqual({ wrapped: 7 });
  });
});
