/** Fields inside an editor: focus, steps of the history, a host's page round them. */
import { describe, expect, jest, test } from '@jest/globals';
import { act, createEvent, fireEvent, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { StrictMode } from 'react';
import { FlowEditor } from '../../../component/flow-editor.js';
import { Inspector } from '../../../component/panels/inspector.js';
import { openEditor } from '../editor.js';
import type { OpenEditor } from '../editor.js';
import { box, number, show } from './show-port.js';

const config = {
  version: 1,
  nodeTypes: [
    {
      type: 't',
      label: 'T',
      inputs: [
        { name: 'on', label: 'On', type: 'boolean' },
        { name: 'text', label: 'Text', type: 'string', default: 'hello' },
        { name: 'to', label: 'To', schema: { enum: ['a', 'b', 'c'] } },
      ],
      outputs: [],
    },
  ],
};

function open(nodes: object): OpenEditor {
  return openEditor({ config, defaultGraph: { version: 1, nodes } }, <Inspector />);
}

const inspector = () => within(screen.getByRole('complementary', { name: 'Inspector' }));
const canvas = () => screen.getByRole('application');
const inputsOf = (editor: OpenEditor, id = 'one') => editor.getState().graph.nodes[id]?.inputData;

describe('a field', () => {
  test.each([
    ['of a card', () => within(canvas()), () => screen.getByRole('group', { name: 'T' })],
    ['of the inspector', () => inspector(), () => canvas()],
  ])('%s is left with Enter for where the keys work', async (_, place, goal) => {
    const editor = open({ one: { type: 't' } });
    editor.dispatch({ type: 'select', ids: ['one'] });
    await userEvent.type(place().getByRole('textbox', { name: 'Text' }), 'abc{Enter}');
    expect(goal()).toHaveFocus();
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(inputsOf(editor)?.['text']).toBeUndefined();
  });

  test('that is reset gets the focus of the button that goes', async () => {
    const { values } = show({ type: 'string', default: 'hello' }, { p: 'a' });
    await userEvent.click(screen.getByRole('button', { name: 'Reset Port to hello' }));
    expect(box()).toHaveFocus();
    await userEvent.keyboard('b{Escape}');
    expect(values()).toEqual({});
  });

  test('without a default can be reset, too', async () => {
    const { values } = show({ type: 'string' }, { p: 'a' });
    await userEvent.clear(box());
    expect(values()).toEqual({ p: '' });
    await userEvent.click(screen.getByRole('button', { name: 'Reset Port to nothing' }));
    expect(values()).toEqual({});
  });

  test('with an empty text does not look like its default', async () => {
    show({ type: 'string', default: 'hello' }, { p: '' });
    expect(box()).toHaveAttribute('placeholder', 'empty text');
  });

  test('keeps an Escape to itself that brought something back, and no other', async () => {
    show(number, { p: 1 });
    const escape = (): boolean => fireEvent.keyDown(box(), { key: 'Escape' });
    await userEvent.type(box(), '2');
    const heard = jest.fn();
    document.addEventListener('keydown', heard);
    expect(escape()).toBe(false);
    expect(heard).not.toHaveBeenCalled();
    expect(escape()).toBe(true);
    document.removeEventListener('keydown', heard);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  test('has an id of its own, whatever nodes and ports are called', () => {
    const inputs = (...names: string[]) =>
      names.map((name) => ({ name, label: name, schema: { type: 'number' } }));
    const nodeTypes = [
      { type: 'x', label: 'X', inputs: inputs('b-c', 'p q'), outputs: [] },
      { type: 'y', label: 'Y', inputs: inputs('c'), outputs: [] },
    ];
    const nodes = {
      a: { type: 'x', inputData: { 'p q': { 'p q': 'bad' } } },
      'a-b': { type: 'y' },
    };
    openEditor({ config: { version: 1, nodeTypes }, defaultGraph: { version: 1, nodes } }, null);
    const ids = screen.getAllByRole('textbox').map((field) => field.id);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(3);
    const field = screen.getByRole('textbox', { name: 'p q' });
    expect(field).toHaveAccessibleDescription(/^Expected a number/);
  });
});

describe('a pasted text of several lines', () => {
  test('keeps them: the field becomes one of several lines', async () => {
    const { values } = show({ type: 'string' }, { p: 'ab' });
    await userEvent.click(box());
    box().setSelectionRange(1, 1);
    await userEvent.paste('1\r\n2');
    expect(values()).toEqual({ p: 'a1\n2b' });
    expect(box().tagName).toBe('TEXTAREA');
    expect(box()).toHaveFocus();
    expect(box().selectionStart).toBe(4);
  });

  test('of one line is pasted by the browser', async () => {
    const { values } = show({ type: 'string' }, { p: 'ab' });
    await userEvent.click(box());
    await userEvent.paste('cd');
    expect(values()).toEqual({ p: 'abcd' });
    expect(box().tagName).toBe('INPUT');
  });
});

describe('one step of the history', () => {
  test.each([
    ['on a card', () => within(canvas())],
    ['in the inspector', () => inspector()],
  ])('%s is each switch and each choice', async (_, place) => {
    const editor = open({ one: { type: 't' } });
    editor.dispatch({ type: 'select', ids: ['one'] });
    const box = place().getByRole('checkbox', { name: 'On' });
    for (let times = 0; times < 3; times += 1) await userEvent.click(box);
    const choice = place().getByRole('combobox', { name: 'To' });
    await userEvent.selectOptions(choice, 'a');
    await userEvent.selectOptions(choice, 'b');
    expect(editor.getState().history.undo).toHaveLength(5);
    editor.dispatch({ type: 'undo' });
    expect(inputsOf(editor)?.['to']).toEqual({ to: 'a' });
  });

  test('is a switch whose value was kept under another key', async () => {
    const editor = open({ one: { type: 't', inputData: { on: { old: true } } } });
    await userEvent.click(within(canvas()).getByRole('checkbox', { name: 'On' }));
    expect(inputsOf(editor)?.['on']).toEqual({ on: false });
    expect(editor.getState().history.undo).toHaveLength(1);
  });

  test('ends where another node is inspected', async () => {
    const editor = open({ one: { type: 't' }, two: { type: 't' } });
    const titles = (): string => `${editor.getState().graph.nodes['one']?.title}`;
    const rename = async (text: string): Promise<void> => {
      editor.dispatch({ type: 'select', ids: ['one'] });
      await userEvent.type(inspector().getByRole('textbox', { name: 'Title' }), text);
    };
    await rename('a');
    editor.dispatch({ type: 'select', ids: ['two'] });
    await rename('bc');
    expect(titles()).toBe('abc');
    editor.dispatch({ type: 'undo' });
    expect(titles()).toBe('a');
  });
});

test('Enter in a field sends no form round the editor', async () => {
  const onSubmit = jest.fn();
  const defaultGraph = { version: 1, nodes: { one: { type: 't' } } };
  render(
    <StrictMode>
      <form onSubmit={onSubmit}>
        <FlowEditor config={config} defaultGraph={defaultGraph} />
        <button>Send</button>
      </form>
    </StrictMode>,
  );
  for (const field of [screen.getByRole('textbox'), screen.getByRole('checkbox')]) {
    act(() => field.focus());
    const press = createEvent.keyDown(field, { key: 'Enter' });
    fireEvent(field, press);
    expect(press.defaultPrevented).toBe(true);
  }
  await userEvent.type(screen.getByRole('textbox'), 'a{Enter}');
  expect(onSubmit).not.toHaveBeenCalled();
});
