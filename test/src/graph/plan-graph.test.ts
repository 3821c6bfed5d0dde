import { describe, expect, it } from '@jest/globals';
import { parseConfig } from '../../../src/config/parse-config.js';
import type { Graph } from '../../../src/graph/graph.js';
import { planGraph } from '../../../src/graph/plan-graph.js';
import type { Plan, PlanOptions } from '../../../src/graph/plan.js';
import { createRandom } from '../../fuzz/random.js';
import { config, graph, joined, node, readFlowfunc } from './graphs.js';
import type { RawNode } from './graphs.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';

const plan = (nodes: Record<string, RawNode>, options?: PlanOptions): Plan =>
  planGraph(graph(nodes), config, options);

function order({ nodes }: Plan): string {
  return nodes.map((each) => each.id).join(' ');
}

/** `id: code` of all problems, in plan order. */
function problems({ nodes }: Plan): readonly string[] {
  return nodes.flatMap((each) => each.problems.map((problem) => `${each.id}: ${problem.code}`));
}

function message({ nodes }: Plan, id: string): string {
  return nodes
    .find((each) => each.id === id)!
    .problems.map((problem) => problem.message)
    .join('; ');
}

/** What each input reads, by name: `b.a ← a.r`. */
function reads(laid: Plan): readonly string[] {
  const slotName = (slot: number): string => {
    const owner = laid.slotOwner[slot]!;
    const { id, outputs } = laid.nodes[owner]!;
    return `${id}.${outputs[slot - laid.outputBase[owner]!]!.name}`;
  };
  return laid.nodes.flatMap(({ id, inputs }, rank) =>
    inputs.flatMap((port, index) => {
      const slot = laid.inputSlot[laid.inputBase[rank]! + index]!;
      if (slot === -1) return [];
      const slots = slot >= 0 ? [slot] : [...laid.multiples[-2 - slot]!];
      return `${id}.${port.name} ← ${slots.map(slotName).join(', ')}`;
    }),
  );
}

describe('planGraph', () => {
  it('lays out an empty graph', () => {
    expect(plan({}).nodes).toEqual([]);
  });

  it('[R1] always takes the ready node that comes first in own-key order', () => {
    const nodes = {
      d: node('add', { a: 'c.r' }),
      c: node('one'),
      b: node('one'),
      a: node('add', { a: 'b.r' }),
    };
    expect(order(plan(nodes))).toBe('c d b a');
    expect(order(plan({ z: node('one'), 10: node('one'), 2: node('one') }))).toBe('2 10 z');
  });

  it('numbers slots by output, and inputs by what they read, in the saved order', () => {
    const laid = plan({
      s: node('split'),
      j: node('join', { xs: ['s.high', 'o.r', 's.low'] }),
      o: node('one'),
      a: node('add', { a: 's.low', b: 's.low' }),
    });
    expect(order(laid)).toBe('s o j a');
    expect(reads(laid)).toEqual(['j.xs ← s.high, o.r, s.low', 'a.a ← s.low', 'a.b ← s.low']);
    expect([...laid.slotOwner]).toEqual([0, 0, 1, 2, 3]);
    const ofRank = (base: Int32Array, list: Int32Array, rank: number) => [
      ...list.subarray(base[rank], base[rank + 1]),
    ];
    expect(ofRank(laid.dependentBase, laid.dependents, 0)).toEqual([2, 3]);
    expect(ofRank(laid.sourceBase, laid.sources, 2)).toEqual([0, 1]);
    expect(ofRank(laid.sourceBase, laid.sources, 3)).toEqual([0]);
    expect([...laid.keyOfRank]).toEqual([0, 2, 1, 3]);
    expect([...laid.rankOfKey]).toEqual([0, 2, 1, 3]);
    expect(laid.rankById.get('j')).toBe(2);
  });

  it("[R6] takes the selected nodes and their ancestors, bad nodes' too", () => {
    const nodes = {
      a: node('one'),
      b: node('add', { a: 'a.r' }),
      c: node('gone', { x: 'b.r' }),
      d: node('one'),
    };
    expect(order(plan(nodes, { selectedNodeIds: ['c', 'c'] }))).toBe('a b c');
    expect(order(plan(nodes, { selectedNodeIds: [] }))).toBe('');
  });

  it('[R6] throws on ids that are not in the graph, and lists them', () => {
    const select = (selectedNodeIds: string[]) => () =>
      plan({ a: node('one') }, { selectedNodeIds });
    expect(select(['ghost', 'a', 'toString'])).toThrow(
      expect.objectContaining({
        code: 'unknown-node',
        details: { unknown: ['ghost', 'toString'] },
      }),
    );
    const many = Array.from({ length: 1e5 }, (_, index) => `x${index}`);
    expect(select(many)).toThrow(/and 99988 more/);
  });

  it('[R7] says of every bad node what is wrong, what there is, and what to do', () => {
    const laid = plan({
      type: node('math.ad'),
      near: node('x.add'),
      from: node('add', { a: 'ghost.r' }),
      output: node('add', { a: 'one.zzz' }),
      input: node('add', { zzz: 'one.r' }),
      many: node('add', { a: ['one.r', 'one.r'] }),
      one: node('one'),
      broken: 5 as never,
    });
    expect([...problems(laid)].sort()).toEqual([
      'broken: unknown-type',
      'from: dangling-connection',
      'input: unknown-input',
      'many: too-many-wires',
      'near: unknown-type',
      'output: dangling-connection',
      'type: unknown-type',
    ]);
    expect(message(laid, 'type')).toBe(
      'type has the type "math.ad", which the config does not have; its types: "add", "join", "split", "one", "dynamic"',
    );
    expect(message(laid, 'near')).toContain('did you mean "add"?');
    expect(message(laid, 'from')).toContain(
      'from.a is wired to ghost.r, but there is no node "ghost"',
    );
    expect(message(laid, 'output')).toContain('one has no output of that name (it has: "r")');
    expect(message(laid, 'input')).toContain('"zzz", but no input of that name (it has: "a", "b")');
    expect(message(laid, 'many')).toContain('takes one wire but has 2 (from one.r, one.r)');
    expect(message(laid, 'broken')).toContain('could not be read as a node');
  });

  it('[R7] reports all problems of a node, and lets it wait for nothing', () => {
    const laid = plan({ bad: node('add', { a: 'ghost.r', zzz: 'one.r' }), one: node('one') });
    expect(problems(laid)).toEqual(['bad: dangling-connection', 'bad: unknown-input']);
    expect(order(laid)).toBe('bad one');
    expect([...laid.sources]).toEqual([]);
  });

  it('[R7] a node outside the selection is not checked', () => {
    expect(problems(plan({ a: node('one'), b: node('gone') }, { selectedNodeIds: ['a'] }))).toEqual(
      [],
    );
  });

  it('[R7] a cycle is reported as its path of node ids, of its nodes only', () => {
    const laid = plan({
      behind: node('add', { a: 'y.r' }),
      x: node('add', { a: 'z.r' }),
      y: node('add', { a: 'x.r' }),
      z: node('add', { a: 'y.r', b: 'before.r' }),
      before: node('one'),
      self: node('add', { a: 'self.r' }),
    });
    expect(problems(laid)).toEqual(['x: cycle', 'y: cycle', 'z: cycle', 'self: cycle']);
    expect(message(laid, 'z')).toBe(
      'z is part of the cycle x → y → z → x; remove one of its wires',
    );
    expect(laid.nodes.find((each) => each.id === 'x')!.problems[0]!.details).toEqual({
      path: ['x', 'y', 'z', 'x'],
    });
    expect(message(laid, 'self')).toContain('self → self');
    expect(order(laid)).toBe('x y behind z before self');
  });

  it('[R7] a cycle through a node that is bad anyway is none', () => {
    const laid = plan({ a: node('add', { a: 'b.r', b: 'ghost.r' }), b: node('add', { a: 'a.r' }) });
    expect(problems(laid)).toEqual(['a: dangling-connection']);
  });

  it('[R7] a type that is rejected is the error of its nodes, named', () => {
    const reject = (type: { type: string }) =>
      type.type === 'one' ? { code: 'no', message: 'not here' } : undefined;
    const laid = plan({ a: node('one'), b: node('add') }, { reject });
    expect([problems(laid), message(laid, 'a')]).toEqual([['a: no'], 'a: not here']);
  });

  it('gives a placeholder the ports of its signature, else those of its data and wires', () => {
    const saved = {
      label: 'Old',
      inputs: [{ name: 'p', schema: { type: 'number' }, required: true }],
      outputs: [{ name: 'q', schema: { type: 'string' } }],
      returns: 'value',
    };
    const nodes = {
      a: node('gone', {}, { fingerprint: 'f' }),
      b: node('gone', { w: 'a.q' }, { inputData: { d: { d: 1 } } }),
      c: node('add', { a: 'b.any' }),
    };
    const { graph: parsed } = parseGraph({ version: 1, nodes, signatures: { f: saved } }, config);
    const laid = planGraph(parsed, config);
    const ports = laid.nodes.map(({ inputs, outputs }) =>
      [inputs, outputs].map((list) => list.map((port) => port.name)),
    );
    expect(ports).toEqual([
      [['p'], ['q']],
      [['d', 'w'], ['any']],
      [['a', 'b'], ['r']],
    ]);
    expect(problems(laid)).toEqual(['a: unknown-type', 'b: unknown-type']);
  });

  it('asks a port function for the inputs of a node, with what the node holds', () => {
    const calls: unknown[] = [];
    const grow = (...given: unknown[]) => {
      calls.push(given);
      return [
        { name: 'x', schema: { type: 'number', format: 'odd' } },
        { name: 'y', type: 'object' },
      ];
    };
    const nodes = {
      one: node('one'),
      d: node('dynamic', { x: 'one.r' }, { inputData: { k: { k: 1 } } }),
    };
    const laid = plan(nodes, { portFunctions: { grow }, portContext: 'context' });
    expect(reads(laid)).toEqual(['d.x ← one.r']);
    expect(problems(laid)).toEqual([]);
    expect(calls).toMatchObject([
      [{}, { k: { k: 1 } }, { inputs: { x: [{ nodeId: 'one' }] } }, 'context', { k: 1 }],
    ]);
  });

  it('takes inputs from data and wires where a port function is not registered', () => {
    const laid = plan(
      { d: node('dynamic', {}, { inputData: { k: { k: 1 } } }) },
      { portFunctions: {} },
    );
    expect(laid.nodes[0]!.inputs.map((port) => port.name)).toEqual(['k']);
  });

  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('no ports');
      },
    ],
    [
      'throws null',
      () => {
        throw null;
      },
    ],
    ['returns a promise', async () => []],
    ['returns a number', () => 5],
    ['returns a port without a name', () => [{}]],
    ['returns two ports of one name', () => [{ name: 'a' }, { name: 'a' }]],
  ])('[R7] a port function that %s is the error of its node only', (_what, grow) => {
    const laid = plan({ d: node('dynamic'), a: node('one') }, { portFunctions: { grow } });
    expect(problems(laid)).toEqual(['d: port-function-failed']);
    expect(message(laid, 'd')).toMatch(/^d: the port function "grow" failed: /);
  });

  it("lays out Flowfunc's example", () => {
    const { config: methods } = parseConfig({
      nodeTypes: [
        {
          type: 'tests.methods.add_normal',
          inputs: [{ name: 'a' }, { name: 'b' }],
          outputs: [{ name: 'result' }],
        },
      ],
    });
    const laid = planGraph(parseGraph(readFlowfunc()).graph, methods);
    expect(problems(laid)).toEqual([]);
    expect(order(laid)).toBe('node_1 node_2 node_3 node_5 node_4');
  });

  const count = 30_000;
  it.each<[string, Graph]>([
    ['chain', joined(count, (index) => (index === 0 ? [] : [index - 1]))],
    ['reversed chain', joined(count, (index) => (index === count - 1 ? [] : [index + 1]))],
    ['fan out', joined(count, (index) => (index === 0 ? [] : [0]))],
    [
      'fan in',
      joined(count, (index) =>
        index > 0 ? [] : Array.from({ length: count - 1 }, (_, at) => at + 1),
      ),
    ],
  ])('plans a %s of 30,000 nodes', (name, big) => {
    const laid = planGraph(big, config);
    expect(problems(laid)).toEqual([]);
    const first = {
      chain: 'n0',
      'reversed chain': `n${count - 1}`,
      'fan out': 'n0',
      'fan in': 'n1',
    }[name];
    expect([laid.nodes[0]!.id, laid.nodes.length]).toEqual([first, count]);
  });

  it('[R7] reports a ring of 30,000 nodes briefly, with one path for all', () => {
    const laid = planGraph(
      joined(count, (index) => [(index + count - 1) % count]),
      config,
    );
    const paths = new Set(laid.nodes.map((each) => each.problems[0]!.details!['path']));
    expect(paths.size).toBe(1);
    expect(([...paths][0] as string[]).length).toBe(count + 1);
    expect(laid.nodes[5]!.problems[0]!.message.length).toBeLessThan(400);
  });

  it('[R7] is brief about 50,000 wires into one input', () => {
    const nodes = {
      a: node('one'),
      b: node('add', { a: Array.from({ length: 50_000 }, () => 'a.r') }),
    };
    expect(message(plan(nodes), 'b').length).toBeLessThan(400);
  });

  it('orders any graph topologically, smallest key first, as a naive loop does', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = createRandom(seed);
      const size = 1 + random.below(15);
      const shuffled = Array.from({ length: size }, (_, index) => index).sort(
        () => random.next() - 0.5,
      );
      const sources = shuffled.map((rank) =>
        shuffled.flatMap((other, index) => (other < rank && random.chance(0.25) ? [index] : [])),
      );
      const laid = planGraph(
        joined(size, (index) => sources[index]!),
        config,
      );
      const placed: number[] = [];
      while (placed.length < size) {
        const next = sources.findIndex(
          (list, key) => !placed.includes(key) && list.every((source) => placed.includes(source)),
        );
        placed.push(next);
      }
      expect({ seed, order: [...laid.keyOfRank] }).toEqual({ seed, order: placed });
    }
  });
});
