import { describe, expect, test } from '@jest/globals';
import { act, render, waitFor } from '@testing-library/react';
import { canvas, card, dispatch, Host } from '../host.js';

const removal = { type: 'removeNodes', ids: ['two'] } as const;

describe('[E11] the focus, when what had it goes', () => {
  test('goes to the canvas', async () => {
    render(<Host />);
    act(() => card('two').focus());
    dispatch(removal);
    await waitFor(() => expect(canvas()).toHaveFocus());
  });

  test('stays on the page where the user had left the editor for it', async () => {
    render(<Host />);
    act(() => card('two').focus());
    await act(async () => card('two').blur());
    dispatch(removal);
    await waitFor(() => expect(card('two')).toBeNull());
    await act(() => Promise.resolve());
    expect(document.body).toHaveFocus();
  });
});
