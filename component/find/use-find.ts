/** What is searched for, what is found, and which of it is shown. */
import { useEffect, useMemo, useState } from 'react';
import { useEditorState } from '../editor-context.js';
import type { EditorContextValue } from '../editor-context.js';
import type { EditorModel } from '../use-editor-model.js';
import { findHits } from './find-hits.js';
import type { FindHit, FindSource } from './find-hits.js';
import { goToHit } from './go-to-hit.js';

/** A search as it stands. */
export interface Find {
  readonly text: string;
  /** Searches anew, and shows the first hit. */
  readonly setText: (text: string) => void;
  readonly hits: readonly FindHit[];
  /** Which of the hits is shown. */
  readonly at: number;
  readonly current: FindHit | undefined;
  /** Shows the hit so many further, round the ends. */
  readonly step: (by: number) => void;
}

/** The search of one bar, from its opening to its end; what it finds is marked on the canvas. */
export function useFind(model: EditorModel): Find {
  const { context } = model;
  const [text, setText] = useState('');
  const [wanted, setAt] = useState(0);
  const hits = useHits(context, text);
  // Of a graph that was changed meanwhile there may be fewer.
  const at = Math.max(0, Math.min(wanted, hits.length - 1));
  const current = hits[at];
  useMarks(model, hits, current);
  return {
    text,
    setText(next) {
      setText(next);
      setAt(0);
      const [first] = findHits(next, sourceOf(context));
      if (first !== undefined) goToHit(model, first);
    },
    hits,
    at,
    current,
    step(by) {
      const next = (at + by + hits.length) % Math.max(1, hits.length);
      setAt(next);
      const hit = hits[next];
      if (hit !== undefined) goToHit(model, hit);
    },
  };
}

function sourceOf({ getState, nodeTypes, statuses }: EditorContextValue): FindSource {
  return { state: getState(), nodeTypes, reportOf: (id) => statuses.get(id).report };
}

/**
 * Found anew when the document changes, and not when another of its graphs is shown: the order, and
 * what a run had said, stay while one goes from hit to hit.
 */
function useHits(context: EditorContextValue, text: string): readonly FindHit[] {
  const document = useEditorState((state) => state.document);
  return useMemo(() => findHits(text, sourceOf(context)), [text, document]);
}

/** Marks the cards, past React; what is mounted later is marked, too. */
function useMarks(
  { context, surface }: EditorModel,
  hits: readonly FindHit[],
  current: FindHit | undefined,
): void {
  useEffect(() => {
    const { path } = context.getState();
    const isShown = (hit: FindHit): boolean =>
      hit.kind === 'node' &&
      hit.path.length === path.length &&
      hit.path.every(({ name }, at) => name === path[at]!.name);
    const ids = hits.filter(isShown).map(({ id }) => id);
    surface.found.set(new Set(ids), current?.kind === 'node' ? current.id : undefined);
  }, [context, surface, hits, current]);
  useEffect(() => () => surface.found.set(new Set(), undefined), [surface]);
}
