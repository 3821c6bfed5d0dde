/** Makes programs from seeds. */
import type { Features } from './features.js';
import { makeNodes } from './make-nodes.js';
import { makeRuns } from './make-runs.js';
import { some } from './making.js';
import type { Making } from './making.js';
import { portsOf } from './oracle-level.js';
import type { Level, Program, Promoted } from './program.js';
import { createRandom } from './random.js';

/** A program of up to 24 nodes, with up to 5 in each of its subgraphs. */
export function makeProgram(seed: number, features: Features): Program {
  const random = createRandom(seed);
  const memo = features.memo && random.chance(0.3);
  const sync = random.chance(0.4);
  const depth = features.subgraphs && random.chance(0.25) ? 1 + random.below(3) : 0;
  // No rule says whether a null that a subgraph is given hides the control of its node.
  const nulls = depth === 0 && !memo;
  const from = features.from && random.chance(0.15);
  const failing = random.pick([0, 0.05, 0.2]);
  const making = { random, features, sync, memo, nulls, from, failing };
  const graph = makeLevel(making, { count: 1 + random.below(24), depth, around: {}, open: [] });
  return {
    graph,
    runs: makeRuns(making, graph),
    ...(memo ? { memo, versioned: depth > 0 || random.chance(0.5) } : {}),
    ...(random.chance(0.3) ? { random: random.below(100) / 100 } : {}),
  };
}

interface Place {
  readonly count: number;
  /** How deep subgraphs go below. */
  readonly depth: number;
  /** Subgraphs that the graphs around have, by name. */
  readonly around: Readonly<Record<string, Level>>;
  /** Names of the graphs around; a node of such a type closes a circle. */
  readonly open: readonly string[];
}

function makeLevel(making: Making, { count, depth, around, open }: Place): Level {
  const { random } = making;
  const names = depth === 0 ? [] : ['sub', 'sup'].slice(0, 1 + random.below(2));
  // A name means the nearest graph: those of this one hide what is around, made or not.
  const known = Object.fromEntries(
    Object.entries(around).filter(([name]) => !names.includes(name)),
  );
  const subgraphs: Record<string, Level> = {};
  for (const name of names) {
    const place = { count: 1 + random.below(5), depth: depth - 1, around: { ...known } };
    const inner = makeLevel(making, { ...place, open: [...open, name] });
    subgraphs[name] = known[name] = promote(making, inner, known);
  }
  const circles = open.filter((name) => !Object.hasOwn(known, name));
  const nodes = makeNodes(making, { count, known, circles, isInside: open.length > 0 });
  return { nodes, ...(names.length === 0 ? {} : { subgraphs }) };
}

/** Gives a graph ports: unwired inputs that need nothing, and any outputs. */
function promote({ random }: Making, level: Level, around: Readonly<Record<string, Level>>): Level {
  const scope = [level, { nodes: {}, subgraphs: around }] as const;
  const inputs: Omit<Promoted, 'name'>[] = [];
  const outputs: Omit<Promoted, 'name'>[] = [];
  for (const [nodeId, sketch] of Object.entries(level.nodes)) {
    const ports = portsOf(sketch, scope) ?? { inputs: [], outputs: [] };
    for (const { name, required } of ports.inputs) {
      if (name === 'how' || required === true || Object.hasOwn(sketch.wires ?? {}, name)) continue;
      inputs.push({ nodeId, portName: name });
    }
    for (const portName of ports.outputs) outputs.push({ nodeId, portName });
  }
  const named = (ports: readonly Omit<Promoted, 'name'>[], letter: string): Promoted[] =>
    some(random, ports, 1 + random.below(3)).map((port, index) => ({
      name: `${letter}${index}`,
      ...port,
    }));
  return { ...level, ports: { inputs: named(inputs, 'p'), outputs: named(outputs, 'o') } };
}
