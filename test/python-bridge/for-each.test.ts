/** The library's loop over graphs with Python in them. */
import { describe, expect, test } from '@jest/globals';
import { JobRunner, mergeNodes, parseConfig } from 'millrace';
import * as library from 'millrace/library';
import { createPyodide } from 'millrace/python/node';
import { nest, summary } from '../src/run/support.js';

describe('For each, in Pyodide', () => {
  const SOURCE =
    'def double(x):\n    return x * 2\n\ndef odd(x):\n    assert x % 2, "even"\n    return x\n';
  test('[R16] a graph of both languages runs for each item', async () => {
    const pythonNode = (name: string): object => ({
      type: `sums.${name}`,
      source: { language: 'python', module: 'sums', export: name },
      inputs: [{ name: 'x', required: true }],
      outputs: [{ name: 'result' }],
      returns: 'value',
    });
    const python = createPyodide({ modules: { sums: SOURCE } });
    const { config } = parseConfig({ nodeTypes: ['double', 'odd'].map(pythonNode) });
    const set = mergeNodes(library, { config, functions: {} });
    const runner = new JobRunner(set.config, { ...set, python });
    const item = nest(
      {
        odd: { type: 'sums.odd' },
        log: { type: 'debug.log', wires: { value: 'odd' } },
        twice: { type: 'sums.double', wires: { x: 'log' } },
      },
      { in: { item: 'odd.x' }, out: { y: 'twice.result' } },
    );
    const values = { items: [1, 2, 3, 4, 5], graph: 'item', onError: 'collect' };
    const graph = nest({ n: { type: 'control.forEach', values } }, {}, { item });
    const result = await runner.run(graph, { keep: 'all' });
    await python.close();
    expect(result.nodes['n']!.outputs['results']).toEqual([2, null, 6, null, 10]);
    expect(result.nodes['n']!.outputs['errors']).toMatchObject([
      { index: 1, message: expect.stringMatching(/^n\/1\/odd: .*even/) },
      { index: 3 },
    ]);
    expect(summary(result)).toMatchObject({ 'n/4/log': 5, 'n/1/twice': 'skipped' });
  });
});
