/** What a layout is about: cards, and the wires between them, without what they mean. */

/** A corner on the canvas. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** How large a card is, in canvas pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A part of a graph whose nodes hang together, as an engine is given it. */
export interface Drawing {
  readonly nodes: ReadonlyMap<string, Size>;
  /** From the source's id to the target's, once a pair; none leads from a node to itself. */
  readonly edges: readonly { readonly from: string; readonly to: string; readonly wires: number }[];
  /** Which nodes stay together, by group. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly direction: 'right' | 'down';
  readonly spacing: Spacing;
}

/** Canvas pixels between cards. */
export interface Spacing {
  /** Between a node and those it leads to. */
  readonly layers: number;
  /** Between neighbours. */
  readonly nodes: number;
}

/** Finds corners for the nodes of one drawing. */
export type LayoutEngine = (drawing: Drawing) => ReadonlyMap<string, Place>;
