/** Which nodes take part, which need not run, and which can't run at once: R6, R8 and R12. */
import { factsOf, portsOf } from './oracle-level.js';
import type { Facts } from './oracle-level.js';
import type { LevelState } from './oracle-state.js';
import type { Level, RunSketch } from './program.js';

/** The outputs of nodes of an earlier result that can be taken from there. */
export type Previous = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The ids of the nodes that take part, in own-key order; those taken need no others. */
export function selectionOf(
  graph: Level,
  selected: Iterable<string> | undefined,
  taken: Previous,
): readonly string[] {
  const ids = Object.keys(graph.nodes);
  if (selected === undefined) return ids;
  const facts = factsOf([graph], ids, { open: [graph] });
  const wanted = new Set(selected);
  for (const id of wanted) {
    if (facts.get(id)!.pinnedAll || Object.hasOwn(taken, id)) continue;
    for (const wires of Object.values(graph.nodes[id]!.wires ?? {})) {
      for (const wire of wires) {
        const from = wire.slice(0, wire.lastIndexOf('.'));
        if (Object.hasOwn(graph.nodes, from)) wanted.add(from);
      }
    }
  }
  return ids.filter((id) => wanted.has(id));
}

/** What a run takes from an earlier result, and what it must not take from the memo. */
export function takenFrom(
  graph: Level,
  { from }: RunSketch,
  previous: Previous = {},
): { readonly taken: Previous; readonly fresh: ReadonlySet<string> } {
  if (from === undefined) return { taken: {}, fresh: new Set() };
  const fresh = new Set(from);
  for (const id of fresh) {
    for (const [other, { wires = {} }] of Object.entries(graph.nodes)) {
      const sources = Object.values(wires).flat();
      if (sources.some((wire) => wire.slice(0, wire.lastIndexOf('.')) === id)) fresh.add(other);
    }
  }
  // A node without outputs has nothing to take.
  const hasOutputs = (id: string): boolean =>
    (portsOf(graph.nodes[id]!, [graph])?.outputs.length ?? 0) > 0;
  const taken = Object.entries(previous).filter(([id]) => !fresh.has(id) && hasOutputs(id));
  return { taken: Object.fromEntries(taken), fresh };
}

/** Rule R8: true when something in it can't be had at once. */
export function needsAsync(
  { nodes, open }: LevelState,
  run: RunSketch,
  isTaken: (id: string) => boolean,
): boolean {
  const { timeoutMs, onError = 'continue' } = run;
  if (timeoutMs !== undefined) return true;
  if (typeof onError === 'object' && onError.delayMs > 0) return true;
  const called = nodes.filter(({ facts }) => !isTaken(facts.id)).map(({ facts }) => facts);
  return called.some((facts) => nodeNeedsAsync(facts, open));
}

function nodeNeedsAsync(facts: Facts, outer: readonly Level[]): boolean {
  const { sketch, kind, inner, pinnedAll, problems } = facts;
  if (sketch.disabled === true || pinnedAll || problems.length > 0) return false;
  const settings = (sketch.settings ?? {}) as { timeoutMs?: number; retry?: { delayMs?: number } };
  if (settings.timeoutMs !== undefined || (settings.retry?.delayMs ?? 0) > 0) return true;
  if (inner === undefined) return kind!.async;
  const open = [...outer, inner[0]];
  const innerFacts = factsOf(inner, Object.keys(inner[0].nodes), { open });
  return [...innerFacts.values()].some((each) => nodeNeedsAsync(each, open));
}
