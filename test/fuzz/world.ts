/** Runs a program on the real runner, in fake time, and writes down what can be seen. */
import { isHandle, isMillraceError } from 'millrace';
import type { JobEvent, JobResult, RunOptions, RunPlan } from 'millrace';
import { documentOf } from './document.js';
import type { Program, RunSketch } from './program.js';
import type { Stage } from './stage.js';

/** What a run did. */
export interface Observed {
  /** `open`: nothing was left to happen, and the job had not ended; `refused`: `not-sync`. */
  readonly status: string;
  readonly result?: JobResult;
  /** What a dry run said before, of some programs. */
  readonly planned?: RunPlan;
  /** Grows when something is told after the end. */
  readonly events: readonly JobEvent[];
  /** What must never be, whatever the program. */
  readonly faults: readonly string[];
}

/** Marks what a result holds of an output that was not kept. */
export const NOT_KEPT = '<not kept>';

/** An output as plain JSON. */
export function plain(value: unknown): unknown {
  return isHandle(value) ? NOT_KEPT : value;
}

/** A program on a stage. */
export class World {
  readonly #stage: Stage;
  readonly #program: Program;
  readonly #document: unknown;
  #controller = new AbortController();
  #previous: JobResult | undefined;

  constructor(program: Program, stage: Stage) {
    this.#stage = stage;
    this.#program = program;
    this.#document = documentOf(program.graph);
  }

  async run(run: RunSketch): Promise<Observed> {
    const stage = this.#stage;
    this.#controller = new AbortController();
    stage.scene = { program: this.#program, calls: new Map(), controller: this.#controller };
    const events: JobEvent[] = [];
    const faults: string[] = [];
    const options = this.#optionsOf(run, events, faults);
    try {
      const planned = this.#plan(options, faults);
      const result = await this.#finish(stage.runner.run(this.#document, options));
      if (result === undefined) return { events, faults, status: 'open' };
      this.#previous = result;
      if (stage.timers > 0) faults.push(`${stage.timers} timers are left`);
      return { events, faults, status: result.status, result, ...planned };
    } catch (error) {
      const refused = isMillraceError(error) && error.code === 'not-sync';
      if (refused && stage.method === 'sync') return { events, faults, status: 'refused' };
      return { events, faults, status: `threw ${String(error)}` };
    }
  }

  /** Reading a graph takes long: some programs have to do. */
  #plan(options: RunOptions, faults: string[]): { planned?: RunPlan } {
    const { runner, scene } = this.#stage;
    if (this.#program.random === undefined) return {};
    const planned = runner.planRun(this.#document, options);
    if (scene!.calls.size > 0) faults.push('a dry run called a function');
    return { planned };
  }

  /** Ends what is still open and lets all the time pass that anything waits for. */
  async close(): Promise<void> {
    this.#controller.abort();
    while (await this.#stage.clock.step());
  }

  #optionsOf(run: RunSketch, events: JobEvent[], faults: string[]): RunOptions {
    const { selected, from, cancelAt, throwsEvery = 0, inputs, ...options } = run;
    if (cancelAt !== undefined && cancelAt < 0) this.#controller.abort();
    else if (cancelAt !== undefined) {
      const controller = this.#controller;
      this.#stage.clock.after(cancelAt, () => controller.abort());
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
      await this.#stage.clock.settle();
      if (end.rejection !== undefined) throw end.rejection.error;
    } while (end.result === undefined && (await this.#stage.clock.step()));
    return end.result;
  }
}
