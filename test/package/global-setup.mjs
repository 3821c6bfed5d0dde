// Packs the package as it would be published and installs it, without network, into two projects:
// one that has nothing else, and one that also has the optional peers.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, root } from '../tooling/build.mjs';
import { run } from '../tooling/process.mjs';

const PEERS = ['pyodide', 'ts-morph'];

/** npm hands its own settings to what it runs; what they warn about is not the package's doing. */
const withoutSettings = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /^npm_config_/i.test(name))
    .map((name) => [name, undefined]),
);

async function npm(args, cwd) {
  const env = { ...withoutSettings, npm_config_userconfig: join(cwd, 'empty.npmrc') };
  const { code, output } = await run('npm', args, { cwd, env });
  if (code !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${output}`);
  return output;
}

async function install(tarball, folder) {
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const output = await npm(['install', '--offline', '--no-audit', '--no-fund', tarball], folder);
  writeFileSync(join(folder, 'install.log'), output);
}

async function makeProjects(folder) {
  await ensureBuilt();
  await npm(['pack', '--ignore-scripts', '--silent', '--pack-destination', folder, root], folder);
  const [tarball] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  const bare = join(folder, 'bare');
  const peers = join(folder, 'peers');
  await install(join(folder, tarball), bare);
  cpSync(bare, peers, { recursive: true, verbatimSymlinks: true });
  for (const name of PEERS) {
    symlinkSync(join(root, 'node_modules', name), join(peers, 'node_modules', name));
  }
  process.env.MILLRACE_BARE_PROJECT = bare;
  process.env.MILLRACE_PEERS_PROJECT = peers;
}

export default async function setUp() {
  globalThis.millracePackageFolder = mkdtempSync(join(tmpdir(), 'millrace-package-'));
  try {
    await makeProjects(globalThis.millracePackageFolder);
  } catch (error) {
    // Thrown here it would stop every test; consumer.ts throws it in those that need the package.
    process.env.MILLRACE_PACKAGE_ERROR = error.message;
  }
}

export function removeProjects() {
  rmSync(globalThis.millracePackageFolder, { recursive: true, force: true });
}
