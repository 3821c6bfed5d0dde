/** What the command palette lists, and in which order. */
import { useMemo } from 'react';
import { MEMORY, rememberedTexts } from '../editor-memory.js';
import { createFuzzySearch } from '../menu/fuzzy.js';
import type { Range } from '../menu/fuzzy.js';
import type { EditorText } from '../text/english.js';
import type { EditorModel } from '../use-editor-model.js';
import { entriesOf } from './entries.js';
import type { Entry } from './entries.js';

/** More than anybody reads; another letter narrows it. */
const MOST_ROWS = 60;
/** As many of those used last come first. */
const MOST_RECENT = 4;
const RECENT_WORTH = 15;

/** One thing to do, and what was found in its name. */
export interface Row {
  readonly entry: Entry;
  readonly ranges: readonly Range[];
  /** What stands above it, where a kind begins. */
  readonly heading: string | undefined;
}

/** What can be done is found out once, as it is when the palette opens. */
export function useRows({ context }: EditorModel, text: string): readonly Row[] {
  const recent = useMemo(() => rememberedTexts(context.memory, MEMORY.commands), [context]);
  const entries = useMemo(() => entriesOf(context), [context]);
  const search = useMemo(
    () =>
      createFuzzySearch(entries, ({ label, note }) => ({
        label,
        more: note === '' ? [] : [[note, 25]],
      })),
    [entries],
  );
  return useMemo(() => {
    const { palette: words } = context.text;
    if (text.trim() === '') return withHeadings(startOf(entries, recent), words);
    const worth = new Map(recent.map((each, index) => [each, RECENT_WORTH - index]));
    const hits = search.find(
      text,
      ({ id, kind }) => Math.max(0, worth.get(id) ?? 0) + KIND_WORTH[kind],
    );
    return hits
      .slice(0, MOST_ROWS)
      .map(({ item, ranges }) => ({ entry: item, ranges, heading: undefined }));
  }, [entries, search, recent, text, context]);
}

/** Among equals, what acts comes before what adds. */
const KIND_WORTH = { host: 9, action: 8, node: 2, type: 0 } as const;

/** With nothing typed: the last ones, then what acts; nodes and types are too many to list. */
function startOf(
  entries: readonly Entry[],
  recent: readonly string[],
): readonly (readonly [Entry, isRecent: boolean])[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const last = recent.flatMap((id) => byId.get(id) ?? []).slice(0, MOST_RECENT);
  const acts = entries.filter(({ kind }) => kind === 'host' || kind === 'action');
  const others = entries.filter(({ kind }) => kind === 'node' || kind === 'type');
  return [
    ...last.map((entry) => [entry, true] as const),
    ...[...acts, ...others]
      .filter((entry) => !last.includes(entry))
      .slice(0, MOST_ROWS)
      .map((entry) => [entry, false] as const),
  ];
}

function withHeadings(
  list: ReturnType<typeof startOf>,
  words: EditorText['palette'],
): readonly Row[] {
  const names = {
    host: words.hostHeading,
    action: words.actionsHeading,
    node: words.goToHeading,
    type: words.addHeading,
  };
  let before: string | undefined;
  return list.map(([entry, isRecent]) => {
    const heading = isRecent ? words.lastHeading : names[entry.kind];
    const isNew = heading !== before;
    before = heading;
    return { entry, ranges: [], heading: isNew ? heading : undefined };
  });
}
