/**
 * [P5] Interpreters are killed from outside, at random moments of many jobs: every job settles as it
 * has to, and nothing is left behind. Then hundreds more show that they don't grow.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { JobRunner } from 'millrace';
import type { JobEvent } from 'millrace';
import { createCPython, createPyodide } from 'millrace/python/node';
import type { PythonRuntime } from 'millrace/python/node';
import { createRandom } from '../fuzz/random.js';
import { expectLawfulEvents, graphOf } from '../src/run/support.js';
import { config, faultsOf, functions, issues, randomJob, SOURCE } from './random-jobs.js';

// A busy machine takes its time for a start.
jest.setTimeout(180_000);

const SEED = 20_261_121;
const JOBS = 200;
/** So many at a time, so many times. */
const [MORE_JOBS, TIMES] = [10, 60];

interface Victim {
  readonly name: string;
  /** How many of the jobs are hit. */
  readonly hits: number;
  readonly create: () => PythonRuntime;
  /** Ends the interpreters there are at this moment; how many. */
  readonly kill: () => number;
  readonly alive: () => number;
}

const modules = { jobs: { source: SOURCE, file: 'jobs.py' } };

const workers = new Set<Worker>();
const onWorker = (message: unknown): void => {
  const { worker } = message as { readonly worker: Worker };
  workers.add(worker);
};

/** Those that run: one that has ended has no number any more. */
function threads(): readonly Worker[] {
  return [...workers].filter(({ threadId }) => threadId > 0);
}

/** The Python processes that this one has started. */
function children(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const isOurs = Number(parent) === process.pid && stat.includes('(python');
        return isOurs && state !== 'Z' ? [Number(name)] : [];
      } catch {
        return [];
      }
    });
}

const victims: readonly Victim[] = [
  {
    name: 'a worker with Pyodide, terminated',
    hits: 6,
    create: () => createPyodide({ modules }),
    kill: () => {
      const alive = threads();
      for (const worker of alive) void worker.terminate();
      return alive.length;
    },
    alive: () => threads().length,
  },
  {
    name: 'a process with CPython, killed',
    hits: 15,
    create: () => createCPython({ modules, onPrinted: () => undefined }),
    kill: () => {
      const pids = children();
      for (const pid of pids) process.kill(pid, 'SIGKILL');
      return pids.length;
    },
    alive: () => children().length,
  },
];

test('the config of these tests is sound', () => {
  expect(issues).toEqual([]);
});

describe.each(victims)('$name', ({ hits, create, kill, alive }) => {
  let runtime: PythonRuntime;
  let resources: readonly string[];

  beforeAll(async () => {
    subscribe('worker_threads', onWorker);
    resources = process.getActiveResourcesInfo();
    runtime = create();
    await runtime.boot();
  });
  afterAll(async () => {
    await runtime.close();
    unsubscribe('worker_threads', onWorker);
    workers.clear();
  });

  async function runJob(seed: number, attempts: number, onEvent?: (event: JobEvent) => void) {
    const job = randomJob(createRandom(seed), attempts);
    const runner = new JobRunner(config, { functions, python: runtime });
    const events: JobEvent[] = [];
    const result = await runner.run(job.graph, {
      timeoutMs: 20_000,
      onEvent: (event) => {
        events.push(event);
        onEvent?.(event);
      },
    });
    expectLawfulEvents(events, result);
    return { job, result };
  }

  /** What keeps this process alive and did not before. */
  const left = (): readonly string[] => {
    const before = [...resources];
    return process.getActiveResourcesInfo().filter((kind) => {
      const at = before.indexOf(kind);
      if (at >= 0) before.splice(at, 1);
      return at < 0;
    });
  };

  const stored = async (): Promise<number> => (await runtime.usage!()).stored;

  async function size(): Promise<{ objects: number; memoryBytes: number }> {
    const runner = new JobRunner(config, { functions, python: runtime });
    const { nodes } = await runner.run(graphOf({ count: { type: 'objects' } }));
    const { memoryBytes } = await runtime.usage!();
    return { objects: nodes['count']?.outputs['result'] as number, memoryBytes };
  }

  test('[P5] every job settles as it has to', async () => {
    const random = createRandom(SEED);
    const hit = new Set<number>();
    while (hit.size < hits) hit.add(random.below(JOBS));
    let kills = 0;
    for (let number = 0; number < JOBS; number += 1) {
      const attempts = random.chance(0.5) ? 5 : 1;
      let left = hit.has(number) ? random.below(16) : -2;
      const wait = random.below(3);
      const seed = SEED + number;
      const { job, result } = await runJob(seed, attempts, () => {
        left -= 1;
        if (left === -1) setTimeout(() => (kills += kill()), wait);
      });
      // A kill that came late has the next job's interpreter start, or breaks it.
      const mayFail = attempts === 1 && (hit.has(number) || hit.has(number - 1));
      const allowed = mayFail ? ['python-crashed', 'python-boot-failed'] : [];
      expect({ seed, faults: faultsOf(job, result, allowed) }).toEqual({ seed, faults: [] });
      result.close();
    }
    // Jobs that ended before their moment came are few.
    expect(kills).toBeGreaterThan(hits / 2);
    expect(await stored()).toBe(0);
    expect(alive()).toBe(1);
  });

  test('six hundred jobs later it holds nothing, and has not grown', async () => {
    let before = { objects: 0, memoryBytes: 0 };
    for (let time = 0; time < TIMES; time += 1) {
      const seeds = Array.from({ length: MORE_JOBS }, (_, at) => time * MORE_JOBS + at);
      const ran = await Promise.all(seeds.map((seed) => runJob(seed, 1)));
      ran.forEach(({ job, result }, at) => {
        expect({ seed: seeds[at], faults: faultsOf(job, result, []) }).toEqual({
          seed: seeds[at],
          faults: [],
        });
        result.close();
      });
      if (time === TIMES / 4) before = await size();
    }
    const after = await size();
    expect(await runtime.usage!()).toMatchObject({ stored: 0, running: 0 });
    expect(after.objects - before.objects).toBeLessThan(100);
    // WebAssembly's memory grows by a fifth.
    expect(after.memoryBytes - before.memoryBytes).toBeLessThan(8_000_000);
    expect(alive()).toBe(1);
  });

  test('closed, it leaves no process, worker or timer', async () => {
    await runtime.close();
    expect(alive()).toBe(0);
    // Pipes take a turn or two to close.
    for (let turns = 0; left().length > 0 && turns < 100; turns += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(left()).toEqual([]);
  });
});
