/** What it costs to get from a saved document to something that runs. */
import type { GraphNode } from '../../../src/graph/graph.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import { planGraph } from '../../../src/graph/plan-graph.js';
import { JobRunner } from '../../../src/run/job-runner.js';
import { createLibrary, toDocument } from '../engine.js';
import { compare, syncVariant } from '../measure.js';
import type { Variant } from '../measure.js';
import { tabulate } from '../question.js';
import type { Question } from '../question.js';
import { SHAPES } from '../shapes.js';
import type { Shape } from '../shapes.js';

export const plan: Question = async ({ effort, sizes }) => {
  const measured = [];
  for (const size of sizes) {
    measured.push(await compare(variantsOf(SHAPES.layered(size)), effort));
  }
  return {
    title: 'From a document to a plan, cold, layered graph, ns a node',
    ...tabulate(sizes, measured, { 'parse + plan': 3 }),
    notes: [
      'limit: one Map.set a node and two Map.get a wire, with the ids of the document',
      'every run reads a new document, as JSON.parse made it; what that costs is a row of its own',
      'prepare: parse, plan, and bind to functions and checks, as the first run of a graph does',
    ],
  };
};

function variantsOf(shape: Shape): readonly Variant[] {
  const size = shape.ids.length;
  const { config, functions } = createLibrary({ typed: true, async: false });
  const text = JSON.stringify(toDocument(shape));
  const runner = new JobRunner(config, { functions });
  /** Every run reads a document of its own, whose texts nothing has looked up before. */
  const cold = <T, R>(
    name: string,
    prepare: (document: Document) => T,
    run: (prepared: T) => R,
    count: (result: R) => number,
  ): Variant => {
    let prepared: T[] = [];
    const next = (): R => run(prepared.pop()!);
    const check = (result: R): void => {
      if (count(result) !== size) throw new Error(`${name}: ${count(result)} of ${size} nodes`);
    };
    const setUp = (times: number): void => {
      prepared = Array.from({ length: times }, () => prepare(JSON.parse(text) as Document));
    };
    return { ...syncVariant(name, size, next, check), setUp };
  };
  const same = (document: Document): Document => document;
  const sizeOf = ({ graph }: { readonly graph: object & Document }): number =>
    Object.keys(graph.nodes).length;
  return [
    cold('limit', namesOf, resolve, (found) => found),
    cold(
      'parse + plan',
      same,
      (document) => planGraph(parseGraph(document, config).graph, config),
      (result) => result.nodes.length,
    ),
    cold('parse', same, (document) => parseGraph(document, config), sizeOf),
    cold(
      'plan',
      (document) => parseGraph(document, config).graph,
      (graph) => planGraph(graph, config),
      (result) => result.nodes.length,
    ),
    cold('prepare', same, (document) => runner.prepare(document), sizeOf),
    cold(
      'JSON.parse',
      () => text,
      (json) => JSON.parse(json) as Document,
      (document) => Object.keys(document.nodes).length,
    ),
  ];
}

interface Document {
  readonly nodes: Readonly<Record<string, unknown>>;
}

interface Names {
  readonly ids: readonly string[];
  /** Source and target of every wire. */
  readonly ends: readonly string[];
}

function namesOf({ nodes }: Document): Names {
  const ids = Object.keys(nodes);
  const ends = ids.flatMap((id) => {
    const { connections } = nodes[id] as Pick<GraphNode, 'connections'>;
    return Object.values(connections.inputs).flatMap((wires) =>
      wires.flatMap(({ nodeId }) => [nodeId, id]),
    );
  });
  return { ids, ends };
}

/** Reads every id once and both ends of every wire: nothing resolves names with less. */
function resolve({ ids, ends }: Names): number {
  const positions = new Map<string, number>();
  ids.forEach((id, node) => positions.set(id, node));
  let found = 0;
  for (const end of ends) if (positions.get(end) !== undefined) found += 1;
  return found === ends.length ? positions.size : -1;
}
