/** Selection, view, and what opens over the canvas. */
import type { EditorAction } from './action.js';

/** One press of a zoom key. */
const ZOOM = 1.25;

export const VIEW_ACTIONS: readonly EditorAction[] = [
  {
    id: 'addNode',
    label: ({ actions }) => actions.addNode,
    icon: 'add',
    keys: ['/'],
    opens: true,
    run: (editor) => editor.openAddMenu(),
  },
  {
    id: 'selectAll',
    icon: 'select-all',
    label: ({ actions }) => actions.selectAll,
    keys: ['Ctrl+A'],
    harmless: true,
    run: (editor) => editor.dispatch({ type: 'selectAll' }),
  },
  {
    id: 'clearSelection',
    label: ({ actions }) => actions.clearSelection,
    keys: ['Escape'],
    harmless: true,
    isEnabled: (editor) => editor.getState().selection.size + editor.getState().marks.size > 0,
    run: (editor) => editor.dispatch({ type: 'select', ids: [] }),
  },
  {
    id: 'fitView',
    label: ({ actions }) => actions.fitView,
    icon: 'fit',
    keys: ['F'],
    harmless: true,
    run: (editor) => editor.fitView(undefined, { animate: true }),
  },
  {
    id: 'fitSelection',
    label: ({ arrange }) => arrange.fitSelection,
    icon: 'target',
    keys: ['Shift+F'],
    harmless: true,
    isEnabled: (editor) => editor.getState().selection.size > 0,
    run: (editor) => editor.fitView([...editor.getState().selection], { animate: true }),
  },
  {
    id: 'zoomActual',
    label: ({ arrange }) => arrange.zoomActual,
    keys: ['1'],
    harmless: true,
    run: (editor) => editor.zoomTo(1, { animate: true }),
  },
  {
    id: 'zoomIn',
    label: ({ actions }) => actions.zoomIn,
    icon: 'zoom-in',
    keys: ['+', '='],
    repeats: true,
    harmless: true,
    run: (editor) => editor.zoomBy(ZOOM),
  },
  {
    id: 'zoomOut',
    label: ({ actions }) => actions.zoomOut,
    icon: 'zoom-out',
    keys: ['-'],
    repeats: true,
    harmless: true,
    run: (editor) => editor.zoomBy(1 / ZOOM),
  },
];
