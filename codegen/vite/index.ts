/** `millrace/vite`: the plugin for Vite 5 and newer, and for Rollup 4. */
import { join } from 'node:path';
import { findPyodide } from '../../python-bridge/pyodide/peer.js';
import { PYODIDE_VERSION } from '../../python-bridge/pyodide/version.js';
import type { CreatePython } from '../python/runtime.js';
import { functionModules } from './function-modules.js';
import { readPyodide, servePyodide } from './pyodide-folder.js';
import { pyodideUrl, type UrlMaker } from './pyodide-url.js';
import type { EmitContext, PluginHooks, ResolvedConfig, UserConfig } from './vite-hooks.js';

/** A plugin, as Vite and Rollup take it in `plugins`. */
export interface VitePlugin {
  readonly name: string;
}

/** What the plugin does; each option can be left out. */
export interface MillraceOptions {
  /**
   * Paths or patterns of function modules (.ts and .py), from Vite's root. Beside each, the file
   * `<name>.millrace.generated.ts` is kept up to date, with `config`, `functions` and `python`.
   * @default none: modules are read when something imports `./nodes.ts?millrace`
   */
  readonly include?: string | readonly string[];
  /** What type ids are relative to. @default the nearest package.json or pyproject.toml above each file */
  readonly root?: string;
  /** Put before every type id, with a dot. */
  readonly prefix?: string;
  /** What imports Python modules: the path of a CPython, or what makes another interpreter. @default Pyodide */
  readonly python?: string | CreatePython;
}

const NAME = 'millrace';
const DEV_FOLDER = `@millrace/pyodide-${PYODIDE_VERSION}`;
const BUILD_FOLDER = `pyodide-${PYODIDE_VERSION}`;

/**
 * Makes nodes of functions while the app is developed and built.
 *
 * - `import { config, functions, python } from './nodes.ts?millrace'`: the nodes of a module; of a
 *   pattern (`./nodes/*.ts?millrace`), a package (`npm:date-fns?millrace`) or an installed Python
 *   module (`python:statistics?millrace`) as well. Typed by `millrace/vite/client`.
 * - `include` keeps the same as files, with the exact types of the functions.
 * - When a signature changes, a hot update brings the new nodes to the page. An error has its place
 *   in Vite's overlay, and the page goes on with the nodes it has; in a build it is the build's.
 * - `virtual:millrace/pyodide` exports the `indexURL` of Pyodide's files, on pages and in workers,
 *   whatever the `base`: the server sends those of the installed package `pyodide`, and Python's own
 *   modules as bytecode with them; a build copies them into its assets. Only an app that imports it
 *   needs that package (MillraceError `peer-missing` or `peer-version`, with the line to type).
 *   Workers are built as ES modules, unless the configuration says otherwise.
 *
 * @example
 * ```ts
 * // vite.config.ts
 * import { millrace } from 'millrace/vite';
 * export default { plugins: [millrace({ include: 'src/nodes/*.ts' })] };
 * ```
 */
export function millrace(options: MillraceOptions = {}): VitePlugin {
  const { include = [], ...reading } = options;
  const functions = functionModules({ ...reading, include: [include].flat() });
  const pyodide = new PyodideFiles();
  const plugin: PluginHooks = {
    name: NAME,
    // Before Vite looks for files: its own way would be to send `nodes.py` as an asset.
    enforce: 'pre',
    ...functions,
    config: (user: UserConfig) => workerConfig(user, pyodide.url),
    configResolved(config) {
      pyodide.configure(config);
      functions.configResolved(config);
    },
    configureServer(server) {
      server.middlewares.use(servePyodide(() => pyodide.folder, DEV_FOLDER));
      functions.configureServer(server);
    },
    async resolveId(source, importer) {
      return (
        pyodide.url.hooks.resolveId(source) ?? functions.resolveId.call(this, source, importer)
      );
    },
    async load(id) {
      const code = pyodide.url.hooks.load(id);
      if (code === undefined) return functions.load.call(this, id);
      return { code, map: { mappings: '' }, moduleSideEffects: false };
    },
    renderChunk: pyodide.url.hooks.renderChunk,
    generateBundle(this: EmitContext) {
      // What runs on a server has Pyodide in node_modules.
      if ((this.environment?.name ?? 'client') === 'client') pyodide.emit(this);
    },
  };
  return plugin;
}

/** Where Pyodide's files are, and where they go. */
class PyodideFiles {
  readonly url = pyodideUrl(() => this.folder);
  #root = process.cwd();
  #assets = BUILD_FOLDER;
  #folder: string | undefined;

  constructor() {
    this.url.resolve('./', `${BUILD_FOLDER}/`);
  }

  /** @throws MillraceError `peer-missing`, `peer-version` */
  get folder(): string {
    this.#folder ??= findPyodide(undefined, [join(this.#root, 'index.js')]).indexUrl;
    return this.#folder;
  }

  configure({ root, build, base, command, server }: ResolvedConfig): void {
    this.#root = root;
    this.#assets = [build.assetsDir, BUILD_FOLDER].filter((part) => part !== '').join('/');
    if (command === 'build') this.url.resolve(base, `${this.#assets}/`);
    else this.url.resolve((server?.origin ?? '') + base, `${DEV_FOLDER}/`);
  }

  /** Only an app that asked where they are gets them. */
  emit(context: EmitContext): void {
    if (!this.url.isUsed()) return;
    for (const [file, source] of readPyodide(this.folder)) {
      context.emitFile({ type: 'asset', fileName: `${this.#assets}/${file}`, source });
    }
  }
}

/** Workers are bundles of their own, with plugins of their own. */
function workerConfig(user: UserConfig, url: UrlMaker): object {
  return {
    worker: {
      // Pyodide starts in no other.
      ...(user.worker?.format === undefined ? { format: 'es' } : {}),
      plugins: () => [{ name: `${NAME}:worker`, ...url.hooks }],
    },
  };
}
