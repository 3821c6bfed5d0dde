/** Lays out an editor's nodes: what is selected, or all. */
import { layoutGraph } from '../../src/graph/layout.js';
import type { Places } from '../../src/graph/layout.js';
import type { EditorContextValue } from '../editor-context.js';
import { dagreEngine } from './dagre-engine.js';

/** Places for the selected nodes where there are several, else for all nodes that are shown. */
export function tidyPlaces(editor: EditorContextValue): Places {
  const { graph, selection } = editor.getState();
  return layoutGraph(graph, {
    engine: dagreEngine,
    portsOf: editor.portsOf,
    sizeOf: (node) => editor.boxOf(node.id) ?? { width: node.width, height: 120 },
    ...(selection.size > 1 && { ids: selection }),
  });
}
