import { describe, expect, it } from '@jest/globals';
import { pinOutput, showAsWire } from '../../../src/graph/edit-ports.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';

const { graph } = parseGraph({ version: 1, nodes: { one: { type: 't' }, two: { type: 't' } } });

describe('pinOutput', () => {
  it('pins a value, takes another, and lets go without a trace', () => {
    const first = pinOutput(graph, { nodeId: 'one', portName: '__proto__', value: null });
    const pinned = first.nodes['one']?.pinned ?? {};
    expect(Object.entries(pinned)).toEqual([['__proto__', null]]);
    expect(first.nodes['two']).toBe(graph.nodes['two']);
    const both = pinOutput(first, { nodeId: 'one', portName: 'b', value: [1] });
    expect(Object.entries(both.nodes['one']?.pinned ?? {})).toEqual([
      ...Object.entries(pinned),
      ['b', [1]],
    ]);
    const again = ['b', '__proto__'].reduce(
      (each, portName) => pinOutput(each, { nodeId: 'one', portName, value: undefined }),
      both,
    );
    expect(again).toEqual(graph);
  });

  it('changes nothing where there is nothing to change', () => {
    const place = { nodeId: 'one', portName: 'a' };
    expect(pinOutput(graph, { ...place, value: undefined })).toBe(graph);
    expect(pinOutput(graph, { ...place, nodeId: 'none', value: 1 })).toBe(graph);
    const pinned = pinOutput(graph, { ...place, value: 1 });
    expect(pinOutput(pinned, { ...place, value: 1 })).toBe(pinned);
  });
});

describe('showAsWire', () => {
  it('puts an input away from the card and back', () => {
    const place = { nodeId: 'one', portName: 'a' };
    const away = showAsWire(graph, { ...place, asWire: true });
    expect(away.nodes['one']?.asWire).toEqual(['a']);
    expect(showAsWire(away, { ...place, asWire: true })).toBe(away);
    expect(showAsWire(away, { ...place, asWire: false })).toEqual(graph);
    expect(showAsWire(graph, { ...place, asWire: false })).toBe(graph);
  });
});
