import { describe, expect, test } from '@jest/globals';
import { filterChoices, findPortChoices } from '../../../component/connect/port-choices.js';
import type { PortChoice } from '../../../component/connect/port-choices.js';
import { Catalog } from '../../../component/store/catalog.js';
import type { PortEnd } from '../../../component/surface/port-end.js';
import { checkConnection } from '../../../src/graph/check-connection.js';
import { parseConfig, parseGraph } from '../../../src/index.js';

const number = { name: 'number', type: 'number' };
const { config } = parseConfig({
  version: 1,
  nodeTypes: [
    {
      type: 'count',
      label: 'Count',
      inputs: [],
      outputs: [
        number,
        { name: 'list', type: 'array', schema: { type: 'array', items: { type: 'string' } } },
      ],
    },
    {
      type: 'add',
      label: 'Add up',
      inputs: [
        { name: 'a', type: 'number' },
        { name: 'many', type: 'number', multiple: true },
        { name: 'any', type: 'object', schema: {} },
        { name: 'key', type: 'number', secret: 'key' },
      ],
      outputs: [number],
    },
  ],
});
const { graph } = parseGraph(
  {
    version: 1,
    nodes: {
      count: { type: 'count', x: 0, y: 0, width: 200 },
      far: { type: 'add', title: 'Far sum', x: 900, y: 0, width: 200 },
      near: {
        type: 'add',
        x: 300,
        y: 0,
        width: 200,
        connections: {
          inputs: {
            a: [{ nodeId: 'count', portName: 'number' }],
            many: [{ nodeId: 'far', portName: 'number' }],
          },
          outputs: {},
        },
      },
    },
  },
  config,
);
const catalog = new Catalog(config);

function choicesOf(start: PortEnd, allowMisfits = false) {
  return findPortChoices(graph, start, { catalog, allowMisfits });
}

const name = ({ end }: PortChoice): string => `${end.nodeId}.${end.portName}`;
const output: PortEnd = { nodeId: 'count', portName: 'number', side: 'output' };

describe('[E11] the ports to wire an output to', () => {
  test('are all that fit: exact before widened before adapted, and of those the near ones first', () => {
    const { fitting } = choicesOf(output);
    expect(fitting.map(name)).toEqual(['far.a', 'near.many', 'near.any', 'far.many', 'far.any']);
    expect(fitting.map(({ keep }) => keep)).toEqual([false, true, false, true, false]);
  });

  test('say what is replaced, and leave out the wire that is there', () => {
    const { fitting } = choicesOf({ ...output, nodeId: 'far' });
    expect(fitting.map(name)).toEqual(['near.a', 'near.any']);
    expect(fitting[0]!.note).toEqual({ type: 'replaces' });
  });

  test('are told apart from those that are refused, with the reason', () => {
    const { fitting, refused } = choicesOf({ ...output, nodeId: 'near' });
    expect(refused.map((choice) => [name(choice), choice.note?.type])).toContainEqual([
      'far.a',
      'cycle',
    ]);
    // A secret comes from the run.
    expect([...fitting, ...refused].map(name)).not.toContain('far.key');
  });

  test('include misfits where the host allows them', () => {
    const start = { ...output, portName: 'list' };
    expect(choicesOf(start).refused.map(name)).toContain('far.a');
    expect(choicesOf(start, true).fitting.map(name)).toContain('far.a');
  });

  test('are what the check of a wire says, port by port', () => {
    const findPorts = (id: string) => catalog.portsOf(graph.nodes[id]!, graph);
    for (const id of Object.keys(graph.nodes)) {
      for (const side of ['input', 'output'] as const) {
        for (const port of findPorts(id)[side === 'input' ? 'inputs' : 'outputs']) {
          const { fitting, refused } = choicesOf({ nodeId: id, portName: port.name, side });
          const isAllowed = ({ wire }: PortChoice): boolean =>
            checkConnection(graph, wire, findPorts).allowed;
          expect(fitting.filter((choice) => !isAllowed(choice)).map(name)).toEqual([]);
          expect(refused.filter(isAllowed).map(name)).toEqual([]);
        }
      }
    }
  });
});

test('[E11] an input is wired to outputs, and never to its own node', () => {
  const { fitting, refused } = choicesOf({ nodeId: 'far', portName: 'a', side: 'input' });
  expect(fitting.map(name)).toEqual(['count.number']);
  expect(refused.map(name)).toEqual(expect.arrayContaining(['near.number', 'far.number']));
});

test('a port that is gone has no choices', () => {
  expect(choicesOf({ ...output, portName: 'gone' })).toEqual({ fitting: [], refused: [] });
  expect(choicesOf({ ...output, nodeId: 'gone' })).toEqual({ fitting: [], refused: [] });
});

describe('the search in them', () => {
  const { fitting } = choicesOf(output);
  const found = (text: string): readonly string[] => filterChoices(fitting, text).map(name);

  test('finds words of node, port and type, in any order', () => {
    expect(found('far')).toEqual(['far.a', 'far.many', 'far.any']);
    expect(found('many far')).toEqual(['far.many']);
    expect(found('number far a')).toContain('far.a');
    expect(found('nowhere')).toEqual([]);
  });

  test('keeps their order where nothing is typed', () => {
    expect(found('  ')).toEqual(fitting.map(name));
  });
});

test('a thousand nodes are looked through in a moment', () => {
  const nodes = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, index) => [
      `n${index}`,
      {
        type: 'add',
        x: index,
        y: 0,
        width: 200,
        connections: {
          inputs: index === 0 ? {} : { a: [{ nodeId: `n${index - 1}`, portName: 'number' }] },
          outputs: {},
        },
      },
    ]),
  );
  const large = parseGraph({ version: 1, nodes }, config).graph;
  const start: PortEnd = { nodeId: 'n500', portName: 'number', side: 'output' };
  let looks = 0;
  const counting = new Catalog(config);
  counting.fitOf = (given, input) => {
    looks += 1;
    return catalog.fitOf(given, input);
  };
  const { fitting, refused } = findPortChoices(large, start, {
    catalog: counting,
    allowMisfits: false,
  });
  // Each port once: the circles are found in one go.
  expect(looks).toBe(3_000 - 1);
  expect(fitting).toHaveLength(499 * 3 - 1);
  expect(refused).toHaveLength(501 * 3);
});
