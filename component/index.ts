/** `millrace/react`: the editor and what goes with it. */
export { FlowEditor } from './flow-editor.js';
export { preloadEditor } from './preload-editor.js';
export type { FlowEditorProps, GraphChange } from './flow-editor-props.js';
export { useEditor, useEditorState, useNodeActivity } from './editor-context.js';
export type { EditorContextValue, FlowEditorApi, Point, PortEnd } from './editor-context.js';
export type { AddPurpose, MenuTarget } from './open-menu.js';
export type { Tone } from './announce/announce.js';
export type { ControlSlotProps, EditorSlots, NodeSlotProps } from './slots/editor-slots.js';
export { ControlRow, fieldAttributes } from './controls/control-row.js';
export type { ControlRowProps, FieldAttributes } from './controls/control-row.js';
export type { WidgetProps } from './controls/widget-props.js';
export type { IconName } from './icons/icon-name.js';
export type { MenuItem, MenuItems } from './menu/menu-item.js';
export type { Details, DetailsRequest, InspectorTab } from './panels/details.js';
export { NODE_DRAG_TYPE } from './node-drag.js';
export type { HostCommand } from './host-command.js';
export type { EditorAction } from './actions/action.js';
export { EDITOR_ACTIONS } from './actions/editor-actions.js';
export { ENGLISH } from './text/english.js';
export type { EditorText, EditorTextPatch } from './text/english.js';
export { useText } from './text/use-text.js';
export type { Theme } from './use-theme.js';
export { Palette } from './panels/palette.js';
export type { PaletteProps } from './panels/palette.js';
export { MiniMap } from './minimap/minimap.js';
export type { MiniMapProps } from './minimap/minimap.js';
export { Toolbar } from './panels/toolbar.js';
export type { ToolbarProps } from './panels/toolbar.js';
export { Inspector } from './panels/inspector.js';
export type { InspectorProps } from './panels/inspector.js';
export { CodeEditor } from './code/code-editor.js';
export type { CodeEditorApi, CodeEditorProps } from './code/code-editor.js';
export type { CodeDiagnostic } from './code/code-view-options.js';
export { BootStatus } from './panels/boot-status.js';
export type { BootStatusProps } from './panels/boot-status.js';
export { createBootStore } from './run/boot-store.js';
export type { BootProgress, BootState, BootStore } from './run/boot-store.js';
export { useLiveSource } from './run/use-live-source.js';
export type {
  LiveNodes,
  LiveSourceOptions,
  LiveSourcePhase,
  SourceReader,
  TakenSource,
} from './run/use-live-source.js';
export { useJobRunner } from './run/use-job-runner.js';
export type { GraphRunner, JobRun, ReplayOptions } from './run/use-job-runner.js';

export type { RunActivity } from './store/run-activity.js';
export { createEditorStore } from './store/editor-store.js';
export type { EditorListener, EditorStore } from './store/editor-store.js';
export type { CommandApi, ConnectChoice, ControlValue, Loaded } from './api/command-api.js';
export type { SubgraphApi } from './api/subgraph-api.js';
export type { Clip } from './store/clip.js';
export type { GraphPath, PathStep } from './store/shown-graph.js';
export type { Choice } from './store/selection.js';
export type { EditorSettings } from './store/settings.js';
export type { Box } from './surface/geometry.js';
export type { PortSide, Promotion } from '../src/graph/edit-promoted.js';
export type { GroupPatch } from '../src/graph/edit-groups.js';
export type { EditCommand, EditorCommand } from './store/editor-command.js';
export type { NodePatch } from './store/edits/node-edits.js';
export { commentsOf } from '../src/graph/comments.js';
export type { CommentPatch, GraphComment } from '../src/graph/comments.js';
export { groupsOf } from '../src/graph/groups.js';
export type { NodeGroup } from '../src/graph/groups.js';
export type { ItemColor } from '../src/graph/item-color.js';
export { markKey, parseMark } from './store/marks.js';
export type { Mark } from './store/marks.js';
export type { EditorState, History, HistoryStep, Viewport } from './store/editor-state.js';
export type {
  NodeActivity,
  NodeLogLine,
  NodeProgress,
  NodeReport,
  NodeReports,
  NodesStatus,
  StatusStore,
} from './store/status-store.js';
