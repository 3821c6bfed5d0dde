import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { act, cleanup, fireEvent, render } from '@testing-library/react';
import { createRef } from 'react';
import { FlowEditor, preloadEditor } from '../../../component/index.js';
import type { FlowEditorApi } from '../../../component/index.js';
import { chain, config } from '../nodes.js';

const SIZE = { x: 0, y: 0, left: 0, top: 0, right: 1200, bottom: 800, width: 1200, height: 800 };
let wantsRest = false;

beforeEach(() => {
  wantsRest = false;
  const query = { addEventListener() {}, removeEventListener() {} };
  const matchMedia = (text: string) => ({
    ...query,
    matches: wantsRest && text.includes('reduce'),
  });
  Object.assign(globalThis, { matchMedia });
  jest
    .spyOn(HTMLElement.prototype, 'getBoundingClientRect')
    .mockReturnValue({ ...SIZE, toJSON: () => SIZE });
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setTimeout'] });
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
  cleanup();
  Reflect.deleteProperty(globalThis, 'matchMedia');
});

const editor = createRef<FlowEditorApi>();
const shownAt = (selector: string): number[] =>
  /translate\((.+)px, (.+)px\)/
    .exec(document.querySelector<HTMLElement>(selector)!.style.transform)!
    .slice(1)
    .map(Number);
const two = (): number[] => shownAt('[data-mr-node="two"]');
const frames = (ms: number): void => act(() => jest.advanceTimersByTime(ms));

const GRAPH = {
  ...chain,
  viewport: { x: 0, y: 0, scale: 1 },
  nodes: {
    one: { ...chain.nodes['one']!, x: 0, y: 0 },
    two: { ...chain.nodes['two']!, x: 300, y: 200 },
  },
  groups: { both: { title: 'Both', nodeIds: ['one', 'two'] } },
};

/** The first press loads what does it. */
async function alignTop(): Promise<void> {
  await act(async () => {
    fireEvent.keyDown(document.querySelector('.mr-canvas')!, {
      key: 'T',
      code: 'KeyT',
      altKey: true,
      shiftKey: true,
    });
    await import('../../../component/layout/arrange.js');
    await new Promise((done) => {
      setTimeout(done, 0);
    });
  });
}

async function open(): Promise<void> {
  render(<FlowEditor ref={editor} config={config} defaultGraph={GRAPH} />);
  act(() => editor.current!.dispatch({ type: 'select', ids: ['one', 'two'] }));
  await alignTop();
}

test('[E10] what is put in order glides there, its group round it, and back when it is undone', async () => {
  await open();
  expect(editor.current!.getState().graph.nodes['two']).toMatchObject({ x: 300, y: 0 });
  expect(two()).toEqual([300, 200]);
  const grown = document.querySelector<HTMLElement>('.mr-group')!.style.height;
  frames(80);
  expect(two()[1]).toBeGreaterThan(0);
  expect(two()[1]).toBeLessThan(200);
  frames(150);
  expect(two()).toEqual([300, 0]);
  const { height } = document.querySelector<HTMLElement>('.mr-group')!.style;
  expect(Number.parseFloat(height)).toBe(Number.parseFloat(grown) - 200);

  act(() => editor.current!.dispatch({ type: 'undo' }));
  expect(two()).toEqual([300, 0]);
  frames(80);
  expect(two()[1]).toBeGreaterThan(0);
  frames(150);
  expect(two()).toEqual([300, 200]);
});

test('[E10] what is put in order by a host is in order at once, when its code is there', async () => {
  render(<FlowEditor ref={editor} config={config} defaultGraph={GRAPH} />);
  await preloadEditor();
  act(() => editor.current!.dispatch({ type: 'select', ids: ['one', 'two'] }));
  act(() => expect(editor.current!.run('alignTop')).toBe(true));
  expect(editor.current!.getState().graph.nodes['two']).toMatchObject({ x: 300, y: 0 });
});

test('[E10] any press ends a glide where it leads, and who wants no motion sees none', async () => {
  await open();
  frames(40);
  fireEvent.pointerDown(document.body);
  expect(two()).toEqual([300, 0]);
  frames(300);
  expect(two()).toEqual([300, 0]);
  wantsRest = true;
  act(() => editor.current!.dispatch({ type: 'undo' }));
  expect(two()).toEqual([300, 200]);
});
