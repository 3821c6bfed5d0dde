/** `millrace/vite/client`: the types of the modules that the plugin makes. */

declare module 'virtual:millrace/pyodide' {
  /** The URL of the folder with Pyodide's files, for `createPyodide` of `millrace/python`. */
  export const indexURL: string;
}

declare module '*?millrace' {
  import type { Config, PythonModule, Registry } from 'millrace';

  /** What exists: the node types and the types of their ports. */
  export const config: Config;
  /** The functions behind the node types, each imported when it is first needed. */
  export const functions: Registry;
  /** The Python modules behind the node types, and those they import. */
  export const python: Record<string, PythonModule>;
}
