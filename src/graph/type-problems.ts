/** Rules R7 and R16: nodes whose type is not there or can't run here, and ids that mean two things. */
import type { NodeType } from '../config/config.js';
import { describe, listNames, nameOf } from '../config/document.js';
import type { GraphNode } from './graph.js';
import type { PlanProblem } from './plan-problem.js';
import type { PlanOptions } from './plan.js';
import type { ResolvedWires } from './resolve-wires.js';
import { SUBGRAPH_PREFIX } from './subgraph-scope.js';
import type { GraphTypes } from './subgraph-types.js';

/** What decides whether a type can run. */
export interface TypeProblemOptions {
  readonly configTypes: ReadonlyMap<string, NodeType>;
  readonly reject: PlanOptions['reject'];
}

const isSubgraph = (type: string, types: GraphTypes): boolean =>
  type.startsWith(SUBGRAPH_PREFIX) && types.find(type).subgraph !== undefined;

/** Adds, before a node's other problems, that its type is unknown or rejected. */
export function addTypeProblems(
  wires: ResolvedWires,
  types: GraphTypes,
  { configTypes, reject }: TypeProblemOptions,
): void {
  const unknown = new Map<string, PlanProblem>();
  wires.nodes.forEach(({ id, node, type, pinned, settings }, key) => {
    if (pinned === 'all' || (type !== undefined && reject === undefined)) return;
    if (isSubgraph(node.type, types)) return;
    const problem =
      type === undefined
        ? unknownType(node, { types, configTypes, known: unknown })
        : reject?.(type, settings);
    if (problem === undefined) return;
    const joint = type === undefined ? ' ' : ': ';
    const message = `${nameOf(id)}${joint}${problem.message}`;
    wires.problems[key]!.unshift({ ...problem, message });
  });
}

interface UnknownTypes {
  readonly types: GraphTypes;
  readonly configTypes: ReadonlyMap<string, NodeType>;
  /** Without the node's name, so that nodes of one type share the search for likely ones. */
  readonly known: Map<string, PlanProblem>;
}

function unknownType(
  { type, unread }: GraphNode,
  { types, configTypes, known }: UnknownTypes,
): PlanProblem {
  if (unread?.some((part) => part.path.length === 0) === true) {
    const message = 'could not be read as a node; restore it from `unread` or remove it';
    return { code: 'unknown-type', message, details: { type } };
  }
  let problem = known.get(type);
  if (problem === undefined) {
    const isGraph = type.startsWith(SUBGRAPH_PREFIX);
    const code = isGraph ? 'unknown-subgraph' : 'unknown-type';
    const message = isGraph ? whichGraph(type, types) : whichType(type, configTypes);
    problem = { code, message, details: { type } };
    known.set(type, problem);
  }
  return problem;
}

function whichType(type: string, types: ReadonlyMap<string, NodeType>): string {
  return type === ''
    ? 'has no type; give it one, or remove it'
    : `has the type ${describe(type)}, which the config does not have; ${suggest(type, types)}`;
}

function whichGraph(type: string, { subgraphs }: GraphTypes): string {
  const name = describe(type.slice(SUBGRAPH_PREFIX.length));
  return `runs the subgraph ${name}, which is in \`subgraphs\` neither of its graph nor of one around it (there are: ${listNames(subgraphs)}); add it or remove the node`;
}

/** Types whose last part is the same, else the first few. */
function suggest(type: string, types: ReadonlyMap<string, NodeType>): string {
  const name = type.slice(type.lastIndexOf('.') + 1);
  const all = [...types.keys()];
  const same = all.filter((known) => known === name || known.endsWith(`.${name}`));
  if (same.length === 0) return `its types: ${listNames(all)}`;
  return `did you mean ${same.slice(0, 5).map(describe).join(' or ')}?`;
}

/** Adds that an id is also the path of a node in a subgraph: `outer/inner` beside a subgraph `outer`. */
export function addAmbiguousIds(wires: ResolvedWires): void {
  const outer = new Set<string>();
  for (const { id, subgraph } of wires.nodes) if (subgraph !== undefined) outer.add(id);
  if (outer.size === 0) return;
  const lengths = [...new Set(Array.from(outer, (id) => id.length))];
  wires.nodes.forEach(({ id, pinned }, key) => {
    if (pinned === 'all') return;
    const length = lengths.find((each) => id[each] === '/' && outer.has(id.slice(0, each)));
    if (length === undefined) return;
    const message = `the id ${describe(id)} reads like a node inside the subgraph ${nameOf(id.slice(0, length))}; rename one of them`;
    wires.problems[key]!.push({ code: 'ambiguous-id', message });
  });
}
