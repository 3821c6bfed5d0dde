/** The canvas with what lies over it, and the parts around it. */
import { memo, useCallback, useEffect, useMemo, useRef } from 'react';
import type { DragEvent, ReactElement, ReactNode } from 'react';
import { CanvasMenus } from './canvas-menus.js';
import { EmptyCanvas } from './empty-canvas.js';
import type { GestureContext } from './gestures/gesture.js';
import { pressKey } from './gestures/keyboard.js';
import { listenToPointer } from './gestures/pointer.js';
import { createHint } from './hint.js';
import { NODE_DRAG_TYPE } from './node-drag.js';
import { Canvas } from './surface/canvas.js';
import { useBrowserLayoutEffect } from './use-browser-layout-effect.js';
import type { EditorModel } from './use-editor-model.js';

interface EditorFrameProps {
  readonly model: EditorModel;
  readonly onNodeRender: ((nodeId: string) => void) | undefined;
  readonly children: ReactNode;
}

const StableCanvas = memo(Canvas);

export function EditorFrame({ model, onNodeRender, children }: EditorFrameProps): ReactElement {
  const canvas = useRef<HTMLDivElement>(null);
  const hintElement = useRef<HTMLDivElement>(null);
  const hint = useMemo(() => createHint(() => hintElement.current), []);
  useGestures(canvas, model, hint);
  // A host may pass another function each time; that renders no node again.
  const tell = useRef(onNodeRender);
  useEffect(() => {
    tell.current = onNodeRender;
  });
  const onRender = useCallback((nodeId: string) => tell.current?.(nodeId), []);
  return (
    <>
      <div
        className="mr-canvas"
        ref={canvas}
        tabIndex={0}
        role="application"
        aria-label="Graph editor"
        onDragOver={acceptNodeType}
        onDrop={(event) => dropNodeType(event, model)}
      >
        <StableCanvas surface={model.surface} catalog={model.catalog} onNodeRender={onRender} />
        <EmptyCanvas />
        <div className="mr-hint" ref={hintElement} role="status" hidden />
        <CanvasMenus model={model} />
      </div>
      {children}
    </>
  );
}

function useGestures(
  canvas: { readonly current: HTMLDivElement | null },
  model: EditorModel,
  hint: GestureContext['hint'],
): void {
  const latest = useRef(model);
  useBrowserLayoutEffect(() => {
    latest.current = model;
  });
  // Before the first paint: what is seen can be used.
  useBrowserLayoutEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const context = (): GestureContext => {
      const { store, surface, allowMisfits, context: editor } = latest.current;
      return { store, surface, hint, allowMisfits, readOnly: editor.readOnly };
    };
    const onKey = (event: KeyboardEvent): void => {
      if (pressKey(latest.current.context, event)) event.preventDefault();
    };
    const onMenu = (event: MouseEvent): void => openContextMenu(event, latest.current);
    const ends = [listenToPointer(element, context), () => hint.hide()];
    element.addEventListener('keydown', onKey);
    element.addEventListener('contextmenu', onMenu, true);
    return () => {
      for (const end of ends) end();
      element.removeEventListener('keydown', onKey);
      element.removeEventListener('contextmenu', onMenu, true);
    };
  }, [canvas, hint]);
}

function openContextMenu(event: MouseEvent, { context, surface, setMenu }: EditorModel): void {
  const { target } = event;
  // A text keeps the browser's menu: copy, paste, spelling.
  if (target instanceof Element && target.closest('input, textarea, pre, .mr-menu')) return;
  event.preventDefault();
  event.stopPropagation();
  if (context.readOnly) return;
  const at = { x: event.clientX, y: event.clientY };
  const nodeId = surface.nodes.nodeAt(target);
  const wire = surface.layer?.at(target);
  if (nodeId !== undefined) {
    if (!context.getState().selection.has(nodeId)) {
      context.dispatch({ type: 'select', ids: [nodeId] });
    }
    setMenu({ type: 'context', at, target: { type: 'node', nodeId } });
  } else if (wire !== undefined) {
    setMenu({ type: 'context', at, target: { type: 'wire', from: wire.from, to: wire.to } });
  } else {
    context.openAddMenu(at);
  }
}

function acceptNodeType(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(NODE_DRAG_TYPE)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
}

/** Where a dropped node's corner lies from the pointer: it is held by its header. */
const HOLD = { x: 80, y: 18 };

function dropNodeType(event: DragEvent, { context, surface }: EditorModel): void {
  const type = event.dataTransfer.getData(NODE_DRAG_TYPE);
  if (!context.nodeTypes.has(type)) return;
  event.preventDefault();
  const at = surface.toCanvas({ x: event.clientX, y: event.clientY });
  context.addNode(type, { x: at.x - HOLD.x, y: at.y - HOLD.y });
  context.focus();
}
