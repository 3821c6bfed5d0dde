import { beforeEach, describe, expect, test } from '@jest/globals';
import { act, render, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import type { NodeReports } from '../../../component/index.js';
import { api, dispatch, Host } from '../host.js';
import { config } from '../nodes.js';

const said = (tone = 'polite'): readonly string[] =>
  [...document.querySelectorAll(`[data-mr-live="${tone}"] p`)].map((line) => line.textContent);

async function hear(sentence: string): Promise<void> {
  await waitFor(() => expect(said()).toContain(sentence), { timeout: 3_000 });
}

let rerender: (element: ReactElement) => void;

beforeEach(async () => {
  ({ rerender } = render(<Host />));
  // It is loaded after the editor.
  await act(async () => void (await import('../../../component/announce/tell.js')));
});

describe('[E12] an edit is said aloud', () => {
  const wire = { from: { nodeId: 'one', portName: 'sum' }, to: { nodeId: 'two', portName: 'a' } };

  test('in words by its kind, and so is what undo brings back', async () => {
    dispatch({ type: 'disconnect', wire });
    await hear('Add disconnected from A of Add');
    dispatch({ type: 'undo' });
    await hear('Undone: disconnect');
    dispatch({ type: 'redo' });
    await hear('Redone: disconnect');
    dispatch({ type: 'removeNodes', ids: ['one', 'two'] });
    await hear('2 nodes deleted');
    dispatch({ type: 'undo' }, { type: 'undo' });
    expect(said().slice(-2)).toEqual(['Undone: delete', 'Undone: disconnect']);
  });

  test('also what many keys do at once: folding, and what is selected besides nodes', async () => {
    dispatch({ type: 'select', ids: ['one'] });
    act(() => void api().run('toggleCollapsed'));
    await hear('Add collapsed');
    dispatch({ type: 'undo' });
    await hear('Undone: change of a node');
    act(() => void api().run('toggleCollapsed'));
    act(() => void api().run('toggleCollapsed'));
    await hear('Add expanded');
    act(() => void api().groupNodes(['one'], { title: 'Sums' }));
    act(() => void api().run('toggleCollapsed'));
    await hear('Group “Sums” collapsed');
    act(() => void api().addComment({ text: 'here' }));
    act(() => void api().run('delete'));
    await hear('1 comment deleted');
    expect(said()).toHaveLength(3);
  });

  test('with everything that was copied, cut, moved or selected by its name', async () => {
    act(() => void api().groupNodes(['one', 'two'], { title: 'Sums' }));
    act(() => void api().addComment({ text: 'here' }));
    dispatch({ type: 'selectAll' });
    await hear('2 nodes, 1 comment selected');
    dispatch({ type: 'copy' });
    await hear('2 nodes, 1 comment, 1 group copied');
    dispatch({ type: 'paste', dx: 8, dy: 8 });
    await hear('2 nodes, 1 comment, 1 group pasted');
    const [comment] = api().getState().marks;
    dispatch({ type: 'select', ids: [], marks: [comment!] }, { type: 'cut' });
    await hear('1 comment cut');
    dispatch({ type: 'group', id: 'g', nodeIds: ['one'] }, { type: 'makeSubgraph', name: 'part' });
    await hear('Group of 1 node made');
    expect(said().slice(-2)).toEqual(['Group of 1 node made', 'Subgraph of 1 node made']);
  });

  test('when it has come to rest: a row of nudges is one sentence', async () => {
    for (const x of [4, 8, 12]) {
      dispatch({ type: 'moveNodes', places: { one: { x, y: 0 } }, mergeKey: 'nudge' });
    }
    await hear('Moved to 12, 0');
    expect(said()).toEqual(['Moved to 12, 0']);
  });

  test('as what it was refused for, at once', () => {
    act(() => api().announce('a secret takes no wire', 'assertive'));
    expect(said('assertive')).toEqual(['a secret takes no wire']);
    expect(said()).toEqual([]);
  });

  test('and three sentences are kept', () => {
    act(() => {
      for (const count of [1, 2, 3, 4]) api().announce(`sentence ${count}`);
    });
    expect(said()).toEqual(['sentence 2', 'sentence 3', 'sentence 4']);
  });
});

describe('[E12] a run is said aloud', () => {
  const show = (nodesStatus: Record<string, string>, results: NodeReports = {}): void =>
    rerender(<Host nodesStatus={nodesStatus} results={results} />);

  test('its start, each error and its outcome; not each status', async () => {
    show({ one: 'waiting', two: 'waiting' });
    show({ one: 'running', two: 'waiting' });
    show({ one: 'success', two: 'running' });
    const error = { name: 'Error', code: 'node-error', message: 'too much' };
    show({ one: 'success', two: 'error' }, { two: { error } });
    await hear('Run finished: 1 failed, 1 done');
    expect(said()).toEqual([
      'Run started',
      'Add failed: too much',
      'Run finished: 1 failed, 1 done',
    ]);
  });

  test('an error once, with its message, though both come bit by bit', async () => {
    const error = { name: 'Error', code: 'node-error', message: 'too much' };
    show({ one: 'running', two: 'running' });
    show({ one: 'error', two: 'running' });
    show({ one: 'error', two: 'running' }, { one: { error } });
    show({ one: 'error', two: 'running' }, { one: { error, durationMs: 8 } });
    expect(said()).toEqual(['Run started', 'Add failed: too much']);
    show({ one: 'error', two: 'error' }, { one: { error, durationMs: 9 } });
    await hear('Run finished: 2 failed, 0 done');
    expect(said().slice(1)).toEqual(['Add failed', 'Run finished: 2 failed, 0 done']);
  });

  test('and what was skipped or cancelled is counted', async () => {
    show({ one: 'running', two: 'waiting' });
    show({ one: 'cancelled', two: 'cancelled' });
    await hear('Run finished: 0 done, 2 cancelled');
    expect(said('assertive')).toEqual([]);
  });

  test('to its end, also where the editor has got another config meanwhile', async () => {
    show({ one: 'running', two: 'waiting' });
    rerender(
      <Host
        config={JSON.parse(JSON.stringify(config)) as object}
        nodesStatus={{ one: 'running', two: 'waiting' }}
      />,
    );
    show({ one: 'success', two: 'success' });
    await hear('Run finished: 2 done');
    expect(said()).toEqual(['Run started', 'Run finished: 2 done']);
  });

  test('and not anew by who looks into a subgraph', async () => {
    let inner = '';
    act(() => void (inner = api().makeSubgraph(['two'])!));
    const statuses = { one: 'running', [inner]: 'running', [`${inner}/two`]: 'success' };
    show(statuses);
    await hear('Run started');
    act(() => api().enterSubgraph(inner));
    act(() => api().leaveSubgraph());
    show({ ...statuses, one: 'success', [inner]: 'success' });
    await hear('Run finished: 2 done');
    expect(said().filter((sentence) => sentence.startsWith('Run'))).toEqual([
      'Run finished: 2 done',
    ]);
  });
});
