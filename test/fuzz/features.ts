/** What programs may contain; a part that is under repair is switched off here, and only here. */
export interface Features {
  readonly retry: boolean;
  readonly nodeTimeout: boolean;
  readonly badSettings: boolean;
  readonly memo: boolean;
  readonly pinned: boolean;
  readonly subgraphs: boolean;
  readonly from: boolean;
  /** A synchronous function that aborts its own run. */
  readonly abort: boolean;
  /** A node with a lenient and a strict input lacks both. */
  readonly mixed: boolean;
  /** What a subgraph is given is checked before it starts, and not only inside. */
  readonly outerChecks: boolean;
  /** In an async run, too, a subgraph of functions that take no time ends before others go on. */
  readonly innerAtOnce: boolean;
}

/** All that the runner is meant to do. */
export const FEATURES: Features = {
  retry: true,
  nodeTimeout: true,
  badSettings: true,
  memo: true,
  pinned: true,
  subgraphs: true,
  from: true,
  abort: true,
  mixed: true,
  outerChecks: false,
  innerAtOnce: true,
};
