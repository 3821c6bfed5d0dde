/** CodeMirror's style rules, in a form that a strict Content-Security-Policy allows. */
import { StyleModule } from 'style-mod';

/** A document or shadow root with the style sheets that scripts made for it. */
type StyledRoot = Document | ShadowRoot;

/**
 * Has CodeMirror give its rules to a document as a constructed style sheet, as it does in a shadow
 * root. It would write a `<style>` element, which a policy without `'unsafe-inline'` blocks.
 * Call it before the first view of a page; where there are no such sheets it changes nothing.
 */
export function adoptCodeStyles(root: StyledRoot): void {
  if (!('head' in root) || !Array.isArray(root.adoptedStyleSheets)) return;
  // style-mod keeps what it knows of a root under a symbol, and asks only those without a head.
  const shadow = { ownerDocument: root, adoptedStyleSheets: [] };
  StyleModule.mount(shadow as unknown as ShadowRoot, []);
  for (const known of Object.getOwnPropertySymbols(shadow)) {
    if (!(known in root)) Reflect.set(root, known, Reflect.get(shadow, known));
  }
}
