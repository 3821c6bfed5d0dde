/**
 * What every PythonRuntime promises. Call it in a test file of its own, for it starts interpreters:
 * one is shared by most tests, those that end theirs get another.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type {
  Batch,
  HandleRef,
  PythonModule,
  PythonRuntime,
} from '../../src/run/python/python-runtime.js';
import { testNodeContext } from './python-context.js';
import { testPythonErrors } from './python-errors.js';
import { testPythonValues } from './python-values.js';
import {
  createRecorder,
  held,
  MODULES,
  node,
  rejection,
  run,
  SOURCE,
  TWO,
  value,
  wire,
} from './python-nodes.js';

// An interpreter takes seconds to start, on a busy machine many.
jest.setTimeout(120_000);

/** How the suite makes the runtime it tests. */
export interface PythonRuntimeMaker {
  create(modules: Readonly<Record<string, PythonModule>>): PythonRuntime;
  /** What `isLive` says of a handle, where asking takes its time. */
  isLive?(runtime: PythonRuntime, handle: HandleRef): Promise<boolean>;
}

/** The tests; `name` is the runtime's, for their titles. */
export function testPythonRuntime(name: string, maker: PythonRuntimeMaker): void {
  const isLive = async (runtime: PythonRuntime, handle: HandleRef): Promise<unknown> =>
    maker.isLive === undefined ? runtime.isLive?.(handle) : maker.isLive(runtime, handle);

  describe(`${name} keeps the contract of PythonRuntime`, () => {
    let runtime: PythonRuntime;

    beforeAll(async () => {
      runtime = maker.create(MODULES);
      await runtime.boot();
    });
    afterAll(() => runtime.close());

    test('boot is idempotent', async () => {
      await expect(Promise.all([runtime.boot(), runtime.boot()])).resolves.toBeDefined();
    });

    test('every fixture is introspected byte-equal to what CPython reads', async () => {
      const folder = new URL('../fixtures/python/', import.meta.url);
      const files = readdirSync(folder)
        .filter((file) => file.endsWith('.py'))
        .sort();
      const modules = Object.fromEntries(
        files.map((file) => [
          `golden.${file.replace('.py', '')}`,
          { source: readFileSync(new URL(file, folder), 'utf8'), file: `golden/${file}` },
        ]),
      );
      await runtime.addModules(modules);
      const found = await runtime.introspect(Object.keys(modules));
      const golden: unknown = JSON.parse(readFileSync(new URL('golden.json', folder), 'utf8'));
      expect(stable(found)).toBe(stable(golden));
    });

    test('imports are found as dotted names', async () => {
      const source = 'from . import a\nfrom ..b import c\nimport json';
      expect(await runtime.findImports('p.q.r', source)).toEqual([
        'json',
        'p.b',
        'p.b.c',
        'p.q',
        'p.q.a',
      ]);
    });

    test('[P9] a text that is being written runs, and one that is none changes nothing', async () => {
      const read = (source: string) => runtime.introspect({ source, module: 'written.now' });
      const good = await read('def twice(x: int) -> int:\n    return 2 * x\n');
      expect(good.config.nodeTypes.map(({ type }) => type)).toEqual(['written.now.twice']);
      const bad = await read('def twice(x: int) -> int:\n    return 2 * * x\n');
      expect(bad).toMatchObject({ accepted: false, file: 'written/now.py' });
      expect(bad.diagnostics).toEqual([expect.objectContaining({ line: 2, column: 16 })]);
      const ran = await run(runtime, node('twice', { x: value(4) }, { module: 'written.now' }));
      expect(ran.output(0).value).toBe(8);
    });

    test('values go from node to node, and each node reports its start and its end', async () => {
      const ran = await run(
        runtime,
        node('add', { a: value('1') }),
        node('add', { a: wire(0), b: value(4) }),
        node('divide', { a: value(7), b: value(2) }, TWO),
        node('add', { a: wire(2, 1), b: value(0) }),
      );
      expect(ran.order).toEqual([0, 1, 2, 3].flatMap((at) => [`started ${at}`, `settled ${at}`]));
      expect([0, 1, 3].map((at) => ran.output(at).value)).toEqual([3, 7, 1]);
      expect([ran.output(2, 0).value, ran.output(2, 1).value]).toEqual([3, 1]);
      expect(ran.unattempted).toEqual([]);
      for (const outcome of ran.outcomes.values()) {
        expect(outcome.durationMs).toBeGreaterThanOrEqual(0);
      }
    });

    test('values are converted by the declared types', async () => {
      const given = { p: value({ x: 1, color: 'RED' }), d: value(new Date(0)) };
      const ran = await run(runtime, node('typed', { ...given, b: value(new Uint8Array([1])) }));
      expect(ran.output(0).value).toBe(
        "Point(x=1.0, color=<Color.RED: 'r'>) datetime.date(1970, 1, 1) b'\\x01'",
      );
    });

    test('every value that can be said crosses both ways unchanged', async () => {
      const values = [
        null,
        true,
        0.5,
        -0,
        Number.NaN,
        Number.POSITIVE_INFINITY,
        2n ** 80n,
        'é 😀 \u0000',
        new Uint8Array([0, 255]),
        [1, [2, { a: null }]],
        { $int: '1', nested: { $object: 1 } },
      ];
      const ran = await run(runtime, ...values.map((item) => node('same', { x: value(item) })));
      for (const [at, item] of values.entries()) {
        expect(ran.output(at).value).toStrictEqual(item);
        expect(ran.output(at)).not.toHaveProperty('preview');
      }
    });

    test('__proto__ and constructor are keys like any other, in both directions', async () => {
      const text = '{"__proto__":{"x":1},"constructor":{"prototype":2}}';
      const ran = await run(runtime, node('same', { x: value(JSON.parse(text)) }));
      const came = ran.output(0).value as object;
      expect(JSON.stringify(came)).toBe(text);
      expect(Object.getPrototypeOf(came)).toBe(Object.prototype);
    });

    test('a JavaScript value that can not be sent is the error of its node alone', async () => {
      const ran = await run(
        runtime,
        node('same', { x: value(() => 1) }, { nodeId: 'n1' }),
        node('same', { x: value(1) }),
      );
      expect(ran.error(0)).toMatchObject({ code: 'value-not-encodable' });
      expect(ran.error(0).message).toContain('n1.x');
      expect(ran.output(1).value).toBe(1);
    });

    test('a mismatch names node, port, what was expected and what came', async () => {
      const ran = await run(runtime, node('add', { a: value('x') }, { nodeId: 'n1' }));
      expect(ran.error(0)).toMatchObject({
        code: 'argument-mismatch',
        message: "n1.a: expected a number, got str 'x'",
      });
    });

    test('a failed node has its Python type, its words and its line, and blocks dependents', async () => {
      const ran = await run(
        runtime,
        node('bad', { x: value(1) }),
        node('same', { x: wire(0) }),
        node('same', { x: value(2) }),
      );
      const line = SOURCE.split('\n').findIndex((text) => text.startsWith('def bad')) + 1;
      expect(ran.error(0)).toMatchObject({
        name: 'ValueError',
        code: 'python-error',
        message: `ValueError: not 1 (src/pack/m.py:${line})`,
      });
      expect(ran.error(0).stack).toContain('raise ValueError');
      expect(ran.error(0).stack).not.toContain('millrace_host');
      expect(ran.unattempted).toEqual([1]);
      expect(ran.output(2).value).toBe(2);
    });

    test('a raising __str__ and sys.exit are errors of their nodes', async () => {
      const ran = await run(runtime, node('rude'), node('leave'), node('same', { x: value(1) }));
      expect(ran.error(0).message).toContain('Rude: <its __str__ raised RuntimeError>');
      expect(ran.error(1).name).toBe('SystemExit');
      expect(ran.output(2).value).toBe(1);
    });

    test('what a leftover task lets escape harms nobody', async () => {
      await run(runtime, node('leftover'));
      await run(runtime, node('at_once'));
      expect((await run(runtime, node('same', { x: value(1) }))).output(0).value).toBe(1);
    });

    test('a node that asks for input finds its end at once', async () => {
      expect((await run(runtime, node('ask'))).error(0).name).toBe('EOFError');
    });

    test('a branch that gives no value is not taken', async () => {
      const ran = await run(
        runtime,
        node('branch', { up: value(true) }, TWO),
        node('same', { x: wire(0, 0) }),
        node('same', { x: wire(0, 1) }),
      );
      expect(ran.output(0, 1)).toEqual({ noValue: true });
      expect(ran.output(1).value).toBe(1);
      expect(ran.unattempted).toEqual([2]);
    });

    test('what a node prints is its log, by stream and in few messages', async () => {
      const ran = await run(runtime, node('talk', { n: value(1000) }));
      expect(ran.logs.length).toBeLessThan(30);
      const texts = (level: string) =>
        ran.logs.filter((log) => log.level === level).map((log) => log.message);
      expect(texts('info').join('\n').split('\n')).toEqual(
        Array.from({ length: 1000 }, (_, i) => `${i}`),
      );
      expect(texts('warning')).toEqual(['careful']);
    });

    test('a megabyte of output is cut, counted and floods nobody', async () => {
      const ran = await run(runtime, node('talk', { n: value(200_000) }));
      const length = ran.logs.reduce((sum, log) => sum + log.message.length, 0);
      expect(length).toBeLessThan(66_000);
      expect(ran.logs.at(-1)?.message).toMatch(/\d+ more characters were printed and dropped/);
      expect(ran.logs.length).toBeLessThan(200);
    });

    test('large values cross when asked for, else their preview does', async () => {
      const n = value(30_000);
      const ran = await run(
        runtime,
        node('numbers', { n }),
        node('numbers', { n }, { keep: 'always' }),
        node('numbers', { n: value(3) }, { keep: 'never' }),
      );
      expect(ran.output(0)).not.toHaveProperty('value');
      expect(ran.output(0).preview).toMatchObject({ type: 'list', length: 30_000 });
      expect(ran.output(0).preview?.text.length).toBeLessThanOrEqual(200);
      expect(ran.output(1).value).toHaveLength(30_000);
      expect(ran.output(2)).toEqual({ preview: { type: 'list', text: '[0, 1, 2]', length: 3 } });
    });

    test('a value that can not cross says why and goes on in Python', async () => {
      const ran = await run(runtime, node('objects'), node('show', { x: wire(0) }));
      expect(ran.output(0).error?.code).toBe('value-not-encodable');
      expect(ran.output(0).preview?.type).toBe('list');
      expect(ran.output(1).value).toContain('Point(x=1');
    });

    test('a handle is the value itself in later batches, can be fetched, and is gone once released', async () => {
      const handle = (
        await run(runtime, node('keep_one', {}, { hold: true, keep: 'never' }))
      ).output(0).handle as HandleRef;
      expect((await run(runtime, node('is_kept', { x: held(handle) }))).output(0).value).toBe(true);
      expect(await runtime.fetch(handle)).toEqual([1, 2, 3]);
      expect(await isLive(runtime, handle)).toBe(true);
      expect(await isLive(runtime, { ...handle, epoch: 99 })).toBe(false);
      runtime.release([handle, { epoch: 99, id: 1 }]);
      expect((await rejection(runtime.fetch(handle))).code).toBe('handle-dead');
      expect(await isLive(runtime, handle)).toBe(false);
      const ran = await run(runtime, node('same', { x: held(handle) }));
      expect(ran.error(0).code).toBe('handle-dead');
    });

    testNodeContext(() => runtime);
    testPythonValues(() => runtime);
    testPythonErrors(() => runtime);

    test('async nodes of one batch overlap, and so do batches', async () => {
      const nodes = Array.from({ length: 5 }, () => node('at_once'));
      const [one, two] = await Promise.all([run(runtime, ...nodes), run(runtime, ...nodes)]);
      expect([one, two].map((ran) => ran.output(4).value)).toEqual([10, 10]);
      expect(two.logs.map((log) => log.node).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
    });

    test('a replaced module is imported afresh', async () => {
      const module = (answer: number) => ({
        fresh: { source: `def f(): return ${answer}`, file: 'fresh.py' },
      });
      await runtime.addModules(module(1));
      const fresh = node('f', {}, { module: 'fresh' });
      expect((await run(runtime, fresh)).output(0).value).toBe(1);
      await runtime.addModules(module(2));
      expect((await run(runtime, fresh)).output(0).value).toBe(2);
    });

    test('a listener that throws rejects the batch after all of it has run', async () => {
      const recorder = createRecorder();
      const listener = {
        ...recorder,
        onStarted: () => {
          throw new RangeError('mine');
        },
      };
      const batch: Batch = { nodes: [node('keep_one')] };
      await expect(runtime.runBatch(batch, listener)).rejects.toThrow('mine');
      expect((await run(runtime, node('same', { x: value(1) }))).output(0).value).toBe(1);
    });

    test('a batch whose signal is aborted already does not run and ends nothing', async () => {
      const recorder = createRecorder();
      const batch: Batch = { nodes: [node('keep_one')] };
      const error = await rejection(runtime.runBatch(batch, recorder, AbortSignal.abort()));
      expect(error.code).toBe('python-cancelled');
      expect(recorder.order).toEqual([]);
    });
  });

  describe(`${name} ends and starts again`, () => {
    test('[P5] an interpreter that breaks is its node’s error, kills handles, and the next batch runs', async () => {
      const runtime = maker.create(MODULES);
      try {
        const handle = (await run(runtime, node('keep_one', {}, { hold: true }))).output(0)
          .handle as HandleRef;
        expect(await isLive(runtime, handle)).toBe(true);
        const other = run(runtime, node('forever'), node('same', { x: wire(0) }));
        const ran = await run(runtime, node('fail_badly'), node('same', { x: wire(0) }));
        expect(ran.error(0).code).toBe('python-crashed');
        expect([ran.unattempted, ran.lost]).toEqual([[1], []]);
        // The other batch is harmed by no fault of its own.
        const { outcomes, unattempted, lost } = await other;
        expect([outcomes.size, unattempted, lost]).toEqual([0, [1], [0]]);
        expect(await isLive(runtime, handle)).toBe(false);
        expect((await rejection(runtime.fetch(handle))).code).toBe('handle-dead');
        const again = await run(
          runtime,
          node('add', { a: value(1) }),
          node('same', { x: held(handle) }),
        );
        expect(again.output(0).value).toBe(3);
        expect(again.error(1).code).toBe('handle-dead');
        expect(await isLive(runtime, handle)).toBe(false);
        expect((await rejection(runtime.fetch(handle))).code).toBe('handle-dead');
      } finally {
        await runtime.close();
      }
    });

    test('close during a run rejects it, is idempotent, and every later call says so', async () => {
      const runtime = maker.create(MODULES);
      await runtime.boot();
      const running = rejection(run(runtime, node('forever')));
      await new Promise((resolve) => setTimeout(resolve, 50));
      await Promise.all([runtime.close(), runtime.close()]);
      await runtime.close();
      expect((await running).code).toBe('python-closed');
      const calls = [
        runtime.boot(),
        runtime.addModules({}),
        runtime.introspect(['m']),
        run(runtime, node('keep_one')),
        runtime.fetch({ epoch: 1, id: 1 }),
      ];
      for (const call of calls) expect((await rejection(call)).code).toBe('python-closed');
      runtime.release([{ epoch: 1, id: 1 }]);
      expect(runtime.sync).toBeUndefined();
    });

    test('a runtime that never started closes at once, and so does one that is starting', async () => {
      await maker.create(MODULES).close();
      const runtime = maker.create(MODULES);
      const booting = rejection(runtime.boot());
      await runtime.close();
      expect((await booting).code).toBe('python-closed');
    });
  });
}

/** JSON with sorted keys, as Python wrote the golden file. */
function stable(json: unknown): string {
  return JSON.stringify(json, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
