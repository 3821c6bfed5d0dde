/** How node types are called here: by a function of the registry, or in Python. */
import type { NodeType } from '../config/config.js';
import type { Language } from '../config/port-check.js';
import type { PlanProblem } from '../graph/plan.js';
import type { Placement } from './events.js';
import type { PythonRuntime } from './python-runtime.js';
import type { Callable, Lazy, Registry } from './registry.js';

/** How nodes of one type are called. */
export interface Binding {
  readonly placement: Placement;
  readonly language: Language;
  /** The registry's entry of an inline function. */
  readonly entry?: Callable | Lazy;
}

/** Finds how a node type is called, or why it can't be. */
export class Binder {
  readonly #functions: Registry;
  readonly #python: PythonRuntime | undefined;
  readonly #bindings = new Map<NodeType, Binding>();

  constructor(functions: Registry, python: PythonRuntime | undefined) {
    this.#functions = functions;
    this.#python = python;
  }

  bind(type: NodeType): Binding | undefined {
    let binding = this.#bindings.get(type);
    if (binding === undefined) {
      binding = this.#find(type);
      if (binding !== undefined) this.#bindings.set(type, binding);
    }
    return binding;
  }

  /** Rule R7: why no node of this type can run here. */
  readonly reject = (type: NodeType): PlanProblem | undefined => {
    if (this.bind(type) !== undefined) return undefined;
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
  };

  #find(type: NodeType): Binding | undefined {
    if (Object.hasOwn(this.#functions, type.type)) {
      const entry = this.#functions[type.type];
      if (typeof entry === 'function' || typeof entry?.load === 'function') {
        return { placement: 'inline', language: 'typescript', entry };
      }
      return undefined;
    }
    if (type.source?.language !== 'python' || this.#python === undefined) return undefined;
    return { placement: this.#python.placement, language: 'python' };
  }
}
