/** P3 on the runner's side: values that an interpreter took with it. */
import { describe, expect, test } from '@jest/globals';
import { createConfig, JobRunner } from 'millrace';
import type { Callable, Handle, JobEvent, NodeSettings } from 'millrace';
import { expectLawfulEvents, graphOf, nest, node, nodes, summary } from '../support.js';
import type { NodeSketch } from '../support.js';
import { CRASH } from './fake-batch.js';
import { FakePython, Opaque, pythonType, withPython } from './fake-python.js';

type Sketches = Readonly<Record<string, NodeSketch>>;

/** The inline node `gate` ends the interpreter, and hands on what it is given. */
function setUp(frame: Readonly<Record<string, Callable>> = {}) {
  const python: FakePython = new FakePython({
    open: (name: string) => new Opaque(name),
    more: (a: Opaque, name: string) => new Opaque(`${a.name}${name}`),
    both: (a: Opaque) => [new Opaque(`${a.name}1`), new Opaque(`${a.name}2`)],
    nameOf: (opaque: Opaque) => opaque.name,
    pair: (a: Opaque, b: Opaque) => `${a.name}+${b.name}`,
    ...frame,
  });
  const gate = node('gate', ['after?'], () => {
    python.restart();
    return 'g';
  });
  const { config, functions } = createConfig([...nodes, gate]);
  const types = [
    pythonType('open', ['name']),
    pythonType('more', ['a', 'name']),
    pythonType('both', ['a'], { outputs: ['x', 'y'] }),
    pythonType('nameOf', ['opaque', 'after?']),
    pythonType('pair', ['a', 'b', 'after?']),
    ...Object.keys(frame).map((name) => pythonType(name, ['after?'])),
  ];
  const runner = new JobRunner(withPython(config, types), { functions, python });
  const run = async (graph: unknown, keep: 'ends' | 'all' = 'ends') => {
    const events: JobEvent[] = [];
    const result = await runner.run(graph, { keep, onEvent: (event) => events.push(event) });
    expectLawfulEvents(events, result);
    const logs = events.flatMap((event) =>
      event.type === 'nodeLogged' ? [`${event.nodeId}: ${event.message}`] : [],
    );
    const starts = events.flatMap((event) => (event.type === 'nodeStarted' ? [event.nodeId] : []));
    return { result, logs, starts };
  };
  return { python, run };
}

const SAID = 'values it needs were lost with their Python interpreter; called again to make them:';

describe('a value whose interpreter has ended', () => {
  test('[P3] is made again by the nodes that made it, and only the log of the reader says so', async () => {
    const { python, run } = setUp();
    const sketches: Sketches = {
      a: { type: 'p.open', values: { name: 'a' } },
      b: { type: 'p.more', wires: { a: 'a' }, values: { name: 'b' } },
      gate: { type: 'gate', wires: { after: 'done' } },
      done: { type: 'p.nameOf', wires: { opaque: 'b' } },
      read: { type: 'p.nameOf', wires: { opaque: 'b', after: 'gate' } },
    };
    const { result, logs, starts } = await run(graphOf(sketches));
    expect(summary(result)).toMatchObject({ done: 'ab', read: 'ab' });
    expect(python.calls).toEqual(['a', 'b', 'done', 'a', 'b', 'read']);
    expect(starts).toEqual(['a', 'b', 'done', 'gate', 'read']);
    expect(logs).toEqual([`read: ${SAID} a, b`]);
    expect(result.nodes['a']).toMatchObject({ attempts: 1, status: 'success' });
    result.close();
    expect(python.stored).toBe(0);
  });

  test('[P3] is made once for all that read it, and its other outputs stay as they are', async () => {
    const { python, run } = setUp();
    const { result } = await run(
      graphOf({
        a: { type: 'p.open', values: { name: 'a' } },
        two: { type: 'p.both', wires: { a: 'a' } },
        gate: { type: 'gate', wires: { after: 'first' } },
        first: { type: 'p.nameOf', wires: { opaque: 'two.x' } },
        both: { type: 'p.pair', wires: { a: 'two.x', b: 'two.y', after: 'gate' } },
        again: { type: 'p.nameOf', wires: { opaque: 'two.y', after: 'gate' } },
        later: { type: 'later', wires: { a: 'both' } },
        last: { type: 'p.nameOf', wires: { opaque: 'two.y', after: 'later' } },
      }),
    );
    expect(summary(result)).toMatchObject({ both: 'a1+a2', again: 'a2', last: 'a2' });
    expect(python.calls.filter((id) => id === 'two')).toHaveLength(2);
    result.close();
    expect(python.stored).toBe(0);
  });

  test('[P3] a batch that its interpreter did not end with starts over from what it had made', async () => {
    let calls = 0;
    const { python, run } = setUp({ breaks: () => ((calls += 1) < 2 ? CRASH : 'calm') });
    const { result } = await run(
      graphOf({
        a: { type: 'p.open', values: { name: 'a' } },
        bad: { type: 'p.breaks', settings: { retry: { attempts: 2 } } },
        read: { type: 'p.nameOf', wires: { opaque: 'a', after: 'bad' } },
      }),
    );
    expect(summary(result)).toMatchObject({ bad: 'calm', read: 'a' });
    expect(python.calls).toEqual(['a', 'bad', 'bad', 'a', 'read']);
  });

  test('[R9] a try after a failed one has its inputs, and nothing is called again', async () => {
    const values: unknown[] = [];
    const { python, run } = setUp({
      flaky: (...given: unknown[]) => {
        values.push(given[0]);
        if (values.length < 3) throw new Error('once more');
        return (given[0] as Opaque).name;
      },
    });
    const settings: NodeSettings = { retry: { attempts: 3 } };
    const { result, logs } = await run(
      graphOf({
        a: { type: 'p.open', values: { name: 'a' } },
        read: { type: 'p.flaky', wires: { after: 'a' }, settings },
        behind: { type: 'p.pair', wires: { a: 'a', b: 'a', after: 'read' } },
      }),
    );
    expect(summary(result)).toMatchObject({ read: 'a', behind: 'a+a' });
    expect(new Set(values).size).toBe(1);
    expect(python.calls).toEqual(['a', 'read', 'read', 'read', 'behind']);
    expect(logs).toEqual([]);
    result.close();
    expect(python.stored).toBe(0);
  });

  test('[P3] one that can’t be made again is the reader’s error, which says why', async () => {
    let calls = 0;
    const once = (): unknown => {
      calls += 1;
      if (calls > 1) throw new Error('the file is gone');
      return new Opaque('once');
    };
    const { run } = setUp({ once });
    const { result } = await run(
      graphOf({
        a: { type: 'p.once' },
        gate: { type: 'gate', wires: { after: 'seen' } },
        seen: { type: 'p.nameOf', wires: { opaque: 'a' } },
        read: { type: 'p.nameOf', wires: { opaque: 'a', after: 'gate' } },
        behind: { type: 'same', wires: { a: 'read' } },
      }),
    );
    expect(result.nodes['a']?.status).toBe('success');
    expect(result.nodes['read']?.error).toMatchObject({ code: 'handle-dead' });
    expect(result.nodes['read']?.error?.message).toMatch(
      /^a value of a was lost with its Python interpreter, and a failed when it was called again: the file is gone/,
    );
    expect(result.nodes['behind']?.cause).toEqual({ nodeId: 'read', reason: 'error' });
  });

  test('[P3] one that was lost while the batch was on its way is made again, too', async () => {
    const { python, run } = setUp();
    const runBatch = python.runBatch.bind(python);
    python.runBatch = (batch, listener, signal) => {
      if (batch.nodes[0]!.nodeId === 'read' && python.calls.length === 2) python.restart();
      return runBatch(batch, listener, signal);
    };
    const { result } = await run(
      graphOf({
        a: { type: 'p.open', values: { name: 'a' } },
        seen: { type: 'p.nameOf', wires: { opaque: 'a' } },
        late: { type: 'later', wires: { a: 'seen' } },
        read: { type: 'p.nameOf', wires: { opaque: 'a', after: 'late' } },
      }),
    );
    expect(summary(result)).toMatchObject({ read: 'a' });
    expect(python.calls).toEqual(['a', 'seen', 'a', 'read']);
    expect(result.nodes['read']?.attempts).toBe(2);
  });

  test('[P3] it goes into subgraphs and comes out of them', async () => {
    const opens = nest(
      { o: { type: 'p.open' } },
      { in: { name: 'o.name' }, out: { y: 'o.result' } },
    );
    const reads = nest(
      { gate: { type: 'gate' }, n: { type: 'p.nameOf', wires: { after: 'gate' } } },
      { in: { x: 'n.opaque' }, out: { y: 'n.result' } },
    );
    const { python, run } = setUp();
    const { result, logs } = await run(
      nest(
        {
          o: { type: 'graph:opens', values: { name: 'deep' } },
          r: { type: 'graph:reads', wires: { x: 'o.y' } },
          last: { type: 'p.pair', wires: { a: 'o.y', b: 'o.y', after: 'r.y' } },
        },
        {},
        { opens, reads },
      ),
    );
    expect(summary(result)).toMatchObject({ r: { y: 'deep' }, last: 'deep+deep' });
    expect(python.calls).toEqual(['o/o', 'o/o', 'r/n', 'last']);
    expect(logs).toEqual([`r/n: ${SAID} o/o`]);
    result.close();
    expect(python.stored).toBe(0);
  });

  test('[P3] a chain of five thousand is made again without recursion', async () => {
    const { python, run } = setUp();
    const sketches: Record<string, NodeSketch> = { n0: { type: 'p.open', values: { name: 'a' } } };
    for (let index = 1; index <= 5000; index += 1) {
      sketches[`n${index}`] = {
        type: 'p.more',
        wires: { a: `n${index - 1}` },
        values: { name: '' },
      };
    }
    sketches['gate'] = { type: 'gate', wires: { after: 'seen' } };
    sketches['seen'] = { type: 'p.nameOf', wires: { opaque: 'n5000' } };
    sketches['read'] = { type: 'p.nameOf', wires: { opaque: 'n5000', after: 'gate' } };
    const { result, logs } = await run(graphOf(sketches));
    expect(summary(result)['read']).toBe('a');
    expect(python.calls).toHaveLength(10_004);
    expect(logs[0]).toMatch(/ and \d{4} more$/);
    result.close();
    expect(python.stored).toBe(0);
  });

  test('[P3] that of a result is dead, and its error says so', async () => {
    const { python, run } = setUp();
    const { result } = await run(graphOf({ a: { type: 'p.open', values: { name: 'a' } } }));
    python.restart();
    const handle = result.nodes['a']?.outputs['result'] as Handle;
    await expect(handle.fetch()).rejects.toMatchObject({ code: 'handle-dead' });
    result.close();
  });
});
