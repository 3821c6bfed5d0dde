/** Where the focus is, also inside a shadow root: `document` names only its host. */
export function focusedElement(near: Element): Element | null {
  const root = near.getRootNode();
  const inside = root instanceof ShadowRoot ? root.activeElement : null;
  return inside ?? near.ownerDocument.activeElement;
}
