/** Reads packages where there is `fetch` alone. */
import type { FileAccess } from './package-supply.js';

/** Of a page, or of a worker. */
const scope = globalThis as {
  readonly document?: { readonly baseURI: string };
  readonly location?: { readonly href: string };
};

/** Relative URLs are relative to the page, or to the worker that asks. */
export const webAccess: FileAccess = {
  toUrl(text) {
    const base = scope.document?.baseURI ?? scope.location?.href;
    return new URL(text, base).href;
  },
  read: readResponse,
};

/** The body at a URL. @throws Error with the reason */
export async function readResponse(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url).catch((error: unknown) => {
    throw new Error(`no answer (${String(error)})`, { cause: error });
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
