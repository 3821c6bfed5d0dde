/** What has no room on a card, what is pinned, and what is a wire only. */
import { describe, expect, test } from '@jest/globals';
import { act, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { preloadForms } from '../../../component/controls/widgets.js';
import { Inspector } from '../../../component/panels/inspector.js';
import { markKey } from '../../../component/store/marks.js';
import { openEditor } from '../editor.js';
import type { OpenEditor } from '../editor.js';

const config = {
  version: 1,
  nodeTypes: [
    {
      type: 't',
      label: 'T',
      inputs: [
        { name: 'list', label: 'List', schema: { type: 'array', items: { type: 'number' } } },
        { name: 'n', label: 'N', schema: { type: 'number' } },
      ],
      outputs: [{ name: 'out', label: 'Out', schema: {} }],
    },
  ],
};
const graph = {
  version: 1,
  nodes: { one: { type: 't', inputData: { list: { list: [1, 'x'] }, n: { n: 7 } } } },
};
const error = {
  name: 'ValueError',
  code: 'node-error',
  message: `one: ${'a long story '.repeat(40)}`,
  stack: 'Traceback: the very end',
};

function open(more: object = {}, children = <></>): OpenEditor {
  return openEditor({ config, defaultGraph: graph, ...more }, children);
}

const canvas = () => within(screen.getByRole('application'));
const dialog = () => screen.findByRole('dialog', { name: 'T' });

describe('fields that have no room on a card', () => {
  test('[E14] are told in short, with what is wrong, and open beside it', async () => {
    await act(() => preloadForms());
    const { getState } = open();
    const button = canvas().getByRole('button', { name: 'Edit List: 2 items: 1, "x"' });
    expect(button).toHaveAttribute('title', 'Item 2: Expected a number, got "x"');
    await userEvent.click(button);
    const fields = within(await dialog());
    expect(fields.getByRole('textbox', { name: 'Item 1' })).toHaveFocus();
    await userEvent.type(fields.getByRole('textbox', { name: 'Item 1' }), '0');
    expect(getState().graph.nodes['one']?.inputData['list']).toEqual({ list: [10, 'x'] });
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(button).toHaveFocus();
  });

  test('open in the inspector, where there is one', async () => {
    await act(() => preloadForms());
    const { getState } = open({}, <Inspector defaultCollapsed={false} />);
    await userEvent.click(canvas().getByRole('button', { name: /^Edit List/ }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect([...getState().selection]).toEqual(['one']);
    const inspector = within(screen.getByRole('complementary', { name: 'Inspector' }));
    expect(inspector.getByRole('textbox', { name: 'Item 1' })).toHaveFocus();
  });
});

test('a crash is told in short on the card, and in full after one press', async () => {
  const { receive } = open();
  receive({ nodesStatus: { one: 'error' }, results: { one: { error } } });
  expect(canvas().queryByText(/the very end/)).toBeNull();
  await userEvent.click(canvas().getByRole('button', { name: 'Details of the error of T' }));
  expect(within(await dialog()).getByText('Traceback: the very end')).toBeVisible();
});

test('what flowed through the one wire that is selected is shown', async () => {
  const wired = {
    version: 1,
    nodes: {
      one: { type: 't', pinned: { out: 'a word' } },
      two: { type: 't', connections: { inputs: { n: [{ nodeId: 'one', portName: 'out' }] } } },
    },
  };
  const { dispatch } = open({ defaultGraph: wired });
  const wire = { from: { nodeId: 'one', portName: 'out' }, to: { nodeId: 'two', portName: 'n' } };
  dispatch({ type: 'select', ids: [], marks: [markKey({ type: 'wire', wire })] });
  const size = await screen.findByText('6 characters');
  expect(size.closest('.mr-flowed')).toHaveTextContent(/^Out → N .*a word 6 characters$/);
  // It goes where the wire goes, when that rests.
  dispatch({ type: 'moveViewport', viewport: { x: 40, y: 30, scale: 1 } });
  expect(screen.queryByText('6 characters')).toBeNull();
  await screen.findByText('6 characters');
  dispatch({ type: 'select', ids: ['one'] });
  expect(screen.queryByText('6 characters')).toBeNull();
});

describe('a pinned output', () => {
  const outputs = { out: { a: [1] } };

  test('[E7] is what it last gave, said on the card, and let go again', async () => {
    const { getState, receive, dispatch } = open({}, <Inspector defaultCollapsed={false} />);
    dispatch({ type: 'select', ids: ['one'] });
    receive({ nodesStatus: { one: 'success' }, results: { one: { outputs } } });
    await userEvent.click(screen.getByRole('tab', { name: 'Output' }));
    const pin = screen.getByRole('button', { name: /^Pin Out/ });
    await userEvent.click(pin);
    const kept = getState().graph.nodes['one']?.pinned?.['out'];
    expect(kept).toEqual({ a: [1] });
    expect(kept).not.toBe(outputs.out);
    expect(canvas().getByRole('img', { name: /^Pinned: Out\./ })).toBeVisible();
    receive({ nodesStatus: {}, results: {} });
    expect(canvas().getByText('{a: [1]}')).toBeVisible();
    expect(pin).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(pin);
    expect(getState().graph.nodes['one']?.pinned).toBeUndefined();
    dispatch({ type: 'undo' });
    expect(getState().graph.nodes['one']?.pinned?.['out']).toEqual({ a: [1] });
  });

  test.each([
    ['a function', () => 1, /^Only values that JSON can say can be pinned; this is a function/],
    ['too large', 'x'.repeat(1_000_001), /^It would make the document too large/],
  ])('can’t be %s', async (_, out, why) => {
    const { getState, receive, dispatch } = open({}, <Inspector defaultCollapsed={false} />);
    dispatch({ type: 'select', ids: ['one'] });
    receive({ nodesStatus: { one: 'success' }, results: { one: { outputs: { out } } } });
    await userEvent.click(screen.getByRole('tab', { name: 'Output' }));
    const pin = screen.getByRole('button', { name: /^Pin Out/ });
    expect(pin).toHaveAccessibleDescription(why);
    await userEvent.click(pin);
    expect(getState().graph.nodes['one']?.pinned).toBeUndefined();
  });
});

describe('an input that is shown as a wire', () => {
  test('[E14] has its name and value on the card, its field in the inspector, and comes back', async () => {
    const { getState, dispatch } = open({}, <Inspector defaultCollapsed={false} />);
    dispatch({ type: 'select', ids: ['one'] });
    const button = screen.getByRole('button', { name: 'Show N as a wire only' });
    await userEvent.click(button);
    expect(getState().graph.nodes['one']?.asWire).toEqual(['n']);
    expect(canvas().queryByRole('textbox', { name: 'N' })).toBeNull();
    expect(canvas().getByText('N')).toBeVisible();
    expect(canvas().getByText('7')).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'N' })).toHaveValue('7');
    expect(button).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(button);
    expect(canvas().getByRole('textbox', { name: 'N' })).toHaveValue('7');
  });
});

test('[E14] what is typed and wrong comes back with its field', async () => {
  const { dispatch } = open();
  const field = () => canvas().getByRole('textbox', { name: 'N' });
  await userEvent.type(field(), 'x');
  dispatch({ type: 'showAsWire', nodeId: 'one', portName: 'n', asWire: true });
  dispatch({ type: 'undo' });
  expect(field()).toHaveValue('7x');
  expect(field()).toHaveAccessibleDescription(/^Expected a number/);
  await userEvent.type(field(), '{Escape}');
  expect(field()).toHaveValue('7');
});
