/** What the page itself costs: the DOM of Millrace, made by `innerHTML` and changed by hand. */
import { ACTED, PASTED } from './layout.js';
import type { NodePart, Shown, Subject } from './subject.js';

const PARTS: Readonly<Record<NodePart, string>> = {
  header: '.mr-node-title',
  field: 'input[type="text"]',
  output: '[data-port-name="sum"]',
  'input-b': '[data-port-name="b"]',
};

/** A wire that ends or begins at the node that is dragged. */
interface HeldWire {
  readonly lines: readonly Element[];
  /** The four points of its curve. */
  readonly points: readonly number[];
  readonly begins: boolean;
}

type Move = (dx: number, dy: number) => void;

/** The least that can be done; it keeps no graph. */
export class ByHand implements Subject {
  readonly #html: string;
  #controller = new AbortController();
  #container: HTMLElement | undefined;
  #cards = new Map<string, HTMLElement>();
  #pan = { x: 0, y: 0, scale: 1 };
  #placeBefore = '';

  /** @param html what Millrace has in its container */
  constructor(html: string) {
    this.#html = html;
  }

  mount(container: HTMLElement, _shown: Shown): void {
    this.#container = container;
    this.#controller = new AbortController();
    container.innerHTML = this.#html;
    const cards = container.querySelectorAll<HTMLElement>('[data-mr-node]');
    this.#cards = new Map([...cards].map((card) => [card.dataset['mrNode']!, card]));
    const { x = '0', y = '0' } =
      /translate\((?<x>[\d.-]+)px,\s*(?<y>[\d.-]+)px\)/.exec(this.#panned.style.transform)
        ?.groups ?? {};
    this.#pan = { x: Number(x), y: Number(y), scale: 1 };
    this.#listen(container);
  }

  unmount(): void {
    this.#controller.abort();
    this.#container!.replaceChildren();
  }

  find(index: number, part: NodePart): Element | null {
    return this.#cards.get(`n${index}`)?.querySelector(PARTS[part]) ?? null;
  }

  count(): { nodes: number; wires: number } {
    return { nodes: this.#cards.size, wires: this.#container!.querySelectorAll('.mr-wire').length };
  }

  readonly setStatuses = (ids: readonly string[], status: string): void => {
    for (const id of ids) this.#cards.get(id)?.setAttribute('data-mr-status', status);
  };

  undo(): void {
    this.#cards.get(`n${ACTED.moved}`)!.style.transform = this.#placeBefore;
  }

  paste(): void {
    const copied = [...this.#cards.values()].slice(0, PASTED);
    const [first] = copied;
    first?.parentElement!.insertAdjacentHTML(
      'beforeend',
      copied.map((card) => card.outerHTML).join(''),
    );
    const wires = [...this.#wires.children].slice(0, PASTED);
    this.#wires.append(...wires.map((wire) => wire.cloneNode(true)));
  }

  get #wires(): Element {
    return this.#container!.querySelector('.mr-wires')!;
  }

  get #zoomed(): HTMLElement {
    return this.#wires.parentElement!;
  }

  get #panned(): HTMLElement {
    return this.#zoomed.parentElement!;
  }

  #listen(container: HTMLElement): void {
    const { signal } = this.#controller;
    let start = { x: 0, y: 0 };
    let move: Move | undefined;
    container.addEventListener(
      'pointerdown',
      (event) => {
        start = { x: event.clientX, y: event.clientY };
        move = this.#begin(event);
      },
      { signal },
    );
    // Else the browser selects the texts that the pointer passes.
    const keep = (event: MouseEvent): void => {
      if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
    };
    container.addEventListener('mousedown', keep, { signal });
    const turn = (event: PointerEvent): void =>
      move?.(event.clientX - start.x, event.clientY - start.y);
    window.addEventListener('pointermove', turn, { signal });
    window.addEventListener('pointerup', () => (move = undefined), { signal });
    const zoom = (event: WheelEvent): void => {
      event.preventDefault();
      this.#pan.scale *= Math.exp(-event.deltaY * 0.0016);
      this.#zoomed.style.transform = `scale(${this.#pan.scale})`;
    };
    container.addEventListener('wheel', zoom, { signal, passive: false });
  }

  #begin(event: PointerEvent): Move | undefined {
    const target = event.target as Element;
    if (event.button === 1) return this.#beginPan();
    const card = target.closest<HTMLElement>('[data-mr-node]');
    if (card === null || target instanceof HTMLInputElement) return undefined;
    if (target.closest('[data-flume-component="port-handle"]')) return this.#beginWire();
    return this.#beginDrag(card);
  }

  #beginPan(): Move {
    const { x, y } = this.#pan;
    const panned = this.#panned;
    const grid = this.#container!.querySelector<HTMLElement>('.mr-grid');
    return (dx, dy) => {
      Object.assign(this.#pan, { x: x + dx, y: y + dy });
      panned.style.transform = `translate(${x + dx}px,${y + dy}px)`;
      if (grid !== null) grid.style.transform = `translate(${(x + dx) % 24}px,${(y + dy) % 24}px)`;
    };
  }

  #beginDrag(card: HTMLElement): Move {
    const id = card.dataset['mrNode']!;
    this.#placeBefore = card.style.transform;
    const [x = 0, y = 0] = card.style.transform.match(/-?[\d.]+/g)!.map(Number);
    const held = this.#heldBy(id);
    return (dx, dy) => {
      card.style.transform = `translate(${x + dx}px, ${y + dy}px)`;
      for (const { lines, points, begins } of held) {
        const moved = points.map((value, at) =>
          at < 4 === begins ? value + (at % 2 === 0 ? dx : dy) : value,
        );
        const d = `M${moved.slice(0, 2).join(',')}C${moved.slice(2).join(',')}`;
        for (const line of lines) line.setAttribute('d', d);
      }
    };
  }

  #heldBy(id: string): readonly HeldWire[] {
    return [...this.#wires.querySelectorAll<SVGElement>('[data-mr-key]')].flatMap((wire) => {
      const [from, , to] = JSON.parse(wire.dataset['mrKey']!) as string[];
      if (from !== id && to !== id) return [];
      const lines = [...wire.querySelectorAll('path[d]')];
      const points = (lines[0]?.getAttribute('d') ?? '').match(/-?[\d.]+/g)?.map(Number) ?? [];
      return points.length === 8 ? [{ lines, points, begins: from === id }] : [];
    });
  }

  #beginWire(): Move {
    const wire = this.#wires.querySelector('.mr-wire')!.cloneNode(true) as Element;
    this.#wires.append(wire);
    const lines = wire.querySelectorAll('path[d]');
    return (dx, dy) => {
      for (const line of lines)
        line.setAttribute('d', `M200,100C240,100 ${160 + dx},${100 + dy} ${200 + dx},${100 + dy}`);
    };
  }
}
