/** Tells the user something that belongs to no place on the canvas. */
import { announce } from '../announce/announce.js';
import type { ApiOptions } from './api-options.js';

/** The event by which the canvas is told; its `detail` is the text. */
export const NOTICE = 'mr-notice';

export interface NoticeApi {
  /** Shows a sentence over the canvas for as long as it takes to read, and says it to screen readers. */
  readonly notify: (text: string) => void;
}

export function createNoticeApi({ surface }: ApiOptions): NoticeApi {
  return {
    notify(text) {
      const stage = surface.elements?.stage;
      announce(stage, text, 'assertive');
      stage?.dispatchEvent(new CustomEvent(NOTICE, { detail: text, bubbles: true }));
    },
  };
}
