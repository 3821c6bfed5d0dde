/** The node types a graph sees: those of the config, and those of the subgraphs in its scope. */
import type { Config, NodeType } from '../config/config.js';
import type { Graph } from './graph.js';
import { PortLookup } from './node-ports.js';
import type { PortFunctions } from './node-ports.js';
import { nodeTypesOf } from './node-types.js';
import type { NodeTypeLookup } from './node-types.js';
import { isFullyPinned } from './pinned.js';
import { findSubgraph, SUBGRAPH_PREFIX, subgraphNames } from './subgraph-scope.js';
import type { Subgraph } from './subgraph-scope.js';
import { createSubgraphType, hashGraph } from './subgraph-type.js';
import { walk } from './walk.js';
import type { Step } from './walk.js';

/** What ports may depend on besides graph and config. */
export interface SubgraphTypesOptions {
  readonly portFunctions?: PortFunctions | undefined;
  readonly portContext?: unknown;
  /** The graphs around the graph in question, innermost first. */
  readonly outer?: readonly Graph[] | undefined;
}

/** What a node's type says. */
export interface FoundType {
  readonly type: NodeType | undefined;
  readonly subgraph?: Subgraph | undefined;
  /** The names along which the subgraph would contain itself; its nodes here can't run. */
  readonly circle?: readonly string[] | undefined;
}

/** The node types one graph sees. */
export interface GraphTypes extends NodeTypeLookup {
  find(type: string): FoundType;
  /** The names of the subgraphs it can use. */
  readonly subgraphs: readonly string[];
}

/**
 * The node types a graph sees: `get('graph:<name>')` is that of a subgraph. Where a subgraph has
 * the name of a type of the config, the subgraph counts.
 */
export function graphTypesOf(
  graph: Graph,
  config: Config | undefined,
  options: SubgraphTypesOptions = {},
): GraphTypes {
  return new SubgraphTypes(graph, config, options).of(graph, options.outer);
}

const EMPTY: Config = { version: 1, portTypes: [], nodeTypes: [] };

/**
 * The types of all subgraphs of one document: each graph is looked at once, however often it is
 * used, and none before it is needed. A graph object that stands in several places counts as in the
 * first.
 */
export class SubgraphTypes {
  readonly #root: Scope;
  readonly #config: Config;
  readonly #options: SubgraphTypesOptions;
  readonly #scopes = new Map<Graph, Scope>();
  readonly #circled = new Set<Scope>();
  readonly #typed = new Set<Scope>();
  /** Inner ones first. */
  #unhashed: Scope[] = [];
  readonly configTypes: ReadonlyMap<string, NodeType>;

  /** @param graph The graph in question; what it lies in counts by `options.outer`. */
  constructor(graph: Graph, config: Config = EMPTY, options: SubgraphTypesOptions = {}) {
    this.#config = config;
    this.#options = options;
    this.configTypes = nodeTypesOf(config);
    this.#root = this.#scope({ name: '', graph: options.outer?.at(-1) ?? graph, outer: [] });
  }

  /** The types a graph of the document sees. */
  of(graph: Graph, outer: readonly Graph[] = []): GraphTypes {
    return this.#scope({ name: '', graph, outer });
  }

  #scope(place: Subgraph): Scope {
    let scope = this.#scopes.get(place.graph);
    if (scope === undefined) {
      scope = new Scope(place, { types: this, scopeOf: (inner) => this.#scope(inner) });
      this.#scopes.set(place.graph, scope);
    } else if (scope.place.name === '') scope.place = place;
    return scope;
  }

  /** Makes the types of everything a scope uses; from the root on, so that circles end alike. */
  complete(scope: Scope): void {
    for (const start of [this.#root, scope]) {
      walk(start, {
        seen: this.#circled,
        stepsOf: (from) => from.steps(true),
        onCircle: (from, { name }, names) => from.circles.set(name, names),
      });
      walk(start, {
        seen: this.#typed,
        stepsOf: (from) => from.steps(false),
        onLeave: (each) => {
          if (each !== this.#root) this.#type(each);
        },
      });
    }
  }

  #type(scope: Scope): void {
    const { portFunctions, portContext } = this.#options;
    const ports = new PortLookup(scope.place.graph, this.#config, portFunctions, portContext);
    const type = createSubgraphType(scope.place, { types: scope.innerTypes, ports });
    const hash = (): void => this.#hash();
    // Absent and undefined read alike; a version costs as much as all the rest.
    scope.type = Object.defineProperty({ ...type }, 'version', {
      enumerable: true,
      get: () => {
        hash();
        return scope.version;
      },
    });
    this.#unhashed.push(scope);
  }

  #hash(): void {
    const scopes = this.#unhashed;
    this.#unhashed = [];
    for (const scope of scopes) scope.version = hashGraph(scope.place.graph, scope.innerTypes);
  }
}

interface ScopeOwner {
  readonly types: SubgraphTypes;
  readonly scopeOf: (place: Subgraph) => Scope;
}

interface Use {
  readonly scope: Scope;
  /** False when all its nodes are disabled or pinned: nothing of it runs. */
  isActive: boolean;
}

/** One graph of the document and what it sees. */
class Scope implements GraphTypes {
  /** Its name is empty as long as nothing has asked for it by name. */
  place: Subgraph;
  readonly #owner: ScopeOwner;
  readonly #found = new Map<string, FoundType>();
  #uses: ReadonlyMap<string, Use> | undefined;
  #names: readonly string[] | undefined;
  readonly circles = new Map<string, readonly string[]>();
  type: NodeType | undefined;
  version: string | undefined;

  constructor(place: Subgraph, owner: ScopeOwner) {
    this.place = place;
    this.#owner = owner;
  }

  get subgraphs(): readonly string[] {
    return (this.#names ??= subgraphNames(this.place.graph, this.place.outer));
  }

  get(type: string): NodeType | undefined {
    return this.find(type).type;
  }

  find(type: string): FoundType {
    let found = this.#found.get(type);
    if (found === undefined) {
      found = this.#find(type);
      this.#found.set(type, found);
    }
    return found;
  }

  #find(type: string): FoundType {
    const inner = this.#innerScope(type);
    const { types } = this.#owner;
    if (inner === undefined) {
      return { type: types.configTypes.get(type), subgraph: undefined, circle: undefined };
    }
    types.complete(this);
    types.complete(inner);
    const circle = this.circles.get(type.slice(SUBGRAPH_PREFIX.length));
    return { type: inner.type, subgraph: inner.place, circle };
  }

  #innerScope(type: string): Scope | undefined {
    if (!type.startsWith(SUBGRAPH_PREFIX)) return undefined;
    const { graph, outer } = this.place;
    const place = findSubgraph(type.slice(SUBGRAPH_PREFIX.length), graph, outer);
    return place && this.#owner.scopeOf(place);
  }

  /** The types its nodes have as far as they are made: a circle has no first one. */
  readonly innerTypes: NodeTypeLookup = {
    get: (type) =>
      this.#usesByType().get(type)?.scope.type ?? this.#owner.types.configTypes.get(type),
  };

  *steps(activeOnly: boolean): Iterable<Step<Scope>> {
    for (const [type, { scope, isActive }] of this.#usesByType()) {
      if (isActive || !activeOnly) {
        yield { name: type.slice(SUBGRAPH_PREFIX.length), to: scope };
      }
    }
  }

  #usesByType(): ReadonlyMap<string, Use> {
    if (this.#uses !== undefined) return this.#uses;
    const uses = new Map<string, Use>();
    for (const node of Object.values(this.place.graph.nodes)) {
      let use = uses.get(node.type);
      if (use === undefined) {
        const scope = this.#innerScope(node.type);
        if (scope === undefined) continue;
        uses.set(node.type, (use = { scope, isActive: false }));
      }
      const outputs = use.scope.place.graph.ports?.outputs ?? [];
      use.isActive ||= node.disabled !== true && !isFullyPinned(node, outputs);
    }
    return (this.#uses = uses);
  }
}
