/** Rule D2: which changes a node can take without being asked. */
import type { NodeType } from '../config/config.js';
import { nameOf } from '../config/document.js';
import type { SignatureChange } from './drift-change.js';
import type { SideDiff } from './drift-diff.js';
import type { Finding } from './drift-finding.js';
import { InputJudge } from './drift-inputs.js';
import { OutputJudge } from './drift-outputs.js';
import type { Surroundings } from './drift-surroundings.js';
import type { GraphNode, SavedSignature } from './graph.js';

/** The changes of one node, inputs before outputs. */
export function judgeNode(
  node: GraphNode,
  { saved, type }: { readonly saved: SavedSignature; readonly type: NodeType },
  around: Surroundings,
): readonly SignatureChange[] {
  const { input, output, returns } = around.diff(saved, type);
  const inputs = new InputJudge(node, type, around);
  const outputs = new OutputJudge(node, { saved, type }, around);
  return [
    ...input.changed.flatMap((pair) => inputs.judge(pair)).map(onSide('input')),
    ...reordered(input).map(onSide('input')),
    ...output.changed.flatMap((pair) => outputs.judge(pair)).map(onSide('output')),
    ...reordered(output).map(onSide('output')),
    ...(returns === undefined ? [] : [returned(returns)].map(onSide('output'))),
  ];
}

const onSide =
  (side: 'input' | 'output') =>
  ({ reason, obstacle, ...finding }: Finding): SignatureChange => ({
    ...finding,
    side,
    safe: obstacle === undefined,
    reason: `${side} ${reason}${obstacle === undefined ? '' : `, but ${obstacle}`}`,
  });

/** Ports go by name. */
function reordered({ order }: SideDiff): readonly Finding[] {
  if (order === undefined) return [];
  const [from, to] = order;
  return [
    { kind: 'reordered', port: '', from, to, reason: `order is now ${to.map(nameOf).join(', ')}` },
  ];
}

const RETURNED: Readonly<Record<string, string>> = {
  value: 'one value',
  tuple: 'the items of a tuple',
  object: 'the properties of an object',
  void: 'nothing',
};

/** What it means for the graph is said of the outputs. */
function returned([from, to]: readonly [string, string]): Finding {
  const reason = `values are now ${RETURNED[to]}, no longer ${RETURNED[from]}`;
  return { kind: 'returns', port: '', from, to, reason };
}
