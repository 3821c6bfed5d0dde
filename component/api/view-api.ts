/** Moves the view, the focus, and opens what lies over the canvas. */
import { focusGraph } from '../keyboard/focus-things.js';
import type { AddPurpose, OpenMenu } from '../open-menu.js';
import { animateViewport } from '../surface/animate-viewport.js';
import type { Viewport } from '../store/editor-state.js';
import { SCALES, seenBox, zoomed } from '../surface/geometry.js';
import type { Box, Point } from '../surface/geometry.js';
import type { ApiOptions } from './api-options.js';
import { checkPlace } from './check-place.js';
import { spotForNode } from './node-api.js';

/** How the view gets there. */
export interface MoveOptions {
  /** In 150 ms, unless the user wants no motion. @default at once */
  readonly animate?: boolean;
}

export interface ViewApi {
  /** Shows the whole graph, or the named nodes. Never enlarges beyond 100 %. */
  readonly fitView: (nodeIds?: readonly string[], options?: MoveOptions) => void;
  /** Zooms by a factor, round the middle of what is seen. */
  readonly zoomBy: (factor: number) => void;
  /** Zooms to a scale, 1 for 100 %, round the middle of what is seen. */
  readonly zoomTo: (scale: number, options?: MoveOptions) => void;
  /** Brings a place of the canvas to the middle; the scale stays unless another is given. */
  readonly centerOn: (place: Point, options?: MoveOptions & { readonly scale?: number }) => void;
  /** The part of the canvas that is seen; undefined while the editor is not shown. */
  readonly seenBox: () => Box | undefined;
  /** Where a node is on the canvas and how large; undefined where there is none. */
  readonly boxOf: (nodeId: string) => Box | undefined;
  /** Puts the keyboard focus on the canvas, or on the only node that is selected. */
  readonly focus: () => void;
}

/** What opens over the canvas. */
export interface MenuApi {
  /**
   * Opens the menu to add a node, at a place on the screen or in the middle.
   * @param purpose What the node is for: the menu then lists only what fits.
   */
  readonly openAddMenu: (at?: Point, purpose?: AddPurpose) => void;
  /** Opens the command palette: all actions, node types and nodes, by name. */
  readonly openCommands: () => void;
  /** Opens the search in the graph. */
  readonly openFind: () => void;
  /** Opens the dialog with name and ports of the shown graph. */
  readonly openPorts: () => void;
}

export function createViewApi({ surface, store }: ApiOptions): ViewApi {
  const move = (viewport: Viewport, { animate = false }: MoveOptions = {}): void => {
    if (animate) animateViewport(store, viewport);
    else store.dispatch({ type: 'moveViewport', viewport });
  };
  return {
    fitView(ids, options = {}) {
      const viewport = options.animate === true ? surface.viewOf(ids) : undefined;
      // Before the stage has a size, the surface remembers that it is to be fitted.
      if (viewport === undefined) surface.fitView(ids);
      else move(viewport, options);
    },
    zoomBy: (factor) => surface.zoomBy(factor),
    zoomTo(scale, options) {
      const { viewport } = store.getState();
      const middle = { x: surface.size.width / 2, y: surface.size.height / 2 };
      move(zoomed(viewport, scale / viewport.scale, middle), options);
    },
    centerOn(place, options = {}) {
      checkPlace(place, 'centerOn');
      const { width, height } = surface.size;
      const wanted = options.scale ?? store.getState().viewport.scale;
      const scale = Math.min(SCALES.max, Math.max(SCALES.min, wanted));
      move({ x: width / 2 - place.x * scale, y: height / 2 - place.y * scale, scale }, options);
    },
    seenBox() {
      const { size } = surface;
      return size.width === 0 ? undefined : seenBox(store.getState().viewport, size);
    },
    boxOf: (nodeId) => surface.boxOf(nodeId),
    focus: () => focusGraph({ surface, store }),
  };
}

export function createMenuApi(options: ApiOptions): MenuApi {
  const { readOnly, setMenu, finder } = options;
  return {
    openAddMenu(at, purpose) {
      if (!readOnly) setMenu(addMenu(options, at, purpose));
    },
    openCommands: () => setMenu({ type: 'commands' }),
    openFind: () => finder.open(),
    openPorts: () => setMenu({ type: 'ports' }),
  };
}

const MENU_WIDTH = 320;

function addMenu(options: ApiOptions, at: Point | undefined, purpose?: AddPurpose): OpenMenu {
  const { surface } = options;
  const more = purpose === undefined ? {} : { purpose };
  if (at !== undefined) return { type: 'add', at, place: surface.toCanvas(at), ...more };
  const rect = surface.elements?.stage.getBoundingClientRect();
  const x = (rect?.left ?? 0) + (rect?.width ?? 0) / 2 - MENU_WIDTH / 2;
  const y = (rect?.top ?? 0) + (rect?.height ?? 0) / 3;
  return { type: 'add', at: { x, y }, place: spotForNode(options), ...more };
}
