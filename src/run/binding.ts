/** How nodes are called here: by a function of the registry, in Python, or as a graph of their own. */
import type { NodeType } from '../config/config.js';
import type { Language } from '../config/port-check.js';
import type { Settings } from '../graph/node-settings.js';
import type { PlanProblem } from '../graph/plan.js';
import { SUBGRAPH_PREFIX } from '../graph/subgraph-scope.js';
import type { Placement } from './events.js';
import type { PythonRuntime } from './python/python-runtime.js';
import type { Callable, Lazy, Registry } from './registry.js';

/** How nodes of one type are called. */
export interface Binding {
  readonly placement: Placement;
  readonly language: Language;
  /** The registry's entry of a TypeScript function. */
  readonly entry?: Callable | Lazy;
}

/** What a {@link Binder} finds functions in. */
export interface BinderOptions {
  readonly functions: Registry;
  readonly python: PythonRuntime | undefined;
  /** The runner can make workers. */
  readonly hasWorkers: boolean;
}

const SUBGRAPH: Binding = { placement: 'inline', language: 'typescript' };

/** Finds how a node is called, or why it can't be. */
export class Binder {
  readonly #options: BinderOptions;
  readonly #bindings = new Map<NodeType, Binding | undefined>();
  readonly #inWorkers = new Map<NodeType, Binding>();

  constructor(options: BinderOptions) {
    this.#options = options;
  }

  bind(type: NodeType, { placement }: Settings): Binding | undefined {
    const binding = this.#ofType(type);
    if (placement !== 'worker' || binding === undefined) return binding;
    let inWorker = this.#inWorkers.get(type);
    if (inWorker === undefined) {
      inWorker = { ...binding, placement };
      this.#inWorkers.set(type, inWorker);
    }
    return inWorker;
  }

  /** Rules R7 and R9: why a node of this type, set like this, can't run here. */
  readonly reject = (type: NodeType, { placement }: Settings): PlanProblem | undefined => {
    const binding = this.#ofType(type);
    if (binding === undefined) return this.#missing(type);
    if (placement === undefined || placement === binding.placement) return undefined;
    if (placement !== 'worker' || binding.language === 'python') {
      const code = 'bad-settings';
      const message = `\`placement\` is ${JSON.stringify(placement)}, but ${JSON.stringify(type.type)} can only run ${JSON.stringify(binding.placement)} here; remove the setting`;
      return { code, message };
    }
    if (this.#options.hasWorkers) return undefined;
    return {
      code: 'worker-missing',
      message:
        '`placement` is "worker" and the runner has no workers; pass `worker: () => new Worker(…)`, an entry that calls serveFunctions(functions)',
    };
  };

  #missing(type: NodeType): PlanProblem {
    const name = JSON.stringify(type.type);
    return type.source?.language === 'python'
      ? {
          code: 'python-missing',
          message: `${name} is a Python function and the runner has no Python; pass \`python: createPyodide({ modules: python })\` from millrace/python/node`,
        }
      : {
          code: 'function-missing',
          message: `no function is registered for ${name}; add it to \`functions\` (its own key, a function or {load})`,
        };
  }

  #ofType(type: NodeType): Binding | undefined {
    if (!this.#bindings.has(type)) this.#bindings.set(type, this.#find(type));
    return this.#bindings.get(type);
  }

  #find(type: NodeType): Binding | undefined {
    const { functions, python } = this.#options;
    if (type.type.startsWith(SUBGRAPH_PREFIX)) return SUBGRAPH;
    if (Object.hasOwn(functions, type.type)) {
      const entry = functions[type.type];
      if (typeof entry === 'function' || typeof entry?.load === 'function') {
        return { placement: 'inline', language: 'typescript', entry };
      }
      return undefined;
    }
    if (type.source?.language !== 'python' || python === undefined) return undefined;
    return { placement: python.placement, language: 'python' };
  }
}
