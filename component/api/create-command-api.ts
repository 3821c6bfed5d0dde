/** Checks what the commands of the API are given, and carries them out. */
import { listNames, nameOf, own, placeOf } from '../../src/config/document.js';
import { MillraceError } from '../../src/errors.js';
import { checkConnection } from '../../src/graph/check-connection.js';
import type { Wire } from '../../src/graph/edit-graph.js';
import type { GraphNode } from '../../src/graph/graph.js';
import { parseGraph } from '../../src/graph/parse-graph.js';
import { migrateSafely } from '../../src/graph/migrate.js';
import type { EditorCommand } from '../store/editor-command.js';
import type { Viewport } from '../store/editor-state.js';
import { withViews } from '../store/with-views.js';
import type { ApiOptions } from './api-options.js';
import type { CommandApi, ControlValue } from './command-api.js';

export function createCommandApi(options: ApiOptions): CommandApi {
  const { store, readOnly, catalog } = options;
  const edit = (command: EditorCommand): void => {
    if (!readOnly) store.dispatch(command);
  };
  return {
    connect(wire, { allowMisfits = options.allowMisfits } = {}) {
      edit({ type: 'connect', wire, keep: checkWire(options, wire, allowMisfits) });
    },
    disconnect(wire) {
      checkPresent(options, wire);
      edit({ type: 'disconnect', wire });
    },
    removeNodes(ids) {
      if (ids !== undefined) checkNodes(options, ids, 'removeNodes');
      edit({ type: 'removeNodes', ...(ids && { ids }) });
    },
    setControl: (value) => edit({ type: 'setControl', ...checkControl(options, value) }),
    select(ids, choice = {}) {
      checkNodes(options, ids, 'select');
      store.dispatch({ type: 'select', ids, ...choice });
    },
    undo: () => travel(options, 'undo'),
    redo: () => travel(options, 'redo'),
    batch: (act) => store.batch(act),
    load(input) {
      const { graph: parsed, issues } = parseGraph(input, catalog.config);
      const { graph } = migrateSafely(parsed, catalog.config);
      edit({ type: 'replaceGraph', graph });
      if (!readOnly && graph.viewport === undefined) options.surface.fitView();
      return { issues };
    },
    run: options.actions.run,
    getViewport: () => store.getState().viewport,
    setViewport(viewport) {
      store.dispatch({ type: 'moveViewport', viewport: checkViewport(viewport) });
    },
    getGraphWithViews: () => withViews(store.getState()),
  };
}

function checkViewport(viewport: Viewport): Viewport {
  const { x, y, scale } = viewport;
  if ([x, y, scale].every(Number.isFinite) && scale > 0) return { x, y, scale };
  throw new MillraceError(
    'bad-option',
    `setViewport: expected finite numbers {x, y, scale} with a scale above 0, got ${JSON.stringify(viewport)}`,
  );
}

function travel({ store, readOnly }: ApiOptions, type: 'undo' | 'redo'): boolean {
  if (readOnly || store.getState().history[type].length === 0) return false;
  store.dispatch({ type });
  return true;
}

function checkNodes({ store }: ApiOptions, ids: readonly string[], who: string): void {
  for (const id of ids) nodeOf(store.getState().graph.nodes, id, who);
}

function nodeOf(nodes: Readonly<Record<string, GraphNode>>, id: string, who: string): GraphNode {
  const node = own(nodes, id);
  if (node !== undefined) return node;
  throw new MillraceError(
    'unknown-node',
    `${who}: expected the id of a node that is shown (${listNames(Object.keys(nodes))}), got ${nameOf(id)}`,
    { details: { nodeId: id } },
  );
}

/** @returns whether the input keeps the wires it has */
function checkWire({ store, catalog }: ApiOptions, wire: Wire, allowMisfits: boolean): boolean {
  const { graph } = store.getState();
  const { from, to } = wire;
  const source = catalog.portsOf(nodeOf(graph.nodes, from.nodeId, 'connect'), graph).outputs;
  const target = catalog.portsOf(nodeOf(graph.nodes, to.nodeId, 'connect'), graph).inputs;
  const linked = catalog.linkedPorts(graph);
  const findPorts = (id: string) => {
    const node = own(graph.nodes, id);
    return node && catalog.portsOf(node, graph);
  };
  const check = checkConnection(graph, wire, findPorts, { allowMisfits, linked });
  if (check.allowed || check.code === 'present') {
    return target.find(({ name }) => name === to.portName)?.multiple === true;
  }
  const names = (ports: readonly { readonly name: string }[]): string =>
    listNames(ports.map(({ name }) => name));
  const known = `; ${nameOf(from.nodeId)} gives ${names(source)}, ${nameOf(to.nodeId)} takes ${names(target)}`;
  const [start, end] = [placeOf(from.nodeId, from.portName), placeOf(to.nodeId, to.portName)];
  throw new MillraceError(
    'wire-refused',
    `connect: ${start} can't be wired to ${end}: ${check.reason}${check.code === 'missing' ? known : ''}`,
    { details: { ...wire, reason: check.code } },
  );
}

function checkPresent({ store }: ApiOptions, { from, to }: Wire): void {
  const { nodes } = store.getState().graph;
  const target = nodeOf(nodes, to.nodeId, 'disconnect');
  const ends = own(target.connections.inputs, to.portName) ?? [];
  if (ends.some((end) => end.nodeId === from.nodeId && end.portName === from.portName)) return;
  const known = listNames(ends.map((end) => placeOf(end.nodeId, end.portName)));
  throw new MillraceError(
    'unknown-wire',
    `disconnect: expected a wire into ${placeOf(to.nodeId, to.portName)} from ${known}, got one from ${placeOf(from.nodeId, from.portName)}`,
    { details: { from, to } },
  );
}

function checkControl(
  { store, catalog }: ApiOptions,
  { nodeId, portName, control, value }: ControlValue,
): Required<ControlValue> {
  const { graph } = store.getState();
  const node = nodeOf(graph.nodes, nodeId, 'setControl');
  const { inputs } = catalog.portsOf(node, graph);
  const port = inputs.find(({ name }) => name === portName);
  if (port === undefined) {
    throw new MillraceError(
      'unknown-port',
      `setControl: expected an input of ${nameOf(nodeId)} (${listNames(inputs.map(({ name }) => name))}), got ${nameOf(portName)}`,
      { details: { nodeId, portName } },
    );
  }
  if (port.secret !== undefined) {
    throw new MillraceError(
      'secret-in-graph',
      `setControl: expected an input whose value a graph may hold, got ${placeOf(nodeId, portName)}, which is a secret; give it as \`context.secrets\` of the run`,
      { details: { nodeId, portName } },
    );
  }
  const names = (port.controls ?? []).map(({ name }) => name);
  const name = control ?? (names.length > 1 ? undefined : portName);
  const isKnown = name !== undefined && (names.length < 2 || names.includes(name));
  if (isKnown) return { nodeId, portName, control: name, value };
  throw new MillraceError(
    'unknown-control',
    `setControl: expected \`control\` to be one of those of ${placeOf(nodeId, portName)} (${listNames(names)}), got ${JSON.stringify(control)}`,
    { details: { nodeId, portName } },
  );
}
