/** The languages code is coloured and indented in, each loaded when it is first shown. */
import type { Extension } from '@codemirror/state';

const LANGUAGES: Readonly<Record<string, () => Promise<Extension>>> = {
  python: async () => (await import('@codemirror/lang-python')).python(),
  javascript: async () => (await import('@codemirror/lang-javascript')).javascript(),
  typescript: async () =>
    (await import('@codemirror/lang-javascript')).javascript({ typescript: true }),
  json: async () => (await import('@codemirror/lang-json')).json(),
};

/** What CodeMirror needs for a language; nothing for one it does not know, or can't load. */
export async function loadLanguage(name: string | undefined): Promise<Extension> {
  const load = name !== undefined && Object.hasOwn(LANGUAGES, name) ? LANGUAGES[name] : undefined;
  try {
    return (await load?.()) ?? [];
  } catch {
    // A chunk that does not come costs the colours, not the text.
    return [];
  }
}
