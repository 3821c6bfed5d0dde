/** Server-rendered places and sizes in a page whose policy forbids `style` attributes. */

/**
 * Applies the `style` attributes that a policy without `style-src-attr` kept the browser from
 * applying: of what a server has rendered, React sets none again. Scripts may set styles.
 */
export function applyBlockedStyles(editor: HTMLElement): void {
  // One stands for all: it is the page's policy that blocks, not an element.
  const witness = editor.querySelector<SVGElement>('.mr-icon[style]');
  if (witness === null || witness.style.length > 0) return;
  for (const element of editor.querySelectorAll<HTMLElement>('[style]')) {
    if (element.style.length === 0) element.style.cssText = element.getAttribute('style')!;
  }
}
