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
      'every run takes the next of many documents that were read from JSON before',
      'JSON.parse, which comes before all that, costs many times the limit by itself',
      'prepare: parse, plan, and bind to functions and checks, as the first run of a graph does',
    ],
  };
};

/** Enough of them to fill the caches of a processor many times over. */
const NODES_AT_HAND = 60_000;

function variantsOf(shape: Shape): readonly Variant[] {
  const size = shape.ids.length;
  const { config, functions } = createLibrary({ typed: true, async: false });
  const text = JSON.stringify(toDocument(shape));
  const runner = new JobRunner(config, { functions });
  const documents = Array.from(
    { length: Math.ceil(NODES_AT_HAND / size) },
    () => JSON.parse(text) as Document,
  );
  /** Every run takes the next of the inputs: by its next turn none of it is in a cache. */
  const cold = <T, R>(
    name: string,
    inputs: readonly T[],
    run: (input: T) => R,
    count: (result: R) => number,
  ): Variant => {
    let turn = 0;
    const next = (): R => run(inputs[(turn += 1) % inputs.length]!);
    return syncVariant(name, size, next, (result) => {
      if (count(result) !== size) throw new Error(`${name}: ${count(result)} of ${size} nodes`);
    });
  };
  const sizeOf = ({ graph }: { readonly graph: object & Document }): number =>
    Object.keys(graph.nodes).length;
  const graphs = documents.map((document) => parseGraph(document, config).graph);
  return [
    cold('limit', documents.map(namesOf), resolve, (found) => found),
    cold(
      'parse + plan',
      documents,
      (document) => planGraph(parseGraph(document, config).graph, config),
      (result) => result.nodes.length,
    ),
    cold('parse', documents, (document) => parseGraph(document, config), sizeOf),
    cold(
      'plan',
      graphs,
      (graph) => planGraph(graph, config),
      (result) => result.nodes.length,
    ),
    cold('prepare', documents, (document) => runner.prepare(document), sizeOf),
    cold(
      'JSON.parse',
      [text],
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
