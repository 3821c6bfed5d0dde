/** Vite apps of a user: written into a project that has the packed package and a React. */
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { copyProject, root, start } from './consumer.js';
import type { Ended } from './consumer.js';
import { serveApp } from './serve-app.js';

const VITE = join(root, 'node_modules/vite/bin/vite.js');
const TSC = join(root, 'node_modules/ts7/bin/tsc');

/** The React versions a user may have; global-setup.mjs makes a project with each. */
export const REACTS = ['18', '19'] as const;
export type React = (typeof REACTS)[number];

const projectOf = (react: React): string => process.env[`MILLRACE_REACT_${react}_PROJECT`]!;

/** What npm said when the package was installed beside a React. */
export const installLog = (react: React): string =>
  readFileSync(join(projectOf(react), 'install.log'), 'utf8');

/** An app in a folder of its own. */
export class ViteApp {
  readonly folder: string;

  /** @param sources a folder whose files are the app */
  constructor(react: React, sources: string) {
    this.folder = copyProject(projectOf(react));
    const isOwn = (path: string): boolean =>
      !/node_modules|package\.json|dist/.test(path.slice(sources.length));
    cpSync(sources, this.folder, { recursive: true, filter: isOwn });
  }

  /** Gives the app packages that this repository has. */
  link(...names: readonly string[]): void {
    for (const name of names) {
      symlinkSync(join(root, 'node_modules', name), join(this.folder, 'node_modules', name));
    }
  }

  /** The same, with files of its own. */
  copy(...names: readonly string[]): void {
    for (const name of names) {
      const to = join(this.folder, 'node_modules', name);
      cpSync(join(root, 'node_modules', name), to, { recursive: true, dereference: true });
    }
  }

  /** Type-checks the app with these compiler options. */
  checkTypes(compilerOptions: object): Ended {
    const file = join(this.folder, 'tsconfig.check.json');
    writeFileSync(file, JSON.stringify({ compilerOptions, include: ['*.ts', '*.tsx'] }));
    return start(process.execPath, [TSC, '-p', file], this.folder);
  }

  /** What `vite build` says. React complains in development only, so that is what to open. */
  build(mode: 'production' | 'development' = 'production'): Ended {
    const args = [VITE, 'build', '--mode', mode, '--outDir', `dist-${mode}`];
    const ended = start(process.execPath, args, this.folder, { NODE_ENV: mode });
    return { ...ended, stderr: stripVTControlCharacters(ended.stderr) };
  }

  /**
   * Renders `server.tsx` with Node.js, and puts what came into the built page as `server.html`.
   * @returns the HTML of the app
   */
  renderOnServer(): string {
    const args = [VITE, 'build', '--ssr', 'server.tsx', '--outDir', 'dist-server'];
    const env = { NODE_ENV: 'development' };
    const built = start(process.execPath, args, this.folder, env);
    if (built.status !== 0) throw new Error(`the server's part was not built:\n${built.stderr}`);
    const source = "import { render } from './dist-server/server.js'; console.log(render())";
    const script = ['--input-type=module', '--eval', source];
    const { stdout: html, stderr } = start(process.execPath, script, this.folder, env);
    if (stderr !== '') throw new Error(`the server complained:\n${stderr}`);
    const folder = join(this.folder, 'dist-development');
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    const filled = page.replace('<div id="root">', () => `<div id="root">${html}`);
    writeFileSync(join(folder, 'server.html'), filled);
    return html;
  }

  /** Serves the app while `use` runs: its sources by the development server, or what was built. */
  serve<T>(how: 'dev' | 'preview', use: (url: string) => Promise<T>): Promise<T> {
    const command = how === 'dev' ? ['dev'] : ['preview', '--outDir', 'dist-development'];
    const args = [VITE, ...command, '--host', '127.0.0.1', '--port', '0'];
    return serveApp(args, { cwd: this.folder, env: { NODE_ENV: 'development' } }, use);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
