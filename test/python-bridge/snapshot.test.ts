import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createPyodide, type BootEvent } from '../../python-bridge/node.js';
import type { BootReport } from '../../python-bridge/runtime/boot-report.js';
import { SnapshotKeeper } from '../../python-bridge/runtime/snapshot-keeper.js';
import type { PythonRuntime } from '../../src/run/python/python-runtime.js';
import { node, run } from '../contract/python-nodes.js';
import { testPythonRuntime } from '../contract/python-runtime.js';
import { createOver } from './restored.js';

jest.setTimeout(120_000);

const MODULES = {
  'pack.m': {
    file: 'pack/m.py',
    source: `
import os, random, secrets, sys, tempfile, uuid
count = 0
def draw():
    return [random.random(), str(uuid.uuid4()), secrets.token_hex(), os.urandom(8).hex(), tempfile.mktemp()]
def counted():
    global count
    count += 1
    return count
def path(): return sys.path
def leave(): os._exit(1)
`,
  },
};

const keeper = new SnapshotKeeper();
const answer = async (python: PythonRuntime, name: string): Promise<unknown> =>
  (await run(python, node(name))).output(0).value;

/** One whose memory was taken: all others of this file start from it. */
let first: PythonRuntime;
beforeAll(async () => {
  first = createOver(keeper, MODULES);
  await first.boot();
});
afterAll(() => first.close());

// Those of worker.test.ts that are not the first of their runtime start so, too.
testPythonRuntime('createPyodide({ thread: "worker" }), from a snapshot', {
  create: (modules) => createOver(keeper, modules),
});

describe('interpreters that start from one snapshot', () => {
  const restored = [0, 1].map(() => createOver(keeper, MODULES));
  afterAll(() => Promise.all(restored.map((python) => python.close())));

  test('share nothing that is random', async () => {
    const drawn = await Promise.all(
      [first, ...restored].map((python) => answer(python, 'draw') as Promise<unknown[]>),
    );
    const values = drawn.flat();
    expect(values).toHaveLength(15);
    expect(new Set(values).size).toBe(15);
  });

  test('share no state of modules, and look for them in the same places', async () => {
    expect(await answer(first, 'counted')).toBe(1);
    expect(await answer(first, 'counted')).toBe(2);
    expect(await answer(restored[0]!, 'counted')).toBe(1);
    expect(await answer(restored[0]!, 'path')).toEqual(await answer(first, 'path'));
  });
});

describe('a snapshot', () => {
  test('is of shared memory, and taken once', async () => {
    // Of the worker's realm, not of this one.
    expect(Object.prototype.toString.call(keeper.next)).toBe('[object SharedArrayBuffer]');
    const reports: BootReport[] = [];
    const python = createOver(keeper, MODULES, (report) => reports.push(report));
    await python.boot();
    await python.close();
    expect(reports.map(({ type }) => type)).toEqual(['restore']);
  });

  test('that is none is tried once; Python starts without', async () => {
    const broken = new SnapshotKeeper();
    broken.listen(() => undefined)({ type: 'snapshot', snapshot: new SharedArrayBuffer(1_000) });
    const reports: BootReport[] = [];
    const python = createOver(broken, MODULES, (report) => reports.push(report));
    expect(await answer(python, 'counted')).toBe(1);
    expect(reports.map(({ type }) => type)).toEqual(['restore', 'compile']);
    expect(broken.next).toBeUndefined();
    await python.close();
  });

  test('is what starts the interpreter after one that broke', async () => {
    const events: BootEvent[] = [];
    const python = createPyodide({ modules: MODULES, onBoot: (event) => events.push(event) });
    const broken = await run(python, node('leave'));
    expect(broken.outcomes.get(0)).toMatchObject({ error: { code: 'python-crashed' } });
    expect(await answer(python, 'counted')).toBe(1);
    expect(events.map(({ type }) => type)).toEqual(['compile', 'ready', 'restore', 'ready']);
    await python.close();
  });
});
