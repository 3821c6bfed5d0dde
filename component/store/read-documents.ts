/** Reads what a host passes as props: typed documents, saved ones, and hostile ones. */
import type { Config } from '../../src/config/config.js';
import { isEqual } from '../../src/config/json-equal.js';
import { parseConfig } from '../../src/config/parse-config.js';
import type { Issue } from '../../src/errors.js';
import type { Graph } from '../../src/graph/graph.js';
import { migrateSafely } from '../../src/graph/migrate.js';
import { nodeTypesOf } from '../../src/graph/node-types.js';
import { parseGraph } from '../../src/graph/parse-graph.js';
import { stampGraph } from '../../src/graph/stamp.js';
import { checkItems } from './check-items.js';

/** What a document was read as, and under which config. */
interface Read {
  readonly graph: Graph;
  readonly config: Config;
}

/** Remembers what each object was read as; an object is read once under each config. */
export class DocumentReader {
  readonly #configs = new WeakMap<object, Config>();
  readonly #graphs = new WeakMap<object, Read>();
  readonly #issues: Issue[] = [];
  #config: Config | undefined;
  #migrated: Graph | undefined;
  #told: Graph | undefined;
  /** The last document with issues, and these. */
  #found: { readonly graph: Graph; readonly issues: readonly Issue[] } | undefined;

  /** What was found since the last call, once for each document. */
  takeIssues(): readonly Issue[] {
    return this.#issues.splice(0);
  }

  /** The last document that was brought up to date while it was read, once for each. */
  takeMigrated(): Graph | undefined {
    const graph = this.#migrated;
    this.#migrated = undefined;
    // A host that writes its document anew each time it renders would be told without end.
    if (graph === undefined || isEqual(graph, this.#told)) return undefined;
    this.#told = graph;
    return graph;
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
    if (known !== undefined) {
      const graph = known.config === config ? known.graph : this.follow(known.graph, config);
      this.#graphs.set(input as object, { graph, config });
      return graph;
    }
    const { graph: parsed, issues } = parseGraph(input, config);
    const { graph } = migrateSafely(parsed, config);
    if (graph !== parsed) this.#migrated = graph;
    if (isObject(input)) this.accept(graph, config, input);
    this.accept(graph, config);
    this.#note(graph, [...issues, ...checkItems(graph)]);
    return graph;
  }

  /** A host that writes its document anew each time it renders, and shows these, is told once. */
  #note(graph: Graph, issues: readonly Issue[]): void {
    if (issues.length === 0 || isEqual({ graph, issues }, this.#found)) return;
    this.#found = { graph, issues };
    this.#issues.push(...issues);
  }

  /** A document whose graph is known: a graph of ours, or a copy of one. */
  accept(graph: Graph, config: Config, input: object = graph): void {
    this.#graphs.set(input, { graph, config });
  }

  /**
   * A graph brought up to date with the config. One that was shown under another config was drawn
   * against what that said, whether or not its nodes say so.
   */
  follow(graph: Graph, config: Config): Graph {
    const known = this.#graphs.get(graph) ?? { graph, config };
    const isKnown = known.config === config;
    if (isKnown && known.graph !== graph) return known.graph;
    const drawn = isKnown ? graph : stampOutdated(known.graph, known.config, config);
    const { graph: current } = migrateSafely(drawn, config);
    this.accept(current, config, graph);
    this.accept(current, config);
    return current;
  }
}

/** The graph with a signature on the nodes whose type has changed or is gone. */
function stampOutdated(graph: Graph, before: Config, now: Config): Graph {
  const today = nodeTypesOf(now);
  const nodeTypes = before.nodeTypes.filter(
    ({ type, fingerprint }) => today.get(type)?.fingerprint !== fingerprint,
  );
  return nodeTypes.length === 0 ? graph : stampGraph(graph, { ...before, nodeTypes });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
