import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createStatusStore } from '../../../component/store/status-store.js';
import { countElapsed } from '../../../component/surface/count-elapsed.js';

function setUp(ids: readonly string[] = []) {
  const statuses = createStatusStore();
  const cards = new Map<string, HTMLElement>();
  for (const id of ['a', 'b']) {
    const card = document.createElement('div');
    card.innerHTML = '<span class="mr-elapsed"></span>';
    cards.set(id, card);
  }
  const options = {
    ids,
    find: (id: string) => cards.get(id),
    format: (seconds: number) => `${seconds} s`,
    now: () => Date.now(),
  };
  const run = (...running: string[]) =>
    statuses.set(Object.fromEntries(running.map((id) => [id, 'running'])), {});
  const shown = () => [...cards.values()].map((card) => card.textContent);
  return { statuses, run, shown, cards, start: () => countElapsed(statuses, options) };
}

describe('elapsed time', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => {
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  test('counts whole seconds of what runs, with one timer, and none when nothing does', () => {
    const { run, shown, start } = setUp();
    const end = start();
    expect(jest.getTimerCount()).toBe(0);
    run('a');
    jest.advanceTimersByTime(900);
    expect(shown()).toEqual(['', '']);
    run('a', 'b');
    expect(jest.getTimerCount()).toBe(1);
    jest.advanceTimersByTime(2_200);
    expect(shown()).toEqual(['3 s', '2 s']);
    run('b');
    jest.advanceTimersByTime(1_000);
    expect(shown()).toEqual(['3 s', '3 s']);
    run();
    expect(jest.getTimerCount()).toBe(0);
    end();
  });

  test('counts what runs already, from now on', () => {
    const { run, shown, start } = setUp(['a']);
    run('a');
    jest.advanceTimersByTime(5_000);
    const end = start();
    jest.advanceTimersByTime(1_000);
    expect(shown()).toEqual(['1 s', '']);
    end();
  });

  test('rests while nobody looks at the page, and is right when somebody does again', () => {
    const { run, shown, start, cards } = setUp();
    const end = start();
    run('a');
    const hidden = jest.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(jest.getTimerCount()).toBe(0);
    jest.advanceTimersByTime(61_000);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(shown()).toEqual(['61 s', '']);
    // Out of sight, and back.
    cards.delete('a');
    jest.advanceTimersByTime(1_000);
    hidden.mockRestore();
    end();
  });
});
