/** Bends wires. */
import { own } from '../../src/config/document.js';
import type { Wire } from '../../src/graph/edit-graph.js';
import { pointsOf } from '../../src/graph/wire-points.js';
import type { Point } from '../surface/geometry.js';
import { wireKey } from '../surface/wire-layer.js';
import { nearestOnWire, wireMiddle } from '../surface/wire-path.js';
import type { ApiOptions } from './api-options.js';

export interface WireApi {
  /**
   * Adds a point that a wire passes.
   * @param near A place on the canvas: the point is added where the wire is nearest to it.
   * @default the wire's middle
   */
  readonly addWirePoint: (wire: Wire, near?: Point) => void;
}

export function createWireApi({ store, surface, readOnly }: ApiOptions): WireApi {
  return {
    addWirePoint(wire, near) {
      const { from, to } = wire;
      const way = surface.layer?.wayOf(wireKey(from, to));
      if (way === undefined || readOnly) return;
      const { place, index } = nearestOnWire(way, near ?? wireMiddle(way));
      const points = [...pointsOf(own(store.getState().graph.nodes, to.nodeId), to.portName, from)];
      points.splice(index, 0, { x: Math.round(place.x), y: Math.round(place.y) });
      store.dispatch({ type: 'setWirePoints', wire, points });
    },
  };
}
