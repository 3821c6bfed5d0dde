/**
 * A double click on the card of a subgraph opens it; one on its title writes that. Ports that become
 * those of the graph are marked.
 */
import { own } from '../../src/config/document.js';
import { subgraphAt } from '../../src/graph/unpack-subgraph.js';
import { markPromoted } from './mark-promoted.js';
import type { EditorModel } from '../use-editor-model.js';

/** What takes a double click itself. */
const OTHERS =
  'input, textarea, select, button, a, pre, .mr-code, .mr-node-title, [data-flume-component="port-handle"]';

/** Listens on a canvas. @returns ends it */
export function listenToEntering(canvas: HTMLElement, find: () => EditorModel): () => void {
  const onDoubleClick = (event: MouseEvent): void => {
    const { surface, context } = find();
    const { target } = event;
    if (!(target instanceof Element) || target.closest(OTHERS) !== null) return;
    const nodeId = surface.nodes.nodeAt(target);
    if (nodeId === undefined) return;
    const state = context.getState();
    if (subgraphAt(state, own(state.graph.nodes, nodeId)) === undefined) return;
    event.preventDefault();
    context.enterSubgraph(nodeId);
    context.focus();
  };
  canvas.addEventListener('dblclick', onDoubleClick);
  const { store, surface } = find();
  const end = store.subscribe(({ graph }, before) => {
    if (graph.ports === before.graph.ports) return;
    for (const [port, handle] of surface.nodes.handles()) markPromoted(handle, port, graph);
  });
  return () => {
    canvas.removeEventListener('dblclick', onDoubleClick);
    end();
  };
}
