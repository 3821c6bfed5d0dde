import { describe, expect, it } from '@jest/globals';
import { describeChange } from '../../../src/cli/changed-nodes.js';
import { createProgress } from '../../../src/cli/progress.js';
import type { Config, NodeType } from '../../../src/config/config.js';

function configOf(...nodes: readonly (Partial<NodeType> & { readonly type: string })[]): Config {
  const nodeTypes = nodes.map((node) => ({
    label: node.type.toUpperCase(),
    source: { language: 'typescript' as const, module: 'a.ts', export: node.type, line: 1 },
    async: false,
    call: { style: 'positional' as const, context: false },
    returns: 'value' as const,
    inputs: [],
    outputs: [],
    fingerprint: '1:0',
    ...node,
  }));
  return { version: 1, portTypes: [], nodeTypes };
}

describe('describeChange', () => {
  it('counts what came, changed and went, by name', () => {
    const before = configOf({ type: 'a' }, { type: 'b' }, { type: 'c' });
    expect(describeChange(undefined, before)).toBe('3 nodes');
    expect(describeChange(undefined, configOf({ type: 'a' }))).toBe('1 node');
    const after = configOf({ type: 'a', async: true }, { type: 'b' }, { type: 'd' }, { type: 'e' });
    expect(describeChange(before, after)).toBe(
      '2 nodes added (D, E), 1 changed (A), 1 removed (C)',
    );
    const many = configOf(...['a', 'b', 'c', 'd'].map((type) => ({ type, async: true })));
    expect(describeChange(before, many)).toBe('1 node added (D), 3 changed (A, B, C)');
    expect(describeChange(configOf(), many)).toBe('4 nodes added (A, B, C …)');
  });

  it('takes a function that moved, or whose body changed, for the same node', () => {
    const source = { language: 'typescript' as const, module: 'a.ts', export: 'a', line: 9 };
    const moved = configOf({ type: 'a', version: 'other', source });
    expect(describeChange(configOf({ type: 'a' }), moved)).toBe('no node changed');
  });
});

describe('progress', () => {
  const at = (done: number) => ({ name: `${done}.ts`, done, total: 9 });

  it('is a line on a terminal, from the second second on', () => {
    let now = 0;
    const shown: string[] = [];
    const { show, restart, clear } = createProgress(
      { progress: (text) => shown.push(text) },
      () => now,
    );
    for (now of [500, 1_000, 1_050, 1_200]) show(at(now / 500));
    expect(shown).toEqual(['reading 3 of 9: 2.ts', 'reading 3.4 of 9: 2.4.ts']);
    restart();
    show(at(1));
    expect(shown).toHaveLength(2);
    clear();
    expect(shown).toHaveLength(3);
    expect(shown.at(-1)).toBe('');
  });

  it('is a line now and then in a log, and nothing without an output', () => {
    let now = 0;
    const shown: string[] = [];
    const { show, clear } = createProgress({ error: (text) => shown.push(text) }, () => now);
    for (now = 0; now < 75_000; now += 100) show(at(1));
    clear();
    expect(shown).toHaveLength(2);
    expect(() => createProgress({}, () => 1e9).show(at(1))).not.toThrow();
  });
});
