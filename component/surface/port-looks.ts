/** How the ports of cards look: found once for each list of ports. */
import type { InputPort, OutputPort } from '../../src/config/config.js';
import type { NodePorts } from '../../src/graph/graph.js';
import type { Catalog } from '../store/catalog.js';

/** A port and the look of its handle: `blue`, `blue list`, `blue list optional`. */
export interface PortLook<Port> {
  readonly port: Port;
  readonly look: string;
}

/** What the rows of a card are drawn from. */
export interface CardPorts {
  readonly inputs: readonly PortLook<InputPort>[];
  readonly outputs: readonly PortLook<OutputPort>[];
}

/** A collapsed card has no ports: the fields on it are not there, what was typed into them is. */
export const COLLAPSED: CardPorts = { inputs: [], outputs: [] };

/** The looks of one catalog's ports. */
export class PortLooks {
  readonly #catalog: Catalog;
  readonly #known = new WeakMap<NodePorts, CardPorts>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** The same object for the same ports, so that a card that keeps them renders nothing. */
  of(ports: NodePorts): CardPorts {
    const known = this.#known.get(ports);
    if (known !== undefined) return known;
    const looks = {
      inputs: ports.inputs.map((port) => ({
        port,
        look: this.#look(port, port.multiple === true) + (port.required ? '' : ' optional'),
      })),
      outputs: ports.outputs.map((port) => ({ port, look: this.#look(port, false) })),
    };
    this.#known.set(ports, looks);
    return looks;
  }

  #look(port: InputPort | OutputPort, isList: boolean): string {
    const shape = isList || port.schema.type === 'array' ? ' list' : '';
    return `${this.#catalog.colorOf(port)}${shape}`;
  }
}
