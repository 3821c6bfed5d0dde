/** Which menu is open. */
import type { Wire } from '../src/graph/edit-graph.js';
import type { Connection } from '../src/graph/graph.js';
import type { Point } from './surface/geometry.js';
import type { PortEnd } from './surface/port-end.js';

/** What is open above the canvas; places are on the screen. */
export type OpenMenu =
  | {
      readonly type: 'add';
      readonly at: Point;
      /** Where the node comes to lie, on the canvas. */
      readonly place: Point;
      readonly purpose?: AddPurpose;
    }
  /** The command palette. */
  | { readonly type: 'commands' }
  /** All ports that this one may be wired to. */
  | { readonly type: 'connect'; readonly at: Point; readonly end: PortEnd }
  /** The list of keys. */
  | { readonly type: 'shortcuts' }
  /** Name and ports of the shown graph. */
  | { readonly type: 'ports' }
  | { readonly type: 'context'; readonly at: Point; readonly target: MenuTarget };

/** What a node is added for; without one it just comes to lie on the canvas. */
export type AddPurpose =
  /** To be wired to a port that is there, instead of a wire that was taken off its input. */
  | { readonly type: 'wire'; readonly end: PortEnd; readonly instead?: Wire }
  /** To lie on a wire. */
  | { readonly type: 'insert'; readonly wire: Wire }
  /** To take the place of nodes. */
  | { readonly type: 'replace'; readonly nodeIds: readonly string[] };

/** What was clicked to open a context menu. */
export type MenuTarget =
  | { readonly type: 'canvas' }
  | { readonly type: 'node'; readonly nodeId: string }
  | { readonly type: 'port'; readonly end: PortEnd }
  | { readonly type: 'wire'; readonly from: Connection; readonly to: Connection }
  | { readonly type: 'group'; readonly id: string }
  | { readonly type: 'comment'; readonly id: string };
