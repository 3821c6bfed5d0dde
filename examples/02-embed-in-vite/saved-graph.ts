import start from './start.graph.json';

const KEY = 'delivery-rule';

/** What the editor of an earlier visit left, else the graph to begin with. */
export function loadGraph(): object {
  const saved = localStorage.getItem(KEY);
  return saved === null ? start : (JSON.parse(saved) as object);
}

export function saveGraph(graph: object): void {
  localStorage.setItem(KEY, JSON.stringify(graph));
}

export { start };
