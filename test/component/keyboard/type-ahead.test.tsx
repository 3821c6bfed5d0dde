/** A file of its own: only the first menu of a page has to be waited for. */
import { expect, test } from '@jest/globals';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { preloadFind } from '../../../component/find/find-host.js';
import { FlowEditor } from '../../../component/index.js';
import { config } from '../nodes.js';

await preloadFind();

const press = (key: string): boolean =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key });

test('what is typed while the first menu is loaded is typed into it', async () => {
  render(<FlowEditor config={config} />);
  screen.getByRole('application').focus();
  // What is open already has a field, too.
  fireEvent.keyDown(document.activeElement!, { key: 'f', ctrlKey: true });
  expect(screen.getByRole('searchbox')).toHaveFocus();
  screen.getByRole('application').focus();
  for (const key of ['/', 'x', 'Backspace', 'a', 'd']) press(key);
  // What comes when the field is there waits for what came before.
  document.addEventListener('focusin', () => press('d'), { once: true });
  expect(screen.queryByRole('combobox')).toBeNull();
  const field = await screen.findByRole('combobox');
  await waitFor(() => expect((field as HTMLInputElement).value).toBe('add'));
  press('Enter');
  await waitFor(() => expect(document.querySelectorAll('[data-mr-node]')).toHaveLength(1));
});
