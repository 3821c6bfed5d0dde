/** The real runner on a clock that jumps, with functions that do as a program's controls say. */
import { createConfig, JobRunner, noValue } from 'millrace';
import type { Callable, DefinedNode, JobRunnerOptions, NodeContext } from 'millrace';
import { FakeClock } from '../src/run/fake-clock.js';
import { kindOf, KINDS, PREFIXES, readHow, sleepOf } from './kinds.js';
import type { Declared, How } from './kinds.js';
import type { Program } from './program.js';
import { createNode } from '../../src/run/create-node.js';

/** How a runner runs. */
export type Method = 'sync' | 'async';

/** What the functions of one run share. */
export interface Scene {
  readonly program: Program;
  /** Calls by path. */
  readonly calls: Map<string, number>;
  readonly controller: AbortController;
}

const TYPES = Object.keys(KINDS).flatMap((name) => PREFIXES.map((prefix) => prefix + name));
const { config: CONFIG } = createConfig(TYPES.map(define));

/** One runner. Programs may share it one after the other: no run may leave anything to the next. */
export class Stage {
  readonly method: Method;
  readonly clock = new FakeClock(1000);
  readonly runner: JobRunner<Method>;
  scene: Scene | undefined;
  #timers = 0;

  constructor(method: Method, { memo, versioned }: Pick<Program, 'memo' | 'versioned'> = {}) {
    this.method = method;
    let jobs = 0;
    const options: JobRunnerOptions<Method> = {
      functions: Object.fromEntries(TYPES.map((type) => [type, this.#functionOf(kindOf(type)!)])),
      method,
      clock: {
        now: () => this.clock.now(),
        after: (delayMs, callback) => this.#after(delayMs, callback),
        soon: (callback) => this.clock.soon(callback),
      },
      random: () => this.scene?.program.random ?? 0.5,
      createJobId: () => `job${(jobs += 1)}`,
      ...(memo === true ? {} : { memo: false }),
    };
    const nodeTypes = CONFIG.nodeTypes.map((type) => ({ ...type, version: '1' }));
    const config = versioned === true ? { ...CONFIG, nodeTypes } : CONFIG;
    this.runner = new JobRunner(config, options);
  }

  /** Timers of the runner that have neither fired nor been stopped. */
  get timers(): number {
    return this.#timers;
  }

  #after(delayMs: number, callback: () => void): () => void {
    let open = 1;
    const close = (): void => {
      this.#timers -= open;
      open = 0;
    };
    this.#timers += 1;
    const stop = this.clock.after(delayMs, () => {
      close();
      callback();
    });
    return () => {
      close();
      stop();
    };
  }

  #functionOf(kind: Declared): Callable {
    const call = (...all: unknown[]): unknown => {
      const context = kind.context ? (all.pop() as NodeContext) : undefined;
      const [text, ...args] = all as [string, ...unknown[]];
      const how = readHow(text);
      const { calls, controller } = this.scene!;
      const path = context?.nodeId;
      const count = (calls.get(path ?? '') ?? 0) + 1;
      calls.set(path ?? '', count);
      const answer = (): unknown => answerOf(kind, how, args, count);
      if (how.mode === 'hang') return new Promise(() => undefined);
      if (how.mode === 'abort') controller.abort();
      if (how.mode === 'busy') this.clock.pass(how.delayMs);
      if (!kind.async && how.mode !== 'late') return answer();
      if (how.mode === 'reject') return Promise.reject(new Error('asked to reject'));
      return this.#sleep(sleepOf(how, path)).then(answer);
    };
    return call as Callable;
  }

  #sleep(delayMs: number): Promise<void> {
    if (delayMs === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.clock.after(delayMs, resolve);
    });
  }
}

function answerOf(
  kind: Declared,
  { mode, failures }: How,
  args: readonly unknown[],
  calls: number,
): unknown {
  if (
    mode === 'throw' ||
    mode === 'reject' ||
    (mode === 'first' && kind.context && calls <= failures)
  )
    throw new Error('asked to');
  const nulls = Object.fromEntries(kind.outputs.map((name) => [name, null]));
  const acted = mode === 'null' ? nulls : kind.act(args);
  if (acted === 'short') return [1];
  const outputOf = (name: string): unknown => (Object.hasOwn(acted, name) ? acted[name] : noValue);
  if (kind.returns === 'value') return outputOf(kind.outputs[0]!);
  if (kind.returns === 'tuple') return kind.outputs.map(outputOf);
  if (Object.keys(acted).length === 0) return noValue;
  return Object.fromEntries(kind.outputs.map((name) => [name, outputOf(name)]));
}

function define(type: string): DefinedNode {
  const kind = kindOf(type)!;
  const inputs = [{ name: 'how', schema: { type: 'string' } as const, default: 'ok' }];
  return createNode(
    {
      type,
      async: kind.async,
      call: { context: kind.context },
      returns: kind.returns,
      outputs: kind.outputs.map((name) => ({ name })),
      inputs: [
        ...inputs,
        ...kind.inputs.map(({ lenient, required, ...port }) => ({
          ...port,
          required: required === true,
          ...(lenient === true ? { whenMissing: 'default' as const } : {}),
        })),
      ],
    },
    () => undefined,
  );
}
