// ES modules only: every Node.js this package supports can `require` them.
import { readFileSync, readdirSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build, transform } from 'esbuild';
import { dts } from 'rollup-plugin-dts';
import { dropUnreachable } from './component/surface/flume-shake.mjs';
import { exposeFlumeParts, isFlume } from './component/surface/flume-transform.mjs';
import { ensurePythonLibrary } from './test/tooling/python-library.mjs';

const modules = {
  index: 'src/index.ts',
  library: 'src/library/index.ts',
  react: 'component/index.ts',
  editor: 'component/store/index.ts',
  python: 'python-bridge/browser.ts',
  'python-node': 'python-bridge/node.ts',
  codegen: 'codegen/index.ts',
  vite: 'codegen/vite/index.ts',
};
/** A command has no types. */
const commands = { cli: 'src/cli/main.ts' };

/** Files that are part of the package as they are written: from → to, below dist. */
const copies = () => [
  ...filesIn('python-bridge/millrace_host', /\.py$/, 'millrace_host/'),
  ...filesIn('python-bridge/pyodide', /\.mjs$/, ''),
  ['codegen/vite/client.d.ts', 'vite-client.d.ts'],
  ['src/config/config.schema.json', 'schemas/config.json'],
  ['src/graph/graph.schema.json', 'schemas/graph.json'],
];

function filesIn(folder, pattern, target) {
  const files = readdirSync(folder).filter((file) => pattern.test(file));
  return files.map((file) => [join(folder, file), target + file]);
}

const external = [/^node:/, 'ts-morph', 'pyodide', /^react(-dom)?($|\/)/];

const typescript = () => ({
  name: 'typescript',
  async transform(code, id) {
    if (!/\.tsx?$/.test(id)) return null;
    return transform(code, {
      loader: id.endsWith('x') ? 'tsx' : 'ts',
      target: 'es2022',
      jsx: 'automatic',
      sourcemap: true,
      sourcefile: id,
    });
  },
});

/** Imports are written as the emitted file is called: './plan.js' is ./plan.ts here. */
const resolveTypescript = () => ({
  name: 'resolve-typescript',
  async resolveId(source, importer, options) {
    if (!importer || !/^\.{1,2}\/.*\.js$/.test(source) || !/\.tsx?$/.test(importer)) return null;
    for (const extension of ['.ts', '.tsx']) {
      const file = source.slice(0, -'.js'.length) + extension;
      const found = await this.resolve(file, importer, { ...options, skipSelf: true });
      if (found) return found;
    }
    return null;
  },
});

/** The worker of `millrace/python` in one piece: no file has to be where another expects it. */
async function bundleWorker(options) {
  const { outputFiles } = await build({
    entryPoints: ['python-bridge/pyodide/web-worker.ts'],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    ...options,
  });
  return outputFiles[0].text;
}

/** Modules whose text only the build knows. */
const MADE = {
  'host-archive.mjs': async () => {
    const { host } = await ensurePythonLibrary();
    const packed = gzipSync(readFileSync(host), { level: 9 });
    return `export const hostArchive = '${packed.toString('base64')}';`;
  },
  'worker-text.mjs': async () => {
    const text = await bundleWorker({ minify: true });
    return `export const workerText = ${JSON.stringify(text)};`;
  },
};

const makeModules = () => ({
  name: 'make-modules',
  resolveId: (source) => (Object.hasOwn(MADE, basename(source)) ? basename(source) : null),
  load: (id) => (Object.hasOwn(MADE, id) ? MADE[id]() : null),
});

const pythonWorker = () => ({
  name: 'python-worker',
  async generateBundle() {
    const source = await bundleWorker({});
    this.emitFile({ type: 'asset', fileName: 'python-worker.js', source });
    this.emitFile({ type: 'asset', fileName: 'python-worker.d.ts', source: 'export {};\n' });
  },
});

const CODE = [
  '@codemirror/autocomplete',
  '@codemirror/commands',
  '@codemirror/lang-javascript',
  '@codemirror/lang-json',
  '@codemirror/lang-python',
  '@codemirror/language',
  '@codemirror/lint',
  '@codemirror/state',
  '@codemirror/streamparser',
  '@codemirror/view',
  '@lezer/common',
  '@lezer/highlight',
  '@lezer/javascript',
  '@lezer/json',
  '@lezer/lr',
  '@lezer/python',
  '@marijn/find-cluster-break',
  'crelt',
  'style-mod',
  'w3c-keyname',
];
const BUNDLED = ['flume', 'lucide-react', '@dagrejs/dagre', '@dagrejs/graphlib', ...CODE];

/** Flume and the icons are bundled, with their notices: as dependencies they would cost 62 MB and 45 warnings. */
const bundled = () => [
  {
    name: 'flume-parts',
    transform(code, id) {
      if (isFlume(id)) {
        const exposed = exposeFlumeParts(code);
        return { code: dropUnreachable(exposed, this.parse(exposed)), map: { mappings: '' } };
      }
      // The entry says so for all that is bundled into it.
      if (!id.includes('/lucide-react/')) return null;
      return { code: code.replace(/^"use client";$/m, ''), map: null };
    },
  },
  nodeResolve({ resolveOnly: BUNDLED }),
  {
    name: 'notices',
    generateBundle() {
      const notices = BUNDLED.map((name) => {
        const folder = `node_modules/${name}`;
        const { version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
        return `${name} ${version}, in part\n\n${readFileSync(`${folder}/LICENSE`, 'utf8').trim()}\n`;
      });
      // Of what `pythonLibrary` below puts into the package.
      notices.push(readFileSync('test/tooling/python-notice.txt', 'utf8'));
      const source = notices.join(`\n${'-'.repeat(72)}\n\n`);
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-NOTICES.txt', source });
    },
  },
];

/** One style sheet, in the order of its parts. */
const STYLES = [
  'tokens',
  'guard',
  'frame',
  'gestures',
  'nodes',
  'ports',
  'status',
  'groups',
  'comments',
  'controls',
  'code',
  'widgets',
  'forms',
  'files',
  'details',
  'menu',
  'panels',
  'palette',
  'find',
  'minimap',
  'inspector',
  'results',
  'connect',
  'focus',
  'subgraphs',
];

const styleSheet = () => ({
  name: 'style-sheet',
  async generateBundle() {
    const parts = STYLES.map((name) => readFileSync(`component/style/${name}.css`, 'utf8'));
    const { code } = await transform(parts.join('\n'), { loader: 'css', minify: true });
    this.emitFile({ type: 'asset', fileName: 'style.css', source: code });
    this.emitFile({ type: 'asset', fileName: 'style.css.d.ts', source: 'export {};\n' });
  },
});

/** Bytecode for Pyodide, under the names that runtimes look for. */
const pythonLibrary = () => ({
  name: 'python-library',
  async generateBundle() {
    for (const file of Object.values(await ensurePythonLibrary())) {
      this.emitFile({ type: 'asset', fileName: basename(file), source: readFileSync(file) });
    }
  },
});

const copyFiles = () => ({
  name: 'copy-files',
  generateBundle() {
    for (const [from, fileName] of copies()) {
      this.emitFile({ type: 'asset', fileName, source: readFileSync(from) });
    }
  },
});

const executableCommand = () => ({
  name: 'executable-command',
  async writeBundle({ dir }) {
    await chmod(join(dir, 'cli.js'), 0o755);
  },
});

/** The library's functions take their types from the package, as a user's do. */
const ownTypes = () => ({
  name: 'own-types',
  resolveId: (source) => (source === 'millrace' ? resolve('.types/src/index.d.ts') : null),
});

/** All that a module imports, and they import; with `lazy`, also what they load later. */
function closureOf(file, getModuleInfo, { lazy = false } = {}) {
  const seen = new Set();
  const visit = (id) => {
    if (seen.has(id)) return;
    seen.add(id);
    const { importedIds = [], dynamicallyImportedIds = [] } = getModuleInfo(id) ?? {};
    for (const next of lazy ? [...importedIds, ...dynamicallyImportedIds] : importedIds)
      visit(next);
  };
  visit(resolve(file));
  return seen;
}

/**
 * Parts that stand round an editor, and what they share with its menus and keys, in files of their
 * own. Bundlers split between files, and esbuild takes whole what an entry names: in one file with
 * the editor all of it would come with the first paint.
 */
function splitParts() {
  let closures;
  return (id, { getModuleInfo }) => {
    if (!/\/(component|lucide-react)\//.test(id)) return null;
    const editor = 'component/flow-editor.tsx';
    closures ??= {
      first: closureOf(editor, getModuleInfo),
      later: closureOf(editor, getModuleInfo, { lazy: true }),
      all: closureOf(modules.react, getModuleInfo),
      store: closureOf(modules.editor, getModuleInfo),
    };
    const { first, later, all, store } = closures;
    if (!all.has(id) || store.has(id)) return null;
    if (first.has(id)) return 'first';
    // Only names what is in the others.
    if (id === resolve(modules.react)) return 'react';
    return later.has(id) ? 'later' : 'parts';
  };
}

export default [
  {
    input: { ...modules, ...commands },
    external,
    plugins: [
      makeModules(),
      resolveTypescript(),
      bundled(),
      typescript(),
      styleSheet(),
      copyFiles(),
      pythonWorker(),
      pythonLibrary(),
      executableCommand(),
    ],
    // Only the command does something when it is loaded.
    treeshake: { moduleSideEffects: (id) => id.endsWith('/src/cli/main.ts') },
    output: {
      dir: 'dist',
      format: 'es',
      sourcemap: true,
      // Hosts that render on a server have to know where the client's part begins.
      banner: ({ name }) => (name === 'react' ? "'use client';" : ''),
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name]-[hash].js',
      manualChunks: splitParts(),
      onlyExplicitManualChunks: true,
      // Otherwise an entry imports what only its lazy chunks need, and a missing peer breaks it.
      hoistTransitiveImports: false,
    },
  },
  {
    input: Object.fromEntries(
      Object.entries(modules).map(([name, file]) => [
        name,
        `.types/${file.replace(/\.tsx?$/, '.d.ts')}`,
      ]),
    ),
    external,
    plugins: [ownTypes(), dts({ tsconfig: false })],
    output: {
      dir: 'dist',
      format: 'es',
      entryFileNames: '[name].d.ts',
      chunkFileNames: 'chunks/[name]-[hash].d.ts',
    },
  },
];
