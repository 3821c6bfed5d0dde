/** The ports of cards, which are ours in the place of Flume's. */
import { expect, test } from '@jest/globals';
import { openEditor } from '../editor.js';
import { chain, config, node } from '../nodes.js';

const handleAt = (node: string, port: string): HTMLElement =>
  document.querySelector<HTMLElement>(`[data-mr-node="${node}"] [data-port-name="${port}"]`)!;

test('a handle stays, and keeps the focus, when a wire goes and when it comes back', () => {
  const { dispatch } = openEditor({ config, defaultGraph: chain }, null);
  const wire = {
    from: { nodeId: 'one', portName: 'sum' },
    to: { nodeId: 'two', portName: 'a' },
  };
  const handle = handleAt('two', 'a');
  const row = handle.closest('.mr-input-row')!;
  expect(row.querySelector('input')).toBeNull();
  handle.focus();
  dispatch({ type: 'disconnect', wire });
  expect(row.querySelector('input')).not.toBeNull();
  expect(handleAt('two', 'a')).toBe(handle);
  expect(document.activeElement).toBe(handle);
  dispatch({ type: 'connect', wire });
  expect(row.querySelector('input')).toBeNull();
  expect(document.activeElement).toBe(handle);
});

test('a card is made of few elements: a thousand have to mount', () => {
  openEditor({ config, defaultGraph: chain }, null);
  const card = document.querySelector('[data-mr-node]')!;
  const handles = card.querySelectorAll('.mr-handle').length;
  // Six to an input with a field, and what the head is made of.
  expect(card.querySelectorAll('*').length).toBeLessThanOrEqual(10 + 6 * handles);
});

test('a wire that waited for its node is drawn when one comes there, and goes with it', () => {
  const inputs = { a: [{ nodeId: 'gone', portName: 'sum' }] };
  const waiting = node('one', 'math.add', { connections: { inputs, outputs: {} } });
  const graph = { version: 1 as const, nodes: { one: waiting } };
  const { dispatch } = openEditor({ config, defaultGraph: graph }, null);
  expect(document.querySelector('.mr-wire')).toBeNull();
  dispatch({ type: 'addNodes', nodes: { gone: { type: 'math.add', x: 300 } } });
  expect(document.querySelector('.mr-wire')).not.toBeNull();
  dispatch({ type: 'undo' });
  expect(document.querySelector('.mr-wire')).toBeNull();
});
