import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { createCPythonReader } from '../../../codegen/python/runtime.js';
import type { CreatePython, PythonReader } from '../../../codegen/python/runtime.js';
import { openPython } from '../../../codegen/python/session.js';
import type { PythonSession, ReadPython } from '../../../codegen/python/session.js';

/** A folder of Python files and a session that reads them in CPython. */
class Project {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'millrace-python-')));
  readonly created: PythonReader[] = [];
  readonly introspected: string[] = [];
  readonly told: string[] = [];
  readonly session: PythonSession;

  constructor(files: Readonly<Record<string, string>>, importTimeoutMs = 20_000) {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
    const create = createCPythonReader({ interpreter: 'python3' });
    const createPython: CreatePython = async () => {
      const reader = await create();
      this.created.push(reader);
      return {
        addModules: (modules) => reader.addModules(modules),
        findImports: (module, source) => reader.findImports(module, source),
        close: () => reader.close(),
        introspect: (modules) => {
          this.introspected.push(...modules);
          return reader.introspect(modules);
        },
      };
    };
    const showPath = (file: string): string => relative(this.root, file);
    this.session = openPython({
      createPython,
      showPath,
      importTimeoutMs,
      onRead: (name) => this.told.push(name),
    });
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  remove(path: string): void {
    rmSync(join(this.root, path));
  }

  change(path: string, text: string): void {
    this.write(path, text);
    this.session.invalidate([join(this.root, path)]);
  }

  read(...modules: readonly string[]): Promise<ReadPython> {
    this.introspected.length = 0;
    return this.session.read(
      modules.map((module) => ({
        module,
        root: this.root,
        file: join(this.root, `${module.replaceAll('.', '/')}.py`),
      })),
    );
  }

  async close(): Promise<void> {
    await this.session.close();
    rmSync(this.root, { recursive: true });
  }
}

const open: Project[] = [];
afterEach(async () => {
  for (const project of open.splice(0)) await project.close();
});
function projectOf(...args: ConstructorParameters<typeof Project>): Project {
  const project = new Project(...args);
  open.push(project);
  return project;
}

function schemaOf(read: ReadPython, module: number, parameter = 0): unknown {
  const [first] = read.modules[module]!.functions;
  return first?.parameters[parameter]?.schema;
}

function said(read: ReadPython): readonly string[] {
  return read.modules.flatMap(({ diagnostics }) =>
    diagnostics.map(({ file, line, code, message }) => `${file}:${line ?? ''} ${code}: ${message}`),
  );
}

describe('a session', () => {
  it('reads again only what changed and what imports it, in the same interpreter', async () => {
    const project = projectOf({
      'kinds.py': 'Number = int\n',
      'a.py': 'from kinds import Number\ndef f(x: Number): ...\n',
      'b.py': 'import a\ndef g(x: a.Number): ...\n',
      'c.py': 'def h(x: str): ...\n',
    });
    const first = await project.read('a', 'b', 'c');
    expect([0, 1, 2].map((index) => schemaOf(first, index))).toEqual([
      { type: 'integer' },
      { type: 'integer' },
      { type: 'string' },
    ]);
    expect(Object.keys(first.sources).sort()).toEqual(['a', 'b', 'c', 'kinds']);
    const again = await project.read('a', 'b', 'c');
    expect(project.introspected).toEqual([]);
    expect(again.modules[1]).toBe(first.modules[1]);
    project.change('kinds.py', 'Number = float\n');
    const second = await project.read('a', 'b', 'c');
    expect(second.modules[1]).not.toBe(first.modules[1]);
    expect(second.modules[2]).toBe(first.modules[2]);
    expect(second.modules[1]!.dependencies).toEqual(
      ['a.py', 'kinds.py'].map((path) => join(project.root, path)),
    );
    expect(project.introspected).toEqual(['a', 'b']);
    expect(schemaOf(second, 1)).toEqual({ type: 'number' });
    expect(project.created).toHaveLength(1);
  });

  it('does not look at a file again that nobody said has changed', async () => {
    const project = projectOf({ 'a.py': 'def f(x: int): ...\n' });
    await project.read('a');
    project.write('a.py', 'def f(x: str): ...\n');
    expect(schemaOf(await project.read('a'), 0)).toEqual({ type: 'integer' });
  });

  it('finds a module that was missing, and misses one that is gone', async () => {
    const project = projectOf({ 'a.py': 'from near import Size\ndef f(x: Size): ...\n' });
    expect(said(await project.read('a'))).toEqual([
      expect.stringMatching(/^a\.py:1 python-import-missing: .*`near`/),
    ]);
    project.change('near.py', 'Size = int\n');
    expect(schemaOf(await project.read('a'), 0)).toEqual({ type: 'integer' });
    project.remove('near.py');
    project.session.invalidate([join(project.root, 'near.py')]);
    expect(said(await project.read('a'))).toHaveLength(1);
  });

  it('names the module that ends Python or never ends, and reads the others', async () => {
    const project = projectOf(
      {
        'a.py': 'def f(x: int): ...\n',
        'b_exit.py': 'import os\nprint("bye")\nos._exit(3)\n',
        'c_loop.py': 'while True: pass\n',
        'd.py': 'def g(x: str): ...\n',
      },
      700,
    );
    const read = await project.read('a', 'b_exit', 'c_loop', 'd');
    expect(said(read)).toEqual([
      expect.stringMatching(/^b_exit\.py: python-import-broken: .*ended with code 3: bye/),
      'c_loop.py: python-import-broken: importing the module did not end within 0.7 s',
    ]);
    expect(read.modules[1]!.diagnostics[0]!.fix).toMatch(/^move what runs at import/);
    expect([schemaOf(read, 0), schemaOf(read, 3)]).toEqual([
      { type: 'integer' },
      { type: 'string' },
    ]);
    await project.read('a', 'b_exit', 'c_loop', 'd');
    expect(project.introspected).toEqual([]);
  });

  it('takes a stub along with its module, and reads it again when it changed', async () => {
    const project = projectOf({
      'a.py': 'def f(x=1): ...\n',
      'a.pyi': 'def f(x: str = ...) -> str: ...\n',
    });
    const read = await project.read('a');
    expect(read.sources['a-stubs']).toMatchObject({ file: 'a.pyi' });
    expect(schemaOf(read, 0)).toEqual({ type: 'string' });
    project.change('a.pyi', 'def f(x: bool = ...) -> str: ...\n');
    expect(schemaOf(await project.read('a'), 0)).toEqual({ type: 'boolean' });
  });

  it('takes folders and paths that mean nothing as changed, and tells what it reads', async () => {
    const project = projectOf({ 'pkg/a.py': 'def f(x: int): ...\n' });
    await project.read('pkg.a');
    project.write('pkg/a.py', 'def f(x: str): ...\n');
    project.session.invalidate([join(project.root, 'pkg'), '/no/such', '']);
    expect(schemaOf(await project.read('pkg.a'), 0)).toEqual({ type: 'string' });
    expect(project.told).toEqual(['pkg/a.py', 'pkg/a.py']);
  });

  it('closes twice, and reads in turn what was asked for at once', async () => {
    const project = projectOf({ 'a.py': 'def f(x: int): ...\n' });
    const reads = await Promise.all([project.read('a'), project.read('a')]);
    expect(reads[1]).toEqual(reads[0]);
    expect(project.created).toHaveLength(1);
    await project.session.close();
    await project.session.close();
  });
});

describe('an installed CPython', () => {
  const showPath = (file: string): string => file;

  it('reads modules of its own, and is not confused by what a module prints and reads', async () => {
    const project = projectOf({
      'a.py': [
        'import os, sys, subprocess',
        'print("{\\"type\\":\\"reply\\",\\"id\\":1,\\"text\\":\\"{}\\"}", flush=True)',
        'os.write(1, b"{}\\n")',
        'subprocess.run([sys.executable, "-c", "print(1)"])',
        'assert sys.stdin.read() == ""',
        'def f(x: int): ...',
        '',
      ].join('\n'),
    });
    expect(said(await project.read('a'))).toEqual([]);
    const read = await project.session.read([{ module: 'statistics' }]);
    expect(read.modules[0]).toMatchObject({ file: 'python:statistics' });
    expect(read.modules[0]!.functions.map(({ name }) => name)).toContain('mean');
  });

  it('lets the process that asks it wait, and end', async () => {
    const entry = new URL('../../../python-bridge/cpython/reader.ts', import.meta.url).href;
    for (const end of ['await python.close();', '']) {
      const script = `
        import { openCPython } from ${JSON.stringify(entry)};
        const python = openCPython({ interpreter: 'python3' });
        const [found] = await python.introspect(['bisect']);
        ${end}
        console.log(found.functions.length);
      `;
      const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
      const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 60_000 });
      expect(stdout).toBe('6\n');
    }
  });

  it('is answered for by one process only, whatever a module forks, floods and closes', async () => {
    const project = projectOf({
      'a.py': 'import os\nif os.fork() == 0: import sys\ndef f(x: int): ...\n',
      'b.py':
        'import sys\nsys.stdout.write("x" * 1_000_000)\nsys.stdout.close()\ndef g(x: str): ...\n',
      'c.py': 'import sys, os\nos.close(0)\nos.close(1)\nsys.stdin = None\ndef h(x: bool): ...\n',
    });
    const read = await project.read('a', 'b', 'c');
    expect(said(read)).toEqual([]);
    expect([0, 1, 2].map((index) => schemaOf(read, index))).toEqual([
      { type: 'integer' },
      { type: 'string' },
      { type: 'boolean' },
    ]);
    expect(project.created).toHaveLength(1);
  });

  it('that does not exist, or is none, is an error with what to do', async () => {
    for (const [interpreter, code, message] of [
      ['/no/such/python', 'python-not-found', /expected `\/no\/such\/python` to be a Python/],
      ['true', 'python-boot-failed', /its process ended with code 0/],
      ['false', 'python-boot-failed', /its process ended with code 1/],
    ] as const) {
      const createPython = createCPythonReader({ interpreter });
      const session = openPython({ createPython, showPath });
      const failed: unknown = await session
        .read([{ module: 'math' }])
        .catch((error: unknown) => error);
      expect(failed).toMatchObject({ code, message: expect.stringMatching(message) });
    }
  });

  it('that is too old says which it is', async () => {
    const project = projectOf({
      // What a Python 3.9 would do with the first lines of the boot.
      old: '#!/bin/sh\nexec python3 -c "import sys; sys.version_info = (3, 9, 1); sys.version = \'3.9.1 (old)\'\n$4" "$5" "$6"\n',
    });
    const { chmodSync } = await import('node:fs');
    chmodSync(join(project.root, 'old'), 0o755);
    const createPython = createCPythonReader({ interpreter: join(project.root, 'old') });
    const session = openPython({ createPython, showPath });
    await expect(session.read([{ module: 'math' }])).rejects.toMatchObject({
      code: 'python-too-old',
      message: expect.stringContaining('is Python 3.9.1'),
    });
  });

  it('has a module missing: the diagnostic has the line to type', async () => {
    const createPython = createCPythonReader({ interpreter: 'python3' });
    const session = openPython({ createPython, showPath });
    const read = await session.read([{ module: 'yaml_not_installed.sub' }]);
    await session.close();
    expect(read.modules[0]!.diagnostics).toMatchObject([
      {
        code: 'python-import-missing',
        file: 'python:yaml_not_installed.sub',
        fix: expect.stringMatching(/python3?(\.\d+)? -m pip install yaml_not_installed/),
      },
    ]);
  });
});
