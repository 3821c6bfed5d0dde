import { describe, expect, test } from '@jest/globals';
import { act, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Graph } from '../../../src/index.js';
import { preloadFind } from '../../../component/find/find-host.js';
import { api, canvas, card, dispatch, Host } from '../host.js';
import { node } from '../nodes.js';

await preloadFind();

const inner: Graph = {
  version: 1,
  nodes: { deep: node('deep', 'text.shout', { title: 'Needle inside' }) },
};
const graph: Graph = {
  version: 1,
  nodes: {
    right: node('right', 'math.add', { x: 900, title: 'Needle' }),
    left: node('left', 'text.shout', { inputData: { text: { text: 'a needle in it' } } }),
    other: node('other', 'math.add', { y: 200 }),
    sub: node('sub', 'graph:hay', { y: 400 }),
  },
  subgraphs: { hay: inner },
  comments: { c: { id: 'c', text: 'the needle again', x: 0, y: 700, width: 100, height: 50 } },
};

async function open(query: string): Promise<void> {
  render(
    <Host
      graph={undefined as never}
      defaultGraph={graph}
      nodesStatus={{ other: 'error' }}
      results={{ other: { error: { name: 'Error', message: 'no NEEDLE here' } } } as never}
    />,
  );
  act(() => canvas().focus());
  await userEvent.keyboard('{Control>}f{/Control}');
  await userEvent.keyboard(query);
}

const field = (): HTMLElement => screen.getByRole('searchbox', { name: 'Search in the graph' });
const selected = (): string[] => [...api().getState().selection];
/** It is read out: the second of what says how the search goes. */
const hit = (): string => within(screen.getByRole('search')).getAllByRole('status')[1]!.textContent;
const count = (): string => document.querySelector('.mr-find-count')!.textContent;

describe('[E10] the search in the graph', () => {
  test('looks at titles, values, errors and comments, also in subgraphs, and goes round', async () => {
    await open('needle');
    expect([count(), selected(), hit()]).toEqual(['1 of 5', ['right'], 'Needle']);
    await userEvent.keyboard('{Enter}');
    expect([selected(), hit()]).toEqual([['other'], 'Add › error: no NEEDLE here']);
    await userEvent.keyboard('{Enter}');
    expect([selected(), hit()]).toEqual([['left'], 'Shout › value: a needle in it']);
    await userEvent.keyboard('{Enter}');
    expect([selected(), hit()]).toEqual([[], 'comment: the needle again']);
    expect(api().getState().marks.size).toBe(1);
    await userEvent.keyboard('{Enter}');
    expect(api().getState().path).toEqual([{ name: 'hay' }]);
    expect([count(), selected(), hit()]).toEqual(['5 of 5', ['deep'], 'hay › Needle inside']);
    expect(field()).toHaveFocus();
  });

  test('goes back with Shift', async () => {
    await open('needle{Shift>}{Enter}{/Shift}');
    expect(count()).toBe('5 of 5');
  });

  test('marks what it found on the cards, until it is closed', async () => {
    await open('needle');
    const marks = () => ['left', 'right', 'sub'].map((id) => card(id).dataset['mrFound']);
    expect(marks()).toEqual(['', 'current', undefined]);
    await userEvent.keyboard('{Escape}');
    expect(marks()).toEqual([undefined, undefined, undefined]);
    expect(canvas()).toHaveFocus();
  });

  test('gives the focus back when nothing was found, and the canvas gets it where that is gone', async () => {
    await open('{Escape}');
    const button = within(card('left')).getAllByRole('button')[0]!;
    act(() => button.focus());
    await userEvent.keyboard('{Control>}f{/Control}haystack{Escape}');
    expect(button).toHaveFocus();
    await userEvent.keyboard('{Control>}f{/Control}');
    expect(field()).toHaveFocus();
    dispatch({ type: 'removeNodes', ids: ['left'] }, { type: 'select', ids: [] });
    await userEvent.keyboard('{Escape}');
    expect(canvas()).toHaveFocus();
  });

  test('leads from one card to the one that was found', async () => {
    await open('{Escape}');
    act(() => card('other').focus());
    await userEvent.keyboard('{Control>}f{/Control}needle{Escape}');
    expect(card('right')).toHaveFocus();
    expect(selected()).toEqual(['right']);
  });

  test('says when nothing is found', async () => {
    await open('haystack');
    expect(count()).toBe('Nothing found');
    expect(screen.getByRole('button', { name: 'Next one' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  });

  test.each([
    ['math.add', ['Add › type: math.add', 'Needle › type: math.add']],
    ['other', ['Add › id: other']],
    ['text', ['Shout › port: Text', 'hay › Needle inside › port: Text']],
  ])('for %j finds %j', async (query, expected) => {
    await open(query);
    const found = [hit()];
    while (found.length < expected.length) {
      await userEvent.keyboard('{Enter}');
      found.push(hit());
    }
    expect(found).toEqual(expected);
    expect(count()).toBe(`${expected.length} of ${expected.length}`);
  });
});
