/** Runs a program on the real runner, in fake time, and writes down what can be seen. */
import { createConfig, defineNode, isHandle, isMillraceError, JobRunner, noValue } from 'millrace';
import type {
  Callable,
  DefinedNode,
  JobEvent,
  JobResult,
  JobRunnerOptions,
  NodeContext,
  RunOptions,
} from 'millrace';
import { FakeClock } from '../src/run/fake-clock.js';
import { documentOf } from './document.js';
import { kindOf, KINDS, PREFIXES, readHow, sleepOf } from './kinds.js';
import type { Declared } from './kinds.js';
import type { Level, Program, RunSketch } from './program.js';

/** What a run did. */
export interface Observed {
  /** `open`: nothing was left to happen, and the job had not ended; `refused`: `not-sync`. */
  readonly status: string;
  readonly result?: JobResult;
  readonly events: readonly JobEvent[];
  readonly startedAt: number;
  /** What must never be, whatever the program. */
  readonly faults: readonly string[];
}

/** Marks what a result holds of an output that was not kept. */
export const NOT_KEPT = '<not kept>';

/** An output as plain JSON. */
export function plain(value: unknown): unknown {
  return isHandle(value) ? NOT_KEPT : value;
}

const TYPES = Object.keys(KINDS).flatMap((name) => PREFIXES.map((prefix) => prefix + name));
const { config: CONFIG } = createConfig(TYPES.map(define));

/** Every runner reads its config: it gets no more than it needs. */
function usedTypes({ nodes, subgraphs = {} }: Level): readonly string[] {
  const own = Object.values(nodes).flatMap(({ type }) => (kindOf(type) === undefined ? [] : type));
  return [...new Set([...own, ...Object.values(subgraphs).flatMap(usedTypes)])];
}

/** One runner, its clock and its functions. */
export class World {
  readonly #program: Program;
  readonly #method: 'sync' | 'async';
  readonly #clock = new FakeClock(1000);
  readonly #runner: JobRunner<'sync' | 'async'>;
  #runnerTimers = 0;
  #calls = new Map<string, number>();
  #controller = new AbortController();
  #previous: JobResult | undefined;

  constructor(program: Program, method: 'sync' | 'async') {
    this.#program = program;
    this.#method = method;
    const types = usedTypes(program.graph);
    const functions = Object.fromEntries(
      types.map((type) => [type, this.#functionOf(kindOf(type)!)]),
    );
    const nodeTypes = CONFIG.nodeTypes.filter(({ type }) => types.includes(type));
    let jobs = 0;
    // Options that a runner of an earlier stage does not know yet are options all the same.
    const options: JobRunnerOptions<'sync' | 'async'> & Record<string, unknown> = {
      functions,
      method,
      clock: {
        now: () => this.#clock.now(),
        after: (delayMs, callback) => this.#after(delayMs, callback),
        soon: (callback) => this.#clock.soon(callback),
      },
      random: () => program.random ?? 0.5,
      createJobId: () => `job${(jobs += 1)}`,
      ...(program.memo === true ? {} : { memo: false }),
    };
    this.#runner = new JobRunner({ ...CONFIG, nodeTypes }, options);
  }

  async run(run: RunSketch): Promise<Observed> {
    this.#calls = new Map();
    this.#controller = new AbortController();
    const events: JobEvent[] = [];
    const faults: string[] = [];
    const startedAt = this.#clock.now();
    const options = this.#optionsOf(run, events, faults);
    const seen = { events, faults, startedAt };
    try {
      const returned = this.#runner.run(documentOf(this.#program.graph), options);
      const result = await this.#finish(returned);
      if (result === undefined) return { ...seen, status: 'open' };
      this.#previous = result;
      if (this.#runnerTimers > 0) faults.push(`${this.#runnerTimers} timers are left`);
      return { ...seen, status: result.status, result };
    } catch (error) {
      const refused = isMillraceError(error) && error.code === 'not-sync';
      if (refused && this.#method === 'sync') return { ...seen, status: 'refused' };
      return { ...seen, status: `threw ${String(error)}` };
    }
  }

  /** Ends what is still open and lets all the time pass that anything waits for. */
  async close(): Promise<void> {
    this.#controller.abort();
    while (await this.#clock.step());
  }

  #optionsOf(run: RunSketch, events: JobEvent[], faults: string[]): RunOptions {
    const { selected, from, cancelAt, throwsEvery = 0, inputs, ...options } = run;
    if (cancelAt !== undefined && cancelAt < 0) this.#controller.abort();
    else if (cancelAt !== undefined) {
      const controller = this.#controller;
      this.#clock.after(cancelAt, () => controller.abort());
    }
    let thrown = 0;
    return {
      ...options,
      ...(inputs === undefined ? {} : { inputs }),
      ...(selected === undefined ? {} : { selectedNodeIds: selected }),
      ...(from === undefined ? {} : { fromNodeIds: from, previous: this.#previous }),
      signal: this.#controller.signal,
      onEvent(event) {
        events.push(event);
        if (throwsEvery > 0 && events.length % throwsEvery === 0) {
          thrown += 1;
          throw new Error('a listener');
        }
      },
      onListenerError() {
        thrown -= 1;
        if (thrown !== 0) faults.push('onListenerError was not called once for what was thrown');
      },
    } as RunOptions;
  }

  async #finish(returned: JobResult | Promise<JobResult>): Promise<JobResult | undefined> {
    if (!(returned instanceof Promise)) return returned;
    const end: { result?: JobResult; rejection?: { readonly error: unknown } } = {};
    returned.then(
      (result) => (end.result = result),
      (error: unknown) => (end.rejection = { error }),
    );
    do {
      await this.#clock.settle();
      if (end.rejection !== undefined) throw end.rejection.error;
    } while (end.result === undefined && (await this.#clock.step()));
    return end.result;
  }

  #after(delayMs: number, callback: () => void): () => void {
    let open = 1;
    const close = (): void => {
      this.#runnerTimers -= open;
      open = 0;
    };
    this.#runnerTimers += 1;
    const stop = this.#clock.after(delayMs, () => {
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
      const path = context?.nodeId;
      const calls = (this.#calls.get(path ?? '') ?? 0) + 1;
      this.#calls.set(path ?? '', calls);
      const answer = (): unknown => answerOf(kind, how, args, calls);
      if (how.mode === 'hang') return new Promise(() => undefined);
      if (how.mode === 'abort') this.#controller.abort();
      if (!kind.async && how.mode !== 'late') return answer();
      if (how.mode === 'reject') return Promise.reject(new Error('asked to reject'));
      return this.#sleep(sleepOf(how, path)).then(answer);
    };
    return call as Callable;
  }

  #sleep(delayMs: number): Promise<void> {
    if (delayMs === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#clock.after(delayMs, resolve);
    });
  }
}

function answerOf(
  kind: Declared,
  { mode, failures }: ReturnType<typeof readHow>,
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
  return defineNode(
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
