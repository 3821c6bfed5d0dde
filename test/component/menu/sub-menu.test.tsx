import { describe, expect, test } from '@jest/globals';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { StrictMode } from 'react';
import { Menu } from '../../../component/menu/menu.js';
import type { MenuItems } from '../../../component/menu/menu.js';

const done: string[] = [];
const item = (label: string) => ({ label, onSelect: () => void done.push(label) });
const ITEMS: MenuItems = [
  item('Copy'),
  'separator',
  { label: 'Align', items: [item('Left'), { ...item('Snap'), checked: true }] },
  { label: 'Empty', disabled: true, items: [] },
];

/** How often it asked to be closed. */
let closed = 0;

function open(): void {
  done.length = 0;
  closed = 0;
  render(
    <StrictMode>
      <Menu
        label="Actions"
        at={{ x: 40, y: 50 }}
        items={ITEMS}
        onClose={() => void (closed += 1)}
      />
    </StrictMode>,
  );
}

const line = (name: string): HTMLElement => screen.getByRole('menuitem', { name });

describe('a menu in a menu', () => {
  test('opens by the right arrow, and the left one or Escape lead back', async () => {
    open();
    await userEvent.keyboard('{ArrowDown}');
    expect(line('Align')).toHaveAttribute('aria-expanded', 'false');
    await userEvent.keyboard('{ArrowRight}');
    expect(screen.getByRole('menu', { name: 'Align' })).toContainElement(line('Left'));
    expect(line('Left')).toHaveFocus();
    expect(line('Align')).toHaveAttribute('aria-expanded', 'true');
    await userEvent.keyboard('{ArrowDown}');
    expect(screen.getByRole('menuitemcheckbox', { name: 'Snap', checked: true })).toHaveFocus();
    for (const key of ['{ArrowLeft}', '{ArrowRight}{Escape}']) {
      await userEvent.keyboard(key);
      expect(screen.queryByRole('menu', { name: 'Align' })).toBeNull();
      expect(line('Align')).toHaveFocus();
    }
    expect(closed).toBe(0);
  });

  test('does what is chosen and closes all', async () => {
    open();
    await userEvent.keyboard('a{Enter}{Enter}');
    expect(done).toEqual(['Left']);
    expect(closed).toBe(1);
  });

  test('opens under a pointer that rests, and keeps the focus where it is', async () => {
    open();
    fireEvent.pointerMove(line('Align'));
    expect(await screen.findByRole('menu', { name: 'Align' })).toBeVisible();
    expect(line('Align')).toHaveFocus();
    fireEvent.pointerMove(line('Copy'));
    await waitFor(() => expect(screen.queryByRole('menu', { name: 'Align' })).toBeNull());
    expect(closed).toBe(0);
  });

  test('opens by a tap', async () => {
    open();
    await userEvent.click(line('Align'));
    expect(line('Left')).toHaveFocus();
  });

  test('is no way out for what cannot be chosen', async () => {
    open();
    await userEvent.keyboard('{End}');
    expect(line('Align')).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}');
    expect(line('Copy')).toHaveFocus();
    expect(screen.getAllByRole('menu')).toHaveLength(1);
  });
});
