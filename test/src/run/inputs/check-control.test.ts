import { expect, test } from '@jest/globals';
import { createConfig, JobRunner } from 'millrace';
import type { StandardSchemaV1 } from 'millrace';
import { graphOf, node } from '../support.js';

/** What zod's `z.url().transform(...)` is, by hand. */
const toUrl: StandardSchemaV1<unknown, unknown> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) => ({ value: new URL(String(value)) }),
  },
};

test.each(['sync', 'async'] as const)(
  '[R15] %s: what a validator makes of a control value keeps its class, and is new for every run',
  async (method) => {
    const seen: unknown[] = [];
    const host = node('host', [{ name: 'url', type: 'string', check: toUrl }], (url: URL) => {
      seen.push(url);
      return url.host;
    });
    const { config, functions, checks } = createConfig([host]);
    const runner = new JobRunner(config, { functions, checks, method });
    const graph = graphOf({ a: { type: 'host', values: { url: 'https://mill.example/race' } } });
    for (let run = 0; run < 2; run += 1) {
      expect((await runner.run(graph)).nodes['a']?.outputs).toEqual({ result: 'mill.example' });
    }
    expect(seen.every((url) => url instanceof URL)).toBe(true);
    expect(seen[0]).not.toBe(seen[1]);
  },
);
