/** Nodes that most graphs need: http, JSON, time, ways and loops. */
import type { Config } from '../config/config.js';
import type { PortFunctions } from '../graph/node-ports.js';
import { switchOutputs } from './case-names.js';
import { config as generated } from './nodes.generated.js';

export { functions } from './nodes.generated.js';

const SWITCH = 'control.switch';
const path = `${SWITCH}#outputs`;

/**
 * The node types of the library, for the editor and the runner:
 * `mergeNodes(library, own)` with `import * as library from 'millrace/library'`.
 */
export const config: Config = {
  ...generated,
  nodeTypes: generated.nodeTypes.map((nodeType) =>
    nodeType.type === SWITCH ? { ...nodeType, dynamicOutputs: { path } } : nodeType,
  ),
};

/** What lists the outputs of a switch; the editor and the runner take it. */
export const portFunctions: PortFunctions = { [path]: switchOutputs };
