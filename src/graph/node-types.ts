/** Where node types are looked up. */
import type { Config, NodeType } from '../config/config.js';

/** Finds a node type by its id: the types of a config, or those a graph sees. */
export interface NodeTypeLookup {
  get(type: string): NodeType | undefined;
}

/** The node types of a config by type. */
export function nodeTypesOf(config: Config | undefined): ReadonlyMap<string, NodeType> {
  return new Map(config?.nodeTypes.map((nodeType) => [nodeType.type, nodeType]));
}
