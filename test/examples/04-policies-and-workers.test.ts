import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkGraph, parseGraph } from 'millrace';
import type { Trace } from 'millrace';
import { config } from '../../examples/04-policies-and-workers/nodes.generated.js';
import { root, start } from './start.js';

const folder = join(root, 'examples/04-policies-and-workers');
const traceFile = join(folder, 'run.trace.json');

describe('04 · Policies and workers', () => {
  let ended: ReturnType<typeof start>;
  let trace: string;

  beforeAll(() => {
    rmSync(traceFile, { force: true });
    ended = start(join(folder, 'main.ts'));
    trace = readFileSync(traceFile, 'utf8');
  });
  afterAll(() => rmSync(traceFile, { force: true }));

  test('[R9] [R11] [R12] prints what its README shows', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    const shown = [...readme.matchAll(/```\n([^]*?)```/g)].find((block) =>
      block[1]!.includes('try 1'),
    );
    expect(ended).toEqual({ status: 0, output: shown![1]!.trim() });
  });

  test('[R9] looks at the levels while a worker simulates, as its trace shows', () => {
    const { traceEvents } = JSON.parse(trace) as Trace;
    const span = (nodeId: string): { from: number; to: number; pid: number } => {
      const {
        ts = NaN,
        dur = NaN,
        pid,
      } = traceEvents.find(
        ({ name, ph, args }) => name === nodeId && ph === 'X' && args?.['status'] === 'success',
      )!;
      return { from: ts, to: ts + dur, pid };
    };
    const [watch, floods] = [span('watch'), span('floods')];
    expect(watch.pid).not.toBe(floods.pid);
    expect(watch.from).toBeGreaterThanOrEqual(floods.from);
    expect(watch.to).toBeLessThan(floods.to);
  });

  test('[R11] writes its token nowhere', () => {
    expect(trace).toContain('(token •••)');
    expect(trace + ended.output).not.toContain('mill-4711');
  });

  test('has a graph without an issue', () => {
    const text = readFileSync(join(folder, 'river.graph.json'), 'utf8');
    const { graph, issues } = parseGraph(text, config);
    expect([...issues, ...checkGraph(graph, config)]).toEqual([]);
  });

  test('has a generated file that is up to date', () => {
    const out = join(folder, 'nodes.generated.ts');
    const args = ['codegen', join(folder, 'gauge.ts'), '--out', out, '--root', folder, '--check'];
    expect(start(join(root, 'src/cli/main.ts'), ...args)).toMatchObject({ status: 0 });
  });
});
