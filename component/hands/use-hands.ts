/** What is done on a canvas by pointer, keys and clipboard. */
import { useRef, useState } from 'react';
import { listenToClipboard } from '../clipboard/listen-to-clipboard.js';
import { preloadMenus } from '../canvas-menus.js';
import { preloadFind } from '../find/find-host.js';
import type { GestureContext, Hint } from '../gestures/gesture.js';
import { listenToNotices } from '../gestures/listen-to-notices.js';
import { showTool } from '../gestures/show-tool.js';
import { arranging } from '../layout/arranging.js';
import { preloadDetails } from '../panels/details-layer.js';
import { useBrowserLayoutEffect } from '../use-browser-layout-effect.js';
import type { EditorModel } from '../use-editor-model.js';
import { preloadHands, takeUp } from './take-up.js';

interface HandsOptions {
  readonly canvas: { readonly current: HTMLDivElement | null };
  readonly model: EditorModel;
  readonly hint: Hint;
}

/** Has a canvas answer to its user from the first paint on, and ever after with the model of now. */
export function useHands({ canvas, model, hint }: HandsOptions): void {
  // While the graph is drawn for the first time, their code is on its way.
  useState(fetchHands);
  const latest = useRef(model);
  useBrowserLayoutEffect(() => {
    latest.current = model;
  });
  // Before the first paint: what is seen can be used.
  useBrowserLayoutEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const find = (): EditorModel => latest.current;
    const context = (): GestureContext => {
      const { store, surface, allowMisfits, context: editor } = latest.current;
      return { editor, store, surface, hint, allowMisfits, readOnly: editor.readOnly };
    };
    const ends = [
      listenToClipboard(element, context),
      listenToNotices(element, hint),
      showTool(element, latest.current.store),
      listenToCanvas(element, find),
      takeUp({ canvas: element, context, find }),
      () => hint.hide(),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [canvas, hint]);
}

function fetchHands(): void {
  if (typeof document !== 'undefined') void preloadHands();
}

/** What may be opened, or asked for, next. */
const preload = (): void => {
  for (const fetch of [preloadMenus, preloadFind, preloadDetails, arranging.preload]) void fetch();
};

/** @returns ends it */
function listenToCanvas(canvas: HTMLElement, find: () => EditorModel): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  // Who comes here may open one; its code is there by then.
  canvas.addEventListener('pointerenter', preload, { once: true, signal });
  canvas.addEventListener('focusin', preload, { once: true, signal });
  canvas.addEventListener('input', (event) => revealTarget(event, find()), { signal });
  // Browsers scroll what they focus into view, also where nothing is to be scrolled.
  canvas.addEventListener('scroll', unscroll, { capture: true, signal });
  return () => controller.abort();
}

function revealTarget({ target }: Event, { surface }: EditorModel): void {
  if (target instanceof Element && surface.nodes.nodeAt(target)) surface.reveal(target);
}

function unscroll({ target, currentTarget }: Event): void {
  const isFrame =
    target instanceof Element &&
    (target === currentTarget || target.matches('[data-flume-component="stage"]'));
  if (isFrame) target.scrollTo(0, 0);
}
