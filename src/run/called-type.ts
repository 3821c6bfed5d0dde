/** The node type as one node has it. */
import type { NodeType } from '../config/config.js';
import type { PlanNode } from '../graph/plan.js';

/** The type of a node that is called, with the inputs that its port functions listed for it. */
export function calledType({ type, inputs }: PlanNode): NodeType {
  return type!.inputs === inputs ? type! : { ...type!, inputs };
}
