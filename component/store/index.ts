/** `millrace/editor`: the editor's state and all that can be done to it, without React and a DOM. */
export { createEditorStore } from './editor-store.js';
export type { EditorListener, EditorStore } from './editor-store.js';
export type { EditCommand, EditorCommand } from './editor-command.js';
export { createEditorState } from './editor-state.js';
export type { EditorState, History, HistoryStep, Viewport } from './editor-state.js';
export { EDIT_TYPES, reduceEditor } from './reduce-editor.js';
export { followPath, runPrefix } from './shown-graph.js';
export type { GraphPath, PathStep, ShownGraph } from './shown-graph.js';
export { withViews } from './with-views.js';

export type { Clip } from './clip.js';
export { copySelection } from './clipboard.js';
export type { PasteOptions } from './clipboard.js';
export { withoutSecrets } from './clip-secrets.js';
export { clipToText, textToClip } from './clip-text.js';

export { markKey, parseMark } from './marks.js';
export type { Mark } from './marks.js';
export type { EditorSettings } from './settings.js';
export { addNodeCommand, freePlace, newNodeIds } from './new-node.js';
export { unusedSubgraphs } from './unused-subgraphs.js';
