/** Shows at the handles of generic nodes what their ports are here. Written past React. */
import { describeSchema } from '../../src/config/describe-schema.js';
import { own } from '../../src/config/document.js';
import type { Graph } from '../../src/graph/graph.js';
import type { Catalog } from '../store/catalog.js';
import type { NodeElements } from './node-elements.js';

/** What was shown and holds no more is taken back. */
export function showTypes(
  ids: Iterable<string>,
  elements: NodeElements,
  { graph, catalog }: { readonly graph: Graph; readonly catalog: Catalog },
): void {
  const linked = catalog.linkedPorts(graph);
  for (const id of ids) {
    const node = own(graph.nodes, id);
    if (node === undefined) continue;
    const ports = catalog.portsOf(node, graph);
    const isGeneric = catalog.isGeneric(ports);
    for (const [{ side, portName }, handle] of elements.handlesAt(id)) {
      if (!isGeneric) {
        show(handle, undefined);
        continue;
      }
      const list = side === 'input' ? ports.inputs : ports.outputs;
      const port = list.find(({ name }) => name === portName);
      const schema =
        side === 'input' ? linked.inputOf(id, portName) : linked.outputOf(id, portName);
      if (port === undefined || schema === undefined) continue;
      show(handle, { text: describeSchema(schema), color: catalog.colorOf(port, schema) });
    }
  }
}

function show(
  handle: HTMLElement,
  type: { readonly text: string; readonly color: string } | undefined,
): void {
  const text = type?.text ?? '';
  if (handle.title === text) return;
  handle.title = text;
  if (type === undefined) handle.style.removeProperty('--mr-handle');
  else handle.style.setProperty('--mr-handle', `var(--mr-port-${type.color})`);
}
