/** Rule R8: what keeps a program from running synchronously, said before anything runs. */
import { createRecord } from '../config/document.js';
import { MillraceError } from '../errors.js';
import type { PlanNode } from '../graph/plan.js';
import type { Binding } from './binding.js';
import type { NormalOnError, RunOptions } from './job-runner-options.js';
import type { Program } from './program.js';
import type { PythonRuntime } from './python/python-runtime.js';
import { isLazy } from './registry.js';

/** What is known of a program before it runs. */
export interface SyncBlockers {
  /** Reasons by node id. */
  readonly nodes: Readonly<Record<string, string>>;
  /** Nodes that need Python booted in this thread. */
  readonly python: readonly string[];
}

/** Finds the nodes that can't run synchronously, or only with Python in this thread. */
export function findSyncBlockers(program: Program): SyncBlockers {
  const blockers = { nodes: createRecord<string>(), python: [] };
  const paths = new Map([[program, '']]);
  // A subgraph is looked into where it is first used.
  for (const [each, prefix] of paths) {
    collectBlockers(each, prefix, blockers);
    for (const [rank, { program: inner }] of each.subprograms) {
      if (!paths.has(inner)) paths.set(inner, `${prefix}${each.ids[rank]!}/`);
    }
  }
  return blockers;
}

function collectBlockers(
  program: Program,
  prefix: string,
  blockers: { readonly nodes: Record<string, string>; readonly python: string[] },
): void {
  program.plan.nodes.forEach((node, rank) => {
    const binding = program.bindings[rank];
    if (binding === undefined || program.isSpecial[rank] === 1) return;
    const path = prefix + node.id;
    const reason = blockerOf(node, binding);
    if (reason !== undefined) blockers.nodes[path] = reason;
    else if (binding.language === 'python') blockers.python.push(path);
  });
}

function blockerOf({ type, settings, subgraph }: PlanNode, binding: Binding): string | undefined {
  if (settings.timeoutMs !== undefined) return 'its `timeoutMs` needs the async method';
  if ((settings.retry?.delayMs ?? 0) > 0) return 'its `retry.delayMs` needs the async method';
  if (subgraph !== undefined) return undefined;
  if (binding.placement === 'worker') return 'its placement is "worker"';
  if (type!.async) return 'its function is async';
  if (binding.entry === undefined || !isLazy(binding.entry)) return undefined;
  return 'its function is not loaded; pass `functions: await load(functions, config)`';
}

/** @throws MillraceError `not-sync`, with the reason per node in `details.nodes` */
export function checkSync(
  blockers: SyncBlockers,
  python: PythonRuntime | undefined,
  options: RunOptions,
  onError: NormalOnError,
): void {
  const general: string[] = [];
  if (options.timeoutMs !== undefined) general.push('`timeoutMs` needs the async method');
  if (onError.type === 'retryJob' && onError.delayMs > 0) {
    general.push('`onError.delayMs` needs the async method');
  }
  let { nodes } = blockers;
  if (blockers.python.length > 0 && python?.sync === undefined) {
    const reason =
      "Python has not booted in this thread; use createPyodide({ thread: 'main' }) and await its boot()";
    nodes = Object.assign(createRecord<string>(), nodes);
    for (const id of blockers.python) (nodes as Record<string, string>)[id] = reason;
  }
  const ids = Object.keys(nodes);
  if (ids.length === 0 && general.length === 0) return;
  const shown = ids.slice(0, 12).map((id) => `${id}: ${nodes[id]!}`);
  const more = ids.length > shown.length ? [`and ${ids.length - shown.length} more`] : [];
  throw new MillraceError(
    'not-sync',
    `this graph can't run synchronously, and nothing ran: ${[...general, ...shown, ...more].join('; ')}`,
    { details: { nodes } },
  );
}
