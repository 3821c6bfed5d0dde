/** How much a value is, in a word or two. */
import { isHandle } from '../../src/run/handle.js';
import type { EditorText } from '../text/english.js';
import { isImage } from './preview.js';

/** What a text, a list or a handle does not say by itself; empty for the rest. Never throws. */
export function sizeOfValue(value: unknown, text: EditorText['inspector']): string {
  try {
    return sizeText(value, text);
  } catch {
    return '';
  }
}

function sizeText(value: unknown, text: EditorText['inspector']): string {
  if (isImage(value)) return text.picture;
  if (typeof value === 'string') return text.count(value.length, 'character');
  if (Array.isArray(value)) return text.count(value.length, 'item');
  if (!isHandle(value)) return '';
  const { type, length } = value.preview;
  return text.preview(type, length?.toLocaleString('en'));
}
