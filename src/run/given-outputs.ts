/** Rule R12: outputs that are known before a run: pins, and values of an earlier run. */
import { own } from '../config/document.js';
import type { Program } from './program.js';

/** Outputs by rank; undefined for one that its node makes itself. */
export type GivenOutputs = Map<number, readonly unknown[]>;

/**
 * The pinned values of a program's nodes, copied: they belong to the graph.
 *
 * @param reused Nodes whose values are those of an earlier run, handed on as they are.
 */
export function givenByPins(program: Program, reused?: ReadonlySet<string>): GivenOutputs {
  const given: GivenOutputs = new Map();
  for (const rank of program.pinned) {
    const { id, node, outputs } = program.plan.nodes[rank]!;
    const values = outputs.map(({ name }) => own(node.pinned!, name));
    given.set(rank, reused?.has(id) === true ? values : values.map(copyOf));
  }
  return given;
}

/** What can't be copied was never read from JSON, and is handed on as it is. */
function copyOf(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return value;
  }
}
