import { describe, expect, jest, test } from '@jest/globals';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { StrictMode, useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { Menu } from '../../../component/menu/menu.js';
import type { MenuCommand } from '../../../component/menu/menu-item.js';

const done: string[] = [];
const item = (label: string, more: Partial<MenuCommand> = {}): MenuCommand => ({
  label,
  onSelect: () => void done.push(label),
  ...more,
});
const ITEMS = [
  item('Duplicate', { icon: 'duplicate', shortcut: 'Ctrl+D' }),
  item('Paste', { disabled: true }),
  item('Disable'),
  'separator',
  item('Delete', { danger: true }),
] as const;

/** A button that opens the menu, inside an element that listens to keys as the canvas does. */
function Host({ onKey }: { onKey: (key: string) => void }): ReactElement {
  const [isOpen, open] = useState(false);
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event.key);
    const element = host.current;
    element?.addEventListener('keydown', listen);
    return () => element?.removeEventListener('keydown', listen);
  });
  return (
    <div ref={host}>
      <button onClick={() => open(true)}>Open</button>
      {isOpen && (
        <Menu label="Actions" at={{ x: 40, y: 50 }} items={ITEMS} onClose={() => open(false)} />
      )}
    </div>
  );
}

async function openMenu(): Promise<jest.Mock<(key: string) => void>> {
  done.length = 0;
  const onKey = jest.fn<(key: string) => void>();
  render(
    <StrictMode>
      <Host onKey={onKey} />
    </StrictMode>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Open' }));
  return onKey;
}

const entry = (name: string): HTMLElement => screen.getByRole('menuitem', { name });
const popup = (): HTMLElement => screen.getByRole('menu').closest<HTMLElement>('.mr-menu')!;
const isOpen = (): boolean => screen.queryByRole('menu') !== null;

/** Moves what the menu is in, as a scroll of the page does. */
function scrollPage(by: number): void {
  const container = popup().parentElement!;
  const rect = jest.spyOn(container, 'getBoundingClientRect');
  rect.mockReturnValue(DOMRect.fromRect({ x: 0, y: -by }));
  act(() => void fireEvent.scroll(document));
  rect.mockRestore();
}

describe('a menu', () => {
  test('takes the focus, is walked by keys past what is disabled, and keeps them to itself', async () => {
    const onKey = await openMenu();
    expect(entry('Duplicate')).toHaveFocus();
    for (const [key, name] of [
      ['{ArrowDown}', 'Disable'],
      ['{ArrowDown}', 'Delete'],
      ['{ArrowDown}', 'Duplicate'],
      ['{ArrowUp}', 'Delete'],
      ['{Home}', 'Duplicate'],
      ['{End}', 'Delete'],
    ] as const) {
      await userEvent.keyboard(key);
      expect(entry(name)).toHaveFocus();
    }
    expect(onKey).not.toHaveBeenCalled();
  });

  test('is walked by first letters', async () => {
    await openMenu();
    await userEvent.keyboard('d');
    expect(entry('Disable')).toHaveFocus();
    await userEvent.keyboard('el');
    expect(entry('Delete')).toHaveFocus();
  });

  test('closes, does what was chosen, and gives the focus back', async () => {
    await openMenu();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(done).toEqual(['Disable']);
    expect(isOpen()).toBe(false);
    expect(screen.getByRole('button', { name: 'Open' })).toHaveFocus();
  });

  test('does what is clicked, but nothing that is disabled', async () => {
    await openMenu();
    await userEvent.click(entry('Paste'));
    expect(isOpen()).toBe(true);
    await userEvent.click(entry('Delete'));
    expect(done).toEqual(['Delete']);
  });

  test.each([
    ['Escape', () => userEvent.keyboard('{Escape}')],
    ['Tab', () => userEvent.tab()],
    ['a press outside', () => userEvent.pointer({ keys: '[MouseLeft>]', target: document.body })],
    ['scrolling', async () => scrollPage(30)],
    ['a change of the window', async () => fireEvent(window, new Event('resize'))],
  ])('is closed by %s', async (_, close) => {
    const onKey = await openMenu();
    await close();
    expect(isOpen()).toBe(false);
    expect(done).toEqual([]);
    expect(onKey).not.toHaveBeenCalled();
  });

  test('is walked by keys in a shadow root, too, and gives the focus back there', () => {
    const host = document.body.appendChild(document.createElement('div'));
    const root = host.attachShadow({ mode: 'open' });
    const container = root.appendChild(document.createElement('div'));
    const { unmount } = render(<Host onKey={() => undefined} />, { container });
    const opener = container.querySelector('button')!;
    opener.focus();
    fireEvent.click(opener);
    const press = (key: string): void =>
      void fireEvent.keyDown(root.activeElement!, { key, bubbles: true, composed: true });
    press('ArrowDown');
    press('ArrowDown');
    expect(root.activeElement).toHaveTextContent('Delete');
    act(() => press('Escape'));
    expect(root.activeElement).toBe(opener);
    unmount();
    host.remove();
  });

  test('stays while something else on the page scrolls', async () => {
    await openMenu();
    fireEvent.scroll(screen.getByRole('button', { name: 'Open' }));
    fireEvent.scroll(popup());
    // The news of what the focus scrolled into view before the menu was open.
    scrollPage(0);
    expect(isOpen()).toBe(true);
  });

  test('is kept on the screen', () => {
    const size = { width: 200, height: 150 };
    const measure = jest.spyOn(HTMLElement.prototype, 'getBoundingClientRect');
    measure.mockImplementation(function (this: HTMLElement) {
      const at = { x: Number.parseFloat(this.style.left), y: Number.parseFloat(this.style.top) };
      // As if a transformed ancestor moved it by 5, 7.
      return DOMRect.fromRect({ x: at.x + 5, y: at.y + 7, ...size });
    });
    const at = { x: window.innerWidth - 20, y: -30 };
    render(<Menu label="Actions" at={at} items={ITEMS} onClose={() => undefined} />);
    const { left, top } = popup().getBoundingClientRect();
    measure.mockRestore();
    expect({ left, top }).toEqual({ left: window.innerWidth - size.width - 8, top: 8 });
  });
});
