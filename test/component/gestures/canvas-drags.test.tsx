import { describe, expect, test } from '@jest/globals';
import { act, fireEvent, screen } from '@testing-library/react';
import { NODE_DRAG_TYPE } from '../../../component/index.js';
import {
  api,
  card,
  click,
  drag,
  handle,
  header,
  inputsOf,
  move,
  open,
  press,
  release,
  selection,
  stage,
  steps,
  wireHit,
} from './canvas.js';

const marks = (): readonly string[] => [...api().getState().marks];
const points = (): unknown => {
  const ends = api().getState().graph.nodes['two']!.connections.inputs['a']!;
  return ends[0]!.points;
};

describe('[E4] a box', () => {
  test('selects what it touches, shown before the release', () => {
    open();
    press(stage(), [-20, -20], { shiftKey: true });
    move(stage(), [100, 20]);
    expect(card('one')).toHaveAttribute('data-mr-selected');
    expect(selection()).toEqual([]);
    move(stage(), [100, 420]);
    expect(document.querySelector('.mr-overlay rect')).not.toBeNull();
    release(stage(), [100, 420]);
    expect(selection()).toEqual(['one', 'loud']);
    expect(document.querySelector('.mr-overlay')).toBeNull();
    expect(api().getState().viewport).toMatchObject({ x: 0, y: 0 });
  });

  test('adds with Ctrl, replaces without, and lets go of what it no longer touches', () => {
    open();
    click(header('two'), [600, 0]);
    drag(stage(), [-20, -20], stage(), [20, 20], { shiftKey: true, ctrlKey: true });
    expect(selection()).toEqual(['two', 'one']);
    press(stage(), [-20, 380], { shiftKey: true });
    move(stage(), [20, 420]);
    expect(
      [card('loud'), card('two')].map((each) => each.hasAttribute('data-mr-selected')),
    ).toEqual([true, false]);
    act(() => void fireEvent.keyDown(window, { key: 'Escape' }));
    expect(selection()).toEqual(['two', 'one']);
    expect(card('loud')).not.toHaveAttribute('data-mr-selected');
    expect(card('two')).toHaveAttribute('data-mr-selected');
  });

  test('is what a drag draws with the selecting tool; Space and the middle button pan', () => {
    open();
    act(() => api().dispatch({ type: 'changeSettings', settings: { tool: 'select' } }));
    drag(stage(), [-20, -20], stage(), [20, 20]);
    expect(selection()).toEqual(['one']);
    drag(stage(), [-20, -20], stage(), [20, 20], { button: 1 });
    expect(api().getState().viewport).toMatchObject({ x: 40, y: 40 });
    const canvas = document.querySelector('.mr-canvas')!;
    act(() => void fireEvent.keyDown(canvas, { key: ' ' }));
    drag(header('one'), [0, 0], stage(), [10, 10]);
    act(() => void fireEvent.keyUp(canvas, { key: ' ' }));
    expect(api().getState().viewport).toMatchObject({ x: 50, y: 50 });
    expect([selection(), steps()]).toEqual([['one'], 0]);
  });
});

describe('[E5] what is dragged', () => {
  test('comes in line with its neighbours, and says so; Alt frees it', () => {
    open();
    press(header('free'), [600, 400]);
    move(stage(), [604, 410]);
    expect(document.querySelector('.mr-overlay line')).not.toBeNull();
    expect(card('free').style.transform).toBe('translate(600px, 410px)');
    move(stage(), [604, 410], { altKey: true });
    expect(card('free').style.transform).toBe('translate(604px, 410px)');
    expect(document.querySelector('.mr-overlay')).toBeNull();
    release(stage(), [604, 410], { altKey: true });
    expect(api().getState().graph.nodes['free']).toMatchObject({ x: 604, y: 410 });
  });

  test('lies on the grid with snapping on', () => {
    open({ snapToGrid: true });
    drag(header('free'), [600, 400], stage(), [640, 440]);
    expect(api().getState().graph.nodes['free']).toMatchObject({ x: 648, y: 432 });
  });

  test('takes the points of its wires along', () => {
    open();
    act(() => api().addWirePoint(wire));
    const before = points() as { x: number; y: number }[];
    act(() => api().dispatch({ type: 'select', ids: ['one', 'two'] }));
    drag(header('one'), [0, 0], stage(), [50, 30], { altKey: true });
    expect(points()).toEqual(before.map(({ x, y }) => ({ x: x + 50, y: y + 30 })));
  });
});

const wire = { from: { nodeId: 'one', portName: 'sum' }, to: { nodeId: 'two', portName: 'a' } };

describe('[E6] a wire', () => {
  test('is judged by the graph as it is at the drop', () => {
    open();
    press(handle('two', 'sum', 'output'), [800, 80]);
    move(header('one'), [400, 40]);
    move(header('one'), [300, 40]);
    expect(document.querySelector<SVGElement>('.mr-wire-draft')?.dataset['state']).toBe('refused');
    act(() => api().dispatch({ type: 'disconnect', wire }));
    release(header('one'), [60, 40]);
    expect(inputsOf('one')).toMatchObject({ a: [{ nodeId: 'two', portName: 'sum' }] });
  });

  test('is selected by a click, and deleted like anything else', () => {
    open();
    click(wireHit(), [400, 80]);
    expect(marks()).toHaveLength(1);
    expect(document.querySelector('.mr-wire')).toHaveClass('is-selected');
    click(header('free'), [600, 400], { shiftKey: true });
    act(() => api().dispatch({ type: 'removeNodes' }));
    expect([inputsOf('two'), Object.keys(api().getGraph().nodes)]).toEqual([
      {},
      ['one', 'two', 'loud'],
    ]);
    expect(steps()).toBe(1);
  });

  test('gets a point by a double click, which a drag moves and a double click takes away', () => {
    open();
    click(wireHit(), [400, 80]);
    click(wireHit(), [400, 80]);
    expect(points()).toHaveLength(1);
    const grip = (): Element => document.querySelector('[data-mr-point] circle')!;
    const [{ x, y }] = points() as [{ x: number; y: number }];
    press(grip(), [900, 900]);
    move(stage(), [930, 1000]);
    expect(document.querySelector('[data-mr-point]')).toHaveAttribute(
      'transform',
      `translate(${x + 30},${y + 100})`,
    );
    expect(points()).toEqual([{ x, y }]);
    release(stage(), [930, 1000]);
    expect(points()).toEqual([{ x: x + 30, y: y + 100 }]);
    expect(steps()).toBe(2);
    click(grip(), [50, 50]);
    click(grip(), [50, 50]);
    expect(points()).toBeUndefined();
    expect(document.querySelector('[data-mr-point]')).toBeNull();
  });

  test('goes back to its points when Escape ends their drag, and is not bent where nothing may be', () => {
    open();
    act(() => api().addWirePoint(wire));
    const before = points();
    press(document.querySelector('[data-mr-point] circle')!, [0, 0]);
    move(stage(), [90, 90]);
    act(() => void fireEvent.keyDown(window, { key: 'Escape' }));
    release(stage(), [90, 90]);
    expect([points(), steps()]).toEqual([before, 1]);
  });

  test('of a read-only editor is selected, and not bent', () => {
    open({ readOnly: true });
    click(wireHit(), [400, 80]);
    click(wireHit(), [400, 80]);
    expect([marks().length, steps()]).toEqual([1, 0]);
  });

  test('dropped on a card finds the free input that fits best', () => {
    open();
    drag(handle('free', 'sum', 'output'), [0, 0], header('two'), [2_000, 2_000]);
    expect(inputsOf('two')).toMatchObject({ a: [{ nodeId: 'one' }], b: [{ nodeId: 'free' }] });
    drag(handle('free', 'sum', 'output'), [0, 0], header('loud'), [2_000, 2_000]);
    expect(inputsOf('loud')).toEqual({});
    expect(document.querySelector('.mr-hint')).toHaveTextContent('A number is never a text');
  });

  test('dropped on the canvas asks for a node, and stays drawn until it is chosen', async () => {
    open();
    drag(handle('free', 'sum', 'output'), [0, 0], stage(), [1_500, 1_500]);
    expect(document.querySelector('.mr-wire-draft')).not.toBeNull();
    const search = await screen.findByRole('combobox', {}, { timeout: 10_000 });
    act(() => void fireEvent.keyDown(search, { key: 'Enter' }));
    expect(inputsOf('add')).toMatchObject({ a: [{ nodeId: 'free', portName: 'sum' }] });
    expect([steps(), document.querySelector('.mr-wire-draft')]).toEqual([1, null]);
  });

  test('takes a node in that is dropped on it and fits, as one step', () => {
    open();
    press(header('free'), [600, 400]);
    move(stage(), [300, 4]);
    expect(document.querySelector('.mr-wire')).toHaveClass('is-target');
    expect(document.querySelector('.mr-hint')).toHaveTextContent('insert');
    release(stage(), [300, 4]);
    expect(inputsOf('free')).toMatchObject({ a: [{ nodeId: 'one' }] });
    expect(inputsOf('two')).toMatchObject({ a: [{ nodeId: 'free' }] });
    expect([steps(), document.querySelector('.is-target')]).toEqual([1, null]);
    expect(document.querySelector<HTMLElement>('.mr-hint')!.hidden).toBe(true);
  });

  test('takes no node in that does not fit, or has wires', () => {
    open();
    drag(header('loud'), [0, 400], stage(), [300, 4]);
    expect(inputsOf('two')).toMatchObject({ a: [{ nodeId: 'one' }] });
    expect(steps()).toBe(1);
  });

  test('takes a node type in that is dropped on it and fits, as one step', () => {
    open();
    const dataTransfer = { getData: () => 'math.add', types: [NODE_DRAG_TYPE], dropEffect: '' };
    const canvas = document.querySelector('.mr-canvas')!;
    // jsdom has no DragEvent.
    const send = (target: Element, type: string, clientY: number): void => {
      const at = { bubbles: true, cancelable: true, clientX: 300, clientY };
      const event = Object.assign(new MouseEvent(type, at), { dataTransfer });
      act(() => void target.dispatchEvent(event));
    };
    send(document.body, 'dragstart', 0);
    send(canvas, 'dragover', 4);
    expect(document.querySelector('.mr-wire')).toHaveClass('is-target');
    send(canvas, 'drop', 4);
    expect(inputsOf('two')).toMatchObject({ a: [{ nodeId: 'add' }] });
    expect(inputsOf('add')).toMatchObject({ a: [{ nodeId: 'one' }] });
    expect([steps(), selection(), document.querySelector('.is-target')]).toEqual([
      1,
      ['add'],
      null,
    ]);
    send(canvas, 'drop', 900);
    expect(inputsOf('add-2')).toEqual({});
  });
});
