import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { explainMissing, listBrowsers, prepareBrowser } from './browser.mjs';

const linux = (env) => ({ env, platform: 'linux', arch: 'x64' });
const PATH = ['/usr/local/bin', '', '/usr/bin'].join(delimiter);
const sources = (list) => list.map(({ source, path }) => path ?? source);
const nothing = () => false;

describe('a browser is looked for', () => {
  test('in CHROME_PATH alone when that is set', () => {
    const env = { CHROME_PATH: '/opt/chrome', PATH };
    expect(listBrowsers(linux(env), () => true)).toEqual([
      { source: 'CHROME_PATH', path: '/opt/chrome' },
    ]);
  });

  test('on PATH, Chromium before Chrome, then in the npm package', () => {
    const there = ['/usr/local/bin/google-chrome', '/usr/bin/google-chrome', '/usr/bin/chromium'];
    const found = listBrowsers(linux({ PATH }), (path) => there.includes(path));
    expect(sources(found)).toEqual([there[2], there[0], there[1], 'npm']);
  });

  test('in the npm package when nothing is installed, and only where that runs', () => {
    expect(sources(listBrowsers(linux({ PATH }), nothing))).toEqual(['npm']);
    expect(listBrowsers({ ...linux({ PATH }), arch: 'arm64' }, nothing)).toEqual([]);
    expect(listBrowsers({ ...linux({}), platform: 'darwin' }, nothing)).toEqual([]);
  });

  test('in the npm package alone when MILLRACE_BROWSER says npm', () => {
    const env = { CHROME_PATH: '/opt/chrome', PATH, MILLRACE_BROWSER: 'npm' };
    expect(sources(listBrowsers(linux(env), () => true))).toEqual(['npm']);
  });
});

describe('without a browser', () => {
  test.each([
    ['linux', 'arm64', 'apt-get install -y chromium'],
    ['darwin', 'arm64', 'CHROME_PATH="/Applications/Google Chrome.app'],
    ['win32', 'x64', 'set "CHROME_PATH=C:'],
    ['freebsd', 'x64', 'CHROME_PATH=<path of a Chromium> npm test'],
  ])('the message on %s %s says what to type', (platform, arch, line) => {
    const message = explainMissing({ env: {}, platform, arch }, []);
    expect(message).toContain(`this is ${platform} on ${arch}`);
    expect(message).toContain(`Type\n  ${line}`);
  });

  test('what was tried is named with its last words', () => {
    const tried = [{ name: '/usr/bin/chromium-browser', reason: 'requires the chromium snap' }];
    const message = explainMissing(linux({}), tried);
    expect(message).toContain('\n  /usr/bin/chromium-browser: requires the chromium snap\nType\n');
    expect(message).not.toContain('this is linux');
  });
});

describe('CHROME_PATH', () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'millrace-browser-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('that names nothing is an error that names it, whatever else there is', async () => {
    const env = { ...process.env, CHROME_PATH: '/nowhere/chrome', MILLRACE_BROWSER: undefined };
    await expect(prepareBrowser(folder, env)).rejects.toThrow(
      /^CHROME_PATH has to name a Chromium that runs[^]*\/nowhere\/chrome: .*ENOENT\n/,
    );
  });

  test('that names a stub is an error with what the stub says', async () => {
    const stub = join(folder, 'chrome');
    writeFileSync(stub, '#!/bin/sh\necho "install the snap"; exit 1\n');
    chmodSync(stub, 0o755);
    await expect(prepareBrowser(folder, { CHROME_PATH: stub })).rejects.toThrow(
      `${stub}: install the snap\n`,
    );
  });

  test('that runs is taken', async () => {
    const chrome = join(folder, 'chrome');
    writeFileSync(chrome, '#!/bin/sh\necho Chromium 1.2.3\n');
    chmodSync(chrome, 0o755);
    await expect(prepareBrowser(folder, { CHROME_PATH: chrome })).resolves.toMatchObject({
      source: 'CHROME_PATH',
      executablePath: chrome,
      version: 'Chromium 1.2.3',
    });
  });
});
