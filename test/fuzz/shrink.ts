/** Makes a failing program smaller, and prints it. */
import { portsOf } from './oracle-level.js';
import type { Scope } from './oracle-level.js';
import type { Level, Program, Promoted, Sketch } from './program.js';

/** The smallest program found that still fails, tried at most `tries` times. */
export async function shrink(
  program: Program,
  fails: (program: Program) => Promise<boolean>,
  tries = 600,
): Promise<Program> {
  let smallest = program;
  let left = tries;
  for (let shrunk = true; shrunk;) {
    shrunk = false;
    for (const candidate of smaller(smallest)) {
      if (!isSound([candidate.graph])) continue;
      left -= 1;
      if (left < 0) return smallest;
      if (!(await fails(candidate))) continue;
      smallest = candidate;
      shrunk = true;
      break;
    }
  }
  return smallest;
}

/** The program as a case of `cases.ts`. */
export function print(program: Program): string {
  return JSON.stringify(program, undefined, 1);
}

function* smaller(program: Program): Generator<Program> {
  const { runs } = program;
  for (let index = 0; index < runs.length && runs.length > 1 && !usesResults(program); index += 1) {
    yield { ...program, runs: runs.filter((_, each) => each !== index) };
  }
  for (const graph of smallerLevels(program.graph)) {
    const has = (id: string): boolean => Object.hasOwn(graph.nodes, id);
    const kept = runs.map((run) => ({
      ...run,
      ...(run.selected ? { selected: run.selected.filter(has) } : {}),
      ...(run.from ? { from: run.from.filter(has) } : {}),
      ...(run.inputs ? { inputs: keep(run.inputs, has) } : {}),
    }));
    if (kept.every(({ from }) => from?.length !== 0)) yield { ...program, graph, runs: kept };
  }
  for (const [index, run] of runs.entries()) {
    for (const smallerRun of withoutOne(run))
      yield { ...program, runs: [...runs.slice(0, index), smallerRun, ...runs.slice(index + 1)] };
  }
  const { memo: _, ...plain } = program;
  if (program.memo === true) yield plain;
}

/** False where a graph promotes a port that is not there: nothing says what that means. */
function isSound(scope: Scope): boolean {
  const [{ nodes, ports, subgraphs = {} }] = scope;
  const has = (side: 'inputs' | 'outputs') => (promoted: Promoted) => {
    const of = nodes[promoted.nodeId] && portsOf(nodes[promoted.nodeId]!, scope)?.[side];
    return of?.some((port) => (typeof port === 'string' ? port : port.name) === promoted.portName);
  };
  return (
    (ports?.inputs ?? []).every(has('inputs')) &&
    (ports?.outputs ?? []).every(has('outputs')) &&
    Object.values(subgraphs).every((inner) => isSound([inner, ...scope]))
  );
}

function usesResults({ runs }: Program): boolean {
  return runs.some(({ from }) => from !== undefined);
}

function* smallerLevels(level: Level): Generator<Level> {
  const { nodes, subgraphs } = level;
  for (const id of Object.keys(nodes)) yield without(level, id);
  for (const name of Object.keys(subgraphs ?? {})) {
    const isUsed = JSON.stringify(level).includes(`"graph:${name}"`);
    if (!isUsed) yield { ...level, subgraphs: keep(subgraphs!, (each) => each !== name) };
    for (const inner of smallerLevels(subgraphs![name]!)) {
      yield { ...level, subgraphs: { ...subgraphs, [name]: inner } };
    }
  }
  for (const [id, sketch] of Object.entries(nodes)) {
    for (const smallerNode of smallerNodes(sketch)) {
      yield { ...level, nodes: { ...nodes, [id]: smallerNode } };
    }
  }
}

/** The wires of the node and what is promoted of it go, too. */
function without(level: Level, id: string): Level {
  const { nodes, ports } = level;
  const other = ({ nodeId }: { readonly nodeId: string }): boolean => nodeId !== id;
  const rest = Object.entries(keep(nodes, (each) => each !== id)).map(([each, sketch]) => {
    const wires = Object.entries(sketch.wires ?? {}).flatMap(([port, ends]) => {
      const kept = ends.filter((wire) => !wire.startsWith(`${id}.`));
      return kept.length === 0 ? [] : [[port, kept] as const];
    });
    return [each, sketch.wires ? { ...sketch, wires: Object.fromEntries(wires) } : sketch] as const;
  });
  return {
    ...level,
    nodes: Object.fromEntries(rest),
    ...(ports
      ? { ports: { inputs: ports.inputs.filter(other), outputs: ports.outputs.filter(other) } }
      : {}),
  };
}

function* smallerNodes(sketch: Sketch): Generator<Sketch> {
  const { type } = sketch;
  for (const part of ['wires', 'values', 'settings', 'pinned'] as const) {
    const record = sketch[part];
    if (record === undefined) continue;
    for (const fewer of withoutOne(record)) yield { ...sketch, [part]: fewer };
  }
  for (const one of ['disabled', 'settings', 'pinned', 'wires', 'values'] as const) {
    const { [one]: dropped, ...rest } = sketch;
    if (dropped !== undefined) yield rest;
  }
  if (type.includes('ctx.')) yield { ...sketch, type: type.replace('ctx.', '') };
  if (type.startsWith('async.')) yield { ...sketch, type: type.replace('async.', '') };
  const kind = type.slice(type.lastIndexOf('.') + 1);
  if (kind !== 'pass' && !type.startsWith('graph:')) {
    yield { ...sketch, type: type.slice(0, -kind.length) + 'pass' };
  }
}

function* withoutOne<T extends object>(record: T): Generator<T> {
  for (const key of Object.keys(record)) {
    yield keep(record as Record<string, unknown>, (each) => each !== key) as T;
  }
}

function keep<T>(
  record: Readonly<Record<string, T>>,
  wanted: (key: string) => boolean,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => wanted(key)));
}
