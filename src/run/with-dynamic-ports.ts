/** Ports that depend on a node, for node types that codegen made. */
import { describe, listNames } from '../config/document.js';
import { MillraceError } from '../errors.js';
import type { PortFunction } from '../graph/node-ports.js';
import { toPortFunction } from './dynamic-ports.js';
import type { PortsOf } from './dynamic-ports.js';
import type { NodeSet } from './create-config.js';
import { mergeNodes } from './merge-nodes.js';
import type { PartialNodeSet } from './merge-nodes.js';

/** What lists further ports of a node type. */
export interface DynamicPorts {
  readonly inputs?: PortsOf;
  readonly outputs?: PortsOf;
}

/**
 * The nodes, some of them with ports that depend on what a node holds. Meant for functions that take
 * one object, or Python's `**values`, and, for outputs, that return an object by name (`@outputs`).
 *
 * @example
 * ```ts
 * import * as own from './nodes.generated.js';
 *
 * const nodes = withDynamicPorts(own, {
 *   'letters.fill': { inputs: templatePorts({ control: 'template' }) },
 * });
 * ```
 *
 * @throws MillraceError `unknown-node-type`
 */
export function withDynamicPorts(
  set: PartialNodeSet,
  ports: Readonly<Record<string, DynamicPorts>>,
): NodeSet {
  const types = set.config.nodeTypes.map(({ type }) => type);
  const portFunctions: Record<string, PortFunction> = { ...set.portFunctions };
  for (const [type, { inputs, outputs }] of Object.entries(ports)) {
    if (!types.includes(type)) {
      const message = `expected the id of a node type (there are ${listNames(types)}), got ${describe(type)}`;
      throw new MillraceError('unknown-node-type', message, { details: { type } });
    }
    if (inputs !== undefined) portFunctions[`${type}#inputs`] = toPortFunction(inputs);
    if (outputs !== undefined)
      portFunctions[`${type}#outputs`] = toPortFunction(outputs, 'outputs');
  }
  const nodeTypes = set.config.nodeTypes.map((node) => {
    const { inputs, outputs } = Object.hasOwn(ports, node.type) ? ports[node.type]! : {};
    return {
      ...node,
      ...(inputs && { dynamicInputs: { path: `${node.type}#inputs` } }),
      ...(outputs && { dynamicOutputs: { path: `${node.type}#outputs` } }),
    };
  });
  return mergeNodes({ ...set, config: { ...set.config, nodeTypes }, portFunctions });
}
