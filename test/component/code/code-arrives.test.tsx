/** The moment in which CodeMirror takes the place of the plain field: it comes once in a page. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { EditorView } from '@codemirror/view';
import { render, screen, waitFor } from '@testing-library/react';
import { CodeEditor } from '../../../component/index.js';

const environment = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean };

// React renders when it finds the time, as in a page.
beforeEach(() => {
  // Nothing is laid out here, and CodeMirror measures where it has the focus.
  Object.assign(Range.prototype, { getClientRects: () => [] });
  environment.IS_REACT_ACT_ENVIRONMENT = false;
});
afterEach(() => {
  environment.IS_REACT_ACT_ENVIRONMENT = true;
});

test('keeps what was selected until the last moment, and the focus', async () => {
  render(<CodeEditor label="Code" value="one two" onChange={() => undefined} autoFocus />);
  const plain = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Code' });
  expect(plain).toHaveFocus();
  await import('../../../component/code/mounted-code.js');
  // It has come, and React has not rendered yet.
  expect(plain.isConnected).toBe(true);
  plain.setSelectionRange(0, 7);
  let lost = 0;
  const watch = new MutationObserver(() => {
    if (!plain.isConnected && document.activeElement === document.body) lost += 1;
  });
  watch.observe(document.body, { childList: true, subtree: true });
  await waitFor(() => expect(plain.isConnected).toBe(false));
  watch.disconnect();
  const view = EditorView.findFromDOM(screen.getByRole('textbox', { name: 'Code' }))!;
  const { from, to } = view.state.selection.main;
  expect([from, to, view.hasFocus, lost]).toEqual([0, 7, true, 0]);
});
