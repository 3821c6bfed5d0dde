/** What Python in a sandbox can not reach, and that it runs there all the same. */
import { describe, expect, jest, test } from '@jest/globals';
import { testPythonRuntime } from '../contract/python-runtime.js';
import { node, rejection, run, value } from '../contract/python-nodes.js';
import { useBrowser } from './browser-test.js';
import { keepPage } from './python/keep-page.js';
import type { PageOptions } from './python/page.js';
import { RemotePython } from './python/remote-python.js';

useBrowser();
jest.setTimeout(120_000);

const kept = keepPage('/open.html', {
  allow:
    /fatal error|RangeError|Stack \(most recent|File "|Content Security Policy|ERR_FAILED|CORS/,
});

const create = (options: Partial<PageOptions> = {}): RemotePython =>
  new RemotePython(kept().page, {
    sandbox: true,
    indexURL: `${kept().server.url}/offered/`,
    ...options,
  });

const frames = (): Promise<number> =>
  kept().page.evaluate(() => document.querySelectorAll('iframe').length);

testPythonRuntime('createPyodide({ sandbox: true }) in a browser', {
  create: (modules) => create({ modules }),
  isLive: (runtime, handle) => (runtime as RemotePython).asksIsLive(handle),
});

const PROBE = `
import asyncio, js
from pyodide.code import run_js

async def attempt(action):
    try:
        result = action()
        if hasattr(result, "__await__"): result = await result
        return f"got {result}"
    except BaseException as error:
        return f"{type(error).__name__}: {error}"

async def connect(url: str) -> str:
    socket = js.WebSocket.new(url)
    while socket.readyState == 0: await asyncio.sleep(0.01)
    if socket.readyState != 1: raise OSError("closed")
    return "connected"

async def reach(url: str) -> dict[str, str]:
    return {
        "origin": str(js.origin),
        "page": await attempt(lambda: js.document.title),
        "parent": await attempt(lambda: js.parent.document.title),
        "cookies": await attempt(lambda: js.cookieStore.getAll()),
        "localStorage": await attempt(lambda: js.localStorage.getItem("secret")),
        "indexedDB": await attempt(lambda: js.indexedDB.open("page")),
        "caches": await attempt(lambda: js.caches.keys()),
        "files": await attempt(lambda: js.navigator.storage.getDirectory()),
        "fetch": await attempt(lambda: js.fetch(url + "/open.html")),
        "beside": await attempt(lambda: js.fetch(url + "/offered/package.json")),
        "elsewhere": await attempt(lambda: js.fetch("https://example.com/")),
        "socket": await attempt(lambda: connect(url.replace("http", "ws"))),
        "eval": await attempt(lambda: run_js("1 + 1")),
        "function": await attempt(lambda: js.Function.new("return 1")),
    }

def forge() -> None:
    for message in ["forged", {"type": "reply", "id": 1, "text": "{}"}]:
        js.postMessage(__import__("pyodide").ffi.to_js(message))

def same(x): return x
`;

describe('[P10] Python in a sandbox', () => {
  const modules = { m: { source: PROBE, file: 'm.py' } };
  const inModule = { module: 'm', keep: 'always' } as const;

  test('reaches neither page nor storage nor network, and speaks by its port alone', async () => {
    const { page, server } = kept();
    await page.evaluate(() => {
      document.title = 'secret';
      document.cookie = 'secret=1';
      localStorage.setItem('secret', '1');
    });
    const before = await frames();
    const python = create({ modules });
    const url = value(server.url);
    const ran = await run(python, node('reach', { url }, inModule), node('forge', {}, inModule));
    const found = ran.output(0).value as Readonly<Record<string, string>>;
    const { origin, ...others } = found;
    expect(origin).toBe('null');
    expect(Object.entries(others).filter(([, came]) => came.startsWith('got'))).toEqual([]);
    expect(found['indexedDB']).toContain('SecurityError');
    expect(found['caches']).toContain('SecurityError');
    expect(found['eval']).toContain('EvalError');
    expect(server.asked.get('/offered/package.json')).toBeUndefined();
    // What it has posted past its port was heard by nobody.
    const after = await run(python, node('same', { x: value(42) }, inModule));
    expect(after.output(0).value).toBe(42);
    expect(await frames()).toBe(before + 1);
    await python.close();
    expect(await frames()).toBe(before);
  });

  test('needs files that all origins may load, and says so', async () => {
    const before = await frames();
    const error = await rejection(create({ indexURL: `${kept().server.url}/pyodide/` }).boot());
    expect(error.code).toBe('python-boot-failed');
    expect(error.message).toContain('with the header Access-Control-Allow-Origin: *');
    expect(error.message).toContain('got none');
    expect(await frames()).toBe(before);
  });

  test.each([
    ['thread', { thread: 'main' }],
    ['worker', { workerFile: '/dist/python-worker.js' }],
    ['packageSource', { packages: ['a'], packageSource: { indexURL: 'https://example.com' } }],
  ] as const)('takes no %s of its own', async (option, options) => {
    await expect(create(options).number).rejects.toThrow(`expected ${option} to be`);
  });
});
