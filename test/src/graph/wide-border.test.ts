import { expect, test } from '@jest/globals';
import type { Graph } from '../../../src/graph/graph.js';
import { disconnectAll } from '../../../src/graph/edit-graph.js';
import { withdrawPort } from '../../../src/graph/edit-promoted.js';
import { extractNodes } from '../../../src/graph/extract-nodes.js';
import { insertNodes } from '../../../src/graph/insert-nodes.js';
import { makeSubgraph } from '../../../src/graph/make-subgraph.js';
import { unpackSubgraph } from '../../../src/graph/unpack-subgraph.js';
import { countWork } from './count-work.js';
import { graph, node } from './graphs.js';
import type { RawNode } from './graphs.js';
import { INC, parse } from './subgraphs.js';

const alone = (whole: Graph) => ({ graph: whole, outer: [] });

/** `count` nodes inside, each fed from one outside and feeding one; all are fed by one as well. */
function wide(count: number): Graph {
  const nodes: Record<string, RawNode> = { hub: node('one') };
  for (let index = 0; index < count; index += 1) {
    nodes[`from-${index}`] = node('one');
    nodes[`in-${index}`] = node('add', { a: `from-${index}.r`, b: 'hub.r' });
    nodes[`to-${index}`] = node('split', { a: `in-${index}.r` });
  }
  return graph(nodes);
}

function insideOf({ nodes }: Graph): readonly string[] {
  return Object.keys(nodes).filter((id) => id.startsWith('in-'));
}

/** How many times the work four times the wires take. */
function growthOf(work: (count: number) => () => void): number {
  const [few, many] = [100, 400].map((count) => countWork(work(count)));
  return many! / few!;
}

const LINEAR = 4.4;

test('[E9] a wide border takes work by the number of its wires, made and unpacked', () => {
  const making = growthOf((count) => {
    const whole = wide(count);
    return () => makeSubgraph(alone(whole), { nodeIds: insideOf(whole), name: 'part' });
  });
  expect(making).toBeLessThan(LINEAR);
  const unpacking = growthOf((count) => {
    const whole = wide(count);
    const made = makeSubgraph(alone(whole), { nodeIds: insideOf(whole), name: 'part' });
    const values = Object.fromEntries(
      made.graph.subgraphs!['part']!.ports!.inputs.map(({ name }) => [name, { [name]: 1 }]),
    );
    const node = { ...made.graph.nodes['part']!, inputData: values };
    const filled = { ...made.graph, nodes: { ...made.graph.nodes, part: node } };
    return () => unpackSubgraph(alone(filled), 'part');
  });
  expect(unpacking).toBeLessThan(LINEAR);
});

test('[E9] a port with many users takes work by their number to be taken away', () => {
  const withdrawing = growthOf((count) => {
    const nodes: Record<string, RawNode> = {};
    for (let index = 0; index < count; index += 1) {
      nodes[`s${index}`] = node('graph:inc', {}, { pinned: { y: index } });
      nodes[`t${index}`] = node('split', { a: `s${index}.y` });
    }
    const whole = parse(nodes, { inc: INC });
    return () => {
      const after = withdrawPort(whole, { keys: ['inc'], side: 'outputs', name: 'y' });
      expect(after.nodes['t1']!.connections.inputs).toEqual({});
      expect(after.nodes['s1']).not.toHaveProperty('pinned');
    };
  });
  expect(withdrawing).toBeLessThan(LINEAR);
});

test('[E4] many wires take work by their number to be removed', () => {
  const removing = growthOf((count) => {
    const whole = wide(count);
    const wires = insideOf(whole).map((nodeId) => ({
      from: { nodeId: 'hub', portName: 'r' },
      to: { nodeId, portName: 'b' },
    }));
    return () => expect(disconnectAll(whole, wires).nodes['hub']!.connections.outputs).toEqual({});
  });
  expect(removing).toBeLessThan(LINEAR);
});

test('[E3] nodes numbered alike take work by their number to be pasted', () => {
  const pasting = growthOf((count) => {
    const whole = wide(count);
    const part = extractNodes(alone(whole), { nodeIds: Object.keys(whole.nodes) });
    return () => insertNodes(alone(whole), part, { dx: 0, dy: 0 });
  });
  expect(pasting).toBeLessThan(LINEAR);
});
