/** What is seen of a graph that has just been opened. */
import { useEffect } from 'react';
import type { Graph } from 'millrace';
import type { FlowEditorApi } from 'millrace/react';

/** On a page narrower than this a whole graph would be too small to read. */
const NARROW = '(max-width: 760px)';
/** As much of it as is shown there, from its left edge, in canvas pixels. */
const BEGINNING = 460;

/** Shows the whole of each graph that is opened; where there is no room, how it begins. */
export function useFit(editor: { readonly current: FlowEditorApi | null }, opened: number): void {
  useEffect(() => {
    // In the second frame: panels have made room by then, and cards have their sizes.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => showGraph(editor.current));
    });
    return () => cancelAnimationFrame(frame);
  }, [editor, opened]);
}

function showGraph(editor: FlowEditorApi | null): void {
  if (editor === null) return;
  editor.fitView(matchMedia(NARROW).matches ? beginningOf(editor.getGraph()) : undefined);
}

function beginningOf({ nodes }: Graph): readonly string[] {
  const all = Object.values(nodes);
  const left = Math.min(...all.map(({ x }) => x));
  return all.filter(({ x, width }) => x + width <= left + BEGINNING).map(({ id }) => id);
}
