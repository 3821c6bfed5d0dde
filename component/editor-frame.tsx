/** The canvas with what lies over it, and the parts around it. */
import { memo, useCallback, useEffect, useMemo, useRef } from 'react';
import type { DragEvent, ReactElement, ReactNode } from 'react';
import { CanvasMenus } from './canvas-menus.js';
import { EmptyCanvas } from './empty-canvas.js';
import type { GestureContext } from './gestures/gesture.js';
import { pressKey } from './gestures/keyboard.js';
import { listenToPointer, selectQuietly } from './gestures/pointer.js';
import { createHint } from './hint.js';
import { DRAG_HOLD, NODE_DRAG_TYPE } from './node-drag.js';
import { CanvasExtras } from './surface/canvas-extras.js';
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
        aria-label={model.context.text.canvas.label}
        onDragOver={acceptNodeType}
        onDrop={(event) => dropNodeType(event, model)}
      >
        <StableCanvas surface={model.surface} catalog={model.catalog} onNodeRender={onRender} />
        <EmptyCanvas />
        <div className="mr-hint" ref={hintElement} role="status" hidden />
        <CanvasMenus model={model} />
        <CanvasExtras model={model} />
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
    const ends = [
      listenToPointer(element, context),
      listenToKeys(element, () => latest.current),
      () => hint.hide(),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [canvas, hint]);
}

/** @returns ends it */
function listenToKeys(canvas: HTMLElement, find: () => EditorModel): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const root = canvas.closest<HTMLElement>('.millrace') ?? canvas;
  const onKey = (event: KeyboardEvent): void => {
    const inCanvas = event.composedPath().includes(canvas);
    const { target } = event;
    if (!inCanvas && !(target instanceof Element && target.closest(PANELS))) return;
    if (pressKey(find().context, event, { inCanvas })) event.preventDefault();
  };
  const onMenu = (event: MouseEvent): void => openContextMenu(event, find());
  root.addEventListener('keydown', onKey, { signal });
  canvas.addEventListener('contextmenu', onMenu, { capture: true, signal });
  canvas.addEventListener('focusin', (event) => workAt(event, find()), { signal });
  canvas.addEventListener('input', (event) => revealTarget(event, find()), { signal });
  // Browsers scroll what they focus into view, also where nothing is to be scrolled.
  canvas.addEventListener('scroll', unscroll, { capture: true, signal });
  return () => controller.abort();
}

/** Parts of ours round the canvas, where undo and the like are meant for the graph. */
const PANELS = '.mr-panel, .mr-toolbar';

/** Who works at a node's fields means that node, and wants to see it. */
function workAt(event: FocusEvent, model: EditorModel): void {
  const nodeId = model.surface.nodes.nodeAt(event.target);
  if (nodeId === undefined) return;
  selectQuietly(model, nodeId);
  if (event.target instanceof Element && event.target.matches(':focus-visible')) {
    revealTarget(event, model);
  }
}

function revealTarget({ target }: Event, { surface }: EditorModel): void {
  if (target instanceof Element && surface.nodes.nodeAt(target)) surface.reveal(target);
}

function unscroll({ target, currentTarget }: Event): void {
  const isFrame =
    target instanceof Element &&
    (target === currentTarget || target.matches('[data-flume-component="stage"]'));
  if (isFrame) target.scrollTo(0, 0);
}

const TEXTS = 'input, textarea, pre, .mr-code, .mr-menu';

function openContextMenu(event: MouseEvent, model: EditorModel): void {
  const { context, surface, setMenu } = model;
  const { target } = event;
  // A text keeps the browser's menu: copy, paste, spelling.
  if (target instanceof Element && target.closest(TEXTS) !== null) {
    // Flume's card has one of its own.
    event.stopPropagation();
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  if (context.readOnly) return;
  const at = { x: event.clientX, y: event.clientY };
  // The keyboard means what is selected.
  const isKey = event instanceof PointerEvent && event.pointerId < 0;
  const [selected] = isKey ? context.getState().selection : [];
  const nodeId = surface.nodes.nodeAt(target) ?? selected;
  const wire = surface.layer?.at(target);
  if (nodeId !== undefined) {
    selectQuietly(model, nodeId);
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

function dropNodeType(event: DragEvent, { context, surface }: EditorModel): void {
  const type = event.dataTransfer.getData(NODE_DRAG_TYPE);
  if (!context.nodeTypes.has(type)) return;
  event.preventDefault();
  const at = surface.toCanvas({ x: event.clientX, y: event.clientY });
  context.addNode(type, { x: at.x - DRAG_HOLD.x, y: at.y - DRAG_HOLD.y });
  context.focus();
}
