/** Rule R11: what functions keep, for as long as a job or a runner lives. */
import type { NodeState } from './node-context.js';

/** Maps by node path. */
export type StateMaps = Map<string, Map<string, unknown>>;

/** The states of one job. */
export class NodeStates {
  readonly #job = new Map<string, unknown>();
  readonly #nodes: StateMaps = new Map();
  readonly #runner: StateMaps;

  /** @param runner Those of the runner, which outlive the job. */
  constructor(runner: StateMaps) {
    this.#runner = runner;
  }

  of(path: string): NodeState {
    return { job: this.#job, node: mapOf(this.#nodes, path), runner: mapOf(this.#runner, path) };
  }
}

function mapOf(maps: StateMaps, path: string): Map<string, unknown> {
  let map = maps.get(path);
  if (map === undefined) maps.set(path, (map = new Map()));
  return map;
}
