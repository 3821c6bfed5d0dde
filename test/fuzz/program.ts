/** What the fuzz runs, as plain JSON: a graph and one or more runs of it on one runner. */

/** One node. A wire is `id.port`; every control is a text or a number. */
export interface Sketch {
  readonly type: string;
  readonly wires?: Readonly<Record<string, readonly string[]>>;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly disabled?: true;
  readonly pinned?: Readonly<Record<string, unknown>>;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A port of a subgraph and the port of its node that it stands for. */
export interface Promoted {
  readonly name: string;
  readonly nodeId: string;
  readonly portName: string;
}

/** A graph, or one inside it. */
export interface Level {
  readonly nodes: Readonly<Record<string, Sketch>>;
  readonly subgraphs?: Readonly<Record<string, Level>>;
  readonly ports?: { readonly inputs: readonly Promoted[]; readonly outputs: readonly Promoted[] };
}

/** What a failed node does to the others. */
export type Policy =
  | 'continue'
  | 'stop'
  | { readonly type: 'retryJob'; readonly attempts: number; readonly delayMs: number };

/** One run. */
export interface RunSketch {
  readonly inputs?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly selected?: readonly string[];
  readonly onError?: Policy;
  readonly concurrency?: number;
  readonly timeoutMs?: number;
  readonly keep?: 'ends' | 'all';
  /** Fake milliseconds from the start; below 0: aborted before the run. */
  readonly cancelAt?: number;
  /** Every so many events the listener throws. */
  readonly throwsEvery?: number;
  /** Runs from these nodes, on the result of the run before. */
  readonly from?: readonly string[];
}

/** A program: the runs follow each other on one runner. */
export interface Program {
  readonly graph: Level;
  readonly runs: readonly RunSketch[];
  readonly memo?: boolean;
  /** The node types say their version, without which no subgraph is in the memo. */
  readonly versioned?: boolean;
  /** What the runner's `random` gives, always. */
  readonly random?: number;
}
