/** Signs of work move, until there are more than anybody follows. */
import { expect, test } from '@jest/globals';
import { render } from '@testing-library/react';
import { FlowEditor } from '../../../component/index.js';
import { Host, card, dispatch, editor } from '../host.js';
import { config, node } from '../nodes.js';

const ids = Array.from({ length: 101 }, (_, index) => `n${index}`);
const graph = {
  version: 1,
  nodes: Object.fromEntries(ids.map((id) => [id, node(id, 'math.add')])),
};
const running = (many: number): Record<string, string> =>
  Object.fromEntries(ids.slice(0, many).map((id) => [id, 'running']));
const isStill = (): boolean => card('n0').closest('[data-mr-still]') !== null;

test('a hundred cards at work move, one more and all stand still', () => {
  const { rerender } = render(<Host graph={graph} culling={false} nodesStatus={running(100)} />);
  expect(isStill()).toBe(false);
  rerender(<Host graph={graph} culling={false} nodesStatus={running(101)} />);
  expect(isStill()).toBe(true);
  rerender(<Host graph={graph} culling={false} nodesStatus={running(100)} />);
  expect(isStill()).toBe(false);
});

test('cards that are taken out no longer count', () => {
  const nodesStatus = running(101);
  const props = { ref: editor, config, defaultGraph: graph, nodesStatus };
  render(<FlowEditor {...props} culling={false} />);
  expect(isStill()).toBe(true);
  dispatch({ type: 'removeNodes', ids: ['n100'] });
  expect(isStill()).toBe(false);
});
