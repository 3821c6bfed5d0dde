import { describe, expect, test } from '@jest/globals';
import {
  movePort,
  portNames,
  promotePort,
  renamePort,
  withdrawPort,
} from '../../../src/graph/edit-promoted.js';
import {
  copySubgraph,
  isNameInUse,
  removeSubgraph,
  renameSubgraph,
} from '../../../src/graph/edit-subgraphs.js';
import { leadsTo, namesOutside } from '../../../src/graph/subgraph-names.js';
import { countUsers } from '../../../src/graph/subgraph-users.js';
import { graph, node } from './graphs.js';
import { INC, parse, port } from './subgraphs.js';

const VALUE = { inputData: { x: { x: 1 } } };
/** `inc` is used by `s`, in `user` by `in`, and not in `shadow`, which has another of the name. */
const document = parse(
  { one: node('one'), s: node('graph:inc', { x: 'one.r' }), t: node('split', { a: 's.y' }) },
  {
    inc: INC,
    user: { version: 1, nodes: { in: node('graph:inc', {}, VALUE) } },
    shadow: { version: 1, nodes: { no: node('graph:inc', {}, VALUE) }, subgraphs: { inc: INC } },
  },
);
const x = { keys: ['inc'], side: 'inputs', name: 'x' } as const;

describe('ports of a subgraph', () => {
  test('[E9] wires, values and pins outside follow a rename, of its own nodes alone', () => {
    const renamed = renamePort(document, x, 'start');
    expect(portNames(renamed.subgraphs!['inc']!, 'inputs')).toEqual(['start']);
    expect(renamed.nodes['s']!.connections.inputs).toEqual({
      start: [{ nodeId: 'one', portName: 'r' }],
    });
    expect(renamed.nodes['one']!.connections.outputs).toEqual({
      r: [{ nodeId: 's', portName: 'start' }],
    });
    expect(renamed.subgraphs!['user']!.nodes['in']!.inputData).toEqual({ start: { x: 1 } });
    expect(renamed.subgraphs!['shadow']).toBe(document.subgraphs!['shadow']);
    const output = renamePort(document, { ...x, side: 'outputs', name: 'y' }, 'z');
    expect(output.nodes['t']!.connections.inputs).toEqual({ a: [{ nodeId: 's', portName: 'z' }] });
  });

  test('[E9] a name that is empty, taken or nobody’s changes nothing', () => {
    const two = promotePort(document.subgraphs!['inc']!, {
      side: 'inputs',
      nodeId: 'n',
      portName: 'b',
      name: 'x',
    });
    expect(portNames(two, 'inputs')).toEqual(['x', 'x 2']);
    const doubled = { ...document, subgraphs: { ...document.subgraphs, inc: two } };
    for (const to of ['', 'x 2', 'x']) expect(renamePort(doubled, x, to)).toBe(doubled);
    expect(renamePort(document, { ...x, name: 'ghost' }, 'z')).toBe(document);
    expect(renamePort(document, { ...x, keys: ['ghost'] }, 'z')).toBe(document);
    expect(promotePort(two, { side: 'inputs', nodeId: 'n', portName: 'a' })).toBe(two);
    expect(promotePort(two, { side: 'inputs', nodeId: 'ghost', portName: 'a' })).toBe(two);
  });

  test('[E9] one that is withdrawn takes its wires and values along', () => {
    const left = withdrawPort(document, x);
    expect(left.nodes['s']!.connections.inputs).toEqual({});
    expect(left.nodes['one']!.connections.outputs).toEqual({});
    expect(left.subgraphs!['user']!.nodes['in']!.inputData).toEqual({});
    expect(left.subgraphs!['shadow']).toBe(document.subgraphs!['shadow']);
    expect(withdrawPort(left, x)).toBe(left);
  });

  test('[E9] of one that feeds several, an end may go, and the wires stay', () => {
    const ports = { inputs: [port('x', 'n.a'), port('x', 'n.b')], outputs: [] };
    const both = parse({ s: node('graph:inc', {}, VALUE) }, { inc: { ...INC, ports } });
    const left = withdrawPort(both, x, { nodeId: 'n', portName: 'a' });
    expect(left.subgraphs!['inc']!.ports!.inputs).toEqual([port('x', 'n.b')]);
    expect(left.nodes['s']).toBe(both.nodes['s']);
    const none = withdrawPort(left, x, { nodeId: 'n', portName: 'b' });
    expect(none.nodes['s']!.inputData).toEqual({});
  });

  test('[E9] are put in order by name', () => {
    const names = ['a', 'b', 'a', 'c'];
    const inputs = names.map((name, index) => port(name, `n.${index}`));
    const whole = { ...graph({ n: node('one') }), ports: { inputs, outputs: [] } } as never;
    const move = (name: string, index: number) =>
      portNames(movePort(whole, { side: 'inputs', name, index }), 'inputs').join('');
    expect([move('c', 0), move('a', 1), move('b', 99), move('c', -5)]).toEqual([
      'cab',
      'bac',
      'acb',
      'cab',
    ]);
    expect(movePort(whole, { side: 'inputs', name: 'b', index: 1 })).toBe(whole);
  });
});

describe('subgraphs', () => {
  test('[E9] all nodes follow the name of theirs', () => {
    const renamed = renameSubgraph(document, ['inc'], 'plus one');
    expect(Object.keys(renamed.subgraphs!)).toEqual(['plus one', 'user', 'shadow']);
    expect(renamed.nodes['s']!.type).toBe('graph:plus one');
    expect(renamed.subgraphs!['user']!.nodes['in']!.type).toBe('graph:plus one');
    expect(renamed.subgraphs!['shadow']).toBe(document.subgraphs!['shadow']);
  });

  test('[E9] no name is taken that means something where it could be meant', () => {
    const used = parse(
      { a: node('graph:gone') },
      { p: { ...INC, subgraphs: { q: INC } }, r: { version: 1, nodes: {} } },
    );
    const taken = (keys: readonly string[], name: string) => isNameInUse(used, keys, name);
    expect([taken(['p'], 'gone'), taken(['p'], 'q'), taken(['p'], 'r')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([taken(['p', 'q'], 'r'), taken(['p', 'q'], 'new')]).toEqual([true, false]);
    for (const to of ['gone', 'q', 'r', 'p', '']) {
      expect(renameSubgraph(used, ['p'], to)).toBe(used);
    }
    expect(renameSubgraph(used, [], 'x')).toBe(used);
  });

  test('[E9] one that is used stays, at whatever depth it is used', () => {
    expect(countUsers(document, ['inc'])).toBe(2);
    expect(removeSubgraph(document, ['inc'])).toBe(document);
    expect(removeSubgraph(document, ['ghost'])).toBe(document);
    const less = removeSubgraph(removeSubgraph(document, ['user']), ['shadow']);
    expect(Object.keys(less.subgraphs!)).toEqual(['inc']);
    const last = removeSubgraph({ ...less, nodes: {} }, ['inc']);
    expect(last).not.toHaveProperty('subgraphs');
  });

  test('[E9] a node gets a copy of its own beside the one it had', () => {
    const user = document.subgraphs!['user']!;
    const place = { graph: user, outer: [document], keys: ['user'] };
    const copied = copySubgraph(document, place, { nodeId: 'in' });
    expect(copied.subgraphs!['user']!.nodes['in']!.type).toBe('graph:inc 2');
    expect(copied.subgraphs!['inc 2']).toEqual(copied.subgraphs!['inc']);
    expect(copied.subgraphs!['inc 2']).not.toBe(copied.subgraphs!['inc']);
    expect(copied.nodes['s']!.type).toBe('graph:inc');
    expect(copySubgraph(document, place, { nodeId: 'ghost' })).toBe(document);
  });

  test('[E9] what a graph needs from outside, and whether it leads back, is found at any depth', () => {
    const inner = { version: 1, nodes: { a: node('graph:far'), b: node('graph:near') } };
    const whole = parse(
      { s: node('graph:mid') },
      {
        mid: { version: 1, nodes: { i: node('graph:in') }, subgraphs: { in: inner, near: INC } },
        far: { version: 1, nodes: { back: node('graph:mid') } },
      },
    );
    const mid = whole.subgraphs!['mid']!;
    expect([...namesOutside(mid)]).toEqual(['far']);
    const far = { graph: whole.subgraphs!['far']!, outer: [whole] };
    expect(leadsTo(far, new Set([mid.subgraphs!['in']!]))).toBe(true);
    expect(leadsTo(far, new Set([whole]))).toBe(false);
  });
});
