// The Chromium of the browser tests: the one CHROME_PATH names, else an installed one, else the one
// that an npm package ships, so that the registry alone is enough on Linux x64.
import { accessSync, constants, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './process.mjs';
import { unpackShippedBrowser } from './shipped-browser.mjs';

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
];

const INSTALL_LINES = {
  linux: 'apt-get install -y chromium   # or your system’s way to install it',
  darwin: 'CHROME_PATH="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" npm test',
  win32: 'set "CHROME_PATH=C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe" && npm test',
};

/**
 * Each context opens a window, which loads two pages of the browser's own for what its address bar
 * may suggest: more work than that of most tests.
 */
const OWN_PAGES = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];

/** What Playwright turns off by the same switch, whose last use alone counts. */
const TURNED_OFF = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/**
 * The browser opens nothing but pages of this repository, often as root in a container, where its
 * sandbox can't start and shared memory is small. No host but this one has an address.
 */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
  `--disable-features=${[...OWN_PAGES, ...TURNED_OFF].join(',')}`,
];

/** What stops the browser tests before they begin; the message ends with the line to type. */
export class MissingBrowser extends Error {}

function isExecutableFile(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The places to look at, best first. `path` is undefined for the shipped browser.
 * @param {{env: Record<string, string | undefined>, platform: string, arch: string}} machine
 * @param {(path: string) => boolean} isExecutable
 * @returns {{source: 'CHROME_PATH' | 'PATH' | 'npm', path?: string}[]}
 */
export function listBrowsers({ env, platform, arch }, isExecutable = isExecutableFile) {
  const shipped = platform === 'linux' && arch === 'x64' ? [{ source: 'npm' }] : [];
  if (env.MILLRACE_BROWSER === 'npm') return shipped;
  if (env.CHROME_PATH) return [{ source: 'CHROME_PATH', path: env.CHROME_PATH }];
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const installed = COMMANDS.flatMap((name) => folders.map((folder) => join(folder, name)))
    .filter(isExecutable)
    .map((path) => ({ source: 'PATH', path }));
  return [...installed, ...shipped];
}

/** @returns {string} why there is no browser, ending with the line to type */
export function explainMissing({ env, platform, arch }, tried) {
  const line = INSTALL_LINES[platform] ?? 'CHROME_PATH=<path of a Chromium> npm test';
  const found = tried.map(({ name, reason }) => `\n  ${name}: ${reason}`).join('');
  const isForced = env.MILLRACE_BROWSER === 'npm';
  if (env.CHROME_PATH && !isForced) {
    return (
      `CHROME_PATH has to name a Chromium that runs, but it doesn’t:${found}\n` +
      `Unset it, or install one and try again. Type\n  ${line}`
    );
  }
  const looked = isForced
    ? 'MILLRACE_BROWSER=npm asks for the one npm ships'
    : `none of ${COMMANDS.join(', ')} on PATH does`;
  const shipped =
    platform === 'linux' && arch === 'x64'
      ? ''
      : ` (npm ships one for Linux on x64 only; this is ${platform} on ${arch})`;
  return (
    `the browser tests need a Chromium that runs, but ${looked}${shipped}.${found}\n` +
    `Type\n  ${line}\nand run this again.`
  );
}

/** A name on PATH may be a stub that only says how to install the real one. */
async function launchable(browser) {
  const { executablePath, env } = browser;
  const { code, output } = await run(executablePath, ['--version', '--no-sandbox'], {
    env,
    timeoutMs: 30_000,
  });
  return { runs: code === 0, output: output.trim().split('\n').at(-1) };
}

async function prepare({ source, path }, root) {
  const files =
    source === 'npm' ? await unpackShippedBrowser(root) : { executablePath: path, env: {} };
  return { ...files, source, args: ARGUMENTS };
}

/**
 * Finds the browser and makes it ready to be launched.
 * @param {string} root the repository
 * @returns {Promise<{executablePath: string, args: string[], env: Record<string, string>,
 *   source: string, version: string}>} `env` are variables to add for the browser
 * @throws {MissingBrowser}
 */
export async function prepareBrowser(root, env = process.env) {
  const machine = { env, platform: process.platform, arch: process.arch };
  const tried = [];
  for (const candidate of listBrowsers(machine)) {
    const browser = await prepare(candidate, root);
    const { runs, output } = await launchable(browser);
    if (runs) return { ...browser, version: output };
    tried.push({ name: browser.executablePath, reason: output });
  }
  throw new MissingBrowser(explainMissing(machine, tried));
}

/**
 * Tells the test files of this process's workers about the browser, or why there is none: thrown
 * here, in a global set-up, that would stop the tests that need no browser as well.
 */
export async function provideBrowser(root) {
  const screenshots = join(root, 'node_modules/.cache/millrace/e2e');
  rmSync(screenshots, { recursive: true, force: true });
  const prepared = await prepareBrowser(root).then(
    (browser) => ({ ...browser, screenshots }),
    (error) => ({ error: error.message }),
  );
  process.env.MILLRACE_CHROMIUM = JSON.stringify(prepared);
}
