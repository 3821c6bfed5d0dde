/** What is wrong with a graph before it runs. */
import { assignable } from '../config/assignable.js';
import type { Assignability } from '../config/assignable.js';
import type { Config } from '../config/config.js';
import { describe, nameOf, own, placeOf } from '../config/document.js';
import type { Schema } from '../config/json-schema.js';
import { wiredSchema } from '../config/wired-schema.js';
import type { Issue } from '../errors.js';
import type { Graph } from './graph.js';
import { hasControlValue } from './control-values.js';
import { migrateSafely } from './migrate.js';
import { linkPorts } from './linked-ports.js';
import type { LinkedPorts } from './linked-ports.js';
import { PortIndex } from './node-ports.js';
import { planGraph } from './plan-graph.js';
import type { Plan, PlanOptions } from './plan.js';
import { listSubgraphs } from './subgraph-scope.js';
import type { Subgraph } from './subgraph-scope.js';
import { SubgraphTypes } from './subgraph-types.js';

/** What a check is made for. */
export type CheckOptions = Omit<PlanOptions, 'reject'>;

/**
 * The nodes that would fail whatever they get (rule R7: unknown type, dangling or too many wires,
 * a cycle), inputs that get nothing (R2), wires whose types can't fit (R3), and port functions that
 * are not registered. In plan order, errors of one node before its warnings. A disabled node is not
 * asked for its inputs. Then the same of the subgraphs, used or not, each once; their issues say where
 * by their `path` alone. With a selection, only of those that its nodes run. Signatures that changed
 * safely are taken over first (rule D3), as a run does.
 *
 * @throws MillraceError `unknown-node` when a selected id is not in the graph
 */
export function checkGraph(
  given: Graph,
  config: Config,
  options: CheckOptions = {},
): readonly Issue[] {
  const graph = options.subgraphTypes === undefined ? migrateSafely(given, config).graph : given;
  const subgraphTypes = options.subgraphTypes ?? new SubgraphTypes(graph, config, options);
  const { selectedNodeIds, ...rest } = { ...options, subgraphTypes };
  const fits = new FitCache();
  const outermost = planGraph(graph, config, { ...rest, selectedNodeIds });
  const issues = checkPlan(outermost, graph, { options, fits, isInner: false });
  const subgraphs = listSubgraphs(graph, options.outer);
  const planned = new Map<Graph, Plan>();
  const plan = ({ graph: inner, outer }: Subgraph): void => {
    if (!planned.has(inner)) planned.set(inner, planGraph(inner, config, { ...rest, outer }));
  };
  if (selectedNodeIds === undefined) subgraphs.forEach(plan);
  else forEachUse(outermost, plan, planned);
  for (const { graph: inner, path } of subgraphs) {
    const found = planned.get(inner);
    if (found === undefined) continue;
    for (const issue of checkPlan(found, inner, { options, fits, isInner: true })) {
      const { code, severity, message } = issue;
      issues.push({ code, severity, message, path: [...path, ...issue.path] });
    }
  }
  return issues;
}

/** The subgraphs a plan's nodes run, and those that run in them. */
function forEachUse(
  outermost: Plan,
  plan: (subgraph: Subgraph) => void,
  planned: ReadonlyMap<Graph, Plan>,
): void {
  const visit = ({ nodes }: Plan): void => {
    for (const { subgraph } of nodes) if (subgraph !== undefined) plan(subgraph);
  };
  visit(outermost);
  // The map grows while it is read.
  for (const each of planned.values()) visit(each);
}

interface PlanCheck {
  readonly options: CheckOptions;
  readonly fits: FitCache;
  /** What a subgraph's promoted inputs need is said of the node that runs it. */
  readonly isInner: boolean;
}

function checkPlan(plan: Plan, graph: Graph, { options, fits, isInner }: PlanCheck): Issue[] {
  const issues: Issue[] = [];
  const linked = linkPorts(graph, (id) => plan.nodes[plan.rankById.get(id) ?? -1]);
  const promoted = new Set(
    (isInner ? (graph.ports?.inputs ?? []) : []).map(({ nodeId, portName }) =>
      keyOf(nodeId, portName),
    ),
  );
  plan.nodes.forEach(({ id, node, problems, pinned }, rank) => {
    for (const { code, message, portName } of problems) {
      const port = portName === undefined ? {} : { portName };
      issues.push({ code, severity: 'error', message, path: ['nodes', id], nodeId: id, ...port });
    }
    checkSecrets(plan, rank, issues);
    if (problems.length > 0 || node.disabled === true || pinned === 'all') return;
    checkMissingInputs(plan, rank, promoted, issues);
    checkPortFunctions(plan, rank, options, issues);
    checkWires(plan, rank, { fits, linked, issues });
  });
  checkPromoted(plan, graph, 'inputs', issues);
  checkPromoted(plan, graph, 'outputs', issues);
  return issues;
}

/** Different for different ports, whatever characters the names have. */
function keyOf(nodeId: string, portName: string): string {
  return `${nodeId.length} ${nodeId}${portName}`;
}

/** Ports of the graph itself that belong to no port of a node. */
function checkPromoted(
  plan: Plan,
  graph: Graph,
  side: 'inputs' | 'outputs',
  issues: Issue[],
): void {
  const index = new PortIndex();
  graph.ports?.[side].forEach(({ name, nodeId, portName }, at) => {
    const rank = plan.rankById.get(nodeId);
    // A node outside the selection is not looked at.
    if (rank === undefined && Object.hasOwn(graph.nodes, nodeId)) return;
    const { [side]: ports = [], problems = [] } = plan.nodes[rank ?? -1] ?? {};
    if (index.find(ports, portName) >= 0) return;
    // Which ports it has is not known.
    if (problems.some((problem) => problem.code === 'port-function-failed')) return;
    const gone = rank === undefined ? `node ${describe(nodeId)}` : placeOf(nodeId, portName);
    issues.push({
      code: 'dangling-port',
      severity: 'error',
      message: `the ${side.slice(0, -1)} ${describe(name)} of the graph belongs to ${gone}, which is not there; remove it or bring it back`,
      path: ['ports', side, at],
      nodeId,
      portName,
    });
  });
}

/** Rule R11: a value saved in the graph is no secret, and is not used. */
function checkSecrets(plan: Plan, rank: number, issues: Issue[]): void {
  const { id, node, inputs } = plan.nodes[rank]!;
  for (const port of inputs) {
    if (port.secret === undefined || !hasControlValue(node, port)) continue;
    issues.push({
      code: 'secret-in-graph',
      severity: 'warning',
      message: `${placeOf(id, port.name)} is a secret, but the graph holds a value for it, which is not used; take it out, and give it as \`context.secrets\` of the run`,
      path: ['nodes', id, 'inputData', port.name],
      nodeId: id,
      portName: port.name,
    });
  }
}

function checkMissingInputs(
  plan: Plan,
  rank: number,
  promoted: ReadonlySet<string>,
  issues: Issue[],
): void {
  const { id, node, inputs } = plan.nodes[rank]!;
  for (let index = 0; index < inputs.length; index += 1) {
    const port = inputs[index]!;
    if (!port.required || port.default !== undefined || port.secret !== undefined) continue;
    if (plan.inputSlot[plan.inputBase[rank]! + index] !== -1 || hasControlValue(node, port))
      continue;
    if (promoted.size > 0 && promoted.has(keyOf(id, port.name))) continue;
    issues.push({
      code: 'missing-input',
      severity: 'error',
      message: `${placeOf(id, port.name)} is required but has no wire and no value; wire it, fill it in, or give it at the run`,
      path: ['nodes', id, 'inputData', port.name],
      nodeId: id,
      portName: port.name,
    });
  }
}

function checkPortFunctions(
  plan: Plan,
  rank: number,
  { portFunctions = {} }: CheckOptions,
  issues: Issue[],
): void {
  const { id, type } = plan.nodes[rank]!;
  for (const side of ['Inputs', 'Outputs'] as const) {
    const path = type?.[`dynamic${side}`]?.path;
    if (path === undefined || own(portFunctions, path) !== undefined) continue;
    issues.push({
      code: 'port-function-missing',
      severity: 'warning',
      message: `the ${side.toLowerCase()} of ${nameOf(id)} come from the port function ${JSON.stringify(path)}, which is not among \`portFunctions\`; those with data or a wire are used`,
      path: ['nodes', id],
      nodeId: id,
    });
  }
}

/** Compares schemas once per pair. */
class FitCache {
  readonly #fits = new Map<Schema, Map<Schema, Assignability>>();

  get(from: Schema, to: Schema): Assignability {
    let byTarget = this.#fits.get(from);
    if (byTarget === undefined) this.#fits.set(from, (byTarget = new Map()));
    let fit = byTarget.get(to);
    if (fit === undefined) byTarget.set(to, (fit = assignable(from, to)));
    return fit;
  }
}

interface WireCheck {
  readonly fits: FitCache;
  readonly linked: LinkedPorts;
  readonly issues: Issue[];
}

function checkWires(plan: Plan, rank: number, { fits, linked, issues }: WireCheck): void {
  const { id, inputs } = plan.nodes[rank]!;
  for (let index = 0; index < inputs.length; index += 1) {
    const port = inputs[index]!;
    for (const slot of slotsOf(plan, plan.inputBase[rank]! + index)) {
      const source = plan.nodes[plan.slotOwner[slot]!]!;
      const output = source.outputs[slot - plan.outputBase[plan.slotOwner[slot]!]!]!;
      const given = linked.outputOf(source.id, output.name) ?? output.schema;
      const fit = fits.get(given, wiredSchema(port));
      if (fit.kind !== 'no') continue;
      issues.push({
        code: 'incompatible-wire',
        severity: 'warning',
        message: `the wire ${placeOf(source.id, output.name)} → ${placeOf(id, port.name)} does not fit: ${fit.reason}`,
        path: ['nodes', id, 'connections', 'inputs', port.name],
        nodeId: id,
        portName: port.name,
      });
    }
  }
}

/** The slots an input port reads: none, one, or those of a `multiple`. */
export function slotsOf(plan: Plan, input: number): Iterable<number> {
  const slot = plan.inputSlot[input]!;
  if (slot === -1) return [];
  return slot >= 0 ? [slot] : plan.multiples[-2 - slot]!;
}
