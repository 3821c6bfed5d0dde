/** What a runner and an editor take, made of nodes written by hand. */
import type { Config } from '../config/config.js';
import { createRecord } from '../config/document.js';
import { toConfig } from '../config/node-type.js';
import type { PortChecks } from '../config/standard-schema.js';
import { MillraceError } from '../errors.js';
import type { PortFunction, PortFunctions } from '../graph/node-ports.js';
import type { DefinedNode } from './create-node.js';
import type { Callable, Registry } from './registry.js';

/** A config and all that is behind it: `new JobRunner(nodes.config, nodes)`. */
export interface NodeSet {
  readonly config: Config;
  readonly functions: Registry;
  /** Validators of single inputs. */
  readonly checks: PortChecks;
  /** What lists ports that depend on the node; the editor takes them, too. */
  readonly portFunctions: PortFunctions;
}

/**
 * The config, the registry, the validators and the port functions of nodes written by hand.
 * @throws MillraceError `duplicate-node-type`
 */
export function createConfig(nodes: readonly DefinedNode[]): NodeSet {
  const functions = createRecord<Callable>();
  const checks = createRecord<PortChecks[string]>();
  const portFunctions = createRecord<PortFunction>();
  for (const { nodeType, function: fn, ...more } of nodes) {
    const { type } = nodeType;
    if (Object.hasOwn(functions, type)) {
      const message = `two nodes have the type ${JSON.stringify(type)}; rename one`;
      throw new MillraceError('duplicate-node-type', message);
    }
    functions[type] = fn;
    if (more.checks !== undefined) checks[type] = more.checks;
    Object.assign(portFunctions, more.portFunctions);
  }
  return {
    config: toConfig(nodes.map(({ nodeType }) => nodeType)),
    functions,
    checks,
    portFunctions,
  };
}
