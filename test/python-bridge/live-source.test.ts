import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { generate } from '../../codegen/index.js';
import { JobRunner } from '../../src/index.js';
import type { PythonRuntime } from '../../src/run/python/python-runtime.js';
import { createPyodide } from '../../python-bridge/node.js';
import { createRecorder, node, rejection, run, value } from '../contract/python-nodes.js';

jest.setTimeout(120_000);

const FOLDER = fileURLToPath(new URL('../fixtures/python/', import.meta.url));
const GOOD = 'def double(x: int) -> int:\n    return 2 * x\n';

const double = (x: number) => node('double', { x: value(x) }, { module: 'mine' });

describe('a text that is being written', () => {
  let python: PythonRuntime;

  beforeAll(() => {
    python = createPyodide();
  });
  afterAll(() => python.close());

  const read = (source: string, more = {}) =>
    python.introspect({ source, module: 'mine', ...more });
  const callDouble = async (x: number) => (await run(python, double(x))).output(0).value;

  test.each(['signatures', 'documented', 'hostile'])(
    '[P9] its nodes are byte for byte those of codegen: %s',
    async (module) => {
      const source = readFileSync(`${FOLDER}${module}.py`, 'utf8');
      const generated = await generate({
        files: [`${FOLDER}${module}.py`],
        out: `${FOLDER}nodes.generated.ts`,
        root: FOLDER,
        python: async () => ({
          addModules: (added) => python.addModules(added),
          introspect: (modules) => python.introspect(modules),
          findImports: (name, text) => python.findImports(name, text),
          close: async () => undefined,
        }),
      });
      const live = await python.introspect({ source, module });
      expect(JSON.stringify(live.config)).toBe(JSON.stringify(generated.config));
      expect(live.config.nodeTypes.length).toBeGreaterThan(0);
      expect(live.accepted).toBe(true);
      expect(live.diagnostics.map((said) => ({ ...said, file: '' }))).toEqual(
        generated.diagnostics.map((said) => ({ ...said, file: '' })),
      );
    },
  );

  test('[P9] its functions run, and those of the text that takes its place', async () => {
    const { config, file } = await read(GOOD);
    expect(file).toBe('mine.py');
    const runner = new JobRunner(config, { functions: {}, python });
    const graph = {
      nodes: { n: { type: 'mine.double', inputData: { x: { x: 4 } } } },
      version: 1,
    };
    expect((await runner.run(graph)).nodes['n']?.outputs['result']).toBe(8);
    await read(GOOD.replace('2 *', '3 *'));
    expect((await runner.run(graph)).nodes['n']?.outputs['result']).toBe(12);
  });

  test('[P9] an error says its line and column, and nothing changes', async () => {
    await read(GOOD);
    const bad = await read('def double(x: int) -> int:\n    return 2 * * x\n');
    expect(bad).toMatchObject({ accepted: false, config: { nodeTypes: [] }, module: 'mine' });
    expect(bad.diagnostics).toEqual([
      expect.objectContaining({
        code: 'python-syntax-error',
        severity: 'error',
        file: 'mine.py',
        line: 2,
        column: 16,
      }),
    ]);
    const raising = await read('import math\n\nraise ValueError("early")\n');
    expect(raising.diagnostics).toEqual([
      expect.objectContaining({ line: 3, message: expect.stringContaining('early') }),
    ]);
    expect(await callDouble(4)).toBe(8);
  });

  test('[P9] a function with an error costs its own node, and the second of an id', async () => {
    const source =
      'from typing import Annotated\nfrom millrace_host import node\n' +
      'def fine(x: int) -> int: return x\n' +
      'def bad(x: Annotated[int, {"control": "dial"}]) -> int: return x\n' +
      '@node(id="mine.fine")\ndef other(x: int) -> int: return x\n';
    const { accepted, config, diagnostics } = await read(source);
    expect(accepted).toBe(true);
    expect(config.nodeTypes.map(({ type, source: from }) => [type, from?.export])).toEqual([
      ['mine.fine', 'fine'],
    ]);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, line }) => [code, line])).toEqual([
      ['unknown-control', 4],
      ['duplicate-id', 5],
    ]);
  });

  test('[P9] what was made before is not given to anybody anew', async () => {
    const source =
      'class P: pass\ndef make() -> P: return P()\ndef see(p: P) -> str: return "seen"\n';
    await read(source);
    const made = await run(python, node('make', {}, { module: 'mine', hold: true }));
    const handle = made.output(0).handle!;
    expect(python.isLive?.(handle)).toBe(true);
    await read(`${source}\n`.replace('seen', 'met'));
    expect(python.isLive?.(handle)).toBe(false);
    // A text that is refused changes nothing.
    const again = await run(python, node('make', {}, { module: 'mine', hold: true }));
    await read('def');
    expect(python.isLive?.(again.output(0).handle!)).toBe(true);
    python.release([handle, again.output(0).handle!]);
  });

  test('[P9] texts are taken in the order of the calls', async () => {
    const texts = [1, 2, 3, 4].map((factor) => GOOD.replace('2 *', `${factor} *`));
    await Promise.all(texts.map((source) => read(source)));
    expect(await callDouble(10)).toBe(40);
  });

  test('[P9] an import that never ends is a diagnostic, and the text before goes on', async () => {
    await read(GOOD);
    const endless = await read(`${GOOD}\nwhile True: pass\n`, { timeoutMs: 300 });
    expect(endless.accepted).toBe(false);
    expect(endless.diagnostics).toEqual([
      expect.objectContaining({
        code: 'python-import-broken',
        message: expect.stringContaining('did not end within 0.3 s'),
      }),
    ]);
    expect(await callDouble(4)).toBe(8);
  });

  test('[P9] a batch that keeps the interpreter busy does not make a text late', async () => {
    await read(`import time\n${GOOD}\ndef wait() -> int:\n    time.sleep(0.8)\n    return 1\n`);
    const recorder = createRecorder();
    const busy = python.runBatch({ nodes: [node('wait', {}, { module: 'mine' })] }, recorder);
    const live = await read(GOOD.replace('2 *', '5 *'), { timeoutMs: 400 });
    expect(live.accepted).toBe(true);
    await busy;
    expect(recorder.outcomes.get(0)).toMatchObject({ status: 'success' });
    expect(await callDouble(4)).toBe(20);
  });

  test('an import that ends Python is a diagnostic', async () => {
    const dead = await read('import os\nos._exit(3)\n');
    expect(dead.accepted).toBe(false);
    expect(dead.diagnostics.map(({ code }) => code)).toEqual(['python-import-broken']);
  });

  test.each([
    [{ source: 1 }, 'expected source to be a text, got 1'],
    [{ source: '', module: 'a-b' }, 'expected module to be a dotted name'],
    [{ source: '', module: 'a..b' }, 'got a..b'],
    [{ source: '', file: '' }, 'expected file to be a name'],
    [{ source: '', timeoutMs: 0 }, 'expected timeoutMs to be a number of milliseconds'],
  ])('options that are none are refused: %j', async (options, message) => {
    const error = await rejection(python.introspect(options as { source: string }));
    expect(error).toMatchObject({
      code: 'option-invalid',
      message: expect.stringContaining(message),
    });
  });
});
