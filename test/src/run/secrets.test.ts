import { describe, expect, test } from '@jest/globals';
import { checkGraph, createConfig, parseConfig, parseGraph } from 'millrace';
import type { NodeContext } from 'millrace';
import { graphOf, node, nodes, run, runBoth, summary } from './support.js';

const TOKEN = 'sesame-open';

const keyed = node('keyed', [{ name: 'key', secret: true }], (key: string) => `got ${key}`.length);
const named = node('named', [{ name: 'key', secret: 'API' }], (key: unknown) => key === TOKEN);
const optional = node(
  'optional',
  [{ name: 'key', secret: true, required: false }],
  (key: unknown) => key ?? 'none',
);
const tells = node(
  'tells',
  [],
  (context: NodeContext) => {
    context.log(`the key is ${TOKEN}`);
    context.progress(1, 2, TOKEN);
    throw new Error(`no ${TOKEN}`, { cause: new TypeError(TOKEN) });
  },
  { call: { context: true }, settings: { retry: { attempts: 2 } } },
);
const more = [keyed, named, optional, tells];
const context = { secrets: { key: TOKEN, API: TOKEN } };

describe('secrets', () => {
  test('[R11] an input marked `secret` gets the secret of its name, or of the name it says', async () => {
    const { result } = await runBoth(
      { a: { type: 'keyed' }, b: { type: 'named' }, c: { type: 'optional' } },
      { more, context },
    );
    expect(summary(result)).toEqual({ a: 15, b: true, c: TOKEN });
  });

  test('[R11] without the secret a required input is missing, an optional one gets nothing', async () => {
    const { result } = await runBoth({ a: { type: 'keyed' }, c: { type: 'optional' } }, { more });
    expect(result.nodes['a']?.error?.code).toBe('missing-input');
    expect(result.nodes['a']?.error?.message).toContain('secrets');
    expect(result.nodes['c']?.outputs).toEqual({ result: 'none' });
  });

  test.each(['__proto__', 'constructor', 'toString'])(
    '[R11] a secret named %s is not what every object has',
    async (name) => {
      const odd = node('odd', [{ name: 'key', secret: name }], (key: unknown) => key);
      const { result } = await runBoth({ a: { type: 'odd' } }, { more: [odd], context });
      expect(result.nodes['a']?.error?.code).toBe('missing-input');
    },
  );

  test('[R11] it takes neither wire nor control, and `checkGraph` says so', async () => {
    const sketch = {
      source: { type: 'one' },
      wired: { type: 'keyed', wires: { key: 'source' } },
      typed: { type: 'keyed', values: { key: 'typed' } },
      lone: { type: 'optional', values: { key: 'typed' } },
    };
    const { result } = await runBoth(sketch, { more });
    expect(result.nodes['wired']?.error?.code).toBe('secret-wired');
    expect(result.nodes['typed']?.error?.code).toBe('missing-input');
    expect(result.nodes['lone']?.outputs).toEqual({ result: 'none' });
    const { config } = createConfig([...nodes, ...more]);
    const { graph } = parseGraph(graphOf(sketch), config);
    const issues = checkGraph(graph, parseConfig(config).config);
    expect(issues.find(({ nodeId }) => nodeId === 'wired')?.code).toBe('secret-wired');
    const warned = issues.filter(({ severity }) => severity === 'warning');
    expect(warned.map(({ nodeId }) => nodeId)).toEqual(expect.arrayContaining(['typed', 'lone']));
    expect(JSON.stringify(issues)).not.toContain(TOKEN);
  });

  test('[R11] a value given at the run overrides the secret', async () => {
    const { result } = await runBoth(
      { c: { type: 'optional' } },
      { more, context, inputs: { c: { key: 'mine' } } },
    );
    expect(summary(result)).toEqual({ c: 'mine' });
  });

  test('[R11] its text comes up in no log, progress, error, or record of them', async () => {
    const { result, events } = await runBoth(
      { a: { type: 'tells' }, b: { type: 'same', wires: { a: 'a' } }, c: { type: 'optional' } },
      { more, context, record: true, onError: { type: 'retryJob', attempts: 2 } },
    );
    const told = events.filter(({ type }) => type !== 'nodeSucceeded');
    expect(JSON.stringify(told)).not.toContain(TOKEN);
    expect(JSON.stringify(result.nodes['a'])).not.toContain(TOKEN);
    expect(result.nodes['a']?.error?.message).toBe('no •••');
    expect(result.nodes['a']?.error?.cause?.message).toBe('•••');
    expect(JSON.stringify(result.record)).not.toContain(TOKEN);
    const logged = events.find(({ type }) => type === 'nodeLogged');
    expect(logged).toMatchObject({ message: 'the key is •••' });
  });

  test('[R11] a secret that does not fit is not told in the error', async () => {
    const numeric = node(
      'numeric',
      [{ name: 'key', secret: true, schema: { type: 'number' } }],
      (key: unknown) => key,
    );
    const { result } = await runBoth({ a: { type: 'numeric' } }, { more: [numeric], context });
    expect(result.nodes['a']?.error?.code).toBe('input-mismatch');
    expect(JSON.stringify(result.nodes['a'])).not.toContain(TOKEN);
  });

  test('[R11] whatever a secret is, the job runs: numbers, objects, nothing, a part of a node’s id', async () => {
    const circular: { self?: unknown; text: string } = { text: TOKEN };
    circular.self = circular;
    const given = node('given', [{ name: 'key', secret: true }], () => {
      throw new Error(`a 471199 ${TOKEN} b`);
    });
    for (const key of [471_199, 471_199n, '', circular, [TOKEN], new Map([['a', TOKEN]]), true]) {
      const secrets = { key, id: 'given' };
      const { result } = await runBoth(
        { given: { type: 'given' }, same: { type: 'same', values: { a: 1 } } },
        { more: [given], context: { secrets }, record: true },
      );
      expect({ ...result.nodesStatus }).toEqual({ given: 'error', same: 'success' });
      const text = String(result.nodes['given']?.error?.message);
      expect(text.includes(TOKEN)).toBe(typeof key !== 'object');
      expect(text.includes('471199')).toBe(!['number', 'bigint'].includes(typeof key));
    }
  });

  test('[R11] functions read them, and a missing one is undefined', async () => {
    const reads = node('reads', [], ({ secrets }: NodeContext) => [secrets['key'], secrets['x']], {
      call: { context: true },
    });
    const { result } = await run({ a: { type: 'reads' } }, { more: [reads], context });
    expect(summary(result)).toEqual({ a: [TOKEN, undefined] });
  });
});
