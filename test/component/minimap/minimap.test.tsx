import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { MiniMap } from '../../../component/index.js';
import { fitMap, frameOnMap, fromMap, onMap } from '../../../component/minimap/map-geometry.js';
import { dispatch, Host } from '../host.js';

const SIZE = { width: 160, height: 100 };
const near = (value: number): unknown => expect.closeTo(value, 5);

describe('the map’s geometry', () => {
  test('puts all of a graph in the middle, and a few nodes no larger than that', () => {
    const wide = { x: -1000, y: 500, width: 14_400, height: 100 };
    const view = fitMap(wide, SIZE);
    expect(view.scale).toBeCloseTo(0.01);
    expect(onMap(view, wide)).toEqual({
      x: near(8),
      y: near(49.5),
      width: near(144),
      height: near(1),
    });
    expect(fitMap({ x: 0, y: 0, width: 10, height: 10 }, SIZE).scale).toBe(0.16);
    expect(fitMap(undefined, SIZE)).toEqual({ x: 80, y: 50, scale: 0.16 });
    expect(fitMap({ x: 0, y: 0, width: 0, height: Infinity }, SIZE).scale).toBe(0.16);
  });

  test('leads from the canvas to the map and back', () => {
    const view = fitMap({ x: 20, y: 30, width: 4000, height: 900 }, SIZE);
    const { x, y } = onMap(view, { x: 70, y: 80, width: 0, height: 0 });
    expect(fromMap(view, { x, y })).toEqual({ x: near(70), y: near(80) });
  });

  test('keeps the frame on the map, however far off the view is', () => {
    const view = { x: 0, y: 0, scale: 0.1 };
    const off = { x: 90_000, y: -90_000, width: 500, height: 500 };
    expect(frameOnMap(view, off, SIZE)).toEqual({ x: 154, y: 0, width: 6, height: 6 });
    const all = { x: -1000, y: -1000, width: 9000, height: 9000 };
    expect(frameOnMap(view, all, SIZE)).toEqual({ x: 0, y: 0, width: 160, height: 100 });
  });
});

describe('[E10] the map', () => {
  // jsdom draws nothing, and says so aloud; what is drawn is looked at in a browser.
  beforeEach(() => {
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    localStorage.clear();
  });

  test('says in words what it shows, also where nodes had failed before it was there', async () => {
    const map = (nodesStatus: Record<string, string>) => (
      <Host nodesStatus={nodesStatus}>
        <MiniMap />
      </Host>
    );
    const named = (name: string) => screen.findByRole('img', { name });
    const { rerender } = render(map({ two: 'error' }));
    expect(await named('Map of the graph: 2 nodes, 1 failed')).toBeVisible();
    rerender(map({ one: 'error', two: 'success' }));
    expect(await named('Map of the graph: 2 nodes, 1 failed')).toBeVisible();
    rerender(map({}));
    expect(await named('Map of the graph: 2 nodes')).toBeVisible();
    rerender(map({ one: 'error', two: 'error' }));
    expect(await named('Map of the graph: 2 nodes, 2 failed')).toBeVisible();
    dispatch({ type: 'removeNodes', ids: ['one'] });
    expect(await named('Map of the graph: 1 node, 1 failed')).toBeVisible();
  });

  test('is folded, and stays so for the next editor', async () => {
    const editor = () =>
      render(
        <Host storageKey="map-test">
          <MiniMap />
        </Host>,
      );
    const { unmount } = editor();
    await userEvent.click(screen.getByRole('button', { name: 'Hide the map' }));
    expect(screen.queryByRole('img', { name: /^Map/ })).toBeNull();
    unmount();
    editor();
    const show = screen.getByRole('button', { name: 'Show the map' });
    expect(show).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(show);
    expect(screen.getByRole('img', { name: /^Map/ })).toBeVisible();
  });
});
