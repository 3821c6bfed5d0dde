/** The canvas with what lies over it, and the parts around it. */
import { memo, useCallback, useEffect, useMemo, useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { LiveRegion } from './announce/live-region.js';
import { CanvasMenus } from './canvas-menus.js';
import { EmptyCanvas } from './empty-canvas.js';
import { FindHost } from './find/find-host.js';
import { useDraftWire } from './hands/use-draft-wire.js';
import { useHands } from './hands/use-hands.js';
import { createHint } from './hint.js';
import { CanvasExtras } from './surface/canvas-extras.js';
import { Canvas } from './surface/canvas.js';
import { Breadcrumb } from './subgraphs/breadcrumb.js';
import type { EditorText } from './text/english.js';
import type { EditorModel } from './use-editor-model.js';

interface EditorFrameProps {
  readonly model: EditorModel;
  readonly onNodeRender: ((nodeId: string) => void) | undefined;
  readonly children: ReactNode;
}

const StableCanvas = memo(Canvas);

/** Renders nothing when its host only passes the graph it was told of. */
export const EditorFrame = memo(Frame);

function Frame({ model, onNodeRender, children }: EditorFrameProps): ReactElement {
  const canvas = useRef<HTMLDivElement>(null);
  const hintElement = useRef<HTMLDivElement>(null);
  const hint = useMemo(() => createHint(() => hintElement.current), []);
  useHands({ canvas, model, hint });
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
        <CanvasKeys words={model.context.text.keyboard} />
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

/** Seen while the canvas has the focus by keys; screen readers are told by its description. */
function CanvasKeys({ words }: { readonly words: EditorText['keyboard'] }): ReactElement {
  return (
    <div className="mr-canvas-keys" aria-hidden="true">
      <span>{words.canvasHint}</span>
      <span>{words.keysHint}</span>
    </div>
  );
}
