import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { startServer } from './http-server.js';
import type { TestServer } from './http-server.js';
import { errorOf, runLibrary } from './library-run.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.asked.length = 0;
});

const ask = async (path: string, values: object = {}, signal?: AbortSignal) => {
  const url = path.startsWith('/') ? server.origin + path : path;
  const { result } = await runLibrary(
    { n: { type: 'http.request', values: { url, ...values } } },
    signal === undefined ? {} : { signal },
  );
  return { result, outputs: result.nodes['n']!.outputs, error: errorOf(result) };
};

describe('an answer', () => {
  test('has status, body and headers', async () => {
    const { outputs } = await ask('/hello');
    expect(outputs).toMatchObject({ status: 200, body: 'hällo', headers: { 'x-mill': 'race' } });
    expect(server.asked).toMatchObject([{ method: 'GET', path: '/hello', body: '' }]);
  });

  test('of any status is one', async () => {
    expect((await ask('/missing')).outputs).toMatchObject({ status: 404, body: 'no such page' });
    expect((await ask('/empty')).outputs).toMatchObject({ status: 204, body: '' });
    expect((await ask('/still')).outputs).toMatchObject({ status: 304, body: '' });
    expect((await ask('/bare')).outputs).toMatchObject({ status: 302, body: 'no location' });
  });

  test('is text by the charset it names, else UTF-8', async () => {
    expect((await ask('/latin')).outputs['body']).toBe('hä');
    expect((await ask('/odd')).outputs['body']).toBe('ok');
    expect((await ask('/packed')).outputs['body']).toBe('small');
  });

  test('to HEAD has no body, however long it says it would be', async () => {
    const { outputs } = await ask('/large', { method: 'HEAD', maxBytes: 10 });
    expect(outputs).toMatchObject({ status: 200, body: '' });
  });
});

describe('a request', () => {
  test('sends method, headers and body', async () => {
    const values = { method: 'PUT', headers: { 'x-a': '1', accept: 'text/html' }, body: '{"ä":1}' };
    await ask('/hello', values);
    expect(server.asked).toMatchObject([
      { method: 'PUT', headers: { 'x-a': '1', accept: 'text/html' }, body: '{"ä":1}' },
    ]);
  });

  test.each<[object, RegExp]>([
    [
      { url: 'example.com' },
      /^http-bad-url: expected an address such as https:.* got "example\.com"$/,
    ],
    [{ url: '' }, /^http-bad-url: /],
    [{ url: 'file:///etc/passwd' }, /^http-bad-url: .* got "file:"/],
    [{ url: 'ftp://localhost' }, /^http-bad-url: .* got "ftp:"/],
    [{ url: 'data:text/plain,hi' }, /^http-bad-url: .* got "data:"/],
    [
      { url: 'http://me:pass@localhost/' },
      /^http-bad-url: .* without a name and a password, got one for localhost; send/,
    ],
    [
      { body: 'x' },
      /^http-bad-request: expected no body with GET, got "x"; leave it empty, or choose POST$/,
    ],
    [{ body: 'x', method: 'HEAD' }, /^http-bad-request: expected no body with HEAD/],
    [{ headers: { 'a b': 'x' } }, /^http-bad-request: the header "a b" can't be sent/],
    [{ headers: { a: 'x\r\nevil: 1' } }, /^http-bad-request: the header "a" can't be sent/],
    [{ timeoutMs: 0 }, /^http-bad-request: expected `timeoutMs` to be at least 1, got 0$/],
    [{ maxBytes: -1 }, /^http-bad-request: expected `maxBytes` to be at least 0, got -1$/],
    [{ maxRedirects: -1 }, /^http-bad-request: /],
    [{ method: 'TRACE' }, /^input-mismatch: /],
  ])('%j is refused before anything is sent', async (values, message) => {
    const { error } = await ask('/hello', values);
    expect(error).toMatch(message);
    expect(error).not.toMatch(/pass@|evil/);
    expect(server.asked).toEqual([]);
  });
});

describe('redirects', () => {
  test('are followed, up to maxRedirects', async () => {
    expect((await ask('/twice')).outputs).toMatchObject({ status: 200, body: 'hällo' });
    expect((await ask('/twice', { maxRedirects: 2 })).error).toBe('');
    expect((await ask('/twice', { maxRedirects: 1 })).error).toMatch(
      /^http-redirect: .* redirects further, to "\/hello", after 1 redirect; .* `maxRedirects`$/,
    );
    expect((await ask('/once', { maxRedirects: 0 })).error).toMatch(/^http-redirect: .* after 0/);
  });

  test('in a loop end', async () => {
    expect((await ask('/loop')).error).toMatch(
      /^http-redirect: .* after 5 redirects; is it a loop/,
    );
    expect(server.asked).toHaveLength(6);
  });

  test.each([
    ['/file', 'file:///etc/passwd'],
    ['/ftp', 'ftp://localhost/secret'],
    ['/data', 'data:text/plain,hi'],
    ['/script', 'javascript:alert(1)'],
  ])('%s leads to %s, which is not followed', async (path, target) => {
    const { error } = await ask(path);
    expect(error).toContain(`redirects to "${target}", but only http and https are followed`);
  });

  test('to no address, or to one with a password, are errors', async () => {
    expect((await ask('/nowhere')).error).toMatch(/^http-redirect: .* which is no address/);
    const { error } = await ask('/named');
    expect(error).toMatch(/^http-redirect: .* to "localhost", with a name and password/);
  });

  test.each([
    ['/once', 'POST', 'GET', ''],
    ['/see', 'PUT', 'GET', ''],
    ['/keep', 'POST', 'POST', 'data'],
    ['/once', 'PUT', 'PUT', 'data'],
  ])('%s turns %s into %s', async (path, method, then, body) => {
    const headers = { 'content-type': 'text/x-a' };
    await ask(path, { method, body: 'data', headers });
    const [, second] = server.asked;
    expect(second).toMatchObject({ method: then, body });
    expect(second!.headers['content-type']).toBe(body === '' ? undefined : 'text/x-a');
  });

  test('to another host leave what is private behind', async () => {
    const other = await startServer();
    const first = await startServer({
      '/away': (response) => response.writeHead(302, { location: `${other.origin}/hello` }).end(),
      '/home': (response) => response.writeHead(302, { location: '/hello' }).end(),
    });
    const headers = { authorization: 'Bearer x', cookie: 'a=1', 'x-open': 'yes' };
    await ask(`${first.origin}/away`, { headers });
    await ask(`${first.origin}/home`, { headers });
    expect(first.asked).toMatchObject([{ headers }, { headers }, { path: '/hello', headers }]);
    expect(other.asked).toMatchObject([{ headers: { 'x-open': 'yes' } }]);
    expect(Object.keys(other.asked[0]!.headers)).not.toEqual(
      expect.arrayContaining(['authorization']),
    );
    expect(other.asked[0]!.headers).not.toHaveProperty('cookie');
    await Promise.all([first.close(), other.close()]);
  });
});

describe('what is too large', () => {
  test.each([
    ['/large', 'says how long it is'],
    ['/drip', 'never ends'],
    ['/claims', 'claims to be endless'],
    ['/bomb', 'unpacks to more'],
  ])('%s, which %s, is an error and no longer read', async (path) => {
    const { error } = await ask(path, { maxBytes: 100_000 });
    expect(error).toMatch(
      /^http-too-large: .* answers with more than 100000 bytes; raise `maxBytes`/,
    );
  });

  test('counts what is unpacked, to the byte', async () => {
    expect((await ask('/packed', { maxBytes: 5 })).error).toBe('');
    expect((await ask('/packed', { maxBytes: 4 })).error).toMatch(/^http-too-large/);
    expect((await ask('/hello', { maxBytes: 6 })).error).toBe('');
    expect((await ask('/hello', { maxBytes: 5 })).error).toMatch(/^http-too-large/);
  });
});

describe('what goes wrong on the way', () => {
  test.each([
    ['/silent', 'before an answer'],
    ['/slow', 'in the middle of one'],
  ])('a server that stops (%s: %s) is not waited for', async (path) => {
    const { error } = await ask(path, { timeoutMs: 60 });
    expect(error).toMatch(/^http-timeout: .* did not answer within 60 ms; raise `timeoutMs`/);
  });

  test.each([
    ['/short', /the connection was closed before the answer was complete|terminated/],
    ['/rude', /the connection was closed before the answer was complete/],
    ['/nonsense', /asking http:\/\/127\.0\.0\.1:\d+ failed: /],
    ['/broken-gzip', /asking http:\/\/127\.0\.0\.1:\d+ failed: /],
  ])('%s is an error in words', async (path, message) => {
    const { error } = await ask(path);
    expect(error).toMatch(/^http-failed: asking /);
    expect(error).toMatch(message);
  });

  test('nobody listens, or there is no such host', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    expect((await ask(`http://127.0.0.1:${port}/`)).error).toBe(
      `http-failed: asking http://127.0.0.1:${port} failed: nothing listens there (ECONNREFUSED)`,
    );
    expect((await ask('http://no-such-host.invalid/')).error).toMatch(
      /^http-failed: asking http:\/\/no-such-host\.invalid failed: (there is no host of that name|the name of the host could not)/,
    );
  });

  test('[R10] a cancel ends the request', async () => {
    const controller = new AbortController();
    const asking = ask('/slow', {}, controller.signal);
    while (server.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    const { result } = await asking;
    expect(result.status).toBe('cancelled');
    const aborted = AbortSignal.abort();
    expect((await ask('/hello', {}, aborted)).result.status).toBe('cancelled');
    expect(server.asked.map(({ path }) => path)).toEqual(['/slow']);
  });
});

describe('in a browser', () => {
  const page = globalThis as { location?: object };
  beforeEach(() => {
    page.location = {};
  });
  afterEach(() => {
    delete page.location;
  });

  test('redirects are the browser’s business, but none is none', async () => {
    expect((await ask('/twice')).outputs).toMatchObject({ status: 200, body: 'hällo' });
    expect((await ask('/twice', { maxRedirects: 1 })).outputs).toMatchObject({ status: 200 });
    expect((await ask('/twice', { maxRedirects: 0 })).error).toMatch(
      /^http-failed: .*lets no other site’s page ask: CORS, or it redirects and `maxRedirects` is 0\)$/,
    );
  });
});
