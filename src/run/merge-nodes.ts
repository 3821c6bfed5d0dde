/** Several sets of nodes as one, with all that is behind them. */
import { createRecord, describe, own } from '../config/document.js';
import { mergeConfigs } from '../config/merge-configs.js';
import { MillraceError } from '../errors.js';
import type { NodeSet } from './create-config.js';

/** Nodes as codegen, `createConfig` or a library exports them. */
export type PartialNodeSet = Pick<NodeSet, 'config' | 'functions'> &
  Partial<Pick<NodeSet, 'checks' | 'portFunctions'>>;

/**
 * One set of nodes of several, for the runner and the editor.
 *
 * @example
 * ```ts
 * import * as library from 'millrace/library';
 * import * as own from './nodes.generated.js';
 *
 * const nodes = mergeNodes(library, own);
 * const runner = new JobRunner(nodes.config, nodes);
 * ```
 *
 * @throws MillraceError `duplicate-node-type`, `duplicate-port-function`
 */
export function mergeNodes(...sets: readonly PartialNodeSet[]): NodeSet {
  const config = mergeConfigs(...sets.map((set) => set.config));
  const versions = new Map(config.nodeTypes.map(({ type, version }) => [type, version]));
  const functions = unite(sets, 'functions', (type) => {
    // Of one version is one function, whatever imports it.
    if (versions.get(type) !== undefined) return undefined;
    const message = `expected one function for the node type ${describe(type)}, got two; rename one of the types`;
    return new MillraceError('duplicate-node-type', message, { details: { type } });
  });
  const portFunctions = unite(sets, 'portFunctions', (path) => {
    const message = `expected one port function ${describe(path)}, got two; rename one of them`;
    return new MillraceError('duplicate-port-function', message, { details: { path } });
  });
  return { config, functions, portFunctions, checks: unite(sets, 'checks', () => undefined) };
}

type Parts = Omit<NodeSet, 'config'>;

/** @param refuse The error of two entries of one key, where they are not the same. */
function unite<K extends keyof Parts>(
  sets: readonly PartialNodeSet[],
  part: K,
  refuse: (key: string) => MillraceError | undefined,
): Parts[K] {
  const all = createRecord<unknown>();
  for (const { [part]: entries = {} } of sets) {
    for (const [key, entry] of Object.entries(entries)) {
      const first = own(all, key);
      if (first === undefined) all[key] = entry;
      const error = first === undefined || first === entry ? undefined : refuse(key);
      if (error !== undefined) throw error;
    }
  }
  return all as Parts[K];
}
