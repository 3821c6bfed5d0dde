import { describe, expect, jest, test } from '@jest/globals';
import { act, fireEvent, screen } from '@testing-library/react';
import { EDITOR_ACTIONS } from '../../../component/index.js';
import { createActionQueue } from '../../../component/hands/action-queue.js';
import { EarlyInput } from '../../../component/hands/early-input.js';
import { isEarlyKey } from '../../../component/hands/early-key.js';
import {
  api,
  card,
  click,
  drag,
  header,
  move,
  open,
  press,
  release,
  selection,
  stage,
} from '../gestures/canvas.js';

/** An editor whose hands have not come: what they would hear is kept from them. */
function openEarly(): { readonly early: EarlyInput; readonly onKept: jest.Mock } {
  open();
  const onKept = jest.fn();
  return { early: new EarlyInput(canvas(), onKept), onKept };
}

const canvas = (): HTMLElement => screen.getByRole('application');
const replay = (early: EarlyInput): Promise<void> => act(() => early.replay());
const placeOf = (id: string): object => {
  const { x, y } = api().getState().graph.nodes[id]!;
  return { x, y };
};

describe('[E4] what is done before the hands have come', () => {
  test('is done over in its order, once', async () => {
    const { early, onKept } = openEarly();
    drag(header('loud'), [20, 410], stage(), [120, 460]);
    click(header('free'), [610, 410]);
    card('free').focus();
    expect(fireEvent.keyDown(card('free'), { key: 'Delete' })).toBe(false);
    expect(onKept).toHaveBeenCalled();
    expect(placeOf('loud')).toEqual({ x: 0, y: 400 });
    await replay(early);
    expect(placeOf('loud')).toEqual({ x: 100, y: 450 });
    expect(api().getState().graph.nodes).not.toHaveProperty('free');
    expect(api().getState().history.undo).toHaveLength(2);
  });

  test('goes on where it is: a pointer that is still down is followed', async () => {
    const { early } = openEarly();
    press(header('loud'), [20, 410]);
    await replay(early);
    act(() => void fireEvent.pointerMove(stage(), { pointerId: 1, clientX: 70, clientY: 410 }));
    act(() => void fireEvent.pointerUp(stage(), { pointerId: 1, clientX: 70, clientY: 410 }));
    expect(placeOf('loud')).toEqual({ x: 50, y: 400 });
    click(header('two'), [610, 10]);
    expect(selection()).toEqual(['two']);
  });

  test('is a pinch, of two fingers that move by turns', async () => {
    const { early } = openEarly();
    const [one, other] = [1, 2].map((pointerId) => ({ pointerId, pointerType: 'touch' as const }));
    press(stage(), [100, 700], one);
    press(stage(), [200, 700], other);
    for (const by of [20, 50]) {
      move(stage(), [100 - by, 700], one);
      move(stage(), [200 + by, 700], other);
    }
    release(stage(), [50, 700], one);
    release(stage(), [250, 700], other);
    const { scale } = api().getState().viewport;
    await replay(early);
    expect(api().getState().viewport.scale / scale).toBeCloseTo(2);
  });

  test('leaves fields, and keys that are the browser’s or the host’s', async () => {
    const { early, onKept } = openEarly();
    const field = card('free').querySelector('input')!;
    expect(fireEvent.pointerDown(field, { pointerId: 1, button: 0 })).toBe(true);
    expect(fireEvent.keyDown(field, { key: 'Delete' })).toBe(true);
    expect(fireEvent.wheel(document.body)).toBe(true);
    for (const key of ['Tab', 'Escape', 'F5']) fireEvent.keyDown(canvas(), { key });
    fireEvent.keyDown(canvas(), { key: 'c', ctrlKey: true });
    fireEvent.keyDown(canvas(), { key: 'd', code: 'KeyD', altKey: true });
    fireEvent.keyDown(canvas(), { key: 'K', code: 'KeyK', ctrlKey: true, shiftKey: true });
    fireEvent.keyDown(canvas(), { key: '+', ctrlKey: true });
    expect(onKept).not.toHaveBeenCalled();
    // As a Russian keyboard tells it.
    expect(fireEvent.keyDown(canvas(), { key: 'ф', code: 'KeyA', ctrlKey: true })).toBe(false);
    await replay(early);
    expect(selection()).toHaveLength(4);
  });

  test('is let go when it was too long ago, or could not be fetched', async () => {
    const { early } = openEarly();
    const old = new KeyboardEvent('keydown', { key: 'a', ctrlKey: true, bubbles: true });
    Object.defineProperty(old, 'timeStamp', { value: performance.now() - 31_000 });
    canvas().dispatchEvent(old);
    // One that came later means something else without it.
    fireEvent.keyDown(canvas(), { key: 'a', ctrlKey: true });
    await replay(early);
    expect(selection()).toEqual([]);
    const other = new EarlyInput(canvas(), () => undefined);
    expect(other.forget()).toBe(false);
    fireEvent.keyDown(canvas(), { key: 'a', ctrlKey: true });
    expect(other.forget()).toBe(true);
    await replay(other);
    expect(selection()).toEqual([]);
  });
});

test('[E11] the keys of all actions are kept, but those of which the browser tells itself', () => {
  const eventOf = (name: string): KeyboardEvent => {
    const key = /[^+]+$|\+$/.exec(name)![0];
    const isHeld = (modifier: string): boolean => name.includes(`${modifier}+`);
    const held = { ctrlKey: isHeld('Ctrl'), altKey: isHeld('Alt'), shiftKey: isHeld('Shift') };
    return new KeyboardEvent('keydown', { key, ...held });
  };
  const keysOf = (isNative: boolean): string[] =>
    EDITOR_ACTIONS.flatMap(({ native = false, keys = [] }) => (native === isNative ? keys : []));
  const isKept = (name: string): boolean => isEarlyKey(eventOf(name), true);
  expect(keysOf(false).filter((name) => !isKept(name))).toEqual([]);
  expect(keysOf(true).filter(isKept)).toEqual([]);
  expect(keysOf(true)).toContain('Ctrl+V');
});

test('an action that is asked for too early is run when it can be', async () => {
  const actions = createActionQueue();
  const ran: string[] = [];
  expect(actions.run('lost')).toBe(true);
  expect(actions.forget()).toBe(true);
  expect([actions.run('one'), actions.run('two')]).toEqual([true, true]);
  actions.take((id) => {
    ran.push(id);
    return false;
  });
  await Promise.resolve();
  expect(ran).toEqual(['one', 'two']);
  expect(actions.run('three')).toBe(false);
  expect(ran).toEqual(['one', 'two', 'three']);
  expect(actions.forget()).toBe(false);
});
