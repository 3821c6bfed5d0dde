/** Python in graphs that a function runs. */
import { describe, expect, test } from '@jest/globals';
import { createConfig, JobRunner } from 'millrace';
import { host } from './graph-host.js';
import { FOREVER } from './python/fake-batch.js';
import { FakePython, Opaque, pythonType, withPython } from './python/fake-python.js';
import { nest, nodes } from './support.js';

describe('a function runs graphs of Python nodes', () => {
  const act = host('act', async ({ runGraph }, name) =>
    runGraph(name as string, name === 'opens' ? {} : { x: 1 }),
  );
  const types = [
    pythonType('same', ['a']),
    pythonType('open', []),
    pythonType('nameOf', ['opaque']),
    pythonType('spin', []),
  ];
  const subgraphs = {
    plain: nest({ p: { type: 'p.same' } }, { in: { x: 'p.a' }, out: { y: 'p.result' } }),
    named: nest(
      {
        p: { type: 'p.same' },
        o: { type: 'p.open' },
        n: { type: 'p.nameOf', wires: { opaque: 'o' } },
      },
      { in: { x: 'p.a' }, out: { y: 'n.result' } },
    ),
    opens: nest({ o: { type: 'p.open' } }, { out: { y: 'o.result' } }),
    spins: nest({ p: { type: 'p.same' }, s: { type: 'p.spin' } }, { in: { x: 'p.a' } }),
  };
  const run = async (given: string, signal?: AbortSignal) => {
    const frame = {
      same: (a: unknown) => a,
      open: () => new Opaque('frame'),
      nameOf: (opaque: Opaque) => opaque.name,
      spin: () => FOREVER,
    };
    const python = new FakePython(frame);
    const { config, functions } = createConfig([...nodes, act]);
    const runner = new JobRunner(withPython(config, types), { functions, python });
    const graph = nest({ n: { type: 'act', values: { given } } }, {}, subgraphs);
    const result = await runner.run(graph, signal === undefined ? {} : { signal });
    return { result, python };
  };

  test('[R16] plain values cross; what stays in Python may do so inside', async () => {
    for (const [given, y] of [
      ['plain', 1],
      ['named', 'frame'],
    ] as const) {
      const { result, python } = await run(given);
      expect(result.nodes['n']?.outputs['result']).toEqual({ y });
      result.close();
      expect(python.stored).toBe(0);
    }
  });

  test('[R16] a value that can’t leave Python is an error with its place', async () => {
    const { result, python } = await run('opens');
    expect(result.nodes['n']?.error).toMatchObject({ code: 'value-not-crossed' });
    expect(result.nodes['n']?.error?.message).toMatch(/^n\/0\/o\.result: a Python /);
    result.close();
    expect(python.stored).toBe(0);
  });

  test('[R10] a cancel ends the interpreter with the graph', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    const { result } = await run('spins', controller.signal);
    expect(result.status).toBe('cancelled');
    expect(result.nodesStatus).toMatchObject({ n: 'cancelled', 'n/0/s': 'cancelled' });
  });
});
