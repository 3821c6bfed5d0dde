/** Rule D3: takes safe changes of signatures over into a graph. */
import type { Config, NodeType } from '../config/config.js';
import type { NodeDrift } from './drift-change.js';
import { createDriftContext, DriftFinder } from './drift.js';
import { Surroundings } from './drift-surroundings.js';
import type { DriftContext } from './drift-surroundings.js';
import type { Graph } from './graph.js';
import { mapGraphs } from './map-graphs.js';
import { proposeMoves } from './migrate-moves.js';
import type { MoveProposal } from './migrate-moves.js';
import { renamePorts } from './migrate-rename.js';
import type { Renames } from './migrate-rename.js';
import { stampNodes } from './stamp.js';

/** A graph brought up to date, and what was found on the way. */
export interface Migration {
  /** The same object when there was nothing to do. */
  readonly graph: Graph;
  /** All drift: the nodes that are `safe` are migrated, the others are as they were. */
  readonly changes: readonly NodeDrift[];
  /** Nodes whose function seems to have moved; nothing is done about them. */
  readonly proposals: readonly MoveProposal[];
}

/**
 * Brings every node up to date whose changes are all safe, in subgraphs, too: wires, control values
 * and pins go to renamed ports, the fingerprint becomes today's. Nothing is lost, the graph given
 * is not changed, and migrating again changes nothing more.
 */
export function migrateGraph(graph: Graph, config: Config): Migration {
  const { graph: migrated, changes } = migrateSafely(graph, config);
  return { graph: migrated, changes, proposals: proposeMoves(migrated, config) };
}

/**
 * The nodes of a graph and of its subgraphs whose signature is not today's, and what changed (rule
 * D2). A node whose signature was not kept has no drift.
 */
export function findDrift(graph: Graph, config: Config): readonly NodeDrift[] {
  return migrateSafely(graph, config).changes;
}

/** As {@link migrateGraph}, without proposals; costs next to nothing where nothing has drifted. */
export function migrateSafely(graph: Graph, config: Config): Pick<Migration, 'graph' | 'changes'> {
  const applied: NodeDrift[] = [];
  let context: DriftContext | undefined;
  let migrated = graph;
  for (;;) {
    const before = migrated;
    const asked: NodeDrift[] = [];
    migrated = mapGraphs(before, (each, { path, outer }) => {
      if (each.signatures === undefined) return each;
      context ??= createDriftContext(config);
      const finder = new DriftFinder(new Surroundings(each, outer, context), path);
      const found = finder.findAll();
      const safe = found.filter((drift) => drift.safe);
      applied.push(...safe);
      asked.push(...found.filter((drift) => !drift.safe));
      return takeSignatures(
        each,
        safe.map((drift) => drift.nodeId),
        finder.around,
      );
    });
    // A port that was renamed in a subgraph may make the type known of a wire outside.
    if (migrated === before || asked.length === 0) {
      return { graph: migrated, changes: [...applied, ...asked] };
    }
  }
}

/** Nodes of one graph, all of which have drifted, with today's signatures. */
export function takeSignatures(graph: Graph, ids: readonly string[], around: Surroundings): Graph {
  if (ids.length === 0) return graph;
  const renames = new Map<string, Renames>();
  const types = new Map<string, NodeType>();
  for (const id of ids) {
    const node = graph.nodes[id]!;
    const { saved, type } = around.driftOf(node)!;
    types.set(type.type, type);
    const { input, output } = around.diff(saved, type);
    const free = (side: keyof Renames, names: ReadonlyMap<string, string>) =>
      new Map([...names].filter(([, name]) => !around.isTaken(node, side, name)));
    const [inputs, outputs] = [free('inputs', input.renamed), free('outputs', output.renamed)];
    if (inputs.size + outputs.size > 0) renames.set(id, { inputs, outputs });
  }
  return renamePorts(stampNodes(graph, ids, types), renames);
}
