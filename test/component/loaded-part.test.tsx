import { expect, jest, test } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import type { ComponentType } from 'react';
import { createLoadedPart } from '../../component/loaded-part.js';
import { Host } from './host.js';

const Text = ({ text }: { readonly text: string }) => <p>{text}</p>;

test('a part comes when it is shown, and is there at once ever after', async () => {
  const load = jest.fn(async (): Promise<ComponentType<{ readonly text: string }>> => Text);
  const { Part } = createLoadedPart(load);
  const { unmount } = render(
    <Host>
      <Part text="first" />
    </Host>,
  );
  expect(screen.queryByText('first')).toBeNull();
  expect(await screen.findByText('first')).toBeVisible();
  unmount();
  render(
    <Host>
      <Part text="second" />
    </Host>,
  );
  expect(screen.getByText('second')).toBeVisible();
});

test('a part that can’t be loaded is told of, and tried again', async () => {
  let isOnline = false;
  const closed: string[] = [];
  const { Part, preload } = createLoadedPart(
    async () => {
      if (!isOnline) throw new TypeError('Failed to fetch');
      return Text;
    },
    ({ text }: { readonly text: string }) => closed.push(text),
  );
  render(
    <Host>
      <Part text="it" />
    </Host>,
  );
  // On the canvas, and for screen readers.
  expect(await screen.findAllByText(/^This could not be loaded/)).toHaveLength(2);
  // Left open, it would wait for keys that nobody sees, and could not be opened again.
  expect(closed).toEqual(['it']);
  isOnline = true;
  await preload();
  render(
    <Host>
      <Part text="it" />
    </Host>,
  );
  expect(screen.getByText('it')).toBeVisible();
});
