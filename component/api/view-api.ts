/** Moves the view, the focus, and opens what lies over the canvas. */
import type { OpenMenu } from '../open-menu.js';
import type { Point } from '../surface/geometry.js';
import type { Surface } from '../surface/surface.js';
import type { ApiOptions } from './api-options.js';

export interface ViewApi {
  /** Shows the whole graph, or the named nodes. Never enlarges beyond 100 %. */
  readonly fitView: (nodeIds?: readonly string[]) => void;
  /** Zooms by a factor, round the middle of what is seen. */
  readonly zoomBy: (factor: number) => void;
  /** Puts the keyboard focus on the canvas. */
  readonly focus: () => void;
}

/** What opens over the canvas. */
export interface MenuApi {
  /** Opens the menu to add a node, at a place on the screen or in the middle. */
  readonly openAddMenu: (at?: Point) => void;
}

export function createViewApi({ surface }: ApiOptions): ViewApi {
  return {
    fitView: (ids) => surface.fitView(ids),
    zoomBy: (factor) => surface.zoomBy(factor),
    focus: () => surface.focus(),
  };
}

export function createMenuApi({ surface, readOnly, setMenu }: ApiOptions): MenuApi {
  return {
    openAddMenu(at) {
      if (!readOnly) setMenu(addMenu(surface, at));
    },
  };
}

const MENU_WIDTH = 320;

function addMenu(surface: Surface, at: Point | undefined): OpenMenu {
  if (at !== undefined) return { type: 'add', at, place: surface.toCanvas(at) };
  const rect = surface.elements?.stage.getBoundingClientRect();
  const x = (rect?.left ?? 0) + (rect?.width ?? 0) / 2 - MENU_WIDTH / 2;
  const y = (rect?.top ?? 0) + (rect?.height ?? 0) / 3;
  return { type: 'add', at: { x, y }, place: surface.middle() };
}
