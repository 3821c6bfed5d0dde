/** What an engine has to offer to be measured beside ours. */
import type { Shape } from '../shapes.js';

/** One engine with one graph built in it. */
export interface Peer {
  /** Runs the whole graph; returns, or resolves to, the values of its ends, by position. */
  readonly run: () => EndValues | Promise<EndValues>;
}

export type EndValues = ReadonlyMap<number, number>;

/** Builds the graph; what it costs is not measured. */
export type CreatePeer = (shape: Shape) => Peer | Promise<Peer>;

/** Positions of the nodes nothing depends on: what a user of the graph wants to know. */
export function endsOf({ sources }: Shape): readonly number[] {
  const isSource = new Set(sources.flat());
  return sources.flatMap((_, node) => (isSource.has(node) ? [] : [node]));
}

/** Positions so that every node comes after its sources. */
export function sortedNodes({ sources }: Shape): readonly number[] {
  const sorted = new Set<number>();
  const visit = (node: number): void => {
    if (sorted.has(node)) return;
    sources[node]!.forEach(visit);
    sorted.add(node);
  };
  sources.forEach((_, node) => visit(node));
  return [...sorted];
}
