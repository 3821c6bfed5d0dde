// Packs the package as it would be published and installs it, without network, into projects: one
// that has nothing else, one with the optional peers of Node, and one with each React.
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { provideBrowser } from '../tooling/browser.mjs';
import { ensureBuilt, root } from '../tooling/build.mjs';
import { run } from '../tooling/process.mjs';

const PEERS = ['pyodide', 'ts-morph'];

/** Each React with all it depends on, as folders of node_modules; packed, since npm has no network. */
const REACTS = {
  18: [
    'react-18',
    'react-dom-18',
    'react-dom-18/node_modules/scheduler',
    'loose-envify',
    'js-tokens',
  ],
  19: ['react', 'react-dom', 'scheduler'],
};

/** Types an app has besides, and where this repository has them. */
const TYPES = {
  18: { '@types/react': 'types-react-18', '@types/prop-types': '@types/prop-types' },
  19: { '@types/react': '@types/react' },
};
const ALL_TYPES = { '@types/react-dom': '@types/react-dom', csstype: 'csstype' };

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

/** @returns {Promise<string[]>} the tarballs */
async function pack(paths, folder) {
  const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder, ...paths];
  const output = await npm(args, folder);
  return output.match(/^\S+\.tgz$/gm).map((file) => join(folder, file));
}

async function install(tarballs, folder) {
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const args = ['install', '--offline', '--no-audit', '--no-fund', ...tarballs];
  writeFileSync(join(folder, 'install.log'), await npm(args, folder));
}

function link(names, folder) {
  for (const name of names) {
    const path = join(folder, 'node_modules', name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), path);
  }
}

async function makeReactProjects(tarball, folder) {
  for (const [version, names] of Object.entries(REACTS)) {
    const packed = join(folder, `packed-${version}`);
    mkdirSync(packed);
    const paths = names.map((name) => join(root, 'node_modules', name));
    const project = join(folder, `react-${version}`);
    await install([tarball, ...(await pack(paths, packed))], project);
    link(['vite'], project);
    // Copies: followed to where they come from, the types of one React would find those of another.
    for (const [name, from] of Object.entries({ ...ALL_TYPES, ...TYPES[version] })) {
      const to = join(project, 'node_modules', name);
      cpSync(join(root, 'node_modules', from), to, { recursive: true, dereference: true });
    }
    process.env[`MILLRACE_REACT_${version}_PROJECT`] = project;
  }
}

async function makeProjects(folder) {
  await ensureBuilt();
  const [tarball] = await pack([root], folder);
  const bare = join(folder, 'bare');
  const peers = join(folder, 'peers');
  await install([tarball], bare);
  cpSync(bare, peers, { recursive: true, verbatimSymlinks: true });
  link(PEERS, peers);
  process.env.MILLRACE_BARE_PROJECT = bare;
  process.env.MILLRACE_PEERS_PROJECT = peers;
  await makeReactProjects(tarball, folder);
}

export default async function setUp() {
  await provideBrowser(root);
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
