/** What a wire looks like, and what is said of it; no DOM. */
import { own } from '../../src/config/document.js';
import type { Wire } from '../../src/graph/edit-graph.js';
import type { Graph } from '../../src/graph/graph.js';
import type { Catalog } from '../store/catalog.js';
import type { EditorText } from '../text/english.js';
import { adapterText } from './adapter-text.js';

/** One wire to draw, with what it looks like. */
export interface WireView extends Wire {
  /** The source port's colour, by Flume's name. */
  readonly color: string;
  /** How the types meet; `no` for a wire of a saved graph that never fits. */
  readonly fit: 'exact' | 'widened' | 'adapted' | 'unsafe' | 'no';
  /** Its ports and their types in words. */
  readonly title: string;
}

/** What wires are described with. */
export interface WireWords {
  readonly catalog: Catalog;
  readonly text: EditorText;
}

/** Describes a wire whose nodes are both there. */
export function viewOfWire({ from, to }: Wire, graph: Graph, words: WireWords): WireView {
  const { catalog, text } = words;
  const source = own(graph.nodes, from.nodeId)!;
  const target = own(graph.nodes, to.nodeId)!;
  const output = catalog.portsOf(source, graph).outputs.find((port) => port.name === from.portName);
  const input = catalog.portsOf(target, graph).inputs.find((port) => port.name === to.portName);
  if (output === undefined || input === undefined) {
    const gone = output === undefined ? from.portName : to.portName;
    return { from, to, color: 'grey', fit: 'no', title: text.canvas.noPort(gone) };
  }
  const given = catalog.linkedPorts(graph).outputOf(from.nodeId, from.portName) ?? output.schema;
  const fit = catalog.fitOf(given, input);
  const types = `${catalog.labelOf(output, given)} → ${catalog.labelOf(input)}`;
  const note =
    fit.kind === 'adapted'
      ? `, ${text.connect.converted(adapterText(fit))}`
      : 'reason' in fit
        ? `, ${fit.reason}`
        : '';
  return {
    from,
    to,
    color: catalog.colorOf(output, given),
    fit: fit.kind,
    title: `${output.label} → ${input.label} (${types}${note})`,
  };
}
