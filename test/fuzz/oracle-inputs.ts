/** What arrives at a node: rules R2 to R5, once its sources have settled. */
import { FEATURES } from './features.js';
import type { PortSketch } from './kinds.js';
import type { End, Facts } from './oracle-level.js';

/** Why a node was skipped. */
export interface Cause {
  readonly nodeId: string;
  readonly reason: string;
}

/** A source as its dependents see it. */
export interface Source {
  readonly outputs: Readonly<Record<string, unknown>>;
  /** What a dependent that misses a value of it names; one of them. */
  readonly causes: readonly Cause[];
}

/** Finds a node that has settled. */
export type FindSource = (id: string) => Source;

/** The causes to skip the node for; empty when it has its turn. */
export function missingOf({ wires }: Facts, find: FindSource): readonly Cause[] {
  const lacks = wires.filter(({ ends }) => ends.some((end) => !arrives(end, find)));
  if (lacks.length === 0) return [];
  const blocking = lacks.filter(({ port }) => port.lenient !== true);
  if (blocking.length > 0) return causesOf(blocking, find);
  const nothing = wires.every(({ ends }) => ends.every((end) => !arrives(end, find)));
  return nothing ? causesOf(lacks, find) : [];
}

function causesOf(lacks: Facts['wires'], find: FindSource): readonly Cause[] {
  return lacks.flatMap(({ ends }) =>
    ends.filter((end) => !arrives(end, find)).flatMap(({ from }) => find(from).causes),
  );
}

function arrives({ from, output }: End, find: FindSource): boolean {
  return Object.hasOwn(find(from).outputs, output);
}

/** Arguments by port; a port that gets nothing is absent. */
export type Args = Record<string, unknown>;

/** The arguments of a call, or the codes of what is wrong with them. */
export function argumentsOf(
  facts: Facts,
  given: Readonly<Record<string, unknown>>,
  find: FindSource,
): { readonly args: Args; readonly codes: readonly string[] } {
  const args: Args = {};
  const codes: string[] = [];
  for (const port of facts.ports.inputs) {
    const value = arriving(facts, port, given, find);
    if (facts.inner !== undefined && !FEATURES.outerChecks) {
      if (value !== undefined) args[port.name] = value;
    } else if (value === undefined) {
      if (port.required) codes.push('missing-input');
    } else if (value === null && port.schema !== undefined && !port.required) {
      // The argument is omitted, which leaves it to the function's own default: not to the config's.
      args[port.name] = undefined;
    } else {
      const taken = take(port, value);
      if (taken === undefined) codes.push('input-mismatch');
      else args[port.name] = taken;
    }
  }
  return { args, codes };
}

function arriving(
  { wires, sketch }: Facts,
  port: PortSketch,
  given: Readonly<Record<string, unknown>>,
  find: FindSource,
): unknown {
  const ends = wires.find((wire) => wire.port.name === port.name)?.ends ?? [];
  const values = ends
    .filter((end) => arrives(end, find))
    .map(({ from, output }) => find(from).outputs[output]);
  if (port.multiple === true && ends.length > 0) return values;
  if (values.length > 0) return values[0];
  return Object.hasOwn(given, port.name) ? given[port.name] : sketch.values?.[port.name];
}

function take({ schema }: PortSketch, value: unknown): unknown {
  if (schema === undefined) return value;
  if (typeof value === schema.type) return value;
  if (schema.type === 'string' || typeof value !== 'string' || value.trim() === '')
    return undefined;
  return Number.isFinite(Number(value)) ? Number(value) : undefined;
}

/** A default is an input like any other: whether it was given makes no difference. */
export function memoKeyOf({ sketch, inner, ports }: Facts, args: Args): string {
  const values = ports.inputs.map(({ name, default: fallback }) =>
    Object.hasOwn(args, name) || inner !== undefined ? args[name] : fallback,
  );
  return JSON.stringify([sketch.type, inner ?? null, values]);
}
