/** The document as it is saved with the places where it was left. */
import { changeAt } from '../../src/graph/edit-promoted.js';
import type { Graph } from '../../src/graph/graph.js';
import type { EditorState } from './editor-state.js';
import { followPath, parsePathKey, pathKey } from './shown-graph.js';

/**
 * The document, with the view of each graph that was looked at as its `viewport`. The view is no part
 * of the document otherwise: looking round changes nothing, and nothing is to be undone or saved.
 */
export function withViews({ document, path, viewport, views }: EditorState): Graph {
  const all = new Map(views).set(pathKey(path), viewport);
  let saved = document;
  for (const [key, view] of all) {
    const names = parsePathKey(key);
    const { keys, path: led } = followPath(
      saved,
      names.map((name) => ({ name })),
    );
    if (led.length < names.length) continue;
    saved = changeAt(saved, keys, (graph) => ({ ...graph, viewport: view }));
  }
  return saved;
}
