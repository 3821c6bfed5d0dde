import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { act, fireEvent, screen } from '@testing-library/react';
import {
  api,
  card,
  click,
  header,
  move,
  open,
  press,
  release,
  selection,
  stage,
  steps,
} from './canvas.js';
import { handle, inputsOf, wireHit } from './canvas.js';
import type { Spot, Use } from './canvas.js';

const finger = (pointerId: number): Use => ({ pointerId, pointerType: 'touch' });
const [ONE, TWO, THREE] = [finger(1), finger(2), finger(3)];
const view = (): object => ({ ...api().getState().viewport });

describe('[E13] two fingers', () => {
  test('zoom by their distance, and pan by the place between them', () => {
    open();
    press(stage(), [100, 100], ONE);
    press(stage(), [200, 100], TWO);
    move(stage(), [50, 100], ONE);
    move(stage(), [250, 100], TWO);
    expect(view()).toEqual({ x: -150, y: -100, scale: 2 });
    move(stage(), [80, 110], ONE);
    move(stage(), [280, 110], TWO);
    expect(view()).toEqual({ x: -120, y: -90, scale: 2 });
  });

  test('leave a palm out, and the one that stays goes on panning', () => {
    open();
    press(stage(), [100, 100], ONE);
    press(stage(), [200, 100], TWO);
    press(stage(), [900, 900], THREE);
    move(stage(), [990, 990], THREE);
    expect(view()).toEqual({ x: 0, y: 0, scale: 1 });
    release(stage(), [200, 100], TWO);
    move(stage(), [140, 130], ONE);
    release(stage(), [140, 130], ONE);
    release(stage(), [990, 990], THREE);
    expect(view()).toEqual({ x: 40, y: 30, scale: 1 });
  });

  test('take over from a pan, and not from what is dragged', () => {
    open();
    press(stage(), [100, 100], ONE);
    move(stage(), [120, 100], ONE);
    press(stage(), [220, 100], TWO);
    move(stage(), [320, 100], TWO);
    expect(view()).toMatchObject({ scale: 2 });
    release(stage(), [320, 100], TWO);
    release(stage(), [120, 100], ONE);
    act(() => api().dispatch({ type: 'moveViewport', viewport: { x: 0, y: 0, scale: 1 } }));
    press(header('loud'), [0, 400], ONE);
    move(stage(), [200, 600], ONE);
    press(stage(), [500, 500], TWO);
    move(stage(), [900, 500], TWO);
    release(stage(), [900, 500], TWO);
    release(stage(), [200, 600], ONE);
    expect(api().getState().graph.nodes['loud']).toMatchObject({ x: 200, y: 600 });
    expect(view()).toMatchObject({ scale: 1 });
  });

  test('may begin on a field, unless the first works with it', () => {
    open();
    const field = card('loud').querySelector('input, textarea')!;
    const zoomsFrom = (first: Spot): void => {
      press(field, [100, 400], ONE);
      move(field, first, ONE);
      press(stage(), [first[0] + 100, 400], TWO);
      move(stage(), [first[0] + 200, 400], TWO);
      release(stage(), [first[0] + 200, 400], TWO);
      release(field, first, ONE);
    };
    zoomsFrom([130, 400]);
    expect(view()).toMatchObject({ scale: 1 });
    zoomsFrom([104, 400]);
    expect(view()).toMatchObject({ scale: 2 });
    // One that was lifted is no finger any more.
    press(field, [100, 400], ONE);
    release(field, [100, 400], ONE);
    press(field, [200, 400], TWO);
    move(field, [400, 400], TWO);
    expect(view()).toMatchObject({ scale: 2 });
  });
});

describe('[E13] a finger that rests', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['performance', 'queueMicrotask'] }));
  afterEach(() => void jest.useRealTimers());

  const rest = (ms: number): void => act(() => jest.advanceTimersByTime(ms));

  test('opens the menu of what is under it after half a second', () => {
    open();
    press(header('two'), [600, 0], ONE);
    rest(499);
    expect(screen.queryByRole('menu')).toBeNull();
    rest(1);
    expect(selection()).toEqual(['two']);
    expect(asked).toBe(1);
    release(header('two'), [600, 0], ONE);
    expect(steps()).toBe(0);
  });

  test('may slip a little, as one that taps may', () => {
    open();
    press(header('two'), [600, 0], ONE);
    move(stage(), [604, 5], ONE);
    rest(500);
    expect(asked).toBe(1);
    release(stage(), [604, 5], ONE);
    press(header('free'), [600, 400], ONE);
    move(stage(), [605, 404], ONE);
    release(stage(), [605, 404], ONE);
    expect([selection(), steps()]).toEqual([['free'], 0]);
  });

  test('opens none once it moves, is lifted, or has a second beside it', () => {
    open();
    press(header('two'), [600, 0], ONE);
    move(stage(), [620, 0], ONE);
    rest(600);
    release(stage(), [600, 0], ONE);
    click(header('two'), [600, 0], ONE);
    rest(600);
    press(stage(), [0, 0], ONE);
    press(stage(), [90, 0], TWO);
    rest(600);
    expect(asked).toBe(0);
  });

  test('is told of once where the system has a long press of its own', () => {
    open();
    press(stage(), [900, 900], { pointerType: 'mouse' });
    rest(600);
    release(stage(), [900, 900], { pointerType: 'mouse' });
    expect(asked).toBe(0);
  });

  let asked = 0;
  // The menu itself is loaded later than the test lasts.
  const count = (event: Event): void => {
    asked += 1;
    event.stopPropagation();
  };
  beforeEach(() => {
    asked = 0;
    window.addEventListener('contextmenu', count, { capture: true });
  });
  afterEach(() => window.removeEventListener('contextmenu', count, { capture: true }));
});

test('[E13] the tap that a browser makes of a touch leaves the focus in what it opened', () => {
  open();
  // False where the browser is told to make no tap of it.
  const lift = (): boolean => fireEvent.touchEnd(stage());
  click(handle('one', 'sum', 'output'), [0, 0], ONE);
  expect(lift()).toBe(false);
  click(header('two'), [600, 0], ONE);
  expect(lift()).toBe(true);
});

test('[E13] a lost finger leaves everything as it was', () => {
  open();
  press(header('two'), [600, 0], ONE);
  move(stage(), [700, 90], ONE);
  act(() => void fireEvent.pointerCancel(stage(), { ...ONE }));
  release(stage(), [700, 90], ONE);
  press(handle('free', 'sum', 'output'), [0, 0], ONE);
  act(() => void fireEvent.blur(window));
  release(handle('two', 'b', 'input'), [0, 0], ONE);
  expect([steps(), inputsOf('two')]).toMatchObject([0, { a: [{ nodeId: 'one' }] }]);
});

test('[E13] a double tap on a wire bends it, two slow or distant ones do not', () => {
  open();
  const bends = (): number => steps();
  click(wireHit(), [400, 80], ONE);
  click(wireHit(), [500, 80], ONE);
  expect(bends()).toBe(0);
  click(wireHit(), [505, 90], ONE);
  expect(bends()).toBe(1);
});
