/** Loads CodeMirror once for the page, when the first code is shown. */
import type { createCodeView } from './code-view.js';

/** Draws code. */
export type CreateCodeView = typeof createCodeView;

let loaded: CreateCodeView | undefined;

/** What draws code, if it has been loaded already. */
export function loadedCodeView(): CreateCodeView | undefined {
  return loaded;
}

/** What draws code; undefined when its chunk does not come. The next call asks again. */
export async function loadCodeView(): Promise<CreateCodeView | undefined> {
  try {
    loaded ??= (await import('./code-view.js')).createCodeView;
  } catch {
    return undefined;
  }
  return loaded;
}
