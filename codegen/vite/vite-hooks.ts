/** The parts of Vite's plugin interface that the plugin uses; the same from Vite 5 to 8. */
import type { IncomingMessage, ServerResponse } from 'node:http';

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
}

/** One step of the development server's way from request to response. */
export type Middleware = (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => void;

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

/** Hooks of a module that the plugin makes. */
export interface ModuleHooks {
  resolveId(id: string): string | undefined;
  load(id: string): string | undefined;
  renderChunk(code: string, chunk: { readonly fileName: string }): object | null;
}

/** All hooks of the plugin. */
export interface ConfigHooks extends ModuleHooks {
  readonly name: string;
  config(user: UserConfig): object;
  configResolved(config: ResolvedConfig): void;
  configureServer(server: { readonly middlewares: { use(step: Middleware): void } }): void;
  generateBundle(this: EmitContext): void;
}
