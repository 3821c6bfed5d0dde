/** What flowed through a wire, shown while the pointer rests on it. */
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { own } from '../../src/config/document.js';
import { useEditorState, useNodeActivity } from '../editor-context.js';
import { isImage, previewText } from '../panels/preview.js';
import { sizeOfValue } from '../panels/value-size.js';
import type { Wire } from '../../src/graph/edit-graph.js';
import { parseMark } from '../store/marks.js';
import { useText } from '../text/use-text.js';
import type { EditorModel } from '../use-editor-model.js';
import type { Point } from './geometry.js';
import type { Surface } from './surface.js';
import { wireKey } from './wire-layer.js';
import { wireMiddle } from './wire-path.js';
import type { WireView } from './wire-view.js';

/** A wire that is looked at, and where. */
interface Looked {
  readonly view: WireView;
  readonly at: Point;
}

/** Who only passes a wire on the way elsewhere is shown nothing. */
const REST_MS = 140;

/** A second tap on the same place must not land on the popover's wire. */
const MARKED_MS = 400;

/** One popover for all wires; the pointer is heard on the canvas, not on each of them. */
export function WireValues({ model }: { model: EditorModel }): ReactElement | null {
  const [looked, look] = useState<Looked>();
  useHoveredWire(model, look);
  const marked = useMarkedWire(model);
  const shown = looked ?? marked;
  return shown === undefined ? null : <WireValue {...shown} />;
}

function WireValue({ view, at }: Looked): ReactElement {
  const { status: text, values: words } = useText();
  const { report } = useNodeActivity(view.from.nodeId);
  const { portName } = view.from;
  const pinned = useEditorState(
    (state) => own(state.graph.nodes, view.from.nodeId)?.pinned ?? NONE,
  );
  const values = Object.hasOwn(pinned, portName) ? pinned : (report?.outputs ?? NONE);
  const value = own(values, portName);
  const has = Object.hasOwn(values, portName);
  const popover = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (popover.current !== null) place(popover.current, at);
  }, [at, value]);
  return (
    <div className="mr-flowed" ref={popover} role="status">
      <p className="mr-flowed-types">{view.title}</p>
      {!has && <p className="mr-muted">{text.noValueYet}</p>}
      {has && isImage(value) && (
        <img className="mr-flowed-image" src={value} alt={text.lastValue} />
      )}
      {has && !isImage(value) && (
        <p className="mr-flowed-value">
          <output>{previewText(value, words)}</output> <SizeOf value={value} />
        </p>
      )}
    </div>
  );
}

const NONE: Readonly<Record<string, unknown>> = {};

function SizeOf({ value }: { value: unknown }): ReactElement {
  return <span className="mr-muted">{sizeOfValue(value, useText().inspector)}</span>;
}

/** Tells which wire the pointer rests on. */
function useHoveredWire(model: EditorModel, look: (looked: Looked | undefined) => void): void {
  const { surface } = model;
  useEffect(() => {
    const on = surface.elements?.stage.closest<HTMLElement>('.mr-canvas');
    if (!on) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over: WireView | undefined;
    let at: Point = { x: 0, y: 0 };
    const leave = (): void => {
      clearTimeout(timer);
      if (over !== undefined) look(undefined);
      over = undefined;
    };
    const enter = (event: PointerEvent): void => {
      const isPointing = event.buttons === 0 && event.pointerType !== 'touch';
      const view = isPointing ? surface.layer?.at(event.target) : undefined;
      if (view === over) return;
      leave();
      if (view === undefined) return;
      over = view;
      timer = setTimeout(() => look({ view, at }), REST_MS);
    };
    const follow = ({ clientX: x, clientY: y }: PointerEvent): void => void (at = { x, y });
    on.addEventListener('pointerover', enter, { signal });
    on.addEventListener('pointermove', follow, { signal });
    on.addEventListener('pointerdown', leave, { signal, capture: true });
    on.addEventListener('pointerleave', leave, { signal });
    on.addEventListener('wheel', leave, { signal, capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [surface, look]);
}

/** The one wire that is selected, by keys or by a press: shown at its middle, when all rests. */
function useMarkedWire({ surface, store }: EditorModel): Looked | undefined {
  const only = useEditorState(({ marks, selection }) =>
    marks.size === 1 && selection.size === 0 ? [...marks][0] : undefined,
  );
  const [looked, look] = useState<Looked>();
  useEffect(() => {
    const mark = only === undefined ? undefined : parseMark(only);
    if (mark?.type !== 'wire') return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const showLater = (): void => {
      clearTimeout(timer);
      look(undefined);
      timer = setTimeout(() => look(findOnScreen(mark.wire, surface)), MARKED_MS);
    };
    showLater();
    const end = store.subscribe((state, before) => {
      if (state.viewport !== before.viewport || state.graph !== before.graph) showLater();
    });
    return () => {
      end();
      clearTimeout(timer);
      look(undefined);
    };
  }, [only, surface, store]);
  return only === undefined ? undefined : looked;
}

/** Computed: a wire that is far away is not drawn. */
function findOnScreen({ from, to }: Wire, surface: Surface): Looked | undefined {
  const key = wireKey(from, to);
  const [view, way] = [surface.layer?.viewOf(key), surface.layer?.wayOf(key)];
  if (view === undefined || way === undefined) return undefined;
  const at = surface.toScreen(wireMiddle(way));
  return isOver(surface.elements?.stage, at) ? { view, at } : undefined;
}

/** Beside the canvas it would point at nothing. */
function isOver(stage: Element | undefined, { x, y }: Point): boolean {
  if (stage === undefined) return false;
  const { left, top, right, bottom, width } = stage.getBoundingClientRect();
  // In jsdom nothing has a place.
  return width === 0 || (x >= left && x <= right && y >= top && y <= bottom);
}

const ROOM = 14;

/** Beside a point, on the other side of it where the window ends. */
function place(element: HTMLElement, { x, y }: Point): void {
  const { offsetWidth: width, offsetHeight: height, style } = element;
  const fit = (from: number, size: number, room: number): number =>
    from + ROOM + size <= room ? from + ROOM : Math.max(0, from - ROOM - size);
  style.left = `${fit(x, width, window.innerWidth)}px`;
  style.top = `${fit(y, height, window.innerHeight)}px`;
}
