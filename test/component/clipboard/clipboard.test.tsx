import { afterEach, describe, expect, test } from '@jest/globals';
import { act, fireEvent, render } from '@testing-library/react';
import { createRef } from 'react';
import { actionOf } from '../../../component/actions/all-actions.js';
import type { EditorContextValue } from '../../../component/editor-context.js';
import { FlowEditor, useEditor } from '../../../component/index.js';
import type { FlowEditorApi, FlowEditorProps } from '../../../component/index.js';
import { chain, config } from '../nodes.js';

const editor = createRef<FlowEditorApi>();
const api = (): FlowEditorApi => editor.current!;
let context: EditorContextValue;

function Part(): null {
  context = useEditor();
  return null;
}

function open(props: Partial<FlowEditorProps> = {}): void {
  const { container } = render(
    <FlowEditor ref={editor} config={config} defaultGraph={chain} {...props}>
      <Part />
    </FlowEditor>,
  );
  container.querySelector<HTMLElement>('.mr-canvas')!.focus();
}

/** What the system's clipboard holds; jsdom has none. */
class Transfer {
  text = '';
  readonly setData = (_: string, text: string): void => void (this.text = text);
  readonly getData = (): string => this.text;
}

function send(type: 'copy' | 'cut' | 'paste', clipboardData = new Transfer()): Transfer {
  const target = document.activeElement ?? document.body;
  act(() => void fireEvent[type](target, { clipboardData }));
  return clipboardData;
}

const holding = (text: string): Transfer => Object.assign(new Transfer(), { text });
const ids = (): readonly string[] => Object.keys(api().getState().graph.nodes);
const said = (): string => document.querySelector('.mr-hint')?.textContent ?? '';
const select = (...which: readonly string[]): void =>
  act(() => api().dispatch({ type: 'select', ids: which }));

describe('[E3] the system’s clipboard, by keys', () => {
  test('is left to a field inside an element that a host defined', () => {
    open();
    select('one');
    const own = document
      .querySelector('.mr-canvas')!
      .appendChild(document.createElement('host-field'));
    own.attachShadow({ mode: 'open', delegatesFocus: true }).innerHTML = '<input />';
    own.shadowRoot!.querySelector('input')!.focus();
    expect(document.activeElement).toBe(own);
    expect(send('copy').text).toBe('');
    expect(send('paste', holding('{"version":1,"nodes":{}}')).text).not.toBe('');
    expect(ids()).toEqual(['one', 'two']);
    own.remove();
  });

  test('holds what was copied as the text of a graph, which pastes with its wires', () => {
    open();
    select('one', 'two');
    const copied = send('copy');
    expect(JSON.parse(copied.text)).toMatchObject({ version: 1, nodes: { one: {}, two: {} } });
    send('paste', copied);
    expect(ids()).toEqual(['one', 'two', 'one-2', 'two-2']);
    expect(api().getState().graph.nodes['two-2']?.connections.inputs).toEqual({
      a: [{ nodeId: 'one-2', portName: 'sum' }],
    });
    expect([...api().getState().selection]).toEqual(['one-2', 'two-2']);
  });

  test('takes what is cut, and gives it back beside the pointer', () => {
    open();
    select('two');
    const cut = send('cut');
    expect(ids()).toEqual(['one']);
    const canvas = document.querySelector('.mr-canvas')!;
    fireEvent.pointerMove(canvas, { clientX: 500, clientY: 700 });
    send('paste', cut);
    expect(api().getState().graph.nodes['two']).toMatchObject({ x: 500, y: 700 });
  });

  test('[E9] says why what would contain itself is not pasted', () => {
    open();
    act(() => void api().makeSubgraph(['one'], 'part'));
    act(() => api().enterSubgraph('part'));
    const before = api().getState();
    send('paste', holding('{"x": {"type": "graph:part", "x": 0, "y": 0}}'));
    expect(said()).toContain('the subgraph "part" would contain itself');
    expect(api().getState().document).toBe(before.document);
  });

  test('pastes any graph, and says of any other text that it is none', () => {
    open();
    const flume = { far: { id: 'far', type: 'math.add', x: 1, y: 1, width: 200, inputData: {} } };
    send('paste', holding(JSON.stringify(flume)));
    expect(ids()).toEqual(['one', 'two', 'far']);
    const before = api().getState().graph;
    for (const text of ['hello', '{"version":1}', '[1,2]', '{', '{"nodes":{}}']) {
      send('paste', holding(text));
      expect([text, said()]).toEqual([text, expect.stringContaining('holds no nodes')]);
    }
    expect(api().getState().graph).toBe(before);
  });

  test('is left alone by an editor that has not the focus, and by its fields', () => {
    open();
    select('one');
    document.querySelector<HTMLInputElement>('[data-mr-node="one"] input')!.focus();
    expect(send('copy').text).toBe('');
    send('paste', holding(JSON.stringify(chain)));
    act(() => (document.activeElement as HTMLElement).blur());
    expect(send('copy').text).toBe('');
    send('paste', holding(JSON.stringify(chain)));
    expect(ids()).toEqual(['one', 'two']);
  });

  test('of a read-only editor is written, and not read', () => {
    open({ readOnly: true });
    select('one');
    expect(JSON.parse(send('copy').text)).toMatchObject({ nodes: { one: {} } });
    expect(send('cut').text).toBe('');
    send('paste', holding(JSON.stringify(chain)));
    expect(ids()).toEqual(['one', 'two']);
  });
});

describe('[E3] the clipboard, by menus', () => {
  const run = (id: string): Promise<void> =>
    act(async () => {
      actionOf(id)!.run(context);
      await Promise.resolve();
    });
  const systems = (value: object | undefined): void => {
    Object.defineProperty(navigator, 'clipboard', { value, configurable: true });
  };
  afterEach(() => systems(undefined));

  test('goes to the system and comes from there', async () => {
    open();
    let held = '';
    const writeText = (text: string): Promise<void> => Promise.resolve(void (held = text));
    systems({ writeText, readText: () => Promise.resolve(held) });
    select('one');
    await run('copy');
    select();
    await run('paste');
    expect(ids()).toEqual(['one', 'two', 'one-2']);
    expect(said()).toBe('');
  });

  test('pastes nothing where the system holds another text', async () => {
    open();
    let held = '';
    systems({ writeText: () => Promise.resolve(), readText: () => Promise.resolve(held) });
    select('one');
    await run('copy');
    held = 'hello';
    await run('paste');
    expect([ids(), said()]).toEqual([['one', 'two'], expect.stringContaining('holds no nodes')]);
    held = '';
    await run('paste');
    expect(ids()).toEqual(['one', 'two', 'one-2']);
  });

  test('stays with the editor where the browser refuses, and says what works', async () => {
    open();
    const refuse = (): Promise<never> => Promise.reject(new Error('NotAllowedError'));
    systems({ writeText: refuse, readText: refuse });
    await run('paste');
    expect(said()).toMatch(/does not let .*Ctrl\+V/);
    select('one');
    await run('copy');
    expect(said()).toMatch(/for this editor only.*Ctrl\+C/);
    await run('paste');
    expect(ids()).toEqual(['one', 'two', 'one-2']);
  });
});
