/** Hands Pyodide responses that are on their way: it has no option for that, it calls `fetch`. */

/**
 * Calls `load` while `fetch` answers these URLs, each once, from `responses`; all other requests go
 * where they went before. Pyodide asks for its files in its first steps, so the real `fetch` is
 * back long before anything else happens in this thread.
 */
export async function lendFetch<T>(
  responses: ReadonlyMap<string, Promise<Response>>,
  load: () => Promise<T>,
): Promise<T> {
  const open = new Map(responses);
  const original = globalThis.fetch;
  const giveBack = (): void => {
    // Somebody else may have put theirs over ours; it then asks ours, which passes everything on.
    if (globalThis.fetch === lent) globalThis.fetch = original;
  };
  const lent: typeof fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const response = open.get(url);
    if (response === undefined) return original.call(globalThis, input, init);
    open.delete(url);
    if (open.size === 0) giveBack();
    return response;
  };
  globalThis.fetch = lent;
  try {
    return await load();
  } finally {
    giveBack();
  }
}
