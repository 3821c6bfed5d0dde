/** What the page of the benchmark offers to the command that drives it. */
import 'millrace/react/style.css';
import '@xyflow/react/dist/style.css';
import './page.css';
import { ByHand } from './by-hand.js';
import { layoutOf } from './layout.js';
import { Millrace } from './millrace.js';
import type { NodePart, ShownStatus, Subject } from './subject.js';
import { XyFlow } from './xyflow.js';

/** The editors that are compared. */
export type SubjectName = 'millrace' | 'xyflow' | 'flume' | 'by-hand';

const container = document.getElementById('root')!;
let subject: Subject | undefined;
let count = 0;
let html = '';

async function create(name: SubjectName): Promise<Subject> {
  switch (name) {
    case 'millrace':
      return new Millrace();
    case 'xyflow':
      return new XyFlow();
    case 'by-hand':
      return new ByHand(html);
    default:
      // It puts its styles into the page when it is imported, and they would be Millrace's, too.
      return new (await import('./flume.js')).Flume();
  }
}

/** The benchmark's own API, `window.bench`. */
export const bench = {
  async prepare(name: SubjectName): Promise<void> {
    subject = await create(name);
  },
  mount(nodes: number, culled: boolean): void {
    count = nodes;
    subject!.mount(container, { layout: layoutOf(nodes), culled });
  },
  unmount(): void {
    subject?.unmount();
    subject = undefined;
  },
  /** Keeps the DOM of what is mounted for `by-hand`. */
  keep(): void {
    html = container.innerHTML;
  },
  mounted: (): { nodes: number; wires: number } => subject!.count(),
  /** The middle of a part of a node, where the mouse is put. */
  placeOf(index: number, part: NodePart): { x: number; y: number } {
    const element = subject!.find(index, part);
    if (element === null) throw new Error(`node ${index} has no ${part}`);
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  },
  focusField(index: number): void {
    (subject!.find(index, 'field') as HTMLElement).focus({ preventScroll: true });
  },
  textOf: (index: number): string =>
    (subject!.find(index, 'field') as HTMLInputElement | null)?.value ?? '',
  canShowStatus: (): boolean => subject?.setStatuses !== undefined,
  /** @returns false where the editor shows no statuses */
  setStatuses(many: number, status: ShownStatus): void {
    // Not the first ones alone: those of a grid are all seen.
    const ids = Array.from(
      { length: many },
      (_, index) => `n${Math.floor((index * count) / many)}`,
    );
    subject!.setStatuses!(ids, status);
  },
  undo: (): void => subject!.undo(),
  paste: (): void => subject!.paste(),
  xOf: (id: string): number | undefined => subject!.xOf?.(id),
  /** Resolves when so many frames have been drawn. */
  frames: (many: number): Promise<void> =>
    new Promise((resolve) => {
      const next = (left: number): void => {
        if (left === 0) resolve();
        else requestAnimationFrame(() => next(left - 1));
      };
      next(many);
    }),
};

declare global {
  interface Window {
    bench: typeof bench;
  }
}

window.bench = bench;
