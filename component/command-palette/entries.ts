/** Everything the command palette offers, as one list. */
import { EDITOR_ACTIONS } from '../actions/all-actions.js';
import { isEnabled } from '../actions/action.js';
import type { EditorContextValue } from '../editor-context.js';
import type { IconName } from '../icons/icon-name.js';
import { categoryText } from '../menu/search-types.js';
import { titleOf } from '../surface/node-title.js';

/** Something to do, to add or to go to. */
export interface Entry {
  /** Unique among all; what is remembered of the last ones. */
  readonly id: string;
  readonly kind: 'host' | 'action' | 'node' | 'type';
  readonly label: string;
  /** What else it is found by, and what is shown beside it. */
  readonly note: string;
  readonly icon?: IconName;
  readonly keys?: string;
  readonly run: () => void;
}

/** What makes no sense in a list that is open itself. */
const LEFT_OUT: ReadonlySet<string> = new Set(['commands', 'clearSelection']);

/** All that can be done now, what the host offers first. */
export function entriesOf(editor: EditorContextValue): readonly Entry[] {
  return [
    ...hostEntries(editor),
    ...actionEntries(editor),
    ...nodeEntries(editor),
    ...typeEntries(editor),
  ];
}

function hostEntries({ hostCommands }: EditorContextValue): readonly Entry[] {
  return hostCommands()
    .filter(({ enabled = true }) => enabled)
    .map(({ id, label, keys, run }) => ({
      id: `host ${id}`,
      kind: 'host',
      label,
      note: '',
      ...(keys !== undefined && { keys }),
      run,
    }));
}

function actionEntries(editor: EditorContextValue): readonly Entry[] {
  return EDITOR_ACTIONS.filter(
    (action) => !LEFT_OUT.has(action.id) && isEnabled(action, editor),
  ).map((action) => ({
    id: `action ${action.id}`,
    kind: 'action',
    label: action.label(editor.text, editor),
    note: '',
    ...(action.icon !== undefined && { icon: action.icon }),
    ...(action.keys?.[0] !== undefined && { keys: action.keys[0] }),
    run: () => action.run(editor),
  }));
}

function nodeEntries(editor: EditorContextValue): readonly Entry[] {
  const { nodeTypes, text, getState } = editor;
  return Object.values(getState().graph.nodes).map((node) => ({
    id: `node ${node.id}`,
    kind: 'node',
    label: text.palette.goTo(titleOf(node, nodeTypes.get(node.type))),
    note: node.id,
    icon: 'target',
    run() {
      editor.dispatch({ type: 'select', ids: [node.id] });
      editor.fitView([node.id], { animate: true });
      editor.focus();
    },
  }));
}

function typeEntries(editor: EditorContextValue): readonly Entry[] {
  const { nodeTypes, text, readOnly } = editor;
  if (readOnly) return [];
  return [...nodeTypes.values()]
    .filter(({ addable }) => addable !== false)
    .map((type) => ({
      id: `type ${type.type}`,
      kind: 'type',
      label: text.palette.add(type.label),
      note: categoryText(type),
      icon: 'add',
      run() {
        editor.addNode(type.type);
        editor.focus();
      },
    }));
}
