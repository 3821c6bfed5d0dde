/** `millrace/vite/client`: the types of the modules that the plugin makes. */

declare module 'virtual:millrace/pyodide' {
  /** The URL of the folder with Pyodide's files, for `createPyodide` of `millrace/python`. */
  export const indexURL: string;
}
