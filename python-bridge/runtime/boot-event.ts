/** How far a boot has come; `download` only in a browser. */
export type BootEvent =
  /**
   * Bytes of Pyodide's data files have come, from the network or the browser's cache. `loaded` and
   * `total` are of all of them together, unpacked; `file` is the one that has just grown.
   */
  | {
      readonly type: 'download';
      readonly file: string;
      readonly loaded: number;
      readonly total: number;
    }
  /** Starts from what an earlier boot of this runtime left: nothing is compiled. */
  | { readonly type: 'restore' }
  /** A package is about to be installed; the last event of these has `done` equal to `total`. */
  | {
      readonly type: 'install';
      readonly name: string;
      readonly done: number;
      readonly total: number;
    }
  /** All bytes are there; WebAssembly and Python's own modules are being compiled. */
  | { readonly type: 'compile' }
  /** Python can be called; `durationMs` counts from the start of this boot. */
  | { readonly type: 'ready'; readonly durationMs: number }
  /** It could not start, in the words of the error that its callers get; the next call tries again. */
  | { readonly type: 'failed'; readonly message: string };

/** Takes what a boot reports, in order. */
export type OnBoot = (event: BootEvent) => void;
