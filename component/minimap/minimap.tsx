/** A map of the whole graph: where one is, where it burns, and the way there. */
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react';
import { useEditor, useEditorState } from '../editor-context.js';
import type { EditorContextValue } from '../editor-context.js';
import { MEMORY } from '../editor-memory.js';
import { ARROWS } from '../keyboard/key-name.js';
import { IconButton } from '../panels/icon-button.js';
import { useNarrow } from '../panels/use-narrow.js';
import { nodeIdsOf } from '../store/changed-nodes.js';
import { useText } from '../text/use-text.js';
import { useBrowserLayoutEffect } from '../use-browser-layout-effect.js';
import { MapShell } from './map-shell.js';

export interface MiniMapProps {
  /** @default false; what people chose last counts more, see `storageKey` of `FlowEditor` */
  readonly defaultCollapsed?: boolean;
}

/**
 * A small picture of the graph at the bottom right of a `FlowEditor`: nodes in the colours of their
 * statuses, groups, what is selected, and a frame round what is seen. Click or drag moves the view, the
 * wheel zooms, arrow keys, plus and minus work, too. It is not there where the editor is narrower
 * than 720 pixels, and fades while all of the graph is seen.
 */
export function MiniMap({ defaultCollapsed = false }: MiniMapProps): ReactElement | null {
  const { memory } = useEditor();
  const { minimap: words } = useText();
  const place = useRef<HTMLDivElement>(null);
  const isNarrow = useNarrow(place);
  const [isCollapsed, setCollapsed] = useState(defaultCollapsed);
  // Not at the first render: the server does not know it.
  useBrowserLayoutEffect(() => {
    const kept = memory.get(MEMORY.minimap);
    if (typeof kept === 'boolean') setCollapsed(kept);
  }, [memory]);
  const toggle = (): void => {
    memory.set(MEMORY.minimap, !isCollapsed);
    setCollapsed(!isCollapsed);
  };
  return (
    <div
      className="mr-minimap"
      ref={place}
      hidden={isNarrow}
      data-mr-part
      data-collapsed={isCollapsed ? '' : undefined}
    >
      {!isNarrow && !isCollapsed && <Picture />}
      <IconButton
        icon={isCollapsed ? 'map' : 'close'}
        label={isCollapsed ? words.show : words.hide}
        expanded={!isCollapsed}
        onClick={toggle}
      />
    </div>
  );
}

function Picture(): ReactElement {
  const editor = useEditor();
  const { minimap: words } = useText();
  const count = useEditorState(({ graph }) => nodeIdsOf(graph).length);
  const [failed, setFailed] = useState(0);
  const map = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const shell = useRef<MapShell | undefined>(undefined);
  useEffect(() => {
    const elements = { map: map.current!, picture: picture.current!, frame: frame.current! };
    const made = (shell.current = new MapShell(editor, { ...elements, onFailed: setFailed }));
    return () => made.end();
  }, [editor]);
  useWheel(map, editor);
  return (
    <div
      className="mr-minimap-map"
      ref={map}
      role="img"
      tabIndex={0}
      aria-label={words.summary(count, failed)}
      title={words.keys}
      onKeyDown={(event) => pressKey(event, editor)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture?.(event.pointerId);
        shell.current?.press(pointOf(event));
      }}
      onPointerMove={(event) => shell.current?.drag(pointOf(event))}
      onPointerUp={() => shell.current?.release()}
      onPointerCancel={() => shell.current?.release()}
    >
      <canvas className="mr-minimap-picture" ref={picture} />
      <div className="mr-minimap-frame" ref={frame} />
    </div>
  );
}

/** React's own listener may not keep the page from scrolling. */
function useWheel(
  map: { readonly current: HTMLElement | null },
  { zoomBy }: EditorContextValue,
): void {
  useEffect(() => {
    const element = map.current;
    if (element === null) return undefined;
    const turn = (event: WheelEvent): void => {
      event.preventDefault();
      zoomBy(Math.exp(-event.deltaY * 0.0016));
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [map, zoomBy]);
}

/** Which part of what is seen an arrow key moves by. */
const STEP = 0.25;

function pressKey(event: KeyboardEvent, editor: EditorContextValue): void {
  const { seenBox, centerOn, zoomBy, fitView } = editor;
  const seen = seenBox();
  const arrow = ARROWS[event.key];
  if (event.ctrlKey || event.metaKey || event.altKey || seen === undefined) return;
  if (arrow !== undefined) {
    const [dx, dy] = arrow;
    const x = seen.x + seen.width * (0.5 + dx * STEP);
    centerOn({ x, y: seen.y + seen.height * (0.5 + dy * STEP) });
  } else if (event.key === '+' || event.key === '=') zoomBy(1.25);
  else if (event.key === '-') zoomBy(0.8);
  else if (event.key === 'Enter' || event.key === 'Home') fitView(undefined, { animate: true });
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function pointOf({ clientX, clientY }: PointerEvent): { x: number; y: number } {
  return { x: clientX, y: clientY };
}
