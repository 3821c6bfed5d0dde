/** Makes handles known to who can't see them: each is a button that says what it is. */
import { own } from '../../src/config/document.js';
import type { Connection, Graph, GraphNode } from '../../src/graph/graph.js';
import { markPromoted } from '../subgraphs/mark-promoted.js';
import type { Catalog } from '../store/catalog.js';
import type { EditorText } from '../text/english.js';
import type { NodeElements } from './node-elements.js';
import { titleOf } from './node-title.js';
import type { PortEnd } from './port-end.js';

export interface NameContext {
  readonly graph: Graph;
  readonly catalog: Catalog;
  readonly text: EditorText;
}

/** Names the handles of nodes that are mounted. Written past React, what is as it was not at all. */
export function namePorts(
  ids: Iterable<string>,
  elements: NodeElements,
  context: NameContext,
): void {
  for (const id of ids) {
    for (const [end, handle] of elements.handlesAt(id)) {
      nameHandle(handle, end, context);
      markPromoted(handle, end, context.graph);
    }
  }
}

function nameHandle(handle: HTMLElement, end: PortEnd, context: NameContext): void {
  const name = portName(end, context);
  if (name === undefined || handle.getAttribute('aria-label') === name) return;
  handle.setAttribute('aria-label', name);
  handle.setAttribute('aria-roledescription', context.text.keyboard.port);
  if (handle.hasAttribute('role')) return;
  handle.tabIndex = -1;
  handle.setAttribute('role', 'button');
}

/** A port in words: `a, number, input of Add, wired to result of Multiply`. */
export function portName(end: PortEnd, context: NameContext): string | undefined {
  const { graph, catalog, text } = context;
  const node = own(graph.nodes, end.nodeId);
  if (node === undefined) return undefined;
  const ports = catalog.portsOf(node, graph);
  const isInput = end.side === 'input';
  const input = isInput ? ports.inputs.find(({ name }) => name === end.portName) : undefined;
  const port = input ?? ports.outputs.find(({ name }) => name === end.portName);
  if (port === undefined) return undefined;
  const linked = catalog.linkedPorts(graph);
  const schema = isInput
    ? linked.inputOf(end.nodeId, end.portName)
    : linked.outputOf(end.nodeId, end.portName);
  const ends = own(node.connections[isInput ? 'inputs' : 'outputs'], end.portName) ?? [];
  return text.keyboard.portName({
    label: port.label,
    type: catalog.labelOf(port, schema),
    side: end.side,
    node: nameOfNode(node, catalog),
    optional: input !== undefined && !input.required,
    wiredTo: ends.map((other) => endName(other, isInput ? 'output' : 'input', context)),
  });
}

/** The end of a wire in words: `result of Multiply`. */
export function endName(end: Connection, side: PortEnd['side'], context: NameContext): string {
  const { graph, catalog, text } = context;
  const node = own(graph.nodes, end.nodeId);
  if (node === undefined) return text.keyboard.portOf(end.portName, end.nodeId);
  const ports = catalog.portsOf(node, graph)[side === 'input' ? 'inputs' : 'outputs'];
  const port = ports.find(({ name }) => name === end.portName);
  return text.keyboard.portOf(port?.label ?? end.portName, nameOfNode(node, catalog));
}

function nameOfNode(node: GraphNode, catalog: Catalog): string {
  return titleOf(node, catalog.nodeTypes.get(node.type));
}
