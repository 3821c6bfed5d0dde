/** Copy, cut and paste by keys: the browser's own events carry the text, and ask nobody. */
import { attempt } from '../actions/attempt.js';
import type { EditorContextValue } from '../editor-context.js';
import { freePlace } from '../store/new-node.js';
import type { Point } from '../surface/geometry.js';
import type { Surface } from '../surface/surface.js';

/** What has text of its own to copy and to take. */
const TEXTS = 'input, textarea, select, [contenteditable], .mr-code, .mr-menu, dialog';

/** Whom the clipboard's events are for. */
export interface ClipboardContext {
  readonly editor: EditorContextValue;
  readonly surface: Surface;
}

/** Listens for the editor a canvas is of. @returns ends it */
export function listenToClipboard(
  canvas: HTMLElement,
  context: () => ClipboardContext,
): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  let pointer: Point | undefined;
  canvas.addEventListener('pointermove', ({ clientX: x, clientY: y }) => (pointer = { x, y }), {
    signal,
  });
  canvas.addEventListener('pointerleave', () => (pointer = undefined), { signal });
  const listen = (type: 'copy' | 'cut' | 'paste', act: (event: ClipboardEvent) => void): void => {
    // Where nothing is marked, some browsers tell the body.
    const listener = (event: ClipboardEvent): void => {
      if (!event.defaultPrevented && isFor(canvas, type)) act(event);
    };
    canvas.ownerDocument.addEventListener(type, listener, { signal });
  };
  listen('copy', (event) => give(event, context().editor, context().editor.copy()));
  listen('cut', (event) => give(event, context().editor, context().editor.cut()));
  listen('paste', (event) => take(event, context(), pointer));
  return () => controller.abort();
}

/** The focus is on this canvas, and in no text; what is marked on the page is meant by a copy. */
function isFor(canvas: HTMLElement, type: string): boolean {
  const { activeElement } = canvas.getRootNode() as Document | ShadowRoot;
  if (activeElement === null || !canvas.contains(activeElement)) return false;
  // Elements that a host defined have fields of their own inside.
  for (let at: Element | null = activeElement; at; at = at.shadowRoot?.activeElement ?? null) {
    if (at.closest(TEXTS) !== null) return false;
  }
  return type === 'paste' || String(getSelection() ?? '') === '';
}

function give(
  event: ClipboardEvent,
  editor: EditorContextValue,
  clip: ReturnType<EditorContextValue['copy']>,
): void {
  if (clip === undefined) return;
  event.clipboardData?.setData('text/plain', editor.clipToText(clip));
  event.preventDefault();
}

/** An empty clipboard means what this editor copied last. */
function take(
  event: ClipboardEvent,
  { editor, surface }: ClipboardContext,
  pointer: Point | undefined,
): void {
  if (editor.readOnly) return;
  const text = event.clipboardData?.getData('text/plain') ?? '';
  const clip = text === '' ? editor.getState().clip : editor.textToClip(text);
  event.preventDefault();
  if (clip === undefined) return editor.notify(editor.text.gestures.nothingToPaste);
  const { graph } = editor.getState();
  const place = pointer && freePlace(graph, surface.toCanvas(pointer));
  attempt(editor, () => editor.paste(clip, place));
}
