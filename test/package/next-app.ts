/** A Next.js app of a user: Next.js is installed once and kept; the package is as it was packed. */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bare, root, start } from './consumer.js';
import type { Ended } from './consumer.js';
import { serveApp } from './serve-app.js';

/** The version that is tested; another one here is fetched at the next run. */
const NEXT = '16.4.6';

const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly devDependencies: Readonly<Record<'react' | 'react-dom', string>>;
};
const REACT = devDependencies.react;

const cache = join(root, 'node_modules/.cache/millrace');
const sources = join(dirname(fileURLToPath(import.meta.url)), 'next-app');

/** 330 MB with its compiler: too much for each who works on this repository. */
function provideNext(): string {
  const folder = join(cache, `next-${NEXT}-react-${REACT}`);
  if (existsSync(folder)) return join(folder, 'node_modules');
  const partial = `${folder}-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  const overrides = { sharp: 'npm:empty-npm-package@1.0.0' };
  writeFileSync(join(partial, 'package.json'), JSON.stringify({ private: true, overrides }));
  const packages = [`next@${NEXT}`, `react@${REACT}`, `react-dom@${REACT}`];
  const args = ['install', '--no-audit', '--no-fund', '--prefix', partial, ...packages];
  const { status, stderr } = start('npm', args, partial);
  if (status !== 0) {
    rmSync(partial, { recursive: true, force: true });
    const line = `npm install --prefix ${folder} ${packages.join(' ')}`;
    throw new Error(
      `this test needs Next.js, which npm could not install. Once, with network, type:\n  ${line}\nnpm said:\n${stderr}`,
    );
  }
  renameSync(partial, folder);
  return join(folder, 'node_modules');
}

/** The app in `next-app/`, in a folder of its own. */
export class NextApp {
  readonly folder = mkdtempSync(join(tmpdir(), 'millrace-next-'));
  readonly #command: string;

  constructor() {
    const packages = provideNext();
    this.#command = join(packages, 'next/dist/bin/next');
    cpSync(sources, this.folder, { recursive: true });
    writeFileSync(join(this.folder, 'package.json'), '{ "private": true, "type": "module" }');
    const modules = join(this.folder, 'node_modules');
    cpSync(join(bare, 'node_modules/millrace'), join(modules, 'millrace'), { recursive: true });
    for (const name of ['next', 'react', 'react-dom']) {
      symlinkSync(join(packages, name), join(modules, name));
    }
  }

  /** What `next build` says. */
  build(): Ended {
    const variables = { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
    return start(process.execPath, [this.#command, 'build'], this.folder, variables);
  }

  /** Serves what was built while `use` runs. */
  serve<T>(use: (url: string) => Promise<T>): Promise<T> {
    const args = [this.#command, 'start', '-p', '0', '-H', '127.0.0.1'];
    const env = { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
    return serveApp(args, { cwd: this.folder, env }, use);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
