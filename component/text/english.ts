/** Every word the editor says, in English; a section for each room. */
import { ACTION_TEXT } from './action-text.js';
import { CANVAS_TEXT } from './canvas-text.js';

export const ENGLISH = {
  actions: ACTION_TEXT,
  canvas: CANVAS_TEXT,
};

/** All words of an editor: texts, and functions that make one. */
export type EditorText = typeof ENGLISH;

/** Some of the words, by section; the others stay English. */
export type EditorTextPatch = {
  readonly [Section in keyof EditorText]?: Partial<EditorText[Section]>;
};

/** The English words with others in the place of some. */
export function mergeText(patch: EditorTextPatch = {}): EditorText {
  const sections = Object.keys(ENGLISH) as (keyof EditorText)[];
  const merged = sections.map((name) => [name, { ...ENGLISH[name], ...patch[name] }]);
  return Object.fromEntries(merged) as EditorText;
}
