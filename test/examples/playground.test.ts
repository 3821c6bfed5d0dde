import { afterAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { JobRunner, checkGraph, load, parseGraph } from 'millrace';
import type { JobEvent, JobResult, PythonRuntime } from 'millrace';
import { createPyodide } from 'millrace/python/node';
import { config, functions, python as modules } from '../../examples/playground/nodes.generated.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = join(root, 'examples/playground');
const start = parseGraph(readFileSync(join(folder, 'start.graph.json'), 'utf8'), config);
const runtimes: PythonRuntime[] = [];

afterAll(() => Promise.all(runtimes.map((python) => python.close())));

function boot(thread: 'worker' | 'main'): PythonRuntime {
  const python = createPyodide({ modules, thread });
  runtimes.push(python);
  return python;
}

/** What a run of the starting graph came to. */
function storyOf({ status, nodes }: JobResult) {
  const output = (node: string, port = 'result') => nodes[node]?.outputs[port];
  const start = (node: string) => String(output(node)).slice(0, 22);
  return {
    status,
    errors: Object.values(nodes).flatMap(({ error }) => error ?? []),
    kept: (output('clean', 'kept') as number[]).length,
    dropped: output('clean', 'dropped'),
    futures: (output('forecast', 'lows') as number[]).length,
    week: output('report', 'week'),
    advice: output('report', 'advice'),
    pictures: ['chart', 'lows', 'stripes'].map(start),
  };
}

const STORY = {
  status: 'success',
  errors: [],
  kept: 162,
  dropped: 6,
  futures: 8000,
  week: 'Chilly, −3.0 to 15.7 °C',
  advice: 'Mind the tomatoes.',
  pictures: ['data:image/svg+xml;cha', 'data:image/svg+xml;cha', 'data:image/png;base64,'],
};

describe('the functions of the playground', () => {
  test('have a generated file that is up to date', () => {
    const files = readdirSync(join(folder, 'nodes')).filter((file) => /\.(ts|py)$/.test(file));
    const command = ['--import', 'tsx', join(root, 'src/cli/main.ts'), 'codegen'];
    const sources = files.map((file) => join('nodes', file));
    const options = ['--out', 'nodes.generated.ts', '--root', 'nodes', '--check'];
    const args = [...command, ...sources, ...options];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('come in both languages, with a sentence and a category each', () => {
    const languages = config.nodeTypes.map(({ source }) => source?.language);
    expect(new Set(languages)).toEqual(new Set(['typescript', 'python']));
    expect(languages.length).toBeGreaterThanOrEqual(20);
    const untold = config.nodeTypes.filter(
      ({ label, description, category }) => label === '' || !description || !category,
    );
    expect(untold.map(({ type }) => type)).toEqual([]);
  });

  test('run alone, on what they are given when nobody says anything', async () => {
    const alone = config.nodeTypes.filter(
      ({ type, inputs }) => type !== 'words.monkey' && inputs.every(({ required }) => !required),
    );
    const nodes = Object.fromEntries(alone.map(({ type }) => [type, { type }]));
    const runner = new JobRunner(config, { functions, python: boot('worker') });
    const result = await runner.run({ version: 1, nodes });
    expect(alone.length).toBeGreaterThan(8);
    expect(new Set(Object.values(result.nodesStatus))).toEqual(new Set(['success']));
  });

  test('fail with a message that says what to do', async () => {
    const type = 'numbers.calculate';
    const inputData = { operation: { operation: 'divided by' }, b: { b: 0 } };
    const runner = new JobRunner(config, { functions });
    const { nodes } = await runner.run({ version: 1, nodes: { divide: { type, inputData } } });
    expect(nodes['divide']?.error?.message).toBe('6 can’t be divided by 0; give B another value');
  });
});

describe('the starting graph', () => {
  test('has no issue', () => {
    expect(start.issues).toEqual([]);
    expect(checkGraph(start.graph, config)).toEqual([]);
  });

  test('stands on the 4 px grid, its cards clear of each other', () => {
    const nodes = Object.values(start.graph.nodes);
    expect(nodes.flatMap(({ x, y, width }) => [x, y, width].filter((at) => at % 4))).toEqual([]);
    for (const [index, a] of nodes.entries()) {
      for (const b of nodes.slice(index + 1)) {
        const apart = Math.abs(a.x - b.x) >= 240 || Math.abs(a.y - b.y) >= 140;
        expect([a.id, b.id, apart]).toEqual([a.id, b.id, true]);
      }
    }
  });

  test('runs in async mode, every node started once', async () => {
    const events: JobEvent[] = [];
    const runner = new JobRunner(config, { functions, python: boot('worker') });
    const onEvent = (event: JobEvent) => events.push(event);
    const result = await runner.run(start.graph, { keep: 'all', onEvent });
    expect(storyOf(result)).toEqual(STORY);
    const started = events.filter(({ type }) => type === 'nodeStarted');
    expect(started).toHaveLength(Object.keys(start.graph.nodes).length);
  });

  test('runs in sync mode to the same values', async () => {
    const python = boot('main');
    await python.boot();
    const options = { functions: await load(functions, config), python, method: 'sync' } as const;
    const result = new JobRunner(config, options).run(start.graph, { keep: 'all' });
    expect(storyOf(result)).toEqual(STORY);
  });
});
