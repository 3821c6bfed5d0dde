import { describe, expect, jest, test } from '@jest/globals';
import { act, renderHook } from '@testing-library/react';
import { StrictMode } from 'react';
import { createConfig, defineNode } from '../../../src/index.js';
import type { Config, LiveModule, LiveSource, PythonModule } from '../../../src/index.js';
import { useLiveSource } from '../../../component/index.js';
import type { LiveSourceOptions } from '../../../component/index.js';

const nodesOf = (...types: readonly string[]): Config =>
  createConfig(types.map((type) => defineNode({ type, outputs: 'number', run: () => 1 }))).config;
const base = nodesOf('a.base');
const typesOf = (config: Config): readonly string[] => config.nodeTypes.map(({ type }) => type);

/** Answers when it is told to, in any order. */
function createReader() {
  const asked: { source: LiveSource; settle: (live: LiveModule | Error) => Promise<void> }[] = [];
  const added: Readonly<Record<string, PythonModule>>[] = [];
  return {
    asked,
    added,
    addModules: async (modules: Readonly<Record<string, PythonModule>>) => void added.push(modules),
    texts: () => asked.map(({ source }) => source.source),
    introspect: (source: LiveSource): Promise<LiveModule> =>
      new Promise((resolve, reject) => {
        const settle = (live: LiveModule | Error) =>
          act(async () => (live instanceof Error ? reject(live) : resolve(live)));
        asked.push({ source, settle });
      }),
  };
}

const taken = (...types: readonly string[]): LiveModule => ({
  module: 'live',
  file: 'live.py',
  accepted: true,
  config: nodesOf(...types),
  diagnostics: [],
});
const refused: LiveModule = {
  ...taken(),
  accepted: false,
  diagnostics: [
    { code: 'python-syntax-error', severity: 'error', message: 'no', file: 'live.py', line: 2 },
  ],
};

function show(options: Partial<LiveSourceOptions> = {}) {
  const python = createReader();
  const first = { config: base, python, source: 'one', delayMs: 0, ...options };
  const hook = renderHook((given: LiveSourceOptions) => useLiveSource(given), {
    initialProps: first,
  });
  const write = async (source: string | undefined): Promise<void> => {
    hook.rerender({ ...first, source });
    await pause();
  };
  return { python, write, live: () => hook.result.current, hook };
}

const pause = () => act(() => new Promise((resolve) => setTimeout(resolve, 5)));

describe('useLiveSource', () => {
  test('gives the config of all nodes once the text has been read', async () => {
    const { python, live } = show();
    expect(live()).toMatchObject({ config: base, phase: 'reading' });
    await pause();
    expect(python.asked[0]?.source).toEqual({ source: 'one', module: 'live' });
    await python.asked[0]!.settle(taken('live.f'));
    expect(typesOf(live().config)).toEqual(['a.base', 'live.f']);
    expect(live()).toMatchObject({ phase: 'taken', taken: { source: 'one' }, diagnostics: [] });
  });

  test('a refused text keeps the nodes of the one before, and says what is wrong', async () => {
    const { python, write, live } = show();
    await pause();
    await python.asked[0]!.settle(taken('live.f'));
    const { config } = live();
    await write('two');
    await python.asked[1]!.settle(refused);
    expect(live()).toMatchObject({ phase: 'refused', taken: { source: 'one' } });
    expect(live().diagnostics).toEqual(refused.diagnostics);
    expect(live().config).toBe(config);
  });

  test('an answer that comes late is nobody’s', async () => {
    const { python, write, live } = show();
    await pause();
    await write('two');
    await python.asked[1]!.settle(taken('live.g'));
    await python.asked[0]!.settle(taken('live.f'));
    expect(typesOf(live().config)).toEqual(['a.base', 'live.g']);
  });

  test('a text that is still being written is not read', async () => {
    jest.useFakeTimers();
    try {
      const python = createReader();
      const options = { config: base, python, delayMs: 400 };
      const hook = renderHook((source: string) => useLiveSource({ ...options, source }), {
        initialProps: 'd',
      });
      act(() => jest.advanceTimersByTime(0));
      for (const source of ['de', 'def', 'def ']) {
        hook.rerender(source);
        act(() => jest.advanceTimersByTime(399));
      }
      expect(python.texts()).toEqual(['d']);
      act(() => jest.advanceTimersByTime(1));
      expect(python.texts()).toEqual(['d', 'def ']);
    } finally {
      jest.useRealTimers();
    }
  });

  test('the config stays the same object while its nodes do', async () => {
    const { python, write, live } = show();
    await pause();
    await python.asked[0]!.settle(taken('live.f'));
    const { config } = live();
    await write('one # and a remark');
    await python.asked[1]!.settle(taken('live.f'));
    expect(live().config).toBe(config);
    expect(live().taken?.source).toBe('one # and a remark');
  });

  test('what was kept is there at once, and runs until another text can be read', async () => {
    const start = { source: 'kept', config: nodesOf('live.kept') };
    const { python, live } = show({ source: 'broken', start });
    expect(typesOf(live().config)).toEqual(['a.base', 'live.kept']);
    expect(python.added).toEqual([{ live: { source: 'kept', file: 'live.py' } }]);
    expect(python.texts()).toEqual([]);
    await pause();
    expect(python.texts()).toEqual(['broken']);
    await python.asked[0]!.settle(refused);
    expect(python.added).toHaveLength(1);
    expect(live()).toMatchObject({ phase: 'refused', taken: start });
  });

  test('a node type that exists is said at its line, and the others stay', async () => {
    const { python, live } = show();
    await pause();
    const clash = taken('a.base');
    const nodeTypes = clash.config.nodeTypes.map((type) => ({
      ...type,
      label: 'Another',
      source: { language: 'python', module: 'live', export: 'base', line: 3 } as const,
    }));
    await python.asked[0]!.settle({ ...clash, config: { ...clash.config, nodeTypes } });
    expect(live().config).toBe(base);
    expect(live().diagnostics).toEqual([
      expect.objectContaining({ code: 'duplicate-node-type', severity: 'error', line: 3 }),
    ]);
  });

  test('without Python it says why; without a text there are no nodes of it', async () => {
    const { python, write, live } = show();
    await pause();
    await python.asked[0]!.settle(new Error('no such folder'));
    expect(live()).toMatchObject({ phase: 'failed', error: { message: 'no such folder' } });
    await write('two');
    await python.asked[1]!.settle(taken('live.f'));
    expect(live()).toMatchObject({ phase: 'taken', error: undefined });
    await write(undefined);
    expect(live()).toMatchObject({ config: base, phase: 'none', taken: undefined });
  });

  test('mounting twice, as StrictMode does, reads once', async () => {
    const python = createReader();
    const options = { config: base, python, source: 'one', delayMs: 0 };
    renderHook(() => useLiveSource(options), { wrapper: StrictMode });
    await pause();
    expect(python.texts()).toEqual(['one']);
  });
});
