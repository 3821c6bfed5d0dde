/** What the focus says where it is, and the list of keys. */

/** A port in words. */
export interface PortWords {
  readonly label: string;
  readonly type: string;
  readonly side: 'input' | 'output';
  readonly node: string;
  readonly optional: boolean;
  /** The ports at the other ends of its wires, as {@link KEYBOARD_TEXT.portOf} names them. */
  readonly wiredTo: readonly string[];
}

/** Of many wires the first are named. */
const NAMED = 3;

export const KEYBOARD_TEXT = {
  canvas:
    'Enter leads into the graph, Tab past it, the arrow keys move what is selected or the view, question mark lists all keys.',
  canvasHint: 'Enter: into the graph',
  keysHint: '?: all keys',
  node: 'node',
  port: 'port',
  wire: 'wire',
  portOf: (port: string, node: string) => `${port} of ${node}`,
  /** `a, number, input of Add, wired to result of Multiply` */
  portName({ label, type, side, node, optional, wiredTo }: PortWords): string {
    const rest = wiredTo.length - NAMED;
    const ends = [...wiredTo.slice(0, NAMED), ...(rest > 0 ? [`${rest} more`] : [])];
    return [
      label,
      type,
      `${optional ? 'optional ' : ''}${side} of ${node}`,
      wiredTo.length === 0 ? 'not wired' : `wired to ${ends.join(' and ')}`,
    ].join(', ');
  },
  wireName: (from: string, to: string, note: string) =>
    `Wire from ${from} to ${to}${note === '' ? '' : `, ${note}`}`,
  wireOf: (at: number, count: number) => `${at} of ${count}`,
  wires: (count: number) => `${count} wires: the arrow keys lead along them, Delete takes one away`,
  /** What a card says besides its title. */
  disabled: 'disabled',
  collapsed: 'collapsed',
  unknownType: 'its type is not known',
  ports: (inputs: number, outputs: number) =>
    `${inputs} ${inputs === 1 ? 'input' : 'inputs'}, ${outputs} ${outputs === 1 ? 'output' : 'outputs'}`,
  shortcuts: 'Keyboard shortcuts',
  close: 'Close',
  groups: {
    move: 'Moving about',
    canvas: 'On the canvas',
    anywhere: 'Anywhere in the editor',
  },
  walks: {
    enter: 'Into the graph; from a node to its ports',
    leave: 'Back: from a port to its node, from a node to the canvas, from there out of a subgraph',
    tab: 'Next node or field; on the canvas, past the graph',
    arrows: 'Move what is selected; on the canvas without a selection, the view',
    far: 'The same, further',
    neighbour: 'To the next node in that direction',
    extend: 'The same, and select it besides',
    space: 'Select the node, or take it out of the selection',
    ports: 'From port to port, and along a wire',
    connect: 'On a port: choose what to wire it to',
    cut: 'On a port or wire: take the wire away',
    parts: 'To the next part of the editor: canvas, toolbar, panels',
    menu: 'The menu of what has the focus',
  },
};
