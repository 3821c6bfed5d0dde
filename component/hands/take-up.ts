/** Has hands work on a canvas, at once or as soon as their code has come. */
import { focusedElement } from '../menu/focused-element.js';
import { createLoadedCode } from '../loaded-code.js';
import type { LoadedCode } from '../loaded-code.js';
import { EarlyInput } from './early-input.js';
import type * as Hands from './hands.js';
import type { HandsReach } from './hands.js';

/** What pointer and keys do: nothing of it is needed to draw a graph. */
const hands = createLoadedCode(async () => import('./hands.js'));

/** Fetches them; the first press need not wait then. */
export const preloadHands = hands.preload;

/** What has come of them. */
export const loadedHands = hands.get;

/**
 * What is done before they have come is done over with them.
 * @param source Where their code comes from.
 * @returns ends it
 */
export function takeUp(reach: HandsReach, source: LoadedCode<typeof Hands> = hands): () => void {
  const ready = source.get();
  if (ready !== undefined) return work(ready, reach);
  let state: 'fetching' | 'missing' | 'there' | 'gone' = 'missing';
  let end: (() => void) | undefined;
  const fetch = async (): Promise<void> => {
    if (state !== 'missing') return;
    state = 'fetching';
    const code = await source.preload();
    if (isGone()) return;
    state = code === undefined ? 'missing' : 'there';
    if (code === undefined) return tellMissing(reach, early);
    end = work(code, reach);
    tellFocus(reach.canvas);
    await early.replay();
  };
  const isGone = (): boolean => state === 'gone';
  const early = new EarlyInput(reach.canvas, () => void fetch());
  reach.find().actions.onWaiting(() => void fetch());
  void fetch();
  return () => {
    state = 'gone';
    early.close();
    end?.();
  };
}

/** @returns ends it */
function work(code: typeof Hands, reach: HandsReach): () => void {
  const { find } = reach;
  find().actions.take((id) => code.runAction(id, find().context));
  return code.listenToHands(reach);
}

/** Who has done nothing yet need not know: the next press, or action, tries again. */
function tellMissing({ find }: HandsReach, early: EarlyInput): void {
  const { context, actions } = find();
  const isAwaited = [early.forget(), actions.forget()].includes(true);
  if (isAwaited) context.notify(context.text.canvas.notLoaded);
}

/** The focus may have come before those who follow it. */
function tellFocus(canvas: HTMLElement): void {
  const focused = focusedElement(canvas);
  if (focused === null || canvas.closest('.millrace')?.contains(focused) !== true) return;
  focused.dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
}
