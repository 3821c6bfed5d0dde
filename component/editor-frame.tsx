/** The canvas with what lies over it, and the parts around it. */
import { memo, useCallback, useEffect, useMemo, useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { LiveRegion } from './announce/live-region.js';
import { CanvasMenus, preloadMenus } from './canvas-menus.js';
import { EmptyCanvas } from './empty-canvas.js';
import { FindHost, preloadFind } from './find/find-host.js';
import { preloadDetails } from './panels/details-layer.js';
import type { GestureContext } from './gestures/gesture.js';
import { listenToClipboard } from './clipboard/listen-to-clipboard.js';
import { listenToDrops } from './gestures/drop-node-type.js';
import { listenToNotices } from './gestures/listen-to-notices.js';
import { listenToPointer } from './gestures/pointer.js';
import { showTool } from './gestures/show-tool.js';
import { useDraftWire } from './gestures/use-draft-wire.js';
import { createHint } from './hint.js';
import { listenToKeyboard } from './keyboard/listen-to-keyboard.js';
import { listenToTypeAhead } from './keyboard/type-ahead.js';
import { CanvasExtras } from './surface/canvas-extras.js';
import { listenToNaming } from './naming/listen-to-naming.js';
import { openContextMenu } from './open-context-menu.js';
import { Canvas } from './surface/canvas.js';
import { Breadcrumb } from './subgraphs/breadcrumb.js';
import { listenToEntering } from './subgraphs/listen-to-entering.js';
import { useBrowserLayoutEffect } from './use-browser-layout-effect.js';
import type { EditorModel } from './use-editor-model.js';

interface EditorFrameProps {
  readonly model: EditorModel;
  readonly onNodeRender: ((nodeId: string) => void) | undefined;
  readonly children: ReactNode;
}

const StableCanvas = memo(Canvas);

/** What may be opened next. */
const preload = (): void => void Promise.all([preloadMenus(), preloadFind(), preloadDetails()]);

export function EditorFrame({ model, onNodeRender, children }: EditorFrameProps): ReactElement {
  const canvas = useRef<HTMLDivElement>(null);
  const hintElement = useRef<HTMLDivElement>(null);
  const hint = useMemo(() => createHint(() => hintElement.current), []);
  useGestures(canvas, model, hint);
  useDraftWire(model);
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
        aria-describedby={`${model.context.editorId}-keys`}
      >
        <StableCanvas surface={model.surface} catalog={model.catalog} onNodeRender={onRender} />
        {/* Where Tab goes on after the graph. */}
        <span className="mr-graph-end" tabIndex={0} />
        <div className="mr-canvas-keys" aria-hidden="true">
          <span>{model.context.text.keyboard.canvasHint}</span>
          <span>{model.context.text.keyboard.keysHint}</span>
        </div>
        <EmptyCanvas />
        <div className="mr-hint" ref={hintElement} role="status" hidden />
        <FindHost model={model} />
        <CanvasMenus model={model} />
        <CanvasExtras model={model} />
        <Breadcrumb />
      </div>
      <LiveRegion />
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
      return { editor, store, surface, hint, allowMisfits, readOnly: editor.readOnly };
    };
    const ends = [
      listenToPointer(element, context),
      listenToDrops(element, context),
      listenToClipboard(element, context),
      listenToNotices(element, hint),
      showTool(element, latest.current.store),
      listenToNaming(element, () => latest.current),
      listenToEntering(element, () => latest.current),
      listenToCanvas(element, () => latest.current),
      // Before the keys have another meaning.
      listenToTypeAhead(element, () => latest.current),
      listenToKeyboard(element, () => latest.current),
      () => hint.hide(),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [canvas, hint]);
}

/** @returns ends it */
function listenToCanvas(canvas: HTMLElement, find: () => EditorModel): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const onMenu = (event: MouseEvent): void => openContextMenu(event, find());
  // Who comes here may open one; its code is there by then.
  canvas.addEventListener('pointerenter', preload, { once: true, signal });
  canvas.addEventListener('focusin', preload, { once: true, signal });
  canvas.addEventListener('contextmenu', onMenu, { capture: true, signal });
  canvas.addEventListener('input', (event) => revealTarget(event, find()), { signal });
  // Browsers scroll what they focus into view, also where nothing is to be scrolled.
  canvas.addEventListener('scroll', unscroll, { capture: true, signal });
  return () => controller.abort();
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
