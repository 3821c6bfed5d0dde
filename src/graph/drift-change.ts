/** What is said of a signature that changed under a node. */

/** What changed: rule D2. */
export type ChangeKind =
  | 'added'
  | 'removed'
  | 'renamed'
  | 'retyped'
  | 'reordered'
  | 'default'
  | 'required'
  | 'kind'
  | 'returns';

/** One difference between the signature a node was drawn against and that of today. */
export interface SignatureChange {
  readonly kind: ChangeKind;
  readonly side: 'input' | 'output';
  /** The name of today; of a port that is gone its last one; empty where the whole side is meant. */
  readonly port: string;
  /** What it was: a name, a schema, a default, names in order. */
  readonly from?: unknown;
  readonly to?: unknown;
  /** Whether the node can take it without being asked. */
  readonly safe: boolean;
  /** What changed, in words, and why the node can't take it where it can't. */
  readonly reason: string;
}

/** A node whose signature changed. */
export interface NodeDrift {
  readonly nodeId: string;
  /** Own keys from the document to the node, through its subgraphs. */
  readonly path: readonly string[];
  readonly type: string;
  /** Whether all its changes are safe: it is migrated. */
  readonly safe: boolean;
  /** Empty where the signature is written otherwise and means the same. */
  readonly changes: readonly SignatureChange[];
}
