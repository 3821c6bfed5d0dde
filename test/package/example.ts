/** What holds for every example that is an app of its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, start } from './consumer.js';
import type { Ended } from './consumer.js';
import type { ViteApp } from './vite-app.js';

interface Manifest {
  readonly version?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** Where packages are in this repository whose folder is not called as they are. */
const FOLDERS: Readonly<Record<string, string>> = {
  millrace: root,
  typescript: join(root, 'node_modules/ts7'),
};

/** @returns each dependency with the range the example asks for, and with the version used here */
export function versionsOf(
  sources: string,
): readonly { readonly name: string; readonly range: string; readonly version: string }[] {
  const { dependencies, devDependencies } = readManifest(sources);
  return Object.entries({ ...dependencies, ...devDependencies }).map(([name, range]) => {
    const { version = '' } = readManifest(FOLDERS[name] ?? join(root, 'node_modules', name));
    return { name, range, version };
  });
}

/** True for an exact version, and for all that promise to be compatible from its minor one on. */
export function isTested({ range, version }: { range: string; version: string }): boolean {
  const [major, minor] = version.split('.');
  return [version, `^${major}.${minor}.0`].includes(range);
}

/** Runs the example's own codegen command, to see whether its generated file is up to date. */
export function checkGenerated(app: ViteApp, sources: string): Ended {
  const [, ...args] = readManifest(sources).scripts!['codegen']!.split(' ');
  const command = join(app.folder, 'node_modules/.bin/millrace');
  return start(command, [...args, '--check'], app.folder);
}
