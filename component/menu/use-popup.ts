/** What floats over the page: kept on the screen, closed from outside, the focus given back. */
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { Point } from '../surface/geometry.js';
import { focusedElement } from './focused-element.js';

/** Between a popup and the edge of the screen. */
const MARGIN = 8;

export interface PopupOptions {
  /** Where its corner should be, relative to the viewport. */
  readonly at: Point;
  readonly onClose: () => void;
}

/**
 * Places an element at a point, as far as the screen allows, and asks to close it on a press
 * outside, when what is under it scrolls and when the window changes, unless it is typed into. What
 * had the focus gets it back.
 */
export function usePopup({ at, onClose }: PopupOptions): RefObject<HTMLDivElement | null> {
  const popup = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useLayoutEffect(() => {
    const element = popup.current;
    if (element === null) return undefined;
    const before = focusedElement(element);
    return () => giveFocusBack(element, before);
  }, []);
  const { x, y } = at;
  const corner = useRef(at);
  useLayoutEffect(() => {
    corner.current = { x, y };
    if (popup.current !== null) place(popup.current, { x, y });
  }, [x, y]);
  useEffect(() => {
    if (popup.current === null) return undefined;
    return closeFromOutside(popup.current, { corner, close: () => close.current() });
  }, []);
  return popup;
}

interface ClosingOptions {
  readonly corner: { readonly current: Point };
  readonly close: () => void;
}

/** @returns ends it */
function closeFromOutside(popup: HTMLElement, { corner, close }: ClosingOptions): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const onPress = (event: Event): void => {
    if (!event.composedPath().includes(popup)) close();
  };
  const origin = placeOf(popup.parentElement);
  // What scrolls elsewhere, such as a log that grows, moves nothing under the popup; and the news of
  // a scroll may come late, when the popup was opened after it.
  const onScroll = ({ target }: Event): void => {
    const isAround = target instanceof Node && target !== popup && target.contains(popup);
    if (isAround && placeOf(popup.parentElement) !== origin) close();
  };
  const onResize = (): void => {
    // A phone's keyboard changes the window, and comes because of the field.
    if (isTypedInto(popup)) place(popup, corner.current);
    else close();
  };
  document.addEventListener('pointerdown', onPress, { capture: true, signal });
  window.addEventListener('scroll', onScroll, { capture: true, signal });
  window.addEventListener('resize', onResize, { signal });
  // The editor's own listeners would zoom by it.
  popup.addEventListener('wheel', (event) => event.stopPropagation(), { signal });
  return () => controller.abort();
}

/** Where an element is on the screen; equal while it is there. */
function placeOf(element: Element | null): string {
  const { left = 0, top = 0 } = element?.getBoundingClientRect() ?? {};
  return `${Math.round(left)} ${Math.round(top)}`;
}

function place(popup: HTMLElement, { x, y }: Point): void {
  popup.style.left = `${x}px`;
  popup.style.top = `${y}px`;
  popup.style.maxHeight = '';
  const { left, top, width, height } = popup.getBoundingClientRect();
  const fit = (wanted: number, size: number, room: number): number =>
    Math.max(MARGIN, Math.min(wanted, room - size - MARGIN));
  // A transformed ancestor moves what is fixed; what was asked for is a place on the screen.
  popup.style.left = `${x - left + fit(x, width, window.innerWidth)}px`;
  popup.style.top = `${y - top + fit(y, height, window.innerHeight)}px`;
  // It moves no more when it grows or shrinks, but must not leave the screen.
  popup.style.maxHeight = `${window.innerHeight - fit(y, height, window.innerHeight) - MARGIN}px`;
}

function isTypedInto(popup: HTMLElement): boolean {
  const focused = focusedElement(popup);
  return focused !== null && popup.contains(focused) && focused.matches('input');
}

function giveFocusBack(popup: HTMLElement, before: Element | null): void {
  const now = focusedElement(popup);
  const isLost = now === null || now === document.body || popup.contains(now);
  if (isLost && before instanceof HTMLElement && before.isConnected) {
    before.focus({ preventScroll: true });
  }
}
