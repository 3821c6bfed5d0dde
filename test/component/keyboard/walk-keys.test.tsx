import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { preloadFind } from '../../../component/find/find-host.js';
import { openEditor } from '../editor.js';
import { chain, config } from '../nodes.js';

await preloadFind();

const focused = (): Element => document.activeElement!;
const key = (name: string, held: KeyboardEventInit = {}): boolean =>
  fireEvent.keyDown(focused(), { key: name, ...held });

function open() {
  const editor = openEditor({ config, defaultGraph: chain }, null);
  screen.getByRole('application').focus();
  return { ...editor, ids: () => Object.keys(editor.getState().graph.nodes) };
}

/** From the first node to its output. */
function goToOutput(): void {
  for (const name of ['Enter', 'Home', 'Enter', 'End']) key(name);
}

function goToWire(): void {
  goToOutput();
  key('ArrowRight');
  expect(focused()).toHaveAccessibleName(/^Wire from/);
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('[E11] on a wire', () => {
  test('a slash opens what can be inserted, wherever the keyboard has it', () => {
    open();
    goToWire();
    key('/', { code: 'Digit7', shiftKey: true });
    expect(screen.getByRole('dialog', { name: /insert/i })).toBeVisible();
  });

  test('Alt and an arrow do not leave the page', () => {
    open();
    goToWire();
    expect(key('ArrowLeft', { altKey: true })).toBe(false);
  });

  test('its own menu opens, by Shift and F10 on a Mac, too, and leads back to the port', () => {
    jest.spyOn(navigator, 'platform', 'get').mockReturnValue('MacIntel');
    open();
    goToWire();
    expect(key('F10', { shiftKey: true })).toBe(false);
    expect(screen.getByRole('menuitem', { name: /wire/i })).toBeVisible();
    fireEvent.keyDown(focused(), { key: 'Escape' });
    expect(focused()).toHaveAccessibleName(/output of/);
  });
});

describe('[E11] what is open over the canvas has its keys for itself', () => {
  test('on the buttons of the search none changes the graph', async () => {
    const { ids } = open();
    key('Enter');
    key('f', { ctrlKey: true });
    await userEvent.tab();
    expect(focused().closest('[role="search"]')).not.toBeNull();
    key('Delete');
    expect(ids()).toEqual(Object.keys(chain.nodes));
  });

  test('Tab stays in the connect picker, and Escape closes it from each of its parts', async () => {
    const { getState } = open();
    goToOutput();
    key('Enter');
    const picker = screen.getByRole('dialog', { name: /^Connect/ });
    const seen = new Set<Element>();
    for (let count = 0; count < 4; count += 1) {
      await userEvent.tab();
      expect(picker).toContainElement(focused() as HTMLElement);
      seen.add(focused());
    }
    expect(seen.size).toBeGreaterThan(1);
    screen.getByRole('button', { name: /add a node/i }).focus();
    key('Escape');
    expect(picker).not.toBeInTheDocument();
    expect(focused()).toHaveAccessibleName(/output of/);
    expect(getState().selection.size).toBe(1);
  });
});
