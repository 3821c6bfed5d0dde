/** What programs may contain; a part that is under repair is switched off here, and only here. */
export interface Features {
  readonly retry: boolean;
  readonly nodeTimeout: boolean;
  readonly badSettings: boolean;
  readonly memo: boolean;
  readonly pinned: boolean;
  readonly subgraphs: boolean;
  readonly from: boolean;
  /** A job of functions that take time starts again. */
  readonly lateRetries: boolean;
  /** A synchronous function that aborts its own run. */
  readonly abort: boolean;
  /** A node with a lenient and a strict input lacks both. */
  readonly mixed: boolean;
}

/** All that the runner is meant to do. */
export const FEATURES: Features = {
  retry: true,
  nodeTimeout: true,
  badSettings: true,
  memo: false,
  pinned: false,
  subgraphs: false,
  from: false,
  lateRetries: false,
  abort: false,
  mixed: false,
};
