/** The nodes of a graph and their wires. */
import { kindOf, KINDS, PREFIXES } from './kinds.js';
import { makeHow, makeSettings } from './make-settings.js';
import type { Making } from './making.js';
import { portsOf } from './oracle-level.js';
import type { Scope } from './oracle-level.js';
import type { Level, Sketch } from './program.js';
import type { Random } from './random.js';

/** Where nodes are made. */
export interface Yard {
  readonly count: number;
  /** Subgraphs to choose from, by name. */
  readonly known: Readonly<Record<string, Level>>;
  /** Names of graphs that this one is inside of. */
  readonly circles: readonly string[];
  readonly isInside: boolean;
}

type Shape = 'any' | 'chain' | 'fan' | 'near';

/** So many nodes, wired at random; now and then with a cycle, an unknown type, a broken wire. */
export function makeNodes(making: Making, yard: Yard): Readonly<Record<string, Sketch>> {
  const { random } = making;
  const names = Array.from({ length: yard.count }, (_, index) =>
    random.chance(0.2) ? String(random.below(1000) * 100 + index) : `n${index}`,
  );
  const types = new Map(names.map((id) => [id, makeType(making, yard)]));
  const shape = random.pick<Shape>(['any', 'any', 'chain', 'fan', 'near']);
  const cyclic = random.chance(0.12);
  const sources = (id: string): readonly string[] => {
    if (cyclic && random.chance(0.2)) return names;
    return near(names.slice(0, names.indexOf(id)), shape);
  };
  const scope: Scope = [{ nodes: {}, subgraphs: yard.known }];
  const wirer = new Wirer(random, types, scope);
  const listed = [...names].sort(() => random.next() - 0.5);
  return Object.fromEntries(
    listed.map((id) => {
      const type = types.get(id)!;
      const wires = wirer.wiresOf(id, () => sources(id));
      return [id, makeNode(making, { type, wires, scope, isInside: yard.isInside })];
    }),
  );
}

function near(before: readonly string[], shape: Shape): readonly string[] {
  if (shape === 'chain') return before.slice(-1);
  if (shape === 'fan') return before.slice(0, 1);
  return shape === 'near' ? before.slice(-3) : before;
}

function makeType({ random, sync, features }: Making, { known, circles, isInside }: Yard): string {
  if (random.chance(0.02)) return 'no.such.type';
  const graphs = Object.keys(known);
  if (graphs.length > 0 && random.chance(0.25)) return `graph:${random.pick(graphs)}`;
  if (circles.length > 0 && random.chance(0.03)) return `graph:${random.pick(circles)}`;
  if (isInside && random.chance(0.01)) return 'graph:nowhere';
  const fit = PREFIXES.filter(
    (prefix) => !(sync && prefix.startsWith('async')) && !(isInside && prefix === 'async.'),
  );
  const kinds = Object.keys(KINDS).filter(
    (name) =>
      (name !== 'short' || random.chance(0.3)) && (name !== 'lenientList' || features.mixed),
  );
  return random.pick(fit) + random.pick(kinds);
}

class Wirer {
  readonly #random: Random;
  readonly #types: ReadonlyMap<string, string>;
  readonly #scope: Scope;

  constructor(random: Random, types: ReadonlyMap<string, string>, scope: Scope) {
    this.#random = random;
    this.#types = types;
    this.#scope = scope;
  }

  wiresOf(id: string, sources: () => readonly string[]): Record<string, readonly string[]> {
    const random = this.#random;
    const type = this.#types.get(id)!;
    const inputs = portsOf({ type }, this.#scope)?.inputs ?? [{ name: 'i0' }];
    const wires: Record<string, readonly string[]> = {};
    for (const { name, multiple } of inputs) {
      if (name === 'how' || random.chance(0.25)) continue;
      const tooMany = multiple !== true && random.chance(0.005) ? 2 : 1;
      const count = multiple === true ? 1 + random.below(3) : tooMany;
      const from = sources();
      if (from.length === 0) continue;
      wires[name] = Array.from({ length: count }, () => this.#wireFrom(random.pick(from)));
    }
    if (random.chance(0.004)) wires['i9'] = [this.#wireFrom(id)];
    return wires;
  }

  #wireFrom(id: string): string {
    const random = this.#random;
    if (random.chance(0.003)) return 'nobody.result';
    const outputs = portsOf({ type: this.#types.get(id)! }, this.#scope)?.outputs ?? ['result'];
    if (outputs.length === 0 || random.chance(0.003)) return `${id}.nothing`;
    return `${id}.${outputs.length === 2 && random.chance(0.7) ? outputs[0]! : random.pick(outputs)}`;
  }
}

interface Parts {
  readonly type: string;
  readonly wires: Readonly<Record<string, readonly string[]>>;
  readonly scope: Scope;
  readonly isInside: boolean;
}

function makeNode(making: Making, { type, wires, scope, isInside }: Parts): Sketch {
  const { random, features } = making;
  const kind = kindOf(type);
  const how = kind === undefined ? 'ok' : makeHow(making, kind, isInside);
  const values: Record<string, unknown> = {
    ...(how === 'ok' ? {} : { how }),
    ...(kind?.inputs[0]?.name === 'i0' && random.chance(0.3)
      ? { i0: random.pick(['c', '7']) }
      : {}),
  };
  const settings = makeSettings(making, kind === undefined);
  const outputs = portsOf({ type }, scope)?.outputs ?? [];
  const pinned = features.pinned && random.chance(0.07) ? makePins(making, outputs) : {};
  return {
    type,
    ...(Object.keys(wires).length > 0 ? { wires } : {}),
    ...(Object.keys(values).length > 0 ? { values } : {}),
    ...(random.chance(0.04) ? { disabled: true as const } : {}),
    ...(Object.keys(pinned).length > 0 ? { pinned } : {}),
    ...(settings === undefined ? {} : { settings }),
  };
}

function makePins(
  { random, from }: Making,
  outputs: readonly string[],
): Readonly<Record<string, unknown>> {
  const all = from || random.chance(0.6);
  const named = outputs.filter(() => all || random.chance(0.5));
  return Object.fromEntries(named.map((name) => [name, random.pick(['pin', '7'])]));
}
