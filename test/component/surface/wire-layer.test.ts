/** @jest-environment jsdom */
import { describe, expect, jest, test } from '@jest/globals';
import type { Box, Point } from '../../../component/surface/geometry.js';
import { WireLayer } from '../../../component/surface/wire-layer.js';
import type { WireView } from '../../../component/surface/wire-view.js';

const wire = { from: { nodeId: 'a', portName: 'r' }, to: { nodeId: 'b', portName: 'x' } };
const VIEW: WireView = { ...wire, color: 'blue', fit: 'exact', title: 'r → x' };
const at = (x: number): Point => ({ x, y: 50 });
const part = (x: number, width: number): Box => ({ x, y: 0, width, height: 100 });
const near = { box: part(0, 1_000), kept: part(-500, 2_000), scale: 1 };
const far = { box: part(4_000, 1_000), kept: part(3_500, 2_000), scale: 1 };

/** Wires of 100 pixels that begin at these places; their keys are their places in the list. */
function open(...places: readonly number[]) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const look = jest.fn(() => VIEW);
  const layer = new WireLayer(svg, look);
  layer.setArea(near);
  for (const [index, x] of places.entries()) {
    layer.set(String(index), wire);
    layer.place(String(index), { from: at(x), to: at(x + 100) });
  }
  const drawn = () => [...svg.children].map((group) => group.getAttribute('data-mr-key'));
  const classes = (key: string) =>
    [...svg.querySelectorAll(`[data-mr-key="${key}"], [data-mr-key="${key}"] *`)].flatMap((each) =>
      [...each.classList].filter((name) => name.startsWith('is-')),
    );
  return { layer, look, drawn, classes };
}

describe('the layer of wires', () => {
  test('draws those near what is seen, and describes no others', () => {
    const { layer, look, drawn } = open(100, 4_100);
    expect(drawn()).toEqual(['0']);
    expect(look).toHaveBeenCalledTimes(1);
    expect(layer.wayOf('1')).toEqual({ from: at(4_100), to: at(4_200) });
    expect([...layer.ways()]).toHaveLength(2);
    expect(layer.viewOf('1')?.title).toBe('r → x');
  });

  test('draws a wire that passes by, though both its ends are far away', () => {
    const { layer, drawn } = open();
    layer.set('long', wire);
    layer.place('long', { from: at(-3_000), to: at(3_000) });
    layer.set('round', wire);
    layer.place('round', { from: at(-3_000), to: at(-2_900), points: [at(500)] });
    expect(drawn()).toEqual(['long', 'round']);
  });

  test('takes out what is far away, and brings it back as it was, in its order', () => {
    const { layer, drawn, classes } = open(100, 4_100, 200);
    layer.setFlag('0', 'selected', true);
    layer.setFlag('1', 'lit', true);
    layer.setArea(far);
    expect(drawn()).toEqual(['1']);
    expect(classes('1')).toEqual(['is-lit']);
    layer.setFlag('1', 'lit', false);
    layer.setFlag('0', 'flowing', true);
    layer.setArea(undefined);
    expect(drawn()).toEqual(['0', '1', '2']);
    expect([classes('0'), classes('1')]).toEqual([['is-selected', 'is-flowing'], []]);
  });

  test('keeps a wire for a while that is passed by', () => {
    const { layer, drawn } = open(100);
    layer.setArea({ ...near, box: part(400, 1_000), kept: part(-100, 2_000) });
    expect(drawn()).toEqual(['0']);
    layer.setArea({ ...near, box: part(800, 1_000), kept: part(300, 2_000) });
    expect(drawn()).toEqual([]);
  });

  test('draws a wire that comes near, and forgets one that is deleted', () => {
    const { layer, drawn } = open(4_100);
    layer.place('0', { from: at(300), to: at(400) });
    expect(drawn()).toEqual(['0']);
    layer.delete('0');
    expect([drawn(), layer.wayOf('0'), layer.viewOf('0')]).toEqual([[], undefined, undefined]);
  });

  test('has no way for a wire that a collapsed group hides, until it is open again', () => {
    const { layer } = open(100, 200);
    layer.setFlag('0', 'inside', true);
    expect([...layer.ways()].map(([, way]) => way.from)).toEqual([at(200)]);
    expect(layer.wayOf('0')).toBeUndefined();
    layer.setFlag('0', 'inside', false);
    expect(layer.wayOf('0')?.from).toEqual(at(100));
  });

  test('has another look shown at once, and finds the wire an element belongs to', () => {
    const { layer, look, drawn } = open(100);
    look.mockReturnValue({ ...VIEW, fit: 'adapted', title: 'r → x, converted' });
    layer.set('0', wire);
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'g');
    path.dataset['mrKey'] = '0';
    expect(layer.at(path)?.title).toBe('r → x, converted');
    expect(layer.at(document.body)).toBeUndefined();
    expect(drawn()).toEqual(['0']);
  });
});
