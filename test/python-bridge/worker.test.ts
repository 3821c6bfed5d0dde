import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PythonRuntime } from '../../src/run/python/python-runtime.js';
import { createPyodide } from '../../python-bridge/node.js';
import { createRecorder, node, rejection, run, value } from '../contract/python-nodes.js';
import { testStopping } from '../contract/python-stop.js';

testStopping('createPyodide({ thread: "worker" })', {
  create: (modules) => createPyodide({ modules }),
  canEnd: true,
  hearsAtOnce: true,
  recursion: 'python-crashed',
});

/** Threads of this process that are alive, idle ones included. */
const workers = (): number =>
  (process.report.getReport() as unknown as { workers: readonly unknown[] }).workers.length;

/** What a Node process prints that imports `createPyodide` and runs this text. */
async function runScript(text: string): Promise<string> {
  const entry = new URL('../../python-bridge/node.ts', import.meta.url).href;
  const script = `import { createPyodide } from ${JSON.stringify(entry)};\n${text}`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 100_000 });
  return stdout;
}

describe('what ends an interpreter in a worker leaves the runtime usable', () => {
  const source = `
def forge():
    from js import process
    threads = process.getBuiltinModule("node:worker_threads")
    threads.parentPort.postMessage("forged")
    while True: pass
def fine(x: int) -> int: return x
def work(seconds):
    import time
    until = time.perf_counter() + seconds
    while time.perf_counter() < until: pass
`;
  let runtime: PythonRuntime;

  beforeAll(() => {
    runtime = createPyodide({ modules: { 'pack.m': source } });
  });
  afterAll(() => runtime.close());

  const runsAgain = async () => (await run(runtime, node('fine', { x: value(2) }))).output(0).value;

  test('[P2] a quick function that is slow for once is told while it runs', async () => {
    const work = (seconds: number) => node('work', { seconds: value(seconds) });
    for (let times = 0; times < 12; times += 1) await run(runtime, work(0));
    const recorder = createRecorder();
    let ended = false;
    const running = runtime.runBatch({ nodes: [work(0), work(1)] }, recorder);
    void running.then(() => {
      ended = true;
    });
    // Told when it has ended, its start would come together with its end.
    while (!recorder.order.includes('started 1')) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect([ended, recorder.order]).toEqual([false, ['started 0', 'settled 0', 'started 1']]);
    await running;
  });

  test('a forged message is a clear error, and the next batch runs', async () => {
    expect((await rejection(run(runtime, node('forge')))).code).toBe('python-protocol');
    expect(await runsAgain()).toBe(2);
  });
});

describe('createPyodide in a worker', () => {
  test('annotations of Python 3.14 are read: late, generic and by alias', async () => {
    const source = `
from dataclasses import dataclass
from typing import Annotated
type Number = int | float
type Json = None | list[Json] | dict[str, Json]
type Box[T] = list[T]

@dataclass
class Tree:
    value: Number
    left: Tree | None = None
    other: Missing | None = None

def names(a: Missing, b: list[Missing], c: Missing | None, d: int) -> Missing: return d
def meta(a: Annotated[Missing, {"label": "A"}], b: Annotated[int, {"label": "B"}] | None = None): pass
def alias(a: Number, b: Json, c: Box[int]): pass
def generic[T, N: float](a: T, b: N, c: list[T]) -> T: return a
def later(a: Later) -> Later: return a
def tree(a: Tree): return a.left.value
class Later: pass
@dataclass
class Later: x: int
`;
    const runtime = createPyodide({ modules: { m: source } });
    try {
      const [found] = await runtime.introspect(['m']);
      const schemas = Object.fromEntries(
        found?.functions.map((item) => [item.name, item.parameters.map((one) => one.schema)]) ?? [],
      );
      const number = { type: 'number' };
      const variable = { 'x-millrace': { variable: 'T' } };
      expect(schemas['names']).toEqual([{}, { type: 'array' }, {}, { type: 'integer' }]);
      expect(schemas['meta']).toEqual([{}, { anyOf: [{ type: 'integer' }, { type: 'null' }] }]);
      expect(schemas['alias']?.[0]).toEqual(number);
      expect(schemas['alias']?.[1]).toEqual({
        $ref: '#/$defs/Json',
        $defs: {
          Json: {
            anyOf: [
              { type: 'array', items: { $ref: '#/$defs/Json' } },
              { type: 'object', additionalProperties: { $ref: '#/$defs/Json' } },
              { type: 'null' },
            ],
          },
        },
      });
      expect(schemas['alias']?.[2]).toEqual({ type: 'array', items: { type: 'integer' } });
      expect(schemas['generic']).toEqual([
        variable,
        { type: 'number' },
        { type: 'array', items: variable },
      ]);
      expect(schemas['later']?.[0]).toMatchObject({ properties: { x: { type: 'integer' } } });
      expect(schemas['tree']?.[0]).toMatchObject({
        $ref: '#/$defs/Tree',
        $defs: { Tree: { properties: { value: number, other: {} } } },
      });
      const metas = found?.functions.find((item) => item.name === 'meta')?.parameters;
      expect(metas?.map((one) => one.meta)).toEqual([{ label: 'A' }, { label: 'B' }]);
      expect(new Set(found?.diagnostics.map((item) => item.function))).toEqual(
        new Set(['names', 'meta', 'tree']),
      );
      const a = value({ value: 1, left: { value: 2.5 } });
      const ran = await run(runtime, node('tree', { a }, { module: 'm' }));
      expect(ran.output(0).value).toBe(2.5);
    } finally {
      await runtime.close();
    }
  });

  test('a boot that takes longer than bootTimeoutMs is a clear error, and can be tried again', async () => {
    const before = workers();
    const runtime = createPyodide({ bootTimeoutMs: 1 });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const error = await rejection(runtime.boot());
      expect(error.code).toBe('python-boot-timeout');
      expect(error.message).toContain('within 1 ms');
    }
    await runtime.close();
    expect(workers()).toBe(before);
  });

  test('close leaves no worker running', async () => {
    const before = workers();
    const runtime = createPyodide();
    await runtime.boot();
    expect(workers()).toBeGreaterThan(before);
    await runtime.close();
    expect(workers()).toBe(before);
  });

  test('a script waits for its batch, and ends although it forgot to close', async () => {
    const printed = await runScript(`
      const python = createPyodide({ modules: { m: 'async def f(): return 42' } });
      const outputs = [{ name: 'r', keep: { value: 'small', handle: false } }];
      const node = { nodeId: 'n', module: 'm', export: 'f', returns: 'value', arguments: [], outputs };
      python.runBatch({ nodes: [node] }, {
        onStarted() {}, onLogged() {},
        onSettled: (_, outcome) => console.log(outcome.outputs[0].value),
      });
    `);
    expect(printed).toBe('42\n');
  });
});
