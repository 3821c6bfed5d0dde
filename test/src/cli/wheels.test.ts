import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { restoreWheelFolder } from '../../../python-bridge/packages/wheel-folder.js';
import { rejection } from '../../contract/python-nodes.js';
import { makeLock, makeWheel } from '../../python-bridge/tiny-wheel.js';
import { createWorkspace } from './workspace.js';
import type { Workspace } from './workspace.js';

jest.setTimeout(120_000);

const ONE = makeWheel({ name: 'one' });
const TWO = makeWheel({ name: 'two', source: 'x = 1' });

let workspace: Workspace;
let server: Server;
let url: string;

/** A folder with the lock file of two wheels, and the first of them. */
function folderOf(name: string, changes: object = {}): string {
  const { packages, ...lock } = makeLock({ one: ONE, two: TWO });
  const entries = Object.entries(packages).map(([key, entry]) => [
    key,
    { ...entry, tool: { millrace: { url: `${url}/${key}.whl` } }, ...changes },
  ]);
  const tool = { millrace: { requested: ['one', 'two'] } };
  const text = JSON.stringify({ ...lock, packages: Object.fromEntries(entries), tool });
  workspace.write({ [`${name}/pyodide-lock.json`]: text });
  writeFileSync(workspace.path(`${name}/${ONE.file}`), ONE.bytes);
  return name;
}

beforeAll(async () => {
  workspace = createWorkspace({});
  server = createServer((request, response) => {
    if (request.url === '/two.whl') response.end(TWO.bytes);
    else response.writeHead(request.url === '/one.whl' ? 200 : 404).end('PK, but another');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  workspace.close();
});

/** In a process of its own, while this one serves. */
async function millrace(...args: readonly string[]) {
  const running = workspace.start(...args);
  const code = await running.ended();
  return { code, output: running.output() };
}

describe('millrace wheels', () => {
  it('fetches a package with all that it needs from the index of PyPI', async () => {
    const fetched = await millrace('wheels', 'typing-inspection', '--out', 'wheels');
    expect(fetched).toMatchObject({ code: 0 });
    const files = readdirSync(workspace.path('wheels')).sort();
    expect(files).toEqual([
      'pyodide-lock.json',
      expect.stringMatching(/^typing_extensions-.*-py3-none-any\.whl$/),
      expect.stringMatching(/^typing_inspection-.*-py3-none-any\.whl$/),
    ]);
    expect(JSON.parse(workspace.read('wheels/pyodide-lock.json'))).toMatchObject({
      info: { abi_version: '2026_0' },
      packages: {
        'typing-inspection': { depends: ['typing-extensions'], imports: ['typing_inspection'] },
      },
    });
    expect(fetched.output).toContain('2 wheels in wheels');
    expect(await millrace('wheels', '--check', '--out', 'wheels')).toMatchObject({ code: 0 });
  });

  it('fetches what a lock file has and its folder has not', async () => {
    const folder = folderOf('partial');
    const checked = await millrace('wheels', '--check', '--out', folder);
    expect(checked).toMatchObject({ code: 1 });
    expect(checked.output).toContain(`${TWO.file} is missing`);
    const fetched = await millrace('wheels', '--out', folder);
    expect(fetched).toMatchObject({ code: 0 });
    expect(fetched.output).toContain(`${TWO.file}\n`);
    expect(fetched.output).not.toContain(ONE.file);
    expect(await millrace('wheels', '--check', '--out', folder)).toMatchObject({ code: 0 });
  });

  it('takes no other bytes than those of the lock file, and then writes nothing', async () => {
    const folder = folderOf('swapped');
    writeFileSync(workspace.path(`${folder}/${ONE.file}`), 'changed');
    const fetched = await millrace('wheels', '--out', folder);
    expect(fetched).toMatchObject({ code: 1 });
    expect(fetched.output).toContain('one with the SHA-256');
    expect(existsSync(workspace.path(`${folder}/${TWO.file}`))).toBe(false);
    const checked = await millrace('wheels', '--check', '--out', folder, 'three');
    expect(checked.output).toContain(`${ONE.file} is not what the lock file says`);
    expect(checked.output).toContain('three was not asked for');
  });

  it('names the line to type for what is not in the lock file, as a shell takes it', async () => {
    const folder = folderOf('asked');
    writeFileSync(workspace.path(`${folder}/${TWO.file}`), TWO.bytes);
    const checked = await millrace('wheels', '--check', '--out', folder, 'one', 'three>=3');
    expect(checked.code).toBe(1);
    expect(checked.output).toContain(`Run \`millrace wheels one 'three>=3' --out ${folder}\`.`);
  });

  it('says by its code what is wrong with a folder, and not that Python does not start', async () => {
    const folder = workspace.path(folderOf('broken'));
    const bytes = new TextEncoder().encode('PK, but another');
    const broken = await rejection(restoreWheelFolder(folder, async () => bytes));
    expect(broken.code).toBe('python-package-broken');
    expect(broken.message).toMatch(/^expected the wheel /);
    const nothing = await rejection(
      restoreWheelFolder(workspace.path('no-folder'), async () => bytes),
    );
    expect(nothing.code).toBe('python-package-missing');
    expect(nothing.message).toMatch(/^expected the lock file .*; fetch all anew: `millrace wheels/);
  });

  it('writes no file outside the folder, whatever a lock file says', async () => {
    const folder = folderOf('evil', { file_name: '../outside-1.0-py3-none-any.whl' });
    const fetched = await millrace('wheels', '--out', folder);
    expect(fetched).toMatchObject({ code: 1 });
    expect(fetched.output).toContain('to be beside it');
  });

  it.each<[string, readonly string[], string]>([
    ['no folder', ['one'], 'say where the wheels go: --out <folder>'],
    ['an index that is none', ['one', '-o', 'x', '--index-url', 'pypi'], '`pypi` is no URL'],
    ['an option of pip', ['-r', 'requirements.txt', '-o', 'x'], 'requirements.txt:3 expected'],
    ['a file that is not there', ['-r', 'none.txt', '-o', 'x'], "`none.txt` can't be read"],
  ])('of %s exits with 2', (_what, args, text) => {
    workspace.write({ 'requirements.txt': '# ours\none >= 1  # why\n--pre\n' });
    const { status, stderr } = workspace.millrace('wheels', ...args);
    expect(status).toBe(2);
    expect(stderr).toContain(text);
  });
});
