/** What an editor remembers of how it was used: folded panels, the nodes added last. */
import { isRecord } from '../src/config/document.js';

/** Small JSON values by name, kept as long as the editor, or, with a key, in the browser. */
export interface EditorMemory {
  readonly get: (name: string) => unknown;
  readonly set: (name: string, value: unknown) => void;
}

/** @param storageKey under which `localStorage` keeps it; without one it goes with the editor */
export function createEditorMemory(storageKey?: string): EditorMemory {
  const values = new Map(Object.entries(read(storageKey)));
  return {
    get: (name) => values.get(name),
    set(name, value) {
      values.set(name, value);
      write(storageKey, Object.fromEntries(values));
    },
  };
}

/** Anything may be in there: another version wrote it, or somebody else. */
function read(key: string | undefined): Readonly<Record<string, unknown>> {
  if (key === undefined) return {};
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return isRecord(saved) ? saved : {};
  } catch {
    return {};
  }
}

function write(key: string | undefined, values: object): void {
  if (key === undefined) return;
  try {
    localStorage.setItem(key, JSON.stringify(values));
  } catch {
    // Full, or forbidden: it is forgotten with the page.
  }
}

/** The list of texts under a name; empty when there is none. */
export function rememberedTexts(memory: EditorMemory, name: string): readonly string[] {
  const value = memory.get(name);
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** Puts a text at the front of a list of the last ones. */
export function rememberText(memory: EditorMemory, name: string, text: string): void {
  const others = rememberedTexts(memory, name).filter((each) => each !== text);
  memory.set(name, [text, ...others].slice(0, MOST_TEXTS));
}

/** More would be no longer "the last ones". */
const MOST_TEXTS = 12;

/** Names in the memory. */
export const MEMORY = { types: 'types', commands: 'commands', minimap: 'minimap' } as const;
