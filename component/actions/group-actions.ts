/** Groups, comments, and how cards look: names, sizes, colours. */
import { COMMENT_SIZE, commentsOf } from '../../src/graph/comments.js';
import type { CommentPatch } from '../../src/graph/comments.js';
import { own } from '../../src/config/document.js';
import { groupingOf } from '../../src/graph/groups.js';
import { ITEM_COLORS } from '../../src/graph/item-color.js';
import type { ItemColor } from '../../src/graph/item-color.js';
import type { EditorContextValue } from '../editor-context.js';
import type { NamingTarget } from '../naming/naming.js';
import type { EditorCommand } from '../store/editor-command.js';
import { parseMark } from '../store/marks.js';
import { markedComments, markedGroups } from '../store/moved-with.js';
import { CARD_WIDTH } from '../store/new-node.js';
import { clampWidth } from '../store/node-width.js';
import type { EditorAction } from './action.js';

const groupsIn = (editor: EditorContextValue): readonly string[] => markedGroups(editor.getState());
const commentsIn = (editor: EditorContextValue): readonly string[] =>
  markedComments(editor.getState());
const hasGroup = (editor: EditorContextValue): boolean => groupsIn(editor).length > 0;
const hasItem = (editor: EditorContextValue): boolean =>
  hasGroup(editor) || commentsIn(editor).length > 0;

/** The colours of what is selected, as they are drawn. */
function colorsIn(editor: EditorContextValue): readonly ItemColor[] {
  const { graph } = editor.getState();
  const { byId } = groupingOf(graph);
  const comments = commentsOf(graph);
  return [
    ...groupsIn(editor).map((id) => byId.get(id)?.color ?? 'grey'),
    ...commentsIn(editor).map((id) => comments.get(id)?.color ?? 'yellow'),
  ];
}

/** The one thing that is selected and has a text. */
function namedThing(editor: EditorContextValue): NamingTarget | undefined {
  const { selection, marks } = editor.getState();
  if (selection.size + marks.size !== 1) return undefined;
  const [nodeId] = selection;
  if (nodeId !== undefined) return { type: 'node', id: nodeId };
  const mark = parseMark([...marks][0]!);
  return mark.type === 'wire' ? undefined : mark;
}

/** True when all that can be collapsed is. */
function areCollapsed(editor: EditorContextValue): boolean {
  const { graph, selection } = editor.getState();
  const { byId } = groupingOf(graph);
  return (
    selection.size + groupsIn(editor).length > 0 &&
    [...selection].every((id) => own(graph.nodes, id)?.collapsed === true) &&
    groupsIn(editor).every((id) => byId.get(id)?.collapsed === true)
  );
}

function toggleCollapsed(editor: EditorContextValue): void {
  const patch = { collapsed: areCollapsed(editor) ? undefined : true };
  const ids = [...editor.getState().selection];
  const commands: readonly EditorCommand[] = [
    { type: 'changeNodes', ids, patch },
    { type: 'changeGroups', ids: groupsIn(editor), patch },
  ];
  editor.dispatch({ type: 'batch', commands });
}

/** Canvas pixels one press makes things larger. */
const STEP = 24;

function resize(editor: EditorContextValue, side: 'width' | 'height', by: number): void {
  const { graph, selection, marks } = editor.getState();
  const mergeKey = `resize:${JSON.stringify([...selection, ...marks])}`;
  const widths = [...(side === 'width' ? selection : [])].map((id): EditorCommand => {
    const width = clampWidth((own(graph.nodes, id)?.width ?? CARD_WIDTH) + by);
    return { type: 'changeNodes', ids: [id], patch: { width } };
  });
  const patches = commentsIn(editor).map((id): [string, CommentPatch] => {
    const size = commentsOf(graph).get(id)![side] + by;
    const { min, max } = COMMENT_SIZE;
    return [id, { [side]: Math.min(max[side], Math.max(min[side], size)) }];
  });
  const sizes = { type: 'changeComments', patches: Object.fromEntries(patches) } as const;
  editor.dispatch({ type: 'batch', commands: [...widths, sizes], mergeKey });
}

const SIZES = [
  // On a node the arrows with Alt and Shift select the next one.
  { id: 'wider', keys: [']', 'Alt+Shift+ArrowRight'], side: 'width', by: STEP },
  { id: 'narrower', keys: ['[', 'Alt+Shift+ArrowLeft'], side: 'width', by: -STEP },
  { id: 'taller', keys: ['Alt+Shift+ArrowDown'], side: 'height', by: STEP },
  { id: 'shorter', keys: ['Alt+Shift+ArrowUp'], side: 'height', by: -STEP },
] as const;

const SIZE_ACTIONS = SIZES.map(({ id, keys, side, by }): EditorAction => ({
  id,
  label: ({ groups }) => groups[id],
  keys,
  repeats: true,
  isEnabled: (editor) =>
    commentsIn(editor).length > 0 || (side === 'width' && editor.getState().selection.size > 0),
  run: (editor) => resize(editor, side, by),
}));

const COLOR_ACTIONS = ITEM_COLORS.map((color): EditorAction => ({
  id: `color-${color}`,
  label: ({ groups }) => groups.colors[color],
  isChecked: (editor) => colorsIn(editor).every((each) => each === color),
  isEnabled: hasItem,
  run(editor) {
    const patch = { color };
    const patches = Object.fromEntries(commentsIn(editor).map((id) => [id, patch]));
    const commands: readonly EditorCommand[] = [
      { type: 'changeGroups', ids: groupsIn(editor), patch },
      { type: 'changeComments', patches },
    ];
    editor.dispatch({ type: 'batch', commands });
  },
}));

export const GROUP_ACTIONS: readonly EditorAction[] = [
  {
    id: 'rename',
    label: ({ groups }, editor) =>
      namedThing(editor)?.type === 'comment' ? groups.editComment : groups.rename,
    icon: 'pencil',
    keys: ['F2'],
    opens: true,
    isEnabled: (editor) => namedThing(editor) !== undefined,
    run(editor) {
      const target = namedThing(editor);
      if (target !== undefined) editor.naming.start(target);
    },
  },
  {
    id: 'toggleCollapsed',
    label: ({ groups }, editor) => (areCollapsed(editor) ? groups.expand : groups.collapse),
    icon: 'collapse',
    keys: ['Alt+C'],
    isEnabled: (editor) => editor.getState().selection.size > 0 || hasGroup(editor),
    run: toggleCollapsed,
  },
  {
    id: 'group',
    label: ({ groups }) => groups.makeGroup,
    icon: 'group',
    keys: ['Ctrl+G'],
    isEnabled: (editor) => editor.getState().selection.size > 0,
    run(editor) {
      const id = editor.groupNodes();
      if (id !== undefined) editor.naming.start({ type: 'group', id });
    },
  },
  {
    id: 'ungroup',
    label: ({ groups }) => groups.ungroup,
    icon: 'ungroup',
    keys: ['Ctrl+Shift+G'],
    isEnabled: hasGroup,
    run: (editor) => editor.dispatch({ type: 'ungroup' }),
  },
  {
    id: 'leaveGroup',
    icon: 'leave',
    label: ({ groups }) => groups.leaveGroup,
    isEnabled(editor) {
      const { graph, selection } = editor.getState();
      return [...selection].some((id) => groupingOf(graph).byNode.has(id));
    },
    run: (editor) =>
      editor.dispatch({
        type: 'regroup',
        nodeIds: [...editor.getState().selection],
        groupId: undefined,
      }),
  },
  {
    id: 'selectGroupNodes',
    icon: 'select-all',
    label: ({ groups }) => groups.selectNodes,
    harmless: true,
    isEnabled: hasGroup,
    run(editor) {
      const { byId } = groupingOf(editor.getState().graph);
      const ids = groupsIn(editor).flatMap((id) => byId.get(id)?.nodeIds ?? []);
      editor.dispatch({ type: 'select', ids });
    },
  },
  {
    id: 'addComment',
    label: ({ groups }) => groups.addComment,
    icon: 'comment',
    keys: ['Shift+C'],
    run(editor) {
      const id = editor.addComment();
      if (id !== undefined) editor.naming.start({ type: 'comment', id });
    },
  },
  {
    id: 'resetWidth',
    icon: 'width',
    label: ({ groups }) => groups.resetWidth,
    isEnabled: (editor) => editor.getState().selection.size > 0,
    run(editor) {
      const { graph, selection } = editor.getState();
      const commands = [...selection].map((id): EditorCommand => {
        const type = editor.nodeTypes.get(own(graph.nodes, id)?.type ?? '');
        return {
          type: 'changeNodes',
          ids: [id],
          patch: { width: type?.initialWidth ?? CARD_WIDTH },
        };
      });
      editor.dispatch({ type: 'batch', commands });
    },
  },
  ...SIZE_ACTIONS,
  ...COLOR_ACTIONS,
  {
    id: 'deleteGroupNodes',
    label: ({ groups }) => groups.deleteGroupNodes,
    icon: 'delete',
    danger: true,
    isEnabled: hasGroup,
    run: (editor) => editor.dispatch({ type: 'removeGroupNodes' }),
  },
];
