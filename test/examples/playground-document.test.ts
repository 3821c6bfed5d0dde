import { describe, expect, test } from '@jest/globals';
import { MillraceError } from 'millrace';
import { nameOfFile, readGraph } from '../../examples/playground/document/graph-file.js';
import { config } from '../../examples/playground/nodes.generated.js';
import { nodeNamer } from '../../examples/playground/view/node-name.js';
import { runFailure } from '../../examples/playground/view/run-failure.js';

const useAsync = () => undefined;

describe('a graph file', () => {
  test('that is none is refused with the reason', () => {
    const { graph, issues } = readGraph('{"version": 1, "nodes": [1,', config);
    expect(graph).toBeUndefined();
    expect(issues[0]?.message).toMatch(/not valid JSON/);
  });

  test('with broken parts opens, and says where they are', () => {
    const inputs = { a: [{ nodeId: 'gone', portName: 'result' }] };
    const nodes = { sum: { type: 'numbers.calculate', connections: { inputs } } };
    const { graph, issues } = readGraph({ version: 1, nodes }, config);
    expect(Object.keys(graph?.nodes ?? {})).toEqual(['sum']);
    expect(issues.map(({ path }) => path.join('.'))).toEqual(['nodes.sum.connections.inputs.a.0']);
  });

  test.each([
    ['garden.graph.json', 'garden'],
    ['garden.json', 'garden'],
    ['old flow.node', 'old flow'],
    ['.json', 'graph'],
  ])('%s is called %s', (file, name) => {
    expect(nameOfFile(file)).toBe(name);
  });
});

describe('a run that can’t begin', () => {
  const { graph } = readGraph({ version: 1, nodes: { w: { type: 'time.wait' } } }, config);
  const nameOf = nodeNamer(graph!);

  test('in sync mode names the nodes that keep it from running, and offers the other mode', () => {
    const nodes = { w: 'its function is async' };
    const error = new MillraceError('not-sync', 'this graph can’t …', { details: { nodes } });
    const { lines, action } = runFailure(error, { nameOf, useAsync });
    expect(lines).toEqual(['Wait: its function is async']);
    expect(action).toEqual({ label: 'Switch to async', run: useAsync });
  });

  test('for another reason shows that reason', () => {
    const notice = runFailure(new Error('no worker'), { nameOf, useAsync });
    expect(notice).toEqual({ tone: 'bad', title: 'The graph can’t run', lines: ['no worker'] });
  });
});

describe('a node’s name', () => {
  test('is its title, its function’s label, or its id', () => {
    const nodes = {
      a: { type: 'time.wait', title: 'Tea' },
      b: { type: 'time.wait' },
      c: { type: 'no.such' },
    };
    const nameOf = nodeNamer(readGraph({ version: 1, nodes }, config).graph!);
    expect(['a', 'b', 'c', '__proto__'].map(nameOf)).toEqual(['Tea', 'Wait', 'c', '__proto__']);
  });
});
