import { afterEach, expect, test } from '@jest/globals';
import { placeBeside } from '../../../component/menu/place-beside.js';

afterEach(() => document.body.replaceChildren());

/** An element that lies at a place: there is no layout here. */
function boxAt(x: number, y: number, width: number, height: number): HTMLElement {
  const element = document.body.appendChild(document.createElement('div'));
  element.getBoundingClientRect = () => new DOMRect(x, y, width, height);
  return element;
}

/** Where a menu of 180 by 200 comes to lie; the window is 1024 wide. */
function leftBeside(x: number, width: number): number {
  const sheet = boxAt(0, 0, 180, 200);
  placeBeside(sheet, boxAt(x, 100, width, 30));
  return parseFloat(sheet.style.left);
}

test('a menu lies to the right of its line, or to the left where the right has no room', () => {
  expect(leftBeside(100, 200)).toBe(296);
  expect(leftBeside(800, 200)).toBe(624);
});

test('where neither side has room it hides as little of its line as it can', () => {
  expect(leftBeside(100, 800)).toBe(1024 - 180 - 8);
  expect(leftBeside(150, 860)).toBe(8);
});
