/** Reads what a host passes as props: typed documents, saved ones, and hostile ones. */
import type { Config } from '../../src/config/config.js';
import { isEqual } from '../../src/config/json-equal.js';
import { parseConfig } from '../../src/config/parse-config.js';
import type { Issue } from '../../src/errors.js';
import type { Graph } from '../../src/graph/graph.js';
import { parseGraph } from '../../src/graph/parse-graph.js';

/** Remembers what each object was read as; an object is read once. */
export class DocumentReader {
  readonly #configs = new WeakMap<object, Config>();
  readonly #graphs = new WeakMap<object, Graph>();
  readonly #issues: Issue[] = [];
  #config: Config | undefined;

  /** What was found since the last call, once for each document. */
  takeIssues(): readonly Issue[] {
    return this.#issues.splice(0);
  }

  config(input: unknown): Config {
    const known = isObject(input) ? this.#configs.get(input) : undefined;
    if (known !== undefined) return known;
    const { config, issues } = parseConfig(input);
    // Written anew each time a host renders, it is the same all the same.
    const isKnown = this.#config !== undefined && isEqual(config, this.#config);
    const read = isKnown ? this.#config! : config;
    if (isObject(input)) this.#configs.set(input, read);
    if (!isKnown) this.#issues.push(...issues);
    this.#config = read;
    return read;
  }

  graph(input: unknown, config: Config): Graph {
    const known = isObject(input) ? this.#graphs.get(input) : undefined;
    if (known !== undefined) return known;
    const { graph, issues } = parseGraph(input, config);
    if (isObject(input)) this.#graphs.set(input, graph);
    this.accept(graph);
    this.#issues.push(...issues);
    return graph;
  }

  /** A document whose graph is known: a graph of ours, or a copy of one. */
  accept(graph: Graph, input: object = graph): void {
    this.#graphs.set(input, graph);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
