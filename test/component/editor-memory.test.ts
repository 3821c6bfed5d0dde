import { afterEach, describe, expect, jest, test } from '@jest/globals';
import {
  createEditorMemory,
  rememberedTexts,
  rememberText,
} from '../../component/editor-memory.js';

/** What a browser has. */
function store(setItem: (key: string, value: string) => void, saved: string | null = null): void {
  Object.assign(globalThis, { localStorage: { getItem: () => saved, setItem } });
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'localStorage');
});

describe('what an editor remembers', () => {
  test('is kept under the host’s key, and comes back', () => {
    const write = jest.fn<(key: string, value: string) => void>();
    store(write);
    createEditorMemory('key').set('map', true);
    expect(write.mock.calls).toEqual([['key', '{"map":true}']]);
    store(write, '{"map":true}');
    expect(createEditorMemory('key').get('map')).toBe(true);
  });

  test('goes with the editor where there is no key', () => {
    const write = jest.fn<(key: string, value: string) => void>();
    store(write, '{"map":true}');
    const memory = createEditorMemory();
    memory.set('other', 1);
    expect([memory.get('map'), memory.get('other')]).toEqual([undefined, 1]);
    expect(write).not.toHaveBeenCalled();
  });

  test.each(['', '[1]', 'null', '{"types":'])('survives %j in the store', (saved) => {
    store(() => undefined, saved);
    expect(createEditorMemory('key').get('types')).toBeUndefined();
  });

  test('works on where nothing may be stored, and on a server', () => {
    store(() => {
      throw new Error('quota');
    });
    const memory = createEditorMemory('key');
    memory.set('a', 1);
    expect(memory.get('a')).toBe(1);
    Reflect.deleteProperty(globalThis, 'localStorage');
    const server = createEditorMemory('key');
    server.set('a', 1);
    expect(server.get('a')).toBe(1);
  });

  test('lists the last dozen texts, the latest first, each once', () => {
    const memory = createEditorMemory();
    memory.set('last', ['x', 5, null]);
    expect(rememberedTexts(memory, 'last')).toEqual(['x']);
    for (let at = 0; at < 14; at += 1) rememberText(memory, 'last', `t${at}`);
    rememberText(memory, 'last', 't9');
    const last = rememberedTexts(memory, 'last');
    expect(last).toHaveLength(12);
    expect(last.slice(0, 3)).toEqual(['t9', 't13', 't12']);
  });
});
