/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';
import type { WireFlag } from '../../../component/surface/drawn-wire.js';
import type { Box, Point } from '../../../component/surface/geometry.js';
import { WireLayer } from '../../../component/surface/wire-layer.js';
import type { WireView } from '../../../component/surface/wire-view.js';
import { createRandom } from '../../fuzz/random.js';
import type { Random } from '../../fuzz/random.js';

const wire = { from: { nodeId: 'a', portName: 'r' }, to: { nodeId: 'b', portName: 'x' } };
const KEYS = ['0', '1', '2', '3', '4', '5'];
const FLAGS: readonly WireFlag[] = ['selected', 'target', 'inside', 'faint', 'flowing', 'lit'];
const FITS: readonly WireView['fit'][] = ['exact', 'adapted', 'unsafe', 'no'];
const SIZE = 5_000;

type Step = (layer: WireLayer) => void;

/** Two layers that are told the same; one has all drawn, the other what is near. */
function open(random: Random) {
  let view: WireView = { ...wire, color: 'blue', fit: 'exact', title: '' };
  const create = () => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    return { svg, layer: new WireLayer(svg, () => view) };
  };
  const [culled, full] = [create(), create()];
  const place = (): Point => ({ x: random.below(SIZE), y: random.below(SIZE) });
  const steps: readonly (() => Step)[] = [
    () => {
      const key = random.pick(KEYS);
      view = { ...view, color: random.pick(['blue', 'red']), fit: random.pick(FITS) };
      const way = { from: place(), to: place(), points: random.chance(0.4) ? [place()] : [] };
      // As the editor does: what looks otherwise is placed then.
      return (layer) => {
        layer.set(key, wire);
        layer.place(key, way);
        // Looked at while the view is this one.
        layer.viewOf(key);
      };
    },
    () => {
      const [key, flag, isSet] = [random.pick(KEYS), random.pick(FLAGS), random.chance(0.6)];
      return (layer) => layer.setFlag(key, flag, isSet);
    },
    () => {
      const key = random.pick(KEYS);
      return (layer) => layer.delete(key);
    },
  ];
  const step = (): void => {
    const act = steps[random.pick([0, 0, 0, 1, 1, 1, 1, 2])]!();
    for (const { layer } of [culled, full]) act(layer);
    const box: Box = { ...place(), width: SIZE / 3, height: SIZE / 3 };
    if (random.chance(0.4)) culled.layer.setArea({ box, kept: box, scale: 1 });
  };
  return { culled, full, step };
}

/** What is to be seen of each wire, in whatever order it came to be. */
function looksOf(svg: SVGSVGElement): ReadonlyMap<string, string> {
  const lookOf = (element: Element): string => {
    const attributes = [...element.attributes].map(
      ({ name, value }) =>
        `${name}=${name === 'class' ? value.split(' ').sort().join(' ') : value}`,
    );
    const children = [...element.children].map(lookOf).sort();
    return `<${attributes.sort().join(' ')}>${children.join('')}`;
  };
  return new Map(
    [...svg.children].map((group) => [group.getAttribute('data-mr-key')!, lookOf(group)]),
  );
}

test('a wire that was taken out and is drawn anew looks like one that never went', () => {
  let drawn = 0;
  for (let seed = 1; seed <= 6; seed += 1) {
    const { culled, full, step } = open(createRandom(seed));
    for (let turn = 0; turn < 60; turn += 1) {
      step();
      const all = looksOf(full.svg);
      for (const [key, look] of looksOf(culled.svg)) {
        expect({ seed, turn, key, look }).toEqual({ seed, turn, key, look: all.get(key) });
        drawn += 1;
      }
    }
    culled.layer.setArea(undefined);
    expect(looksOf(culled.svg)).toEqual(looksOf(full.svg));
  }
  expect(drawn).toBeGreaterThan(200);
});
