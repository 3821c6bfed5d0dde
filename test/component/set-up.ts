/** What the tests of components share. */
import { afterEach, beforeEach, expect, jest } from '@jest/globals';
// oxlint-disable-next-line import/no-unassigned-import -- it extends expect
import '@testing-library/jest-dom/jest-globals';
import { TextDecoder, TextEncoder } from 'node:util';
import { preloadHands } from '../../component/hands/take-up.js';

/** A mouse event of one pointer. */
class PointerEvent extends MouseEvent {
  readonly pointerId: number;
  readonly pointerType: string;

  constructor(type: string, init: PointerEventInit = {}) {
    super(type, init);
    this.pointerId = init.pointerId ?? 0;
    this.pointerType = init.pointerType ?? '';
  }
}

// Every browser has them; jsdom has not.
Object.assign(globalThis, { PointerEvent, TextDecoder, TextEncoder });

// Pointer and keys answer at once; `early-input.test.tsx` has them come late.
await preloadHands();

// React reports misuse through console.error; none of it is accepted.
let errors: jest.SpiedFunction<typeof console.error>;

beforeEach(() => {
  errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => {
  const { calls } = errors.mock;
  errors.mockRestore();
  expect(calls).toEqual([]);
});
