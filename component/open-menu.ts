/** Which menu is open. */
import type { Connection } from '../src/graph/graph.js';
import type { Point } from './surface/geometry.js';

/** What is open above the canvas; places are on the screen. */
export type OpenMenu =
  | { readonly type: 'add'; readonly at: Point; readonly place: Point }
  | { readonly type: 'context'; readonly at: Point; readonly target: MenuTarget };

/** What was clicked to open a context menu. */
export type MenuTarget =
  | { readonly type: 'node'; readonly nodeId: string }
  | { readonly type: 'wire'; readonly from: Connection; readonly to: Connection };
