/** What is done to wires, and how the canvas is worked. */
import { own } from '../../src/config/document.js';
import type { Wire } from '../../src/graph/edit-graph.js';
import { pointsOf } from '../../src/graph/wire-points.js';
import type { EditorContextValue } from '../editor-context.js';
import { parseMark } from '../store/marks.js';
import { planMend } from '../store/plan-mend.js';
import type { EditorAction } from './action.js';

/** The wires that are selected. */
function markedWires(editor: EditorContextValue): readonly Wire[] {
  return [...editor.getState().marks].flatMap((key) => {
    const mark = parseMark(key);
    return mark.type === 'wire' ? [mark.wire] : [];
  });
}

function isBent(editor: EditorContextValue, { from, to }: Wire): boolean {
  const target = own(editor.getState().graph.nodes, to.nodeId);
  return pointsOf(target, to.portName, from).length > 0;
}

function deleteAndMend(editor: EditorContextValue): void {
  const { graph, selection } = editor.getState();
  const wires = planMend(graph, selection, (id) => {
    const node = own(graph.nodes, id);
    return node && editor.portsOf(node);
  });
  editor.dispatch({ type: 'mendNodes', ids: [...selection], wires });
}

export const WIRE_ACTIONS: readonly EditorAction[] = [
  {
    id: 'disconnect',
    label: ({ gestures }, editor) => gestures.disconnect(markedWires(editor).length),
    icon: 'delete',
    danger: true,
    isEnabled: (editor) => markedWires(editor).length > 0,
    run(editor) {
      const wires = markedWires(editor);
      const commands = wires.map((wire) => ({ type: 'disconnect' as const, wire }));
      editor.dispatch({ type: 'batch', commands });
    },
  },
  {
    id: 'addWirePoint',
    icon: 'point',
    label: ({ gestures }) => gestures.addWirePoint,
    isEnabled: (editor) => markedWires(editor).length === 1,
    run: (editor) => editor.addWirePoint(markedWires(editor)[0]!),
  },
  {
    id: 'removeWirePoints',
    icon: 'reset',
    label: ({ gestures }) => gestures.removeWirePoints,
    isEnabled: (editor) => markedWires(editor).some((wire) => isBent(editor, wire)),
    run(editor) {
      const commands = markedWires(editor).map((wire) => ({
        type: 'setWirePoints' as const,
        wire,
        points: [],
      }));
      editor.dispatch({ type: 'batch', commands });
    },
  },
  {
    id: 'deleteAndMend',
    label: ({ gestures }, editor) => gestures.deleteAndMend(editor.getState().selection.size),
    icon: 'delete',
    keys: ['Alt+Delete', 'Alt+Backspace'],
    danger: true,
    isEnabled: (editor) => editor.getState().selection.size > 0,
    run: deleteAndMend,
  },
  {
    id: 'toggleSnapToGrid',
    label: ({ gestures }) => gestures.snapToGrid,
    icon: 'grid',
    harmless: true,
    isChecked: (editor) => editor.getState().settings.snapToGrid,
    run(editor) {
      const { snapToGrid } = editor.getState().settings;
      editor.dispatch({ type: 'changeSettings', settings: { snapToGrid: !snapToGrid } });
    },
  },
  {
    id: 'toggleSelectTool',
    label: ({ gestures }) => gestures.selectTool,
    icon: 'select-tool',
    keys: ['V'],
    harmless: true,
    isChecked: (editor) => editor.getState().settings.tool === 'select',
    run(editor) {
      const tool = editor.getState().settings.tool === 'select' ? 'pan' : 'select';
      editor.dispatch({ type: 'changeSettings', settings: { tool } });
    },
  },
];
