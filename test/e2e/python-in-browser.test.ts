/** What only a browser can do to Python: its loading, its policies, its threads. */
import { describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { BootEvent } from 'millrace/python';
import { createRecorder, node, rejection, run, value } from '../contract/python-nodes.js';
import { onPage, useBrowser } from './browser-test.js';
import { keepPage } from './python/keep-page.js';
import type { PageOptions } from './python/page.js';
import { RemotePython } from './python/remote-python.js';

useBrowser();
jest.setTimeout(120_000);

// Tests of broken folders ask for files that are not there.
const kept = keepPage('/open.html', {
  allow: /404|ERR_|MIME type|rude listener|wasm instantiation failed|compilation aborted/,
});

const MODULES = {
  'pack.m': {
    file: 'pack/m.py',
    source: `
import json, os
def same(x): return x
def leave(): os._exit(1)
def library(): return json.__file__
def spin():
    while True: pass
def forge():
    from js import postMessage
    postMessage("forged")
    while True: pass
async def reach(url):
    import js
    from pyodide.code import run_js
    found = []
    for action in (lambda: js.fetch(url), lambda: js.Function.new("return 1"), lambda: run_js("1")):
        try:
            result = action()
            if hasattr(result, "__await__"): result = await result
            found.append("reached")
        except BaseException as error: found.append(str(error))
    return found
`,
  },
};

const create = (options: Partial<PageOptions> = {}, page = kept().page): RemotePython =>
  new RemotePython(page, {
    modules: MODULES,
    indexURL: `${kept().server.url}/pyodide/`,
    ...options,
  });

const bootsOf = async (python: RemotePython): Promise<readonly BootEvent[]> => {
  const number = await python.number;
  return kept().page.evaluate((runtime) => window.pythonPage.boots(runtime), number);
};

const answer = async (python: RemotePython): Promise<unknown> =>
  (await run(python, node('same', { x: value(42) }))).output(0).value;

describe('Python in a Web Worker', () => {
  test('a run that never ends is aborted at once, and the next starts a new interpreter', async () => {
    const python = create();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const controller = new AbortController();
      await python.boot();
      const running = rejection(
        python.runBatch({ nodes: [node('spin')] }, createRecorder(), controller.signal),
      );
      setTimeout(() => controller.abort(), 100);
      expect((await running).code).toBe('python-cancelled');
    }
    expect(await answer(python)).toBe(42);
    await python.close();
  });

  test('a forged message is a clear error, and the next batch runs', async () => {
    const python = create();
    expect((await rejection(run(python, node('forge')))).code).toBe('python-protocol');
    expect(await answer(python)).toBe(42);
    await python.close();
  });

  test('close takes the worker along', async () => {
    const python = create();
    const [worker] = await Promise.all([kept().page.waitForEvent('worker'), python.boot()]);
    await Promise.all([worker.waitForEvent('close'), python.close()]);
    expect(kept().page.workers()).not.toContain(worker);
  });

  test(
    'a page that is left takes the worker along, whatever it does',
    onPage(async (page) => {
      await page.goto(`${kept().server.url}/open.html`);
      const python = create({}, page);
      const [worker] = await Promise.all([page.waitForEvent('worker'), python.boot()]);
      const running = python.runBatch({ nodes: [node('spin')] }, createRecorder());
      running.catch(() => undefined);
      await Promise.all([worker.waitForEvent('close'), page.goto('about:blank')]);
      expect(page.workers()).toEqual([]);
    }),
  );
});

describe('Python in the thread that asks', () => {
  test('runs a graph without a promise inside a module worker of the app', async () => {
    const { page, server } = kept();
    const answered = await page.evaluate(
      ([script, indexURL]) =>
        new Promise((resolve) => {
          const worker = new Worker(script, { type: 'module' });
          worker.addEventListener('message', ({ data }) => {
            worker.terminate();
            resolve(data);
          });
          worker.postMessage(indexURL);
        }),
      [`${server.url}/thread.js`, `${server.url}/pyodide`] as const,
    );
    expect(answered).toEqual({ before: false, value: 42, fetchIsBack: true });
  });
});

describe('a boot', () => {
  test.each(['worker', 'main'] as const)('in thread "%s" reports every step', async (thread) => {
    const python = create({ thread });
    await python.boot();
    const events = await bootsOf(python);
    const downloads = events.filter((event) => event.type === 'download');
    expect(new Set(downloads.map(({ file }) => file))).toEqual(
      new Set(['pyodide.asm.wasm', 'python_stdlib.zip', 'pyodide-lock.json']),
    );
    const loaded = downloads.map((event) => event.loaded);
    expect(loaded).toEqual([...loaded].sort((a, b) => a - b));
    expect(downloads.at(-1)?.loaded).toBe(downloads.at(-1)?.total);
    expect(downloads.length).toBeLessThan(110);
    expect(events.slice(downloads.length).map(({ type }) => type)).toEqual(['compile', 'ready']);
    // All of it has been expected from the beginning.
    expect(new Set(downloads.map(({ total }) => total)).size).toBe(1);
    await python.close();
  });

  test('after the first restores what that left, and reports again', async () => {
    const python = create();
    await python.boot();
    const first = (await bootsOf(python)).length;
    const broken = await run(python, node('leave'));
    expect(broken.outcomes.get(0)).toMatchObject({ error: { code: 'python-crashed' } });
    expect(await answer(python)).toBe(42);
    const again = (await bootsOf(python)).slice(first).map(({ type }) => type);
    expect(new Set(again.slice(0, -2))).toEqual(new Set(['download']));
    expect(again.slice(-2)).toEqual(['restore', 'ready']);
    await python.close();
  });

  test('that can not have its packages says which, and where they were looked for', async () => {
    const packageSource = `${kept().server.url}/wheels/`;
    const python = create({ packages: ['nowhere'], packageSource });
    const error = await rejection(python.boot());
    expect(error.code).toBe('python-package-missing');
    expect(error.message).toMatch(/^Python could not start: expected the packages nowhere in /);
    await python.close();
  });

  test('is not stopped by a listener that throws', async () => {
    const python = create({ isRude: true });
    expect(await answer(python)).toBe(42);
    await python.close();
  });

  test('reads each file once', async () => {
    const { server } = kept();
    const count = (): number[] =>
      [...server.asked].filter(([path]) => path.startsWith('/pyodide/')).map(([, n]) => n);
    const before = count();
    const python = create({ thread: 'main' });
    await python.boot();
    const asked = count().map((n, at) => n - (before[at] ?? 0));
    expect(Math.max(...asked)).toBe(1);
    await python.close();
  });
});

describe('Python’s own modules', () => {
  const libraryOf = async (python: RemotePython): Promise<unknown> =>
    (await run(python, node('library'))).output(0).value;

  test('are bytecode where the folder has it', async () => {
    const python = create();
    expect(await libraryOf(python)).toMatch(/\.pyc$/);
    await python.close();
  });

  test('are Pyodide’s own where a server sends something else', async () => {
    const python = create({ indexURL: `${kept().server.url}/page-for-bytecode` });
    expect(await libraryOf(python)).toMatch(/\.py$/);
    const downloads = (await bootsOf(python)).filter((event) => event.type === 'download');
    expect(downloads.at(-1)?.loaded).toBe(downloads.at(-1)?.total);
    await python.close();
  });

  test('may be elsewhere, or not be looked for', async () => {
    const { server } = kept();
    const name = 'python-stdlib-314.0.7.zip';
    const stdLibURL = `${server.url}/dist/${name}`;
    const python = create({ indexURL: `${server.url}/stock/`, stdLibURL });
    expect(await libraryOf(python)).toMatch(/\.pyc$/);
    await python.close();
    const before = server.asked.get(`/stock/${name}`);
    const without = create({ indexURL: `${server.url}/stock/`, stdLibURL: null });
    await without.boot();
    expect(server.asked.get(`/stock/${name}`)).toBe(before);
    await without.close();
  });
});

describe('a folder that is not Pyodide’s', () => {
  test.each([
    ['no-script', 'pyodide.mjs', /got HTTP 404/],
    ['no-binding', 'pyodide.asm.mjs', /got HTTP 404/],
    ['no-wasm', 'pyodide.asm.wasm', /got HTTP 404/],
    ['no-library', 'python_stdlib.zip', /got HTTP 404/],
    ['no-lock', 'pyodide-lock.json', /got HTTP 404/],
    ['page-for-script', 'pyodide.mjs', /got text\/html that begins with "<!doctype html>/],
    ['page-for-wasm', 'pyodide.asm.wasm', /got text\/html that begins with "<!doctype html>/],
    ['page-for-library', 'python_stdlib.zip', /got text\/html that begins/],
    ['page-for-lock', 'pyodide-lock.json', /got text\/html that begins/],
    ['mistyped-script', 'pyodide.mjs', /got text\/plain that begins/],
    ['cut-off-wasm', 'pyodide.asm.wasm', /got a part of it/],
    ['cut-off-library', 'python_stdlib.zip', /got a part of it/],
    ['cut-off-bytecode', 'python-stdlib-314.0.7.zip', /got a part of it/],
  ])('%s: the message names the file, its URL and what came', async (folder, file, came) => {
    for (const thread of ['worker', 'main'] as const) {
      const indexURL = `${kept().server.url}/${folder}`;
      const python = create({ indexURL, thread });
      const error = await rejection(python.boot());
      expect(error.code).toBe('python-boot-failed');
      expect(error.message).toContain(`at ${indexURL}/${file}, got`);
      expect(error.message).toMatch(came);
      expect(error.message).toContain('correct indexURL');
      await python.close();
    }
  });

  test('WebAssembly under another content type is taken for what it is', async () => {
    const python = create({ indexURL: `${kept().server.url}/mistyped-wasm/` });
    // That folder has no bytecode, either.
    expect(await answer(python)).toBe(42);
    await python.close();
  });

  test('no indexURL at all is an error that names both ways out', async () => {
    const message = await kept().page.evaluate(() => {
      try {
        window.pythonPage.create({} as never);
        return 'created';
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(message).toContain("import { indexURL } from 'virtual:millrace/pyodide'");
    expect(message).toContain('pyodide@314.0.7');
  });
});

describe('a Content-Security-Policy', () => {
  const under = (policy: string, body: (page: Page) => Promise<void>) =>
    onPage(
      async (page) => {
        await page.goto(`${kept().server.url}/${policy}.html`);
        await body(page);
      },
      { allow: /Content Security Policy/ },
    );

  test(
    '[P10] without blob: is enough for a worker of a file of its own, and limits Python in it',
    under('strict', async (page) => {
      const workerFile = `${kept().server.url}/strict/python-worker.js`;
      const python = create({ workerFile }, page);
      expect(await answer(python)).toBe(42);
      // The same machine under another name is another host.
      const url = value(kept().server.url.replace('127.0.0.1', 'localhost'));
      const reached = (await run(python, node('reach', { url }))).output(0).value;
      expect(reached).toEqual([
        expect.stringMatching(/fetch/),
        expect.stringMatching(/EvalError|unsafe-eval/),
        expect.stringMatching(/EvalError|unsafe-eval/),
      ]);
      await python.close();
    }),
  );

  test(
    'without blob: is named when the worker can not start',
    under('strict', async (page) => {
      const error = await rejection(create({}, page).boot());
      expect(error.code).toBe('python-boot-failed');
      expect(error.message).toContain('pass the option worker');
      expect(error.message).toContain('millrace/python/worker');
    }),
  );

  test.each(['worker', 'main'] as const)('without wasm is named in thread "%s"', async (thread) =>
    under('no-wasm', async (page) => {
      const error = await rejection(create({ thread }, page).boot());
      expect(error.code).toBe('python-boot-failed');
      expect(error.message).toContain("'wasm-unsafe-eval'");
    })(),
  );
});
