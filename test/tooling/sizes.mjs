// What a page or process pays for importing an entry: the entry and the chunks it imports
// statically, minified and gzipped. What it loads later, on demand, is not counted.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const KB = 1000;
/**
 * Gzipped bytes; an entry without a budget is only printed. The core was meant to stay within
 * 15 kB, the editor within 60: much of each is what a type means in both languages (reading, checking
 * and comparing schemas, adapters, type parameters, drift), which both need at once. Of the editor
 * nearly half is that, with every edit of a graph; the rest draws. What pointer and keys do comes while
 * the graph is drawn, what is opened (menus, forms, search, layout, code) when it is near.
 */
const ENTRIES = [
  { name: 'millrace', file: 'dist/index.js', budget: 85 * KB },
  { name: 'millrace: JobRunner', file: 'dist/index.js', only: 'JobRunner', budget: 73 * KB },
  { name: 'millrace/library', file: 'dist/library.js', budget: 8 * KB },
  {
    name: 'millrace/react: FlowEditor',
    file: 'dist/react.js',
    only: 'FlowEditor',
    budget: 112 * KB,
  },
  { name: 'millrace/react: all parts', file: 'dist/react.js' },
  { name: 'millrace/editor', file: 'dist/editor.js' },
  { name: 'millrace/python', file: 'dist/python.js', budget: 12 * KB },
  { name: 'millrace/python/worker', file: 'dist/python-worker.js' },
  { name: 'millrace/python/node', file: 'dist/python-node.js', budget: 12 * KB },
  { name: 'millrace/codegen', file: 'dist/codegen.js' },
  { name: 'millrace/vite', file: 'dist/vite.js' },
  { name: 'millrace (command)', file: 'dist/cli.js' },
];

const gzipped = (contents) => gzipSync(contents, { level: 9 }).length;

async function measureEntry(root, { file, only = '*' }) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    stdin: {
      contents: `export ${only === '*' ? only : `{ ${only} }`} from './${file}';`,
      resolveDir: root,
      sourcefile: 'entry.js',
    },
    entryNames: 'entry',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    minify: true,
    packages: 'external',
    external: ['node:*'],
    outdir: 'measured',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const contents = new Map(outputFiles.map((output) => [output.path, output.contents]));
  const initial = new Set();
  const visit = (path) => {
    if (initial.has(path)) return;
    initial.add(path);
    for (const { path: next, kind, external } of metafile.outputs[path].imports) {
      if (kind === 'import-statement' && !external) visit(next);
    }
  };
  visit('measured/entry.js');
  return [...initial].reduce((sum, path) => sum + gzipped(contents.get(join(root, path))), 0);
}

/** Files that are loaded as they are, in one archive, as a page would fetch them. */
function measureFiles(root, folder, pattern) {
  const path = join(root, folder);
  const files = readdirSync(path).filter((file) => pattern.test(file));
  const texts = files.toSorted().map((file) => readFileSync(join(path, file)));
  return inKb(gzipped(Buffer.concat(texts)));
}

const inKb = (bytes) => `${(bytes / KB).toFixed(1)} kB`;

/** @returns {Promise<{table: string, overruns: string[]}>} one line per entry over budget */
export async function measureSizes(root) {
  const rows = [];
  const overruns = [];
  for (const { name, budget, ...entry } of ENTRIES) {
    const bytes = await measureEntry(root, entry);
    rows.push([name, inKb(bytes), budget === undefined ? '' : `of ${inKb(budget)}`]);
    if (budget !== undefined && bytes > budget) {
      overruns.push(`${name} is ${bytes} bytes gzipped; its budget is ${budget}`);
    }
  }
  rows.push(['Pyodide worker files', measureFiles(root, 'dist', /\.mjs$/), '']);
  rows.push(['millrace_host bytecode', measureFiles(root, 'dist', /^millrace_host-.*\.zip$/), '']);
  rows.push(["Python's own, bytecode", measureFiles(root, 'dist', /^python-stdlib-.*\.zip$/), '']);
  const table = rows.map(([name, size, budget]) =>
    `  ${name.padEnd(27)}${size.padStart(9)}  ${budget}`.trimEnd(),
  );
  return { table: ['initial load, minified and gzipped', ...table].join('\n'), overruns };
}
