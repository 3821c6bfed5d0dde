/** Brings order into what is selected: in line, evenly, tidy. */
import type { EditorContextValue } from '../editor-context.js';
import { alignedPlaces, distributedPlaces } from '../layout/align.js';
import { contains } from '../surface/geometry.js';
import type { AlignEdge, Boxes } from '../layout/align.js';
import type { EditorAction } from './action.js';

const atLeast =
  (count: number) =>
  (editor: EditorContextValue): boolean =>
    editor.getState().selection.size >= count;

const tidied = ({ getState }: EditorContextValue): number => {
  const { size } = getState().selection;
  return size > 1 ? size : 0;
};

function boxesOf(editor: EditorContextValue): Boxes {
  const boxes = [...editor.getState().selection].flatMap((id) => {
    const box = editor.boxOf(id);
    return box === undefined ? [] : [[id, box] as const];
  });
  return new Map(boxes);
}

const align = (edge: AlignEdge) => ({
  isEnabled: atLeast(2),
  run: (editor: EditorContextValue) =>
    editor.dispatch({ type: 'moveNodes', places: alignedPlaces(boxesOf(editor), edge) }),
});

const distribute = (axis: 'x' | 'y') => ({
  isEnabled: atLeast(3),
  run: (editor: EditorContextValue) =>
    editor.dispatch({ type: 'moveNodes', places: distributedPlaces(boxesOf(editor), axis) }),
});

export const ARRANGE_ACTIONS: readonly EditorAction[] = [
  {
    id: 'tidy',
    label: ({ arrange }, editor) => arrange.tidy(tidied(editor)),
    icon: 'tidy',
    keys: ['Shift+T'],
    isEnabled: (editor) => Object.keys(editor.getState().graph.nodes).length > 1,
    run: (editor) => void tidy(editor),
  },
  {
    id: 'alignLeft',
    label: ({ arrange }) => arrange.alignLeft,
    icon: 'align-left',
    keys: ['Alt+Shift+L'],
    ...align('left'),
  },
  {
    id: 'alignCenter',
    label: ({ arrange }) => arrange.alignCenter,
    icon: 'align-center',
    keys: ['Alt+Shift+C'],
    ...align('center'),
  },
  {
    id: 'alignRight',
    label: ({ arrange }) => arrange.alignRight,
    icon: 'align-right',
    keys: ['Alt+Shift+R'],
    ...align('right'),
  },
  {
    id: 'alignTop',
    label: ({ arrange }) => arrange.alignTop,
    icon: 'align-top',
    keys: ['Alt+Shift+T'],
    ...align('top'),
  },
  {
    id: 'alignMiddle',
    label: ({ arrange }) => arrange.alignMiddle,
    icon: 'align-middle',
    keys: ['Alt+Shift+M'],
    ...align('middle'),
  },
  {
    id: 'alignBottom',
    label: ({ arrange }) => arrange.alignBottom,
    icon: 'align-bottom',
    keys: ['Alt+Shift+B'],
    ...align('bottom'),
  },
  {
    id: 'distributeAcross',
    label: ({ arrange }) => arrange.distributeAcross,
    icon: 'distribute-across',
    keys: ['Alt+Shift+H'],
    ...distribute('x'),
  },
  {
    id: 'distributeDown',
    label: ({ arrange }) => arrange.distributeDown,
    icon: 'distribute-down',
    keys: ['Alt+Shift+V'],
    ...distribute('y'),
  },
];

/** The layout comes when it is first asked for. */
async function tidy(editor: EditorContextValue): Promise<void> {
  const { graph } = editor.getState();
  const { tidyPlaces } = await import('../layout/tidy.js');
  // Who went on meanwhile does not want nodes to jump.
  if (editor.getState().graph !== graph) return;
  editor.dispatch({ type: 'moveNodes', places: tidyPlaces(editor) });
  const { selection } = editor.getState();
  const ids = selection.size > 1 ? [...selection] : undefined;
  if (ids === undefined || !areSeen(editor, ids)) editor.fitView(ids, { animate: true });
}

function areSeen({ boxOf, seenBox }: EditorContextValue, ids: readonly string[]): boolean {
  const seen = seenBox();
  const boxes = ids.flatMap((id) => boxOf(id) ?? []);
  return seen === undefined || boxes.every((box) => contains(seen, box));
}
