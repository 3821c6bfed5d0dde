/** The parts of Vite's and Rollup's plugin interface that the plugin uses; the same from Vite 5 to 8. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Problem } from './problems.js';

/** What a user's configuration may say. */
export interface UserConfig {
  readonly worker?: { readonly format?: string };
}

/** The configuration with every default in place. */
export interface ResolvedConfig {
  readonly command: 'serve' | 'build';
  readonly root: string;
  /** Ends in a slash. A build's may be `./` or empty: relative to what is built. */
  readonly base: string;
  readonly build: { readonly assetsDir: string };
  readonly server?: { readonly origin?: string };
  readonly logger: { info(text: string, options?: { readonly timestamp?: boolean }): void };
}

/** One step of the development server's way from request to response. */
export type Middleware = (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => void;

/** A module as the development server knows it. */
export interface ModuleNode {
  readonly id: string | null;
}

/** What the client is told. */
export type Message =
  | { readonly type: 'update'; readonly updates: readonly [] }
  | { readonly type: 'error'; readonly err: Problem };

/** The development server. */
export interface DevServer {
  readonly middlewares: { use(step: Middleware): void };
  readonly watcher: { emit(event: 'change', file: string): unknown };
  readonly ws: {
    send(message: Message): void;
    on(event: 'connection', listener: () => void): void;
  };
  readonly moduleGraph: { getModuleById(id: string): ModuleNode | undefined };
  reloadModule(module: ModuleNode): Promise<void>;
}

/** A file that changed, and the modules made of it. */
export interface HotContext {
  readonly file: string;
  readonly modules: readonly ModuleNode[];
  readonly server: DevServer;
  readonly read: () => string | Promise<string>;
}

/** The `this` of hooks that load and check. */
export interface LoadContext {
  readonly meta: { readonly watchMode: boolean };
  addWatchFile(path: string): void;
  resolve(
    source: string,
    importer: string | undefined,
    options: { readonly skipSelf: boolean },
  ): Promise<{ readonly id: string } | null>;
  warn(problem: Problem): void;
  error(problem: Problem): never;
}

/** A loaded module. */
export interface Loaded {
  readonly code: string;
  readonly map: { readonly mappings: '' };
  /** Nobody imports it for what it does. */
  readonly moduleSideEffects: false;
}

/** The `this` of `generateBundle`. */
export interface EmitContext {
  /** From Vite 6 on. */
  readonly environment?: { readonly name: string };
  emitFile(file: {
    readonly type: 'asset';
    readonly fileName: string;
    readonly source: Uint8Array;
  }): string;
}

/** Hooks of the module that says where Pyodide is. */
export interface ModuleHooks {
  readonly resolveId: (id: string) => string | undefined;
  readonly load: (id: string) => string | undefined;
  readonly renderChunk: (code: string, chunk: { readonly fileName: string }) => object | null;
}

/** Hooks of the modules made of functions. */
export interface FunctionHooks {
  buildStart(this: LoadContext): Promise<void>;
  resolveId(
    this: LoadContext,
    source: string,
    importer: string | undefined,
  ): Promise<string | undefined>;
  load(this: LoadContext, id: string): Promise<Loaded | undefined>;
  watchChange(file: string, change: { readonly event: string }): Promise<void>;
  handleHotUpdate(context: HotContext): Promise<readonly ModuleNode[] | undefined>;
  configResolved(config: ResolvedConfig): void;
  configureServer(server: DevServer): void;
  buildEnd(this: LoadContext, error?: unknown): Promise<void>;
  closeBundle(this: LoadContext): Promise<void>;
  closeWatcher(): Promise<void>;
}

/** All hooks of the plugin. */
export interface PluginHooks extends FunctionHooks {
  readonly name: string;
  readonly enforce: 'pre';
  config(user: UserConfig): object;
  renderChunk(code: string, chunk: { readonly fileName: string }): object | null;
  generateBundle(this: EmitContext): void;
}
