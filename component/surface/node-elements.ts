/** The DOM elements of the nodes that are mounted, and where their ports are. */
import type { GraphNode, NodePorts } from '../../src/graph/graph.js';
import type { PortEnd } from './port-end.js';
import type { Point } from './geometry.js';

/** What an element measures, in canvas pixels; ports from the node's corner. */
interface Measure {
  readonly width: number;
  readonly height: number;
  readonly input: ReadonlyMap<string, Point>;
  readonly output: ReadonlyMap<string, Point>;
}

/** What a node that was never mounted is taken for. */
const GUESS = { header: 40, row: 28, footer: 12 } as const;

const NODE = '[data-flume-component="node"]';
/** What a wire is drawn from. */
export const HANDLE = '.mr-handle';
const ROW = '.mr-input-row, .mr-output-row';

/** Knows elements by node and nodes by element; measures only what is marked. */
export class NodeElements {
  readonly #elements = new Map<string, HTMLElement>();
  readonly #ids = new WeakMap<Element, string>();
  readonly #measures = new Map<string, Measure>();
  readonly #marked = new Set<string>();

  add(id: string, element: HTMLElement): void {
    this.#elements.set(id, element);
    this.#ids.set(element, id);
    this.#marked.add(id);
  }

  remove(id: string, element: HTMLElement): void {
    if (this.#elements.get(id) === element) this.#elements.delete(id);
    this.#marked.delete(id);
  }

  get(id: string): HTMLElement | undefined {
    return this.#elements.get(id);
  }

  /** How many are mounted. */
  get size(): number {
    return this.#elements.size;
  }

  entries(): Iterable<[string, HTMLElement]> {
    return this.#elements;
  }

  /** Its ports may have moved. */
  mark(id: string): void {
    if (this.#elements.has(id)) this.#marked.add(id);
  }

  /** The id behind an element that `mark` may be told of. */
  idOf(element: Element): string | undefined {
    return this.#ids.get(element);
  }

  /** True when there is something to measure. */
  get hasMarked(): boolean {
    return this.#marked.size > 0;
  }

  /** Reads the places of the marked nodes' ports. @returns ids of those that are not as before */
  measure(scale: number): readonly string[] {
    const changed: string[] = [];
    for (const id of this.#marked) {
      const measure = measureElement(this.#elements.get(id)!, scale);
      const before = this.#measures.get(id);
      if (before !== undefined && isSameMeasure(before, measure)) continue;
      this.#measures.set(id, measure);
      changed.push(id);
    }
    this.#marked.clear();
    return changed;
  }

  /** Forgets nodes that are gone. */
  keepOnly(has: (id: string) => boolean): void {
    for (const id of this.#measures.keys()) if (!has(id)) this.#measures.delete(id);
  }

  sizeOf(node: GraphNode, ports: NodePorts): { width: number; height: number } {
    const measured = this.#measures.get(node.id);
    if (measured !== undefined && measured.height > 0) return measured;
    if (node.collapsed === true) return { width: node.width, height: GUESS.header };
    const rows = ports.inputs.length + ports.outputs.length;
    return { width: node.width, height: GUESS.header + rows * GUESS.row + GUESS.footer };
  }

  /** Where a port is, from the node's corner. */
  portPlace(node: GraphNode, ports: NodePorts, { side, portName }: PortEnd): Point {
    const known = this.#measures.get(node.id);
    // Only its head is there.
    if (node.collapsed === true) {
      const height = known?.height || GUESS.header;
      return { x: side === 'input' ? 0 : (known?.width ?? node.width), y: height / 2 };
    }
    const measured = known?.[side].get(portName);
    if (measured !== undefined) return measured;
    const names = ports[side === 'input' ? 'inputs' : 'outputs'].map((port) => port.name);
    const above = side === 'input' ? 0 : ports.inputs.length;
    const row = names.indexOf(portName);
    // A wire to a port that is gone ends at none of the others.
    const y = row < 0 ? GUESS.header / 2 : GUESS.header + (above + row + 0.5) * GUESS.row;
    return { x: side === 'input' ? 0 : node.width, y };
  }

  /** The node an element is in. */
  nodeAt(target: EventTarget | null): string | undefined {
    const element = target instanceof Element ? target.closest(NODE) : null;
    return element === null ? undefined : this.#ids.get(element);
  }

  /** The port an element belongs to: its handle, or, with `rows`, anything in its row. */
  portAt(target: EventTarget | null, options: { rows: boolean }): PortEnd | undefined {
    if (!(target instanceof Element)) return undefined;
    const row = options.rows ? target.closest(ROW) : null;
    const handle = target.closest<HTMLElement>(HANDLE) ?? row?.querySelector<HTMLElement>(HANDLE);
    return handle ? this.endOf(handle) : undefined;
  }

  /** All handles that are mounted. */
  *handles(): Iterable<[PortEnd, HTMLElement]> {
    for (const id of this.#elements.keys()) yield* this.handlesAt(id);
  }

  /** The handles of a node that is mounted. */
  *handlesAt(id: string): Iterable<[PortEnd, HTMLElement]> {
    const element = this.#elements.get(id);
    for (const handle of element === undefined ? [] : handlesOf(element)) {
      yield [endAt(id, handle), handle];
    }
  }

  /** The handle of a port, where its node is mounted. */
  handleOf({ nodeId, portName, side }: PortEnd): HTMLElement | undefined {
    for (const [end, handle] of this.handlesAt(nodeId)) {
      if (end.portName === portName && end.side === side) return handle;
    }
    return undefined;
  }

  endOf(handle: HTMLElement): PortEnd | undefined {
    const nodeId = this.nodeAt(handle);
    return nodeId === undefined ? undefined : endAt(nodeId, handle);
  }
}

function endAt(nodeId: string, handle: HTMLElement): PortEnd {
  const { portName = '', portTransputType } = handle.dataset;
  return { nodeId, portName, side: portTransputType === 'input' ? 'input' : 'output' };
}

function handlesOf(element: HTMLElement): Iterable<HTMLElement> {
  return element.querySelectorAll<HTMLElement>(HANDLE);
}

function measureElement(element: HTMLElement, scale: number): Measure {
  const card = element.getBoundingClientRect();
  const input = new Map<string, Point>();
  const output = new Map<string, Point>();
  for (const handle of handlesOf(element)) {
    const rect = handle.getBoundingClientRect();
    const side = handle.dataset['portTransputType'] === 'input' ? input : output;
    side.set(handle.dataset['portName'] ?? '', {
      x: (rect.left + rect.width / 2 - card.left) / scale,
      y: (rect.top + rect.height / 2 - card.top) / scale,
    });
  }
  return { width: card.width / scale, height: card.height / scale, input, output };
}

function isSameMeasure(one: Measure, other: Measure): boolean {
  return (
    isNear(one.width, other.width) &&
    isNear(one.height, other.height) &&
    arePlacesSame(one.input, other.input) &&
    arePlacesSame(one.output, other.output)
  );
}

function arePlacesSame(
  one: ReadonlyMap<string, Point>,
  other: ReadonlyMap<string, Point>,
): boolean {
  if (one.size !== other.size) return false;
  for (const [name, { x, y }] of one) {
    const place = other.get(name);
    if (place === undefined || !isNear(place.x, x) || !isNear(place.y, y)) return false;
  }
  return true;
}

/** Measured at another scale, the same place differs in what nobody sees. */
function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) < 0.05;
}
