/** Says which groups and comments of a document can't be drawn. They stay in it. */
import { describe } from '../../src/config/document.js';
import type { Issue } from '../../src/errors.js';
import { commentsOf } from '../../src/graph/comments.js';
import type { Graph } from '../../src/graph/graph.js';
import { groupingOf, memberIds } from '../../src/graph/groups.js';
import { mapGraphs } from '../../src/graph/map-graphs.js';

/** One issue for each entry that is kept and not drawn, or drawn otherwise than it says. */
export function checkItems(document: Graph): readonly Issue[] {
  const issues: Issue[] = [];
  mapGraphs(document, (graph, { path }) => {
    for (const [id, entry] of Object.entries(graph.comments ?? {})) {
      if (commentsOf(graph).has(id)) continue;
      const message = `expected comment ${describe(id)} to be {text, x, y, width, height} with a text and two numbers, got ${describe(entry)}; it is kept and not drawn`;
      issues.push(issueOf('comment-unreadable', [...path, 'comments', id], message));
    }
    for (const [id, entry] of Object.entries(graph.groups ?? {})) {
      const message = groupProblem(graph, id, entry);
      if (message === undefined) continue;
      issues.push(issueOf('group-unreadable', [...path, 'groups', id], message));
    }
    return graph;
  });
  return issues;
}

function groupProblem(graph: Graph, id: string, entry: unknown): string | undefined {
  const named = memberIds(entry);
  if (named === undefined) {
    return `expected group ${describe(id)} to be {title, nodeIds} with a list of node ids, got ${describe(entry)}; it is kept and not drawn`;
  }
  const { byId, byNode } = groupingOf(graph);
  if (!byId.has(id)) {
    return `group ${describe(id)} names no node that is there and in no group before it; it is kept and not drawn`;
  }
  const elsewhere = named.filter((nodeId) => (byNode.get(nodeId)?.id ?? id) !== id);
  if (elsewhere.length === 0) return undefined;
  const some = elsewhere.slice(0, 5).map((nodeId) => describe(nodeId));
  return `group ${describe(id)} names nodes that are in a group before it: ${some.join(', ')}; a node is in one group, they are drawn in that one`;
}

function issueOf(code: string, path: Issue['path'], message: string): Issue {
  return { code, severity: 'warning', message, path };
}
