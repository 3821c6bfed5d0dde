import { afterEach, describe, expect, jest, test } from '@jest/globals';
import {
  isComposing,
  isInOverlay,
  isTyping,
  keyName,
} from '../../../component/keyboard/key-name.js';
import { shortcutText } from '../../../component/menu/shortcut.js';

const press = (key: string, code: string, more: KeyboardEventInit = {}): string =>
  keyName(new KeyboardEvent('keydown', { key, code, ...more }));

function onMac(): void {
  jest.spyOn(navigator, 'platform', 'get').mockReturnValue('MacIntel');
}

afterEach(() => {
  jest.restoreAllMocks();
});

test('a dialog of the host’s round the editor is no overlay of the editor’s', () => {
  document.body.innerHTML =
    '<dialog><div class="millrace"><i></i><dialog><b></b></dialog></div></dialog>';
  const seen: boolean[] = [];
  document.addEventListener('keydown', (event) => void seen.push(isInOverlay(event)));
  for (const name of ['i', 'b']) {
    document.querySelector(name)!.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true }));
  }
  expect(seen).toEqual([false, true]);
});

test('a key in the field of an element that a host defined is typed', () => {
  document.body.innerHTML = '<div class="millrace"><b></b><host-field></host-field></div>';
  const inner = document.querySelector('host-field')!.attachShadow({ mode: 'open' });
  inner.innerHTML = '<input /><button></button>';
  const seen: boolean[] = [];
  document
    .querySelector<HTMLElement>('.millrace')!
    .addEventListener('keydown', (event) => void seen.push(isTyping(event)));
  const targets = [...inner.children, document.querySelector('b')!];
  for (const target of targets) {
    target.dispatchEvent(new KeyboardEvent('keydown', { key: 'd', bubbles: true, composed: true }));
  }
  expect(seen).toEqual([true, false, false]);
});

describe('[E11] a key is named by what is meant', () => {
  test('with Ctrl, and with Cmd', () => {
    expect(press('z', 'KeyZ', { ctrlKey: true })).toBe('Ctrl+Z');
    expect(press('z', 'KeyZ', { metaKey: true, shiftKey: true })).toBe('Ctrl+Shift+Z');
    expect(press('Z', 'KeyZ', { ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+Z');
  });

  test('on keyboards that write other letters', () => {
    expect(press('я', 'KeyZ', { ctrlKey: true })).toBe('Ctrl+Z');
    expect(press('с', 'KeyC', { shiftKey: true })).toBe('Shift+C');
    expect(press('ö', 'Semicolon')).toBe('Ö');
    expect(press('ั', 'KeyY', { ctrlKey: true })).toBe('Ctrl+Y'); // Thai
  });

  test('where Latin letters lie elsewhere', () => {
    expect(press('z', 'KeyW', { ctrlKey: true })).toBe('Ctrl+Z'); // French
    expect(press('g', 'KeyU', { altKey: true })).toBe('Alt+G'); // Dvorak
    expect(press("'", 'KeyQ')).toBe("'");
    expect(press(';', 'KeyZ', { ctrlKey: true })).toBe('Ctrl+;');
  });

  test('on a Mac, where Alt writes other signs', () => {
    onMac();
    expect(press('‰', 'KeyR', { altKey: true, shiftKey: true })).toBe('Alt+Shift+R');
    const inFirefox = { altKey: true, modifierAltGraph: true };
    expect(press('ç', 'KeyC', inFirefox)).toBe('Alt+C');
    expect(press('©', 'KeyG', { altKey: true })).toBe('Alt+G');
    expect(press('Dead', 'KeyU', { altKey: true })).toBe('Alt+U');
    expect(press('Ç', 'KeyC', { altKey: true, shiftKey: true })).toBe('Alt+Shift+C');
  });

  test('signs that take Shift, AltGr or a Mac’s Alt', () => {
    expect(press('/', 'Digit7', { shiftKey: true })).toBe('/');
    expect(press('?', 'Minus', { shiftKey: true })).toBe('?');
    expect(press('1', 'Digit1', { shiftKey: true })).toBe('1');
    const altGr = { ctrlKey: true, altKey: true, modifierAltGraph: true };
    expect(press('[', 'Digit8', altGr)).toBe('[');
    expect(press('[', 'KeyF', altGr)).toBe('['); // Croatian
    expect(press('ć', 'KeyC', { modifierAltGraph: true })).toBe('AltGr+C'); // Polish, on Linux
    expect(press(']', 'Digit9', { altKey: true })).toBe('Alt+]');
    onMac();
    expect(press(']', 'Digit6', { altKey: true })).toBe(']');
  });
});

test('keys are shown as they are printed', () => {
  const keys = ['Ctrl+Shift+Z', '+', 'Ctrl++', 'Alt+Delete', 'Escape'];
  const shown = (onMac: boolean): readonly string[] => keys.map((key) => shortcutText(key, onMac));
  expect(shown(false)).toEqual(['Ctrl+Shift+Z', '+', 'Ctrl++', 'Alt+Del', 'Esc']);
  expect(shown(true)).toEqual(['⇧⌘Z', '+', '⌘+', '⌥⌫', 'Esc']);
});

test('the key that ends an input method’s word is not the editor’s, in Safari either', () => {
  const key = (more: KeyboardEventInit): KeyboardEvent => new KeyboardEvent('keydown', more);
  expect(isComposing(key({ key: 'Enter', isComposing: true }))).toBe(true);
  expect(isComposing(key({ key: 'Enter', keyCode: 229 }))).toBe(true);
  expect(isComposing(key({ key: 'Enter', keyCode: 13 }))).toBe(false);
});
