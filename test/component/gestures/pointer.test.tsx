import { describe, expect, test } from '@jest/globals';
import { act, fireEvent, render, waitFor } from '@testing-library/react';
import { createRef } from 'react';
import { FlowEditor } from '../../../component/index.js';
import type { FlowEditorApi, FlowEditorProps } from '../../../component/index.js';
import { chain, config, node } from '../nodes.js';

const editor = createRef<FlowEditorApi>();
const api = (): FlowEditorApi => editor.current!;
const graph = { ...chain, nodes: { ...chain.nodes, loud: node('loud', 'text.shout') } };

function open(props: Partial<FlowEditorProps> = {}): void {
  render(<FlowEditor ref={editor} config={config} defaultGraph={graph} {...props} />);
}

const card = (id: string): HTMLElement =>
  document.querySelector<HTMLElement>(`[data-mr-node="${id}"]`)!;
const handle = (id: string, port: string, side: 'input' | 'output'): HTMLElement =>
  card(id).querySelector<HTMLElement>(
    `[data-port-name="${port}"][data-port-transput-type="${side}"]`,
  )!;
const stage = (): HTMLElement =>
  document.querySelector<HTMLElement>('[data-flume-component="stage"]')!;
const hint = (): HTMLElement => document.querySelector<HTMLElement>('.mr-hint')!;

const mouse = (x: number, y: number) => ({
  pointerId: 1,
  pointerType: 'mouse',
  button: 0,
  buttons: 1,
  clientX: x,
  clientY: y,
});

interface Drag {
  readonly to?: Element;
  readonly release?: boolean;
  readonly shiftKey?: boolean;
}

/** Presses on an element at (0, 0), goes to (40, 20), and releases there, over `to`. */
function drag(from: Element, { to = from, release = true, shiftKey = false }: Drag = {}): void {
  act(() => {
    fireEvent.pointerDown(from, { ...mouse(0, 0), shiftKey });
    fireEvent.pointerMove(to, mouse(10, 10));
    fireEvent.pointerMove(to, mouse(40, 20));
    if (release) fireEvent.pointerUp(to, mouse(40, 20));
  });
}

function click(element: Element, options: { shiftKey?: boolean } = {}): void {
  act(() => {
    fireEvent.pointerDown(element, { ...mouse(0, 0), ...options });
    fireEvent.pointerUp(element, mouse(1, 1));
  });
}

const inputsOf = (id: string): unknown => api().getGraph().nodes[id]?.connections.inputs;
const selection = (): readonly string[] => [...api().getState().selection];
const steps = (): number => api().getState().history.undo.length;
const header = (id: string): Element => card(id).querySelector('.mr-node-header')!;

test('[E4] a field inside an element that a host defined keeps the press, and its own menu', () => {
  open();
  const own = card('loud').appendChild(document.createElement('host-field'));
  own.attachShadow({ mode: 'open' }).innerHTML = '<input />';
  const field = own.shadowRoot!.querySelector('input')!;
  drag(field, { to: stage() });
  expect(steps()).toBe(0);
  expect(selection()).toEqual(['loud']);
  expect(fireEvent.contextMenu(field)).toBe(true);
  expect(fireEvent.contextMenu(own)).toBe(false);
});

describe('a node', () => {
  test('is selected by a click, others are added with Shift and taken away again', () => {
    open();
    click(header('one'));
    click(header('two'), { shiftKey: true });
    expect(selection()).toEqual(['one', 'two']);
    expect(card('two')).toHaveAttribute('data-mr-selected');
    click(header('one'), { shiftKey: true });
    expect(selection()).toEqual(['two']);
    click(stage());
    expect(selection()).toEqual([]);
    expect(card('two')).not.toHaveAttribute('data-mr-selected');
  });

  test('is dragged with all that is selected, as one step', () => {
    open();
    click(header('one'));
    click(header('two'), { shiftKey: true });
    drag(header('one'));
    const { one, two, loud } = api().getGraph().nodes;
    expect([one?.x, one?.y, two?.x, two?.y, loud?.x]).toEqual([40, 20, 340, 20, 0]);
    expect(steps()).toBe(1);
    expect(selection()).toEqual(['one', 'two']);
  });

  test('is dragged in the canvas’s measure, whatever the zoom', () => {
    open();
    act(() => api().dispatch({ type: 'moveViewport', viewport: { x: 0, y: 0, scale: 0.5 } }));
    drag(header('one'));
    expect(api().getGraph().nodes['one']).toMatchObject({ x: 80, y: 40 });
  });

  test('goes back when Escape ends the drag', () => {
    open();
    drag(header('one'), { release: false });
    expect(card('one').style.transform).toBe('translate(40px, 20px)');
    act(() => void fireEvent.keyDown(window, { key: 'Escape' }));
    expect(card('one').style.transform).toBe('translate(0px, 0px)');
    act(() => void fireEvent.pointerUp(window, mouse(40, 20)));
    expect(steps()).toBe(0);
  });

  test('goes back when the host rejects the move', async () => {
    open({ graph, onGraphChange: () => undefined });
    drag(header('one'));
    await waitFor(() => expect(card('one').style.transform).toBe('translate(0px, 0px)'));
  });

  test('whose field is pressed is selected and stays where it is', () => {
    open();
    drag(card('one').querySelector('input')!);
    expect(selection()).toEqual(['one']);
    expect(steps()).toBe(0);
  });

  test('of a read-only editor is selected and stays where it is', () => {
    open({ readOnly: true });
    drag(header('one'));
    expect(selection()).toEqual(['one']);
    expect(card('one').style.transform).toBe('translate(0px, 0px)');
  });
});

describe('the canvas', () => {
  test('is moved by a drag, which is no step of the history', () => {
    open();
    const { viewport } = api().getState();
    drag(stage());
    expect(api().getState().viewport).toEqual({
      ...viewport,
      x: viewport.x + 40,
      y: viewport.y + 20,
    });
    expect(steps()).toBe(0);
  });

  test('zooms by the wheel, round the pointer', () => {
    open();
    act(() => void fireEvent.wheel(stage(), { deltaY: -100, clientX: 0, clientY: 0 }));
    const { viewport } = api().getState();
    expect(viewport.scale).toBeCloseTo(Math.exp(0.16));
    expect([viewport.x, viewport.y]).toEqual([0, 0]);
  });
});

describe('a wire', () => {
  test('is drawn from an output to an input', () => {
    open();
    drag(handle('one', 'sum', 'output'), { to: handle('two', 'b', 'input') });
    expect(inputsOf('two')).toMatchObject({ b: [{ nodeId: 'one', portName: 'sum' }] });
    expect(document.querySelectorAll('[data-mr-wire]')).toHaveLength(2);
  });

  test('is drawn from an input to an output, too', () => {
    open();
    drag(handle('one', 'a', 'input'), { to: handle('two', 'sum', 'output') });
    expect(inputsOf('one')).toEqual({});
    drag(handle('two', 'b', 'input'), { to: handle('one', 'sum', 'output') });
    expect(inputsOf('two')).toMatchObject({ b: [{ nodeId: 'one', portName: 'sum' }] });
  });

  test('may end anywhere in a port’s row', () => {
    open();
    const row = handle('two', 'b', 'input').parentElement!;
    drag(handle('one', 'sum', 'output'), { to: row.querySelector('label')! });
    expect(inputsOf('two')).toMatchObject({ b: [{ nodeId: 'one' }] });
  });

  test('is drawn from the field that had the focus, too', () => {
    open();
    act(() => card('one').querySelector('input')!.focus());
    act(() => {
      fireEvent.pointerDown(handle('one', 'sum', 'output'), mouse(0, 0));
      card('one').querySelector('input')!.blur();
      fireEvent.pointerMove(handle('two', 'b', 'input'), mouse(40, 20));
      fireEvent.pointerUp(handle('two', 'b', 'input'), mouse(40, 20));
    });
    expect(inputsOf('two')).toMatchObject({ b: [{ nodeId: 'one' }] });
  });

  test('of types that never fit is refused, with the reason at the pointer', () => {
    open();
    const target = handle('loud', 'text', 'input');
    drag(handle('one', 'sum', 'output'), { to: target, release: false });
    expect(hint()).toHaveTextContent('A number is never a text');
    expect(hint().style.left).toBe('40px');
    expect(target).toHaveAttribute('data-mr-misfit');
    expect(handle('one', 'sum', 'output')).not.toHaveAttribute('data-mr-misfit');
    expect(document.querySelector('.mr-wire-draft')).toHaveAttribute('data-state', 'refused');
    act(() => void fireEvent.pointerUp(target, mouse(40, 20)));
    expect(inputsOf('loud')).toEqual({});
    expect(hint()).toHaveTextContent('A number is never a text');
    expect(document.querySelector('.mr-wire-draft, [data-mr-misfit]')).toBeNull();
  });

  test('of types that never fit may be drawn where the host allows it', () => {
    open({ allowMisfits: true });
    drag(handle('one', 'sum', 'output'), { to: handle('loud', 'text', 'input') });
    expect(inputsOf('loud')).toEqual({ text: [{ nodeId: 'one', portName: 'sum' }] });
    expect(document.querySelector('[data-fit="no"]')).not.toBeNull();
  });

  test('that would close a cycle is refused with its path', () => {
    open();
    drag(handle('two', 'sum', 'output'), { to: handle('one', 'a', 'input') });
    expect(inputsOf('one')).toEqual({});
    expect(hint()).toHaveTextContent('It would close the cycle one → two → one');
  });

  test('to a node of its own is refused', () => {
    open();
    drag(handle('one', 'sum', 'output'), { to: handle('one', 'a', 'input') });
    expect(inputsOf('one')).toEqual({});
    expect(hint()).toHaveTextContent('cycle');
  });

  test('replaces the one that was there, as one step', () => {
    open();
    act(() => void api().addNode('math.add'));
    const before = steps();
    drag(handle('add', 'sum', 'output'), { to: handle('two', 'a', 'input') });
    expect(inputsOf('two')).toEqual({ a: [{ nodeId: 'add', portName: 'sum' }] });
    expect(steps()).toBe(before + 1);
  });

  test('is taken off its input and let go, or moved, as one step', () => {
    open();
    drag(handle('two', 'a', 'input'), { to: handle('two', 'b', 'input') });
    expect(inputsOf('two')).toEqual({ b: [{ nodeId: 'one', portName: 'sum' }] });
    expect(steps()).toBe(1);
    drag(handle('two', 'b', 'input'), { to: stage() });
    expect(inputsOf('two')).toEqual({});
    expect(document.querySelectorAll('[data-mr-wire]')).toHaveLength(0);
    act(() => api().dispatch({ type: 'undo' }));
    expect(inputsOf('two')).toEqual({ b: [{ nodeId: 'one', portName: 'sum' }] });
  });

  test('that is clicked, or put back, stays', () => {
    open();
    click(handle('two', 'a', 'input'));
    drag(handle('two', 'a', 'input'), { to: handle('two', 'a', 'input') });
    expect(inputsOf('two')).toEqual({ a: [{ nodeId: 'one', portName: 'sum' }] });
    expect(document.querySelector('.is-hidden')).toBeNull();
    expect(steps()).toBe(0);
  });

  test('of a node that is not there can be taken off', () => {
    const lost = node('lost', 'math.add', {
      connections: { inputs: { a: [{ nodeId: 'nobody', portName: 'sum' }] }, outputs: {} },
    });
    open({ defaultGraph: { version: 1, nodes: { lost } } });
    drag(handle('lost', 'a', 'input'), { to: stage() });
    expect(inputsOf('lost')).toEqual({});
  });

  test('of a read-only editor is not drawn', () => {
    open({ readOnly: true });
    drag(handle('one', 'sum', 'output'), { to: handle('two', 'b', 'input') });
    expect(inputsOf('two')).toEqual({ a: [{ nodeId: 'one', portName: 'sum' }] });
  });
});

test('a press of a second finger does not disturb the first', () => {
  open();
  act(() => {
    fireEvent.pointerDown(header('one'), mouse(0, 0));
    fireEvent.pointerDown(stage(), { ...mouse(0, 0), pointerId: 2 });
    fireEvent.pointerMove(header('one'), mouse(40, 20));
    fireEvent.pointerUp(stage(), { ...mouse(90, 90), pointerId: 2 });
    fireEvent.pointerUp(header('one'), mouse(40, 20));
  });
  expect(api().getGraph().nodes['one']).toMatchObject({ x: 40, y: 20 });
});

test('an editor that goes in the middle of a drag leaves nothing behind', () => {
  const { unmount } = render(<FlowEditor config={config} defaultGraph={graph} />);
  drag(header('one'), { release: false });
  unmount();
  expect(() => fireEvent.pointerMove(window, mouse(90, 90))).not.toThrow();
  expect(() => fireEvent.pointerUp(window, mouse(90, 90))).not.toThrow();
});
