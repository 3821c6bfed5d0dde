/** Values that stay in Python at the border of a subgraph. */
import { describe, expect, test } from '@jest/globals';
import { createConfig, JobRunner, noValue } from 'millrace';
import type { JobEvent, Method, RunOptions } from 'millrace';
import { FakePython, Opaque, pythonType, withPython } from './python/fake-python.js';
import { expectLawfulEvents, nest, nodes, summary } from './support.js';

describe.each(['async', 'sync'] as const)('subgraphs and Python, %s', (method: Method) => {
  const frame = {
    open: (name: string) => new Opaque(name),
    nameOf: (opaque: Opaque) => opaque.name,
    same: (a: unknown) => a,
    fork: () => [new Opaque('yes'), noValue],
  };
  const types = [
    pythonType('open', ['name']),
    pythonType('nameOf', ['opaque']),
    pythonType('same', ['a']),
    pythonType('fork', [], { outputs: ['yes', 'no'] }),
  ];
  async function runPython(graph: unknown, options: RunOptions = {}) {
    const python = new FakePython(frame, { isSync: method === 'sync' });
    const { config, functions } = createConfig(nodes);
    const runner = new JobRunner(withPython(config, types), { functions, python, method });
    const events: JobEvent[] = [];
    const result = await runner.run(graph, {
      ...options,
      onEvent: (event) => events.push(event),
    });
    expectLawfulEvents(events, result);
    return { result, python };
  }

  const names = nest(
    { name: { type: 'p.nameOf' }, again: { type: 'p.same' } },
    {
      in: { value: 'name.opaque', other: 'again.a' },
      out: { y: 'name.result', z: 'again.result' },
    },
  );
  const opens = nest(
    { open: { type: 'p.open' } },
    { in: { name: 'open.name' }, out: { y: 'open.result' } },
  );

  test('[R16] a value that can’t leave Python goes into a subgraph, and comes out of it', async () => {
    const { result, python } = await runPython(
      nest(
        {
          open: { type: 'graph:opens', values: { name: 'frame' } },
          pass: { type: 'p.same', wires: { a: 'open.y' } },
          read: { type: 'graph:names', wires: { value: 'pass', other: 'open.y' } },
          last: { type: 'p.nameOf', wires: { opaque: 'read.z' } },
        },
        {},
        { opens, names },
      ),
    );
    expect(summary(result)).toMatchObject({ last: 'frame', 'read/name': 'frame' });
    result.close();
    expect(python.stored).toBe(0);
  });

  test('[R16] a function outside Python that reads it fails, and says so', async () => {
    const { result, python } = await runPython(
      nest(
        {
          open: { type: 'graph:opens', values: { name: 'frame' } },
          local: { type: 'same', wires: { a: 'open.y' } },
        },
        {},
        { opens },
      ),
    );
    expect(result.nodes['local']?.error?.code).toBe('value-not-crossed');
    result.close();
    expect(python.stored).toBe(0);
  });

  test('[R15] a value that a subgraph puts out is kept until the result is closed', async () => {
    const { result, python } = await runPython(
      nest({ open: { type: 'graph:opens', values: { name: 'frame' } } }, {}, { opens }),
      { keep: 'all' },
    );
    const handle = result.nodes['open']?.outputs['y'] as { fetch(): Promise<unknown> };
    expect(await handle.fetch()).toMatchObject({ name: 'frame' });
    result.close();
    result.close();
    expect(python.stored).toBe(0);
    await expect(handle.fetch()).rejects.toMatchObject({ code: 'value-not-kept' });
  });

  test('[R16] plain values cross between languages at the border, both ways', async () => {
    const mixed = nest(
      { py: { type: 'p.same' }, ts: { type: 'same', wires: { a: 'py' } } },
      { in: { a: 'py.a' }, out: { y: 'ts.result', z: 'py.result' } },
    );
    const { result, python } = await runPython(
      nest(
        {
          source: { type: 'one' },
          g: { type: 'graph:mixed', wires: { a: 'source' } },
          ts: { type: 'add', wires: { a: 'g.y', b: 'g.z' } },
          py: { type: 'p.same', wires: { a: 'ts' } },
        },
        {},
        { mixed },
      ),
    );
    expect(summary(result)).toMatchObject({ g: { y: 1, z: 1 }, ts: 2, py: 2 });
    result.close();
    expect(python.stored).toBe(0);
  });

  test('[R16] a branch that Python did not take is one outside, too', async () => {
    const fork = nest({ f: { type: 'p.fork' } }, { out: { yes: 'f.yes', no: 'f.no' } });
    const { result, python } = await runPython(
      nest(
        {
          g: { type: 'graph:fork' },
          yes: { type: 'p.nameOf', wires: { opaque: 'g.yes' } },
          no: { type: 'p.nameOf', wires: { opaque: 'g.no' } },
        },
        {},
        { fork },
      ),
    );
    expect(summary(result)).toMatchObject({ yes: 'yes', no: 'skipped' });
    result.close();
    expect(python.stored).toBe(0);
  });
});
