/** The modules `./nodes.ts?millrace`, and the files kept beside function modules. */
import { statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { hasErrors } from '../diagnostics.js';
import { isPattern } from '../glob.js';
import { printJavaScript } from '../print/module.js';
import { toSlashes } from '../roots.js';
import type { Generated } from '../session.js';
import { toProblem } from './problems.js';
import type { Problem } from './problems.js';
import { servedId, Units } from './units.js';
import type { Refreshed, Unit, UnitOptions } from './units.js';
import type { DevServer, FunctionHooks, Loaded, LoadContext, ModuleNode } from './vite-hooks.js';

/** What functions the plugin reads, and how. */
export interface FunctionOptions extends UnitOptions {
  readonly include: readonly string[];
}

const QUERY = '?millrace';
const LOOK_AGAIN_MS = 75;

/** The hooks; one set for each plugin. */
export function functionModules(options: FunctionOptions): FunctionHooks {
  const { include, ...reading } = options;
  const units = new Units(reading);
  const plugin = new FunctionModules(units, include);
  return {
    configResolved({ root, command, logger }) {
      plugin.cwd = root;
      plugin.isServing = command === 'serve';
      plugin.log = (text) => logger.info(text, { timestamp: true });
    },
    configureServer: (server) => plugin.attach(server),
    async buildStart() {
      await plugin.start(this);
    },
    async resolveId(source, importer) {
      return source.endsWith(QUERY)
        ? plugin.resolve(this, source.slice(0, -QUERY.length), importer)
        : undefined;
    },
    async load(id) {
      const unit = units.get(id);
      return unit === undefined || unit.isKept ? undefined : plugin.load(this, unit);
    },
    watchChange: (file, { event }) => plugin.changed(resolve(file), event),
    handleHotUpdate: async ({ file, modules, read }) => plugin.hot(resolve(file), modules, read),
    async buildEnd(error) {
      if (error !== undefined && !this.meta.watchMode) await units.close();
    },
    async closeBundle() {
      // A development server that ends has it called, too; a watching build has it after each.
      if (plugin.isServing || !this.meta.watchMode) await units.close();
    },
    closeWatcher: () => units.close(),
  };
}

class FunctionModules {
  cwd = process.cwd();
  isServing = false;
  log: (text: string) => void = () => undefined;
  readonly #units: Units;
  readonly #include: readonly string[];
  #server: DevServer | undefined;
  #problem: Problem | undefined;
  /** Warnings that were printed: each is said once. */
  readonly #warned = new Set<string>();

  constructor(units: Units, include: readonly string[]) {
    this.#units = units;
    this.#include = include;
  }

  attach(server: DevServer): void {
    this.#server = server;
    server.ws.on('connection', () => {
      if (this.#problem !== undefined) server.ws.send({ type: 'error', err: this.#problem });
    });
  }

  async start(context: LoadContext): Promise<void> {
    this.#units.keep(this.#include, this.cwd);
    if (this.#include.length === 0) return;
    const refreshed = await this.#units.refresh(({ isKept }) => isKept);
    for (const { generated } of [...refreshed.changed, ...refreshed.failed]) {
      watchSources(generated, context);
    }
    this.#warn(refreshed, context);
    const problem = problemOf(refreshed);
    if (problem === undefined) return;
    // A server goes on with the files as they were; who opens the page is told.
    if (this.isServing) this.#problem = problem;
    else context.error(toRollup(problem));
  }

  async resolve(
    context: LoadContext,
    name: string,
    importer: string | undefined,
  ): Promise<string | undefined> {
    const directory =
      importer === undefined ? this.cwd : dirname(importer.replace(/^\0|\?.*$/g, ''));
    if (/^(npm|python):/.test(name)) return this.#serve(servedId(name), name, this.cwd);
    if (isPattern(name) && /^[./]/.test(name)) {
      const pattern = resolve(directory, name);
      return this.#serve(servedId(pattern), pattern, directory);
    }
    const resolved = await context.resolve(name, importer, { skipSelf: true });
    const file = resolved?.id.replace(/\?.*$/, '');
    if (file === undefined) return undefined;
    if (/(?<!\.d)\.([mc]?ts|tsx|py)$/.test(file) && !file.includes('/node_modules/')) {
      return this.#serve(`${file}${QUERY}`, file, dirname(file));
    }
    if (/^[./]/.test(name) || isAbsolute(name)) return undefined;
    return this.#serve(servedId(`npm:${name}`), `npm:${name}`, this.cwd);
  }

  #serve(id: string, name: string, directory: string): string {
    if (this.#units.get(id) === undefined) this.#units.serve(id, [name], directory);
    return id;
  }

  async load(context: LoadContext, unit: Unit): Promise<Loaded> {
    const refreshed = await this.#units.refresh((each) => each === unit);
    watchSources(unit.generated, context);
    this.#warn(refreshed, context);
    const problem = problemOf(refreshed);
    if (problem !== undefined) context.error(this.isServing ? problem : toRollup(problem));
    const code = printJavaScript(unit.content!);
    return { code, map: { mappings: '' }, moduleSideEffects: false };
  }

  /** A file that comes or goes is no hot update of any module, but may change some. */
  async changed(file: string, event: string): Promise<void> {
    this.#units.invalidate([file]);
    if (event === 'update' || this.#server === undefined) return;
    this.#units.keep(this.#include, this.cwd);
    if (!this.#units.isConcerned(file)) return;
    for (const module of await this.#refresh([])) await this.#server.reloadModule(module);
  }

  /** What is hot because a file changed; undefined for what the plugin has no say in. */
  async hot(
    file: string,
    modules: readonly ModuleNode[],
    read: () => string | Promise<string>,
  ): Promise<readonly ModuleNode[] | undefined> {
    // The module was told of when its source changed.
    if (this.#units.get(file)?.isKept === true && this.#units.isOwn(file, await read())) return [];
    if (!this.#units.isConcerned(file)) return undefined;
    this.#lookAgain(file);
    return this.#refresh(modules);
  }

  /** Vite's watcher drops a change that follows another within 50 ms, as when an editor formats. */
  #lookAgain(file: string): void {
    const modified = (): number | undefined => statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    const before = modified();
    const look = (): void => {
      const now = modified();
      if (now !== undefined && now !== before) this.#server?.watcher.emit('change', file);
    };
    setTimeout(look, LOOK_AGAIN_MS).unref();
  }

  async #refresh(modules: readonly ModuleNode[]): Promise<readonly ModuleNode[]> {
    const server = this.#server!;
    const refreshed = await this.#units.refresh();
    this.#warn(refreshed);
    const hadProblem = this.#problem !== undefined;
    this.#problem = problemOf(refreshed);
    if (this.#problem !== undefined) {
      // An error before any update makes Vite's client load the page anew with the next update.
      if (!hadProblem) server.ws.send({ type: 'update', updates: [] });
      server.ws.send({ type: 'error', err: this.#problem });
      return [];
    }
    for (const { id, isKept } of refreshed.changed) {
      if (isKept) this.log(`millrace: ${toSlashes(relative(this.cwd, id))} written`);
    }
    const changed = refreshed.changed.flatMap(({ id }) => {
      return server.moduleGraph.getModuleById(toSlashes(id)) ?? [];
    });
    // Where it turns out that there is nothing to update, nobody else takes the error away.
    if (hadProblem) server.ws.send({ type: 'update', updates: [] });
    return [...new Set([...modules, ...changed])];
  }

  #warn({ changed, failed }: Refreshed, context?: LoadContext): void {
    for (const { diagnostics, generated } of [...changed, ...failed]) {
      for (const item of diagnostics.filter(({ severity }) => severity === 'warning')) {
        const problem = toProblem([item], generated?.base ?? this.cwd);
        if (this.#warned.has(problem.message)) continue;
        this.#warned.add(problem.message);
        if (context === undefined) this.log(problem.message);
        else context.warn(toRollup(problem));
      }
    }
  }
}

/** To a bundler all that is watched is imported; settings are none of that. */
function watchSources(generated: Generated | undefined, context: LoadContext): void {
  for (const file of generated?.watch.files ?? []) {
    if (!/(package|tsconfig)\.json$/.test(file)) context.addWatchFile(file);
  }
}

function problemOf({ failed }: Refreshed): Problem | undefined {
  const errors = failed.flatMap(({ diagnostics, generated }) =>
    diagnostics
      .filter(({ severity }) => severity === 'error')
      .map((item) => ({ item, base: generated?.base ?? '' })),
  );
  const [first] = errors;
  if (first === undefined || !hasErrors(errors.map(({ item }) => item))) return undefined;
  return toProblem(
    errors.map(({ item }) => item),
    first.base,
  );
}

/** Rollup counts columns from 0. */
function toRollup({ loc, ...problem }: Problem): Problem {
  return loc === undefined ? problem : { ...problem, loc: { ...loc, column: loc.column - 1 } };
}
