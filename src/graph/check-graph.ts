/** What is wrong with a graph before it runs. */
import { assignable } from '../config/assignable.js';
import type { Config } from '../config/config.js';
import type { Issue } from '../errors.js';
import type { Graph } from './graph.js';
import { hasControlValue } from './control-values.js';
import { planGraph } from './plan-graph.js';
import type { Plan, PlanOptions } from './plan.js';

/**
 * The nodes that would fail whatever they get (rule R7: unknown type, dangling or too many wires,
 * a cycle), inputs that get nothing (R2), and wires whose types can't or may not fit (R3). In plan
 * order, errors of one node before its warnings.
 */
export function checkGraph(
  graph: Graph,
  config: Config,
  options: Omit<PlanOptions, 'reject'> = {},
): readonly Issue[] {
  const plan = planGraph(graph, config, options);
  const issues: Issue[] = [];
  plan.nodes.forEach(({ id, problems }, rank) => {
    for (const { code, message, portName } of problems) {
      const port = portName === undefined ? {} : { portName };
      issues.push({ code, severity: 'error', message, path: ['nodes', id], nodeId: id, ...port });
    }
    if (problems.length > 0) return;
    checkMissingInputs(plan, rank, issues);
    checkWires(plan, rank, issues);
  });
  return issues;
}

function checkMissingInputs(plan: Plan, rank: number, issues: Issue[]): void {
  const { id, node, inputs } = plan.nodes[rank]!;
  inputs.forEach((port, index) => {
    const slot = plan.inputSlot[plan.inputBase[rank]! + index]!;
    if (slot !== -1 || !port.required || hasControlValue(node, port)) return;
    issues.push({
      code: 'missing-input',
      severity: 'error',
      message: `${id}.${port.name} is required but has no wire and no value; wire it, fill it in, or give it at the run`,
      path: ['nodes', id, 'inputData', port.name],
      nodeId: id,
      portName: port.name,
    });
  });
}

function checkWires(plan: Plan, rank: number, issues: Issue[]): void {
  const { id, inputs } = plan.nodes[rank]!;
  inputs.forEach((port, index) => {
    for (const slot of slotsOf(plan, plan.inputBase[rank]! + index)) {
      const source = plan.nodes[plan.slotOwner[slot]!]!;
      const output = source.outputs[slot - plan.outputBase[plan.slotOwner[slot]!]!]!;
      const target = port.multiple === true ? (port.schema.items ?? {}) : port.schema;
      const fit = assignable(output.schema, target);
      if (fit.kind !== 'no') continue;
      issues.push({
        code: 'incompatible-wire',
        severity: 'warning',
        message: `the wire ${source.id}.${output.name} → ${id}.${port.name} does not fit: ${fit.reason}`,
        path: ['nodes', id, 'connections', 'inputs', port.name],
        nodeId: id,
        portName: port.name,
      });
    }
  });
}

/** The slots an input port reads: none, one, or those of a `multiple`. */
export function slotsOf(plan: Plan, input: number): Iterable<number> {
  const slot = plan.inputSlot[input]!;
  if (slot === -1) return [];
  return slot >= 0 ? [slot] : plan.multiples[-2 - slot]!;
}
