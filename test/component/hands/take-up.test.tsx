import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fireEvent } from '@testing-library/react';
import { createActionQueue } from '../../../component/hands/action-queue.js';
import { takeUp } from '../../../component/hands/take-up.js';
import { createLoadedCode } from '../../../component/loaded-code.js';
import { ENGLISH } from '../../../component/index.js';
import type { EditorModel } from '../../../component/use-editor-model.js';

const ran: string[] = [];
const told: string[] = [];
let listening = 0;
let fetched = 0;

/** Code that says what is asked of it. */
const HANDS = {
  runAction: (id: string) => ran.push(id) > 0,
  listenToHands() {
    listening += 1;
    return () => void (listening -= 1);
  },
  drawDraft: () => () => undefined,
};

beforeEach(() => {
  document.body.innerHTML =
    '<div class="mr-canvas" tabindex="0"><i data-flume-component="stage"></i></div>';
});
afterEach(() => {
  [ran.length, told.length, listening, fetched] = [0, 0, 0, 0];
});

const canvas = (): HTMLElement => document.querySelector<HTMLElement>('.mr-canvas')!;
const tick = (): Promise<void> => new Promise((done) => setTimeout(done));

/** @param load what fetches the hands, the first time, the second … */
function mount(...load: readonly (() => Promise<typeof HANDS>)[]) {
  const actions = createActionQueue();
  const context = { text: ENGLISH, notify: (text: string) => told.push(text) };
  const find = () => ({ actions, context }) as unknown as EditorModel;
  const source = createLoadedCode(() => load[fetched++]!());
  const reach = { canvas: canvas(), context: () => ({}) as never, find };
  return { actions, end: takeUp(reach, source) };
}

const offline = (): Promise<never> => Promise.reject(new TypeError('no network'));
const online = (): Promise<typeof HANDS> => Promise.resolve(HANDS);
const pressSlash = (): boolean => fireEvent.keyDown(canvas(), { key: '/' });

describe('[E4] an editor whose hands are fetched', () => {
  test('and that is gone before they have come listens to nothing', async () => {
    let arrive = (): void => undefined;
    const late = new Promise<typeof HANDS>((resolve) => (arrive = () => resolve(HANDS)));
    const { actions, end } = mount(() => late);
    expect(actions.run('fitView')).toBe(true);
    expect(pressSlash()).toBe(false);
    end();
    expect(pressSlash()).toBe(true);
    arrive();
    await tick();
    expect([listening, ran, told]).toEqual([0, [], []]);
  });

  test('in vain says so to who waits, and tries again for the next press, and the next action', async () => {
    const { actions, end } = mount(offline, offline, offline, online);
    await tick();
    expect([fetched, told.length]).toEqual([1, 0]);
    pressSlash();
    await tick();
    expect([fetched, told]).toEqual([2, [ENGLISH.canvas.notLoaded]]);
    actions.run('undo');
    await tick();
    expect([fetched, told.length]).toEqual([3, 2]);
    actions.run('redo');
    await tick();
    expect([listening, ran]).toEqual([1, ['redo']]);
    end();
    expect(listening).toBe(0);
  });
});
