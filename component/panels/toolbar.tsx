/** The bar above the canvas. */
import { useRef, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { isEnabled } from '../actions/action.js';
import type { EditorAction } from '../actions/action.js';
import { actionOf } from '../actions/all-actions.js';
import { useEditor, useEditorState } from '../editor-context.js';
import type { EditorContextValue } from '../editor-context.js';
import { createLoadedPart } from '../loaded-part.js';
import type { MenuItems } from '../menu/menu-item.js';
import type { Point } from '../surface/geometry.js';
import { useText } from '../text/use-text.js';
import { IconButton } from './icon-button.js';
import { useRovingStop } from './roving-stop.js';
import { useToolbarRoom } from './use-toolbar-room.js';

export interface ToolbarProps {
  /** The host's own buttons, at the start. */
  readonly children?: ReactNode;
}

const { Part: Menu, preload: preloadMenu } = createLoadedPart(
  async () => (await import('../menu/menu.js')).Menu,
  ({ onClose }) => onClose(),
);

/** What stands in the bar, and what goes into "more" where there is no room. */
const HISTORY = ['undo', 'redo'] as const;
const TOOLS = ['toggleSelectTool', 'tidy', 'find', 'commands'] as const;
const VIEW = ['zoomIn', 'zoomOut', 'zoomActual', 'fitView', 'fitSelection'] as const;

/**
 * A bar at the top of a `FlowEditor`, always one row: the host's own buttons, undo and redo, what
 * finds and tidies, zoom. What has no room is behind one button at the end; where the host's alone
 * have none, they scroll. All buttons, the host's too, are one stop of Tab: the arrow keys, Home and End
 * lead from one to the next. A text field or a select in it is a stop of its own.
 */
export function Toolbar({ children }: ToolbarProps): ReactElement {
  const { toolbar: words } = useText();
  const bar = useRef<HTMLDivElement>(null);
  const room = useToolbarRoom(bar);
  useRovingStop(bar);
  return (
    <div className="mr-toolbar" ref={bar} role="toolbar" aria-label={words.label}>
      <div className="mr-toolbar-host" data-mr-tools="host">
        {children}
      </div>
      <Group name="history" ids={HISTORY} />
      {room === 0 && <Group name="tools" ids={TOOLS} />}
      {room < 2 && <ZoomButtons />}
      {room > 0 && <MoreButton sections={room === 1 ? [TOOLS] : [TOOLS, VIEW]} />}
    </div>
  );
}

interface GroupProps {
  readonly name: string;
  readonly ids: readonly string[];
}

function Group({ name, ids }: GroupProps): ReactElement {
  return (
    <div className="mr-toolbar-group" data-mr-tools={name}>
      {ids.map((id) => (
        <ActionButton key={id} id={id} />
      ))}
    </div>
  );
}

/** A button that does what the keys and menus do. */
function ActionButton({ id }: { readonly id: string }): ReactElement | null {
  const editor = useEditor();
  const action = actionOf(id);
  // One text for all it shows: a bar of nine buttons asks nine times a change, not thirty.
  useEditorState(() => action && looksOf(action, editor));
  if (action?.icon === undefined) return null;
  return (
    <IconButton
      icon={action.icon}
      label={action.label(editor.text, editor)}
      {...(action.keys?.[0] !== undefined && { shortcut: action.keys[0] })}
      disabled={!isEnabled(action, editor)}
      pressed={action.isChecked?.(editor)}
      onClick={() => action.run(editor)}
    />
  );
}

function looksOf(action: EditorAction, editor: EditorContextValue): string {
  const [isOn, isOff] = [action.isChecked?.(editor), !isEnabled(action, editor)];
  return `${isOn} ${isOff} ${action.label(editor.text, editor)}`;
}

function ZoomButtons(): ReactElement {
  const { zoomTo } = useEditor();
  const { toolbar: words } = useText();
  const percent = useEditorState((state) => Math.round(state.viewport.scale * 100));
  return (
    <div className="mr-toolbar-group" data-mr-tools="view">
      <ActionButton id="zoomOut" />
      <button
        type="button"
        className="mr-icon-button mr-toolbar-percent"
        title={words.zoomTitle}
        aria-label={words.zoom(percent)}
        onClick={() => zoomTo(1, { animate: true })}
      >
        {words.percent(percent)}
      </button>
      <ActionButton id="zoomIn" />
      <ActionButton id="fitView" />
    </div>
  );
}

/** What has no room in the bar, as a menu. */
function MoreButton({
  sections,
}: {
  readonly sections: readonly (readonly string[])[];
}): ReactElement {
  const editor = useEditor();
  const { toolbar: words } = useText();
  const [at, open] = useState<Point>();
  const button = useRef<HTMLDivElement>(null);
  const toggle = (): void => {
    const rect = button.current!.getBoundingClientRect();
    open(at === undefined ? { x: rect.left, y: rect.bottom + 4 } : undefined);
  };
  const items = sections.flatMap((ids, index): MenuItems => {
    const lines = ids.flatMap((id) => {
      const action = actionOf(id);
      if (action === undefined) return [];
      return [
        {
          label: action.label(editor.text, editor),
          ...(action.icon !== undefined && { icon: action.icon }),
          ...(action.keys?.[0] !== undefined && { shortcut: action.keys[0] }),
          disabled: !isEnabled(action, editor),
          ...(action.isChecked !== undefined && { checked: action.isChecked(editor) }),
          onSelect: () => action.run(editor),
        },
      ];
    });
    return index === 0 ? lines : ['separator', ...lines];
  });
  return (
    <div
      className="mr-toolbar-group"
      ref={button}
      onPointerEnter={() => void preloadMenu()}
      onFocus={() => void preloadMenu()}
    >
      <IconButton icon="more" label={words.more} expanded={at !== undefined} onClick={toggle} />
      {at !== undefined && (
        <Menu at={at} items={items} label={words.more} onClose={() => open(undefined)} />
      )}
    </div>
  );
}
