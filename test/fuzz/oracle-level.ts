/** What the oracle knows of a graph before anything runs: ports, bad nodes, plan order. */
import { kindOf } from './kinds.js';
import type { Declared, PortSketch } from './kinds.js';
import type { Level, Sketch } from './program.js';

/** A graph with the graphs around it, innermost first, itself included. */
export type Scope = readonly [Level, ...Level[]];

/** The ports of a node, or of a subgraph. */
export interface Ports {
  readonly inputs: readonly PortSketch[];
  readonly outputs: readonly string[];
}

/** What a node is. */
export interface Facts {
  readonly id: string;
  readonly sketch: Sketch;
  readonly ports: Ports;
  readonly kind: Declared | undefined;
  /** The graph it runs in place of a function. */
  readonly inner: Scope | undefined;
  readonly pinnedAll: boolean;
  /** Why it is bad; any of them may give the code. */
  readonly problems: readonly string[];
  /** The wires that count: those of nodes that wait for something. */
  readonly wires: readonly { readonly port: PortSketch; readonly ends: readonly End[] }[];
}

/** Where a wire comes from. */
export interface End {
  readonly from: string;
  readonly output: string;
}

/** Reads `id.port`; ids may hold dots. */
export function endOf(wire: string): End {
  const dot = wire.lastIndexOf('.');
  return { from: wire.slice(0, dot), output: wire.slice(dot + 1) };
}

/** The graph a type `graph:<name>` means here: of the nearest graph around that has the name. */
export function findSubgraph(type: string, scope: Scope): Scope | undefined {
  if (!type.startsWith('graph:')) return undefined;
  const name = type.slice('graph:'.length);
  for (let depth = 0; depth < scope.length; depth += 1) {
    const { subgraphs = {} } = scope[depth]!;
    if (Object.hasOwn(subgraphs, name)) return [subgraphs[name]!, ...scope.slice(depth)];
  }
  return undefined;
}

/** The ports of a node; undefined where its type is not known. */
export function portsOf(sketch: Sketch, scope: Scope): Ports | undefined {
  const inner = findSubgraph(sketch.type, scope);
  if (inner === undefined) {
    const kind = kindOf(sketch.type);
    return (
      kind && { inputs: [{ name: 'how', default: 'ok' }, ...kind.inputs], outputs: kind.outputs }
    );
  }
  if (scope.includes(inner[0])) return { inputs: [], outputs: namesOf(inner[0].ports?.outputs) };
  const { ports, nodes } = inner[0];
  const inputs = (ports?.inputs ?? []).flatMap(({ name, nodeId, portName }) => {
    const port = portsOf(nodes[nodeId]!, inner)?.inputs.find((each) => each.name === portName);
    return port === undefined ? [] : [{ ...port, name }];
  });
  return { inputs, outputs: namesOf(ports?.outputs) };
}

function namesOf(ports: readonly { readonly name: string }[] = []): readonly string[] {
  return ports.map(({ name }) => name);
}

/** What the nodes of a graph depend on besides the graph. */
export interface Circumstances {
  /** Nodes whose outputs are taken from an earlier run. */
  readonly taken?: Readonly<Record<string, unknown>>;
  /** The graphs that are under way, this one included: a node that runs one of them closes a circle. */
  readonly open: readonly Level[];
}

/** All nodes of a graph that take part, in own-key order. */
export function factsOf(
  scope: Scope,
  ids: readonly string[],
  { taken = {}, open }: Circumstances,
): ReadonlyMap<string, Facts> {
  const facts = new Map(ids.map((id) => [id, factOf(id, scope, open)]));
  for (const [id, fact] of facts) {
    // What need not run waits for nothing.
    if (!fact.pinnedAll && !Object.hasOwn(taken, id)) addWireProblems(facts, id, fact, scope);
  }
  const cyclic = ids.filter((id) => reaches(facts, id));
  for (const id of cyclic) facts.set(id, { ...facts.get(id)!, problems: ['cycle'], wires: [] });
  return facts;
}

function factOf(id: string, scope: Scope, open: readonly Level[]): Facts {
  const sketch = scope[0].nodes[id]!;
  const inner = findSubgraph(sketch.type, scope);
  const recursive = inner !== undefined && open.includes(inner[0]);
  const ports = portsOf(sketch, scope);
  const problems = [
    ...(ports === undefined
      ? [sketch.type.startsWith('graph:') ? 'unknown-subgraph' : 'unknown-type']
      : []),
    ...(recursive ? ['subgraph-recursion'] : []),
    ...settingProblems(sketch),
  ];
  const pinned = Object.keys(sketch.pinned ?? {});
  const pinnedAll =
    sketch.disabled !== true &&
    pinned.length > 0 &&
    (ports?.outputs ?? []).every((name) => pinned.includes(name));
  return {
    id,
    sketch,
    ports: ports ?? { inputs: [], outputs: [] },
    kind: kindOf(sketch.type),
    inner: recursive ? undefined : inner,
    pinnedAll,
    problems: pinnedAll ? [] : problems,
    wires: [],
  };
}

/** The settings the fuzz writes are right, or one of these. */
function settingProblems({ settings = {}, type }: Sketch): readonly string[] {
  const { retry, timeoutMs, placement } = settings;
  const attempts = (retry as { attempts?: unknown } | undefined)?.attempts;
  const bad =
    (attempts !== undefined && !(Number.isInteger(attempts) && (attempts as number) > 0)) ||
    typeof timeoutMs === 'string' ||
    (placement === 'worker' && type.startsWith('graph:'));
  return [
    ...(bad ? ['bad-settings'] : []),
    ...(placement === 'worker' && !type.startsWith('graph:') ? ['worker-missing'] : []),
  ];
}

function addWireProblems(facts: Map<string, Facts>, id: string, fact: Facts, scope: Scope): void {
  const problems = [...fact.problems];
  const known =
    portsOf(fact.sketch, scope) !== undefined && !problems.includes('subgraph-recursion');
  const wires = Object.entries(fact.sketch.wires ?? {}).flatMap(([name, texts]) => {
    const ends = texts.map(endOf);
    const port = fact.ports.inputs.find((each) => each.name === name);
    if (known && port === undefined) problems.push('unknown-input');
    if (port !== undefined && port.multiple !== true && ends.length > 1)
      problems.push('too-many-wires');
    if (ends.some(({ from, output }) => !hasOutput(facts, from, output, scope))) {
      problems.push('dangling-connection');
    }
    return ends.length === 0 ? [] : [{ port: port ?? { name }, ends }];
  });
  facts.set(id, { ...fact, problems, wires: problems.length > 0 ? [] : wires });
}

function hasOutput(
  facts: ReadonlyMap<string, Facts>,
  from: string,
  output: string,
  scope: Scope,
): boolean {
  const source = facts.get(from);
  if (source === undefined) return false;
  // Nobody knows what outputs a node of an unknown type has; a wire tells.
  return portsOf(source.sketch, scope) === undefined || source.ports.outputs.includes(output);
}

/** True for a node that is among its own ancestors. */
function reaches(facts: ReadonlyMap<string, Facts>, start: string): boolean {
  const seen = new Set<string>();
  const queue = [start];
  for (const id of queue) {
    for (const { ends } of facts.get(id)!.wires) {
      for (const { from } of ends) {
        if (from === start) return true;
        if (!seen.has(from)) queue.push(from);
        seen.add(from);
      }
    }
  }
  return false;
}

/** The topological order that always takes the first node, in own-key order, that can come next. */
export function planOrder(facts: ReadonlyMap<string, Facts>): readonly string[] {
  const order: string[] = [];
  while (order.length < facts.size) {
    const next = [...facts.values()].find(
      ({ id, wires }) =>
        !order.includes(id) &&
        wires.every(({ ends }) => ends.every(({ from }) => order.includes(from))),
    )!;
    order.push(next.id);
  }
  return order;
}
