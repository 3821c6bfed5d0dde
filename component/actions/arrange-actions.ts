/** Brings order into what is selected: in line, evenly, tidy. */
import type { EditorContextValue } from '../editor-context.js';
import type { AlignEdge } from '../layout/align.js';
import { arranging } from '../layout/arranging.js';
import type { Arranging } from '../layout/arranging.js';
import { nodeIdsOf } from '../store/changed-nodes.js';
import type { EditorAction } from './action.js';

const atLeast =
  (count: number) =>
  (editor: EditorContextValue): boolean =>
    editor.getState().selection.size >= count;

const tidied = ({ getState }: EditorContextValue): number => {
  const { size } = getState().selection;
  return size > 1 ? size : 0;
};

const align = (edge: AlignEdge) => ({
  isEnabled: atLeast(2),
  run: (editor: EditorContextValue) => void arrange(editor, (parts) => parts.align(editor, edge)),
});

const distribute = (axis: 'x' | 'y') => ({
  isEnabled: atLeast(3),
  run: (editor: EditorContextValue) =>
    void arrange(editor, (parts) => parts.distribute(editor, axis)),
});

export const ARRANGE_ACTIONS: readonly EditorAction[] = [
  {
    id: 'tidy',
    label: ({ arrange }, editor) => arrange.tidy(tidied(editor)),
    icon: 'tidy',
    keys: ['Shift+T'],
    isEnabled: (editor) => nodeIdsOf(editor.getState().graph).length > 1,
    run: (editor) => void arrange(editor, (parts) => parts.tidy(editor)),
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

/** At once where its code is there, as it is once a pointer or the focus has been on the canvas. */
async function arrange(
  { getState, notify, text }: EditorContextValue,
  act: (parts: Arranging) => void | Promise<void>,
): Promise<void> {
  const { graph, selection } = getState();
  const parts = arranging.get() ?? (await arranging.preload());
  if (parts === undefined) return notify(text.canvas.notLoaded);
  // Who went on meanwhile does not want nodes to jump.
  if (getState().graph === graph && getState().selection === selection) await act(parts);
}
