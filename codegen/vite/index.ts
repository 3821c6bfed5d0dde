/** `millrace/vite`: the plugin for Vite 5 and newer. */
import { join } from 'node:path';
import { PYODIDE_FILES } from '../../python-bridge/pyodide/pyodide-files.js';
import { findPyodide } from '../../python-bridge/pyodide/peer.js';
import { PYODIDE_VERSION } from '../../python-bridge/pyodide/version.js';
import { readPyodideFile, servePyodide } from './pyodide-folder.js';
import { pyodideUrl, type UrlMaker } from './pyodide-url.js';
import type { ConfigHooks, EmitContext, UserConfig } from './vite-hooks.js';

/** A plugin, as Vite takes it in `plugins`. */
export interface VitePlugin {
  readonly name: string;
}

const NAME = 'millrace';
const DEV_FOLDER = `@millrace/pyodide-${PYODIDE_VERSION}`;
const BUILD_FOLDER = `pyodide-${PYODIDE_VERSION}`;

/**
 * Gives an app Pyodide's files, for Python in the browser: the development server serves those of
 * the installed package `pyodide`, a build copies them into its assets. `virtual:millrace/pyodide`
 * exports their `indexURL`, on pages and in workers, whatever the `base`; its types are
 * `millrace/vite/client`. Workers are built as ES modules, unless the configuration says otherwise.
 *
 * Vite fails to start, with MillraceError `peer-missing` or `peer-version` and the line to type,
 * when the app has no `pyodide`, or another version.
 *
 * @example
 * ```ts
 * // vite.config.ts
 * import { millrace } from 'millrace/vite';
 * export default { plugins: [millrace()] };
 * ```
 */
export function millrace(): VitePlugin {
  const place = { folder: '', assets: '' };
  const url = pyodideUrl();
  const plugin: ConfigHooks = {
    name: NAME,
    ...url.hooks,
    config: (user) => workerConfig(user, url),
    configResolved(config) {
      place.folder = findPyodide(undefined, [join(config.root, 'index.js')]).indexUrl;
      place.assets = [config.build.assetsDir, BUILD_FOLDER].filter((part) => part !== '').join('/');
      if (config.command === 'build') url.resolve(config.base, `${place.assets}/`);
      else url.resolve((config.server?.origin ?? '') + config.base, `${DEV_FOLDER}/`);
    },
    configureServer(server) {
      server.middlewares.use(servePyodide(place.folder, DEV_FOLDER));
    },
    generateBundle(this: EmitContext) {
      // What runs on a server has Pyodide in node_modules.
      if ((this.environment?.name ?? 'client') !== 'client') return;
      for (const file of PYODIDE_FILES) {
        const source = readPyodideFile(place.folder, file);
        this.emitFile({ type: 'asset', fileName: `${place.assets}/${file}`, source });
      }
    },
  };
  return plugin;
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
