/** What of a signature differs from the one a node was drawn against, whatever the node holds. */
import type { InputPort, NodeType, OutputPort } from '../config/config.js';
import { canonicalJson, withoutTexts } from '../config/fingerprint.js';
import { isEqual } from '../config/json-equal.js';
import type { SavedSignature } from './graph.js';

/** A port as it was saved. */
export type SavedPort = SavedSignature['outputs'][number] &
  Partial<SavedSignature['inputs'][number]>;

/** A port then and now; one of them is absent where it is new or gone. */
export interface PortPair {
  readonly from: SavedPort | undefined;
  readonly to: InputPort | OutputPort | undefined;
  readonly isRetyped: boolean;
}

/** One side of a signature, then and now. */
export interface SideDiff {
  /** Pairs that differ in something. */
  readonly changed: readonly PortPair[];
  /** Names of today by those of then. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Names in the order of then and of today, where that differs. */
  readonly order: readonly [readonly string[], readonly string[]] | undefined;
}

/** A signature then and now. */
export interface SignatureDiff {
  readonly input: SideDiff;
  readonly output: SideDiff;
  readonly returns: readonly [string, string] | undefined;
}

/** Compares a saved signature with the node type of today (rule D2). */
export function diffSignature(saved: SavedSignature, type: NodeType): SignatureDiff {
  return {
    input: diffSide(saved.inputs, type.inputs),
    output: diffSide(saved.outputs, type.outputs),
    returns: saved.returns === type.returns ? undefined : [saved.returns, type.returns],
  };
}

function diffSide(
  before: readonly SavedPort[],
  now: readonly (InputPort | OutputPort)[],
): SideDiff {
  const [then, today] = [byName(before), byName(now)];
  const gone = [...then.values()].filter(({ name }) => !today.has(name));
  const fresh = [...today.values()].filter(({ name }) => !then.has(name));
  const renamed = findRenames(gone, fresh);
  const taken = new Set(renamed.values());
  const pairs = [...then.values()].map((from): PortPair => {
    const to = today.get(renamed.get(from.name) ?? from.name);
    return { from, to, isRetyped: to !== undefined && !isSameType(from, to) };
  });
  for (const to of fresh) {
    if (!taken.has(to.name)) pairs.push({ from: undefined, to, isRetyped: false });
  }
  return { changed: pairs.filter(differs), renamed, order: reorder(pairs, today) };
}

/** Of two ports of one name, which no function has, the first counts. */
function byName<T extends { readonly name: string }>(ports: readonly T[]): Map<string, T> {
  const map = new Map<string, T>();
  for (const port of ports) if (!map.has(port.name)) map.set(port.name, port);
  return map;
}

function differs({ from, to, isRetyped }: PortPair): boolean {
  return (
    from === undefined ||
    to === undefined ||
    isRetyped ||
    from.name !== to.name ||
    ('required' in to &&
      (from.required !== to.required ||
        from.kind !== to.kind ||
        !isEqual(from.default, to.default)))
  );
}

/** One gone and one new of the same schema, kind and place, and no other that it could be. */
function findRenames(
  gone: readonly SavedPort[],
  fresh: readonly (InputPort | OutputPort)[],
): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  if (gone.length === 0 || fresh.length === 0) return renamed;
  const [before, after] = [gone.map(lookOf), fresh.map(lookOf)];
  const counts = new Map<string, number>();
  for (const look of [...before, ...after]) counts.set(look, (counts.get(look) ?? 0) + 1);
  gone.forEach(({ name }, at) => {
    const look = before[at]!;
    if (after[at] === look && counts.get(look) === 2) renamed.set(name, fresh[at]!.name);
  });
  return renamed;
}

function lookOf(port: SavedPort | InputPort | OutputPort): string {
  return canonicalJson([withoutTexts(port.schema), ('kind' in port && port.kind) || null]);
}

function isSameType(from: SavedPort, to: InputPort | OutputPort): boolean {
  return canonicalJson(withoutTexts(from.schema)) === canonicalJson(withoutTexts(to.schema));
}

/** Of the ports that were there before, in names of today. */
function reorder(
  pairs: readonly PortPair[],
  today: ReadonlyMap<string, unknown>,
): SideDiff['order'] {
  const before = pairs.flatMap(({ from, to }) => (from && to ? [to.name] : []));
  const kept = new Set(before);
  const now = [...today.keys()].filter((name) => kept.has(name));
  return before.every((name, at) => name === now[at]) ? undefined : [before, now];
}
