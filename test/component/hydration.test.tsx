import { expect, jest, test } from '@jest/globals';
import { act } from '@testing-library/react';
import { hydrateRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server.node';
import { FlowEditor, Inspector, MiniMap, Palette, Toolbar } from '../../component/index.js';
import { chain, config } from './nodes.js';

const PAGE = (
  <FlowEditor config={config} defaultGraph={chain} storageKey="hydration">
    <Palette />
    <Toolbar>
      <button>Run</button>
    </Toolbar>
    <Inspector />
    <MiniMap />
  </FlowEditor>
);

test('[E16] what a server rendered is taken over as it is, on a Mac and in a used browser, too', () => {
  const complaints = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const root = document.createElement('div');
  root.innerHTML = renderToString(PAGE);
  // With a DOM at hand it says that layout effects are not a server’s.
  complaints.mockClear();
  document.body.append(root);
  localStorage.setItem('hydration', JSON.stringify({ 'panel left': true, 'panel right': true }));
  const isDark = { matches: true, addEventListener: () => {}, removeEventListener: () => {} };
  Object.assign(globalThis, { matchMedia: () => isDark });
  jest.spyOn(navigator, 'platform', 'get').mockReturnValue('MacIntel');
  const onRecoverableError = jest.fn();
  let page: Root | undefined;
  act(() => {
    page = hydrateRoot(root, PAGE, { onRecoverableError });
  });
  expect(complaints.mock.calls).toEqual([]);
  expect(onRecoverableError).not.toHaveBeenCalled();
  expect(root.querySelector('[title^="Undo"]')?.getAttribute('title')).toBe('Undo (⌘Z)');
  expect(root.querySelector('.millrace')).toHaveAttribute('data-theme', 'dark');
  act(() => page?.unmount());
  jest.restoreAllMocks();
});
