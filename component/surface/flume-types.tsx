/** The node types and port types that Flume's parts are given. */
import type { FlumeControl, FlumeNodeType, FlumePort, FlumePortType } from 'flume/dist/index.es.js';
import type { InputPort, OutputPort } from '../../src/config/config.js';
import { createRecord } from '../../src/config/document.js';
import type { NodePorts } from '../../src/graph/graph.js';
import { PORT_COLORS } from '../store/catalog.js';
import type { Catalog } from '../store/catalog.js';
import { InputControls, InputLabel, OutputLabel } from './port-parts.js';

/** What a node is rendered with: one entry, under the name all nodes are given as their type. */
export type FlumeNodeTypes = Readonly<Record<string, FlumeNodeType>>;

/** Flume knows our nodes by this type; what they are is in the entry, node by node. */
export const CARD = 'card';

/**
 * The port types, by look: `blue`, `blue list`, `blue optional`. Flume writes it to the handle,
 * where the style sheet finds it.
 */
export const FLUME_PORT_TYPES: Readonly<Record<string, FlumePortType>> = Object.fromEntries(
  PORT_COLORS.flatMap((color) => ['', ' list'].flatMap((shape) => [`${color}${shape}`]))
    .flatMap((look) => [look, `${look} optional`])
    .map((look) => [look, { type: look, label: '', color: look, controls: [], acceptTypes: [] }]),
);

/** A collapsed card has no ports: the fields on it are not there, what was typed into them is. */
export const COLLAPSED: FlumeNodeTypes = {
  [CARD]: { type: CARD, label: '', inputs: [], outputs: [] },
};

/** Makes Flume's types of ports, once for each list of ports. */
export class FlumeTypes {
  readonly #catalog: Catalog;
  readonly #types = new WeakMap<NodePorts, FlumeNodeTypes>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  of(ports: NodePorts): FlumeNodeTypes {
    const known = this.#types.get(ports);
    if (known !== undefined) return known;
    const types = createRecord<FlumeNodeType>();
    types[CARD] = {
      type: CARD,
      label: '',
      inputs: ports.inputs.map((port) => this.#input(port)),
      outputs: ports.outputs.map((port) => this.#output(port)),
    };
    this.#types.set(ports, types);
    return types;
  }

  #input(port: InputPort): FlumePort {
    const isOptional = !port.required;
    return {
      name: port.name,
      type: this.#look(port, { isOptional, isList: port.multiple === true }),
      label: <InputLabel port={port} />,
      controls: port.controls.length === 0 ? [] : [controlOf(port)],
      ...(port.hidePort === true ? { hidePort: true } : {}),
    };
  }

  #output(port: OutputPort): FlumePort {
    return {
      name: port.name,
      type: this.#look(port, { isOptional: false, isList: false }),
      label: <OutputLabel port={port} />,
      controls: [],
    };
  }

  #look(
    port: InputPort | OutputPort,
    { isOptional, isList }: { isOptional: boolean; isList: boolean },
  ): string {
    const shape = isList || port.schema.type === 'array' ? ' list' : '';
    return `${this.#catalog.colorOf(port)}${shape}${isOptional ? ' optional' : ''}`;
  }
}

/** All controls of a port are one of Flume's, which hides them while a wire is connected. */
function controlOf(port: InputPort): FlumeControl {
  return {
    type: 'custom',
    name: port.name,
    label: port.label,
    render: () => <InputControls port={port} />,
  };
}
