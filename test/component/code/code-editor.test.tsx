import { describe, expect, test } from '@jest/globals';
import { EditorView } from '@codemirror/view';
import { act, render, screen, waitFor } from '@testing-library/react';
import { StrictMode, createRef } from 'react';
import type { ReactElement } from 'react';
import { CodeEditor } from '../../../component/index.js';
import type { CodeEditorApi, CodeEditorProps } from '../../../component/index.js';

const field = (): HTMLElement => screen.getByRole('textbox', { name: 'Code' });

async function loaded(): Promise<EditorView> {
  await waitFor(() => expect(field()).toHaveClass('cm-content'));
  return EditorView.findFromDOM(field())!;
}

/** What somebody types, at the end. */
const type = (view: EditorView, text: string): void =>
  act(() => view.dispatch({ changes: { from: view.state.doc.length, insert: text } }));

const textOf = (view: EditorView): string => view.state.doc.toString();

/** A host that keeps what it is told, and renders when the test says so. */
function show(props: Partial<CodeEditorProps> = {}) {
  const told: string[] = [];
  const onChange = (text: string): void => void told.push(text);
  const page = (value: string, more: Partial<CodeEditorProps> = {}): ReactElement => (
    <StrictMode>
      <CodeEditor label="Code" value={value} onChange={onChange} {...props} {...more} />
    </StrictMode>
  );
  const { rerender, unmount } = render(page(props.value ?? 'a'));
  return {
    told,
    unmount,
    set: (value: string, more?: Partial<CodeEditorProps>) => rerender(page(value, more)),
  };
}

describe('CodeEditor', () => {
  test('is an editor of one text, once CodeMirror has come', async () => {
    const { told } = show();
    const view = await loaded();
    expect(textOf(view)).toBe('a');
    expect(document.querySelectorAll('.cm-editor')).toHaveLength(1);
    type(view, 'b');
    expect(told).toEqual(['ab']);
    expect(field()).toHaveAttribute('aria-multiline', 'true');
  });

  test('takes over what comes from outside, and its own undo leaves that alone', async () => {
    const { told, set } = show();
    const view = await loaded();
    type(view, 'b');
    set('ab');
    set('x ab y');
    expect(textOf(view)).toBe('x ab y');
    expect(told).toEqual(['ab']);
  });

  test('a host that is behind takes nothing of what is being typed', async () => {
    const { told, set } = show();
    const view = await loaded();
    for (const letter of 'bcd') type(view, letter);
    expect(told).toEqual(['ab', 'abc', 'abcd']);
    for (const late of told) set(late);
    expect(textOf(view)).toBe('abcd');
    // A change that was refused.
    set('a');
    expect(textOf(view)).toBe('a');
  });

  test('line ends of Windows are no change', async () => {
    const { told, set } = show({ value: 'a\r\nb' });
    const view = await loaded();
    expect(textOf(view)).toBe('a\nb');
    set('a\r\nb', { label: 'Code' });
    expect(told).toEqual([]);
  });

  test('says what is wrong with its text', async () => {
    const { set } = show();
    await loaded();
    expect(field()).not.toHaveAttribute('aria-invalid');
    set('a', { diagnostics: [{ severity: 'error', message: 'no', line: 1 }] });
    expect(field()).toHaveAttribute('aria-invalid', 'true');
    set('a', { diagnostics: [{ severity: 'warning', message: 'well', line: 1 }] });
    expect(field()).not.toHaveAttribute('aria-invalid');
  });

  test('can be read where it can’t be changed', async () => {
    show({ readOnly: true });
    const view = await loaded();
    expect(view.state.readOnly).toBe(true);
    expect(field()).toHaveAttribute('aria-readonly', 'true');
  });

  test('goes to the place of a diagnostic', async () => {
    const api = createRef<CodeEditorApi>();
    render(
      <CodeEditor ref={api} label="Code" value={'one\ntwo three'} onChange={() => undefined} />,
    );
    const view = await loaded();
    act(() => api.current!.showPlace({ severity: 'error', message: 'no', line: 2, column: 5 }));
    expect(view.state.selection.main.head).toBe(8);
    expect(field()).toHaveFocus();
  });

  test('leaves nothing behind', async () => {
    const { unmount } = show();
    const view = await loaded();
    unmount();
    expect(document.querySelector('.cm-editor')).toBeNull();
    expect(view.dom.isConnected).toBe(false);
  });
});
