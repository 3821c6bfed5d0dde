/** An editor worked by pointers, in tests without a browser: all sizes are guesses, all places exact. */
import { act, fireEvent, render } from '@testing-library/react';
import { createRef } from 'react';
import { FlowEditor } from '../../../component/index.js';
import type { FlowEditorApi, FlowEditorProps } from '../../../component/index.js';
import { chain, config, node } from '../nodes.js';

const editor = createRef<FlowEditorApi>();
export const api = (): FlowEditorApi => editor.current!;

/** `one` leads to `two`; `loud` and `free` are wired to nothing. */
export const graph = {
  ...chain,
  nodes: {
    ...chain.nodes,
    two: { ...chain.nodes['two']!, x: 600 },
    loud: node('loud', 'text.shout', { y: 400 }),
    free: node('free', 'math.add', { x: 600, y: 400 }),
  },
};

export function open(props: Partial<FlowEditorProps> = {}): void {
  render(<FlowEditor ref={editor} config={config} defaultGraph={graph} {...props} />);
}

export const card = (id: string): HTMLElement =>
  document.querySelector<HTMLElement>(`[data-mr-node="${id}"]`)!;
export const header = (id: string): Element => card(id).querySelector('.mr-node-header')!;
export const handle = (id: string, port: string, side: 'input' | 'output'): HTMLElement =>
  card(id).querySelector<HTMLElement>(
    `[data-port-name="${port}"][data-port-transput-type="${side}"]`,
  )!;
export const stage = (): HTMLElement =>
  document.querySelector<HTMLElement>('[data-flume-component="stage"]')!;
export const wireHit = (): Element => document.querySelector('.mr-wire-hit')!;
export const inputsOf = (id: string): unknown =>
  api().getState().graph.nodes[id]?.connections.inputs;
export const steps = (): number => api().getState().history.undo.length;
export const selection = (): readonly string[] => [...api().getState().selection];

/** A place on the screen; without panning and zooming, on the canvas, too. */
export type Spot = readonly [x: number, y: number];

/** How a pointer is used. */
export interface Use {
  readonly pointerId?: number;
  readonly pointerType?: 'mouse' | 'touch' | 'pen';
  readonly button?: number;
  readonly shiftKey?: boolean;
  readonly ctrlKey?: boolean;
  readonly altKey?: boolean;
}

export function point([clientX, clientY]: Spot, use: Use = {}): object {
  return { pointerId: 1, pointerType: 'mouse', button: 0, buttons: 1, clientX, clientY, ...use };
}

/** What a pointer is over: jsdom lays nothing out, so it knows of no element at a place. */
function over(target: Element): void {
  document.elementFromPoint = () => target;
}

export function press(target: Element, at: Spot, use?: Use): void {
  over(target);
  act(() => void fireEvent.pointerDown(target, point(at, use)));
}

export function move(target: Element, at: Spot, use?: Use): void {
  over(target);
  act(() => void fireEvent.pointerMove(target, point(at, use)));
}

export function release(target: Element, at: Spot, use?: Use): void {
  over(target);
  act(() => void fireEvent.pointerUp(target, point(at, use)));
}

/** Presses on an element and releases over another one. */
export function drag(from: Element, start: Spot, to: Element, end: Spot, use?: Use): void {
  press(from, start, use);
  move(to, [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2], use);
  move(to, end, use);
  release(to, end, use);
}

export function click(target: Element, at: Spot, use?: Use): void {
  press(target, at, use);
  release(target, at, use);
}
