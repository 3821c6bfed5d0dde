/** What holds of the events of every run, whatever the program. */
import { reduceEvents } from 'millrace';
import type { JobEvent } from 'millrace';
import { endOf, findSubgraph } from './oracle-level.js';
import type { Scope } from './oracle-level.js';
import type { Program, RunSketch, Sketch } from './program.js';
import type { Observed } from './world.js';

type NodeEvent = Extract<JobEvent, { nodeId: string }>;

/** The laws a run broke, in words. */
export function breachesOf(program: Program, run: RunSketch, observed: Observed): string[] {
  const { events, result } = observed;
  if (result === undefined) return [];
  const breaches: string[] = [];
  const law = (holds: boolean, text: string): void => {
    if (!holds) breaches.push(text);
  };
  law(events[0]?.type === 'jobStarted', 'the first event is not jobStarted');
  law(events.at(-1)?.type === 'jobFinished', 'the last event is not jobFinished');
  const ends = events.filter(({ type }) => type === 'jobFinished');
  law(ends.length === 1, `jobFinished came ${ends.length} times`);
  law(
    events.every(({ seq }, index) => seq === index),
    'seq is not dense',
  );
  law(
    events.every(({ jobId }) => jobId === result.jobId),
    'an event has another jobId',
  );
  law(
    events.every(({ time }, index) => index === 0 || time >= events[index - 1]!.time),
    'time goes back',
  );
  const state = reduceEvents(events);
  law(state.status === result.status, `events reduce to ${state.status}, not ${result.status}`);
  const [reduced, told] = [state.nodesStatus, result.nodesStatus].map(sorted);
  law(reduced === told, `events reduce to ${reduced}, the result says ${told}`);
  for (const [id, { status }] of Object.entries(result.nodes)) {
    law(status === result.nodesStatus[id], `${id} has two statuses in the result`);
  }
  return [...breaches, ...new Watch(program, run).follow(events)];
}

function sorted(record: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Follows the nodes from event to event. */
class Watch {
  readonly #program: Program;
  readonly #limit: number;
  readonly #breaches: string[] = [];
  /** By path; absent: waits. */
  #status = new Map<string, 'queued' | 'running' | 'settled'>();

  constructor(program: Program, { concurrency = Infinity }: RunSketch) {
    this.#program = program;
    this.#limit = concurrency;
  }

  follow(events: readonly JobEvent[]): readonly string[] {
    for (const event of events) {
      if (event.type === 'jobRetried') this.#status = new Map();
      if ('nodeId' in event) this.#see(event);
    }
    return this.#breaches;
  }

  #see(event: NodeEvent): void {
    const { nodeId: path, type } = event;
    const status = this.#status.get(path) ?? 'waiting';
    const say = (what: string): void => {
      this.#breaches.push(`${type} of ${path} while ${what}`);
    };
    if (status === 'settled') say('it has settled');
    if (type === 'nodeQueued') {
      if (status !== 'waiting') say(status);
      this.#status.set(path, 'queued');
    } else if (type === 'nodeStarted') {
      if (status === 'running') say('it runs');
      this.#start(path, say);
    } else if (type === 'nodeFailed' && event.retryInMs !== undefined) {
      if (status !== 'running') say(status);
      this.#status.delete(path);
      this.#forgetInside(path);
    } else if (type !== 'nodeLogged' && type !== 'nodeProgressed') {
      if (type === 'nodeCancelled' && event.abandoned === true && status !== 'running') say(status);
      this.#status.set(path, 'settled');
    }
  }

  /** The nodes of a subgraph run anew with each of its tries. */
  #forgetInside(path: string): void {
    for (const other of this.#status.keys()) {
      if (other.startsWith(`${path}/`)) this.#status.delete(other);
    }
  }

  #start(path: string, say: (what: string) => void): void {
    this.#status.set(path, 'running');
    const { sketch, scope, prefix } = this.#find(path);
    const unsettled = Object.values(sketch.wires ?? {})
      .flat()
      .map((wire) => prefix + endOf(wire).from)
      .filter((source) => this.#status.get(source) !== 'settled');
    if (unsettled.length > 0) say(`${unsettled.join(', ')} had not settled`);
    if (prefix !== '' && this.#status.get(prefix.slice(0, -1)) !== 'running') {
      say('its subgraph does not run');
    }
    if (findSubgraph(sketch.type, scope) !== undefined) return;
    const running = [...this.#status].filter(([other, status]) => {
      if (status !== 'running') return false;
      const found = this.#find(other);
      return findSubgraph(found.sketch.type, found.scope) === undefined;
    });
    if (running.length > this.#limit) say(`${running.length} run, not ${this.#limit}`);
  }

  #find(path: string): { sketch: Sketch; scope: Scope; prefix: string } {
    let scope: Scope = [this.#program.graph];
    let prefix = '';
    const ids = path.split('/');
    for (const id of ids.slice(0, -1)) {
      scope = findSubgraph(scope[0].nodes[id]!.type, scope)!;
      prefix += `${id}/`;
    }
    return { sketch: scope[0].nodes[ids.at(-1)!]!, scope, prefix };
  }
}
