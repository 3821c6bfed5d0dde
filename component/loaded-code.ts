/** Code that comes after the first paint, once for all editors of a page. */

/** Code that comes later, and what fetches it. */
export interface LoadedCode<Code> {
  /** Undefined until it has come. */
  readonly get: () => Code | undefined;
  /** Fetches it; undefined where it could not be fetched, which the next call tries again. */
  readonly preload: () => Promise<Code | undefined>;
}

/** Remembers what `load` brings. */
export function createLoadedCode<Code>(load: () => Promise<Code>): LoadedCode<Code> {
  let loaded: Code | undefined;
  return {
    get: () => loaded,
    async preload() {
      try {
        loaded ??= await load();
      } catch {
        // Offline, or the host was deployed anew: who needs it is told, the editor works on.
      }
      return loaded;
    },
  };
}
