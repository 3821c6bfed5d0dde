/** The bar above the canvas. */
import type { ReactElement, ReactNode } from 'react';
import { useEditor, useEditorState } from '../editor-context.js';
import { IconButton } from './icon-button.js';

export interface ToolbarProps {
  /** The host's own buttons, at the start. */
  readonly children?: ReactNode;
}

/** One press of a zoom button. */
const ZOOM = 1.25;

/** A bar at the top of a `FlowEditor`: the host's own buttons, undo and redo, zoom. */
export function Toolbar({ children }: ToolbarProps): ReactElement {
  return (
    <div className="mr-toolbar" role="toolbar" aria-label="Editor">
      <div className="mr-toolbar-host">{children}</div>
      <HistoryButtons />
      <ZoomButtons />
    </div>
  );
}

function HistoryButtons(): ReactElement {
  const { dispatch, readOnly } = useEditor();
  const canUndo = useEditorState((state) => state.history.undo.length > 0);
  const canRedo = useEditorState((state) => state.history.redo.length > 0);
  return (
    <div className="mr-toolbar-group">
      <IconButton
        icon="undo"
        label="Undo"
        shortcut="Ctrl+Z"
        disabled={readOnly || !canUndo}
        onClick={() => dispatch({ type: 'undo' })}
      />
      <IconButton
        icon="redo"
        label="Redo"
        shortcut="Ctrl+Shift+Z"
        disabled={readOnly || !canRedo}
        onClick={() => dispatch({ type: 'redo' })}
      />
    </div>
  );
}

function ZoomButtons(): ReactElement {
  const { zoomBy, fitView, getState } = useEditor();
  const percent = useEditorState((state) => Math.round(state.viewport.scale * 100));
  return (
    <div className="mr-toolbar-group">
      <IconButton icon="zoom-out" label="Zoom out" shortcut="-" onClick={() => zoomBy(1 / ZOOM)} />
      <button
        type="button"
        className="mr-icon-button mr-toolbar-percent"
        title="Zoom to 100 %"
        aria-label={`Zoom ${percent} %: back to 100 %`}
        onClick={() => zoomBy(1 / getState().viewport.scale)}
      >
        {percent} %
      </button>
      <IconButton icon="zoom-in" label="Zoom in" shortcut="+" onClick={() => zoomBy(ZOOM)} />
      <IconButton icon="fit" label="Show all" shortcut="F" onClick={() => fitView()} />
    </div>
  );
}
