// ES modules only: every Node.js this package supports can `require` them.
import { readFileSync, readdirSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { dts } from 'rollup-plugin-dts';

const modules = {
  index: 'src/index.ts',
  'python-node': 'python-bridge/node.ts',
  codegen: 'codegen/index.ts',
};
/** A command has no types. */
const commands = { cli: 'src/cli/main.ts' };

/** Files that are part of the package as they are written: from → to, below dist. */
const copies = () => [
  ...filesIn('python-bridge/millrace_host', /\.py$/, 'millrace_host/'),
  ...filesIn('python-bridge/pyodide', /\.mjs$/, ''),
  ['src/config/config.schema.json', 'schemas/config.json'],
  ['src/graph/graph.schema.json', 'schemas/graph.json'],
];

function filesIn(folder, pattern, target) {
  const files = readdirSync(folder).filter((file) => pattern.test(file));
  return files.map((file) => [join(folder, file), target + file]);
}

const external = [/^node:/, 'ts-morph', 'pyodide'];

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

export default [
  {
    input: { ...modules, ...commands },
    external,
    plugins: [resolveTypescript(), typescript(), copyFiles(), executableCommand()],
    // Only the command does something when it is loaded.
    treeshake: { moduleSideEffects: (id) => id.endsWith('/src/cli/main.ts') },
    output: {
      dir: 'dist',
      format: 'es',
      sourcemap: true,
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name]-[hash].js',
      // Otherwise an entry imports what only its lazy chunks need, and a missing peer breaks it.
      hoistTransitiveImports: false,
    },
  },
  {
    input: Object.fromEntries(
      Object.entries(modules).map(([name, file]) => [
        name,
        `.types/${file.replace(/\.ts$/, '.d.ts')}`,
      ]),
    ),
    external,
    plugins: [dts({ tsconfig: false })],
    output: {
      dir: 'dist',
      format: 'es',
      entryFileNames: '[name].d.ts',
      chunkFileNames: 'chunks/[name]-[hash].d.ts',
    },
  },
];
