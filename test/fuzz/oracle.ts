/**
 * What a program must come to, by `test/SPEC.md` and nothing else: after every single step it looks
 * at all nodes again for the first one whose turn has come. Knows nothing of ranks, slots or
 * promises.
 */
import { FEATURES } from './features.js';
import { readHow, sleepOf } from './kinds.js';
import { outcomeOf, retryInMsOf } from './oracle-call.js';
import type { Outcome } from './oracle-call.js';
import { argumentsOf, memoKeyOf, missingOf } from './oracle-inputs.js';
import type { Args, Cause, Source } from './oracle-inputs.js';
import { factsOf, planOrder } from './oracle-level.js';
import type { Scope } from './oracle-level.js';
import { needsAsync, selectionOf, takenFrom } from './oracle-selection.js';
import type { Previous } from './oracle-selection.js';
import { allNodes, firstOf, freshNode, isCurrent, isSettled, parents } from './oracle-state.js';
import type { Due, Expected, ExpectedEvent, LevelState, NodeState } from './oracle-state.js';
import type { Program, RunSketch } from './program.js';

/** What a runner keeps between runs. */
export interface Carried {
  readonly memo: Map<string, Readonly<Record<string, unknown>>>;
  readonly previous?: Previous;
}

/** What the oracle is told besides the program. */
export interface OracleOptions {
  readonly method: 'sync' | 'async';
  readonly carried: Carried;
}

/** Simulates one run. */
export function expectedOf(program: Program, run: RunSketch, options: OracleOptions): Expected {
  return new Oracle(program, run, options).simulate();
}

class Oracle {
  readonly #program: Program;
  readonly #run: RunSketch;
  readonly #sync: boolean;
  readonly #memo: Carried['memo'];
  readonly #taken: Previous;
  readonly #fresh: ReadonlySet<string>;
  readonly #events: ExpectedEvent[] = [];
  readonly #calls = new Map<string, number>();
  #top: LevelState;
  #due: Due[] = [];
  #now = 0;
  #attempt = 1;
  #paused = false;
  #tied = false;
  #cut = false;
  #waited = false;
  #end: { status: Expected['status']; code?: string } | undefined;

  constructor(program: Program, run: RunSketch, { method, carried }: OracleOptions) {
    this.#program = program;
    this.#run = run;
    this.#sync = method === 'sync';
    this.#memo = carried.memo;
    const scope: Scope = [program.graph];
    const { taken, fresh } = takenFrom(program.graph, run, carried.previous);
    this.#taken = taken;
    this.#fresh = fresh;
    const selected = run.from === undefined ? run.selected : fresh;
    const ids = selectionOf(program.graph, selected, taken);
    this.#top = this.#level(scope, undefined, ids, run.inputs ?? {});
  }

  simulate(): Expected {
    const isTaken = (id: string): boolean => Object.hasOwn(this.#taken, id);
    if (this.#sync && needsAsync(this.#top, this.#run, isTaken)) this.#end = { status: 'refused' };
    else this.#loop();
    const ended = this.#end ?? { status: 'open' as const };
    const nodes = allNodes(this.#top).map((node) => {
      const { path, status, outputs, codes, causes, starts, cached, mayBeSkipped } = node;
      const retried = parents(node).some((parent) => parent.starts > 1);
      const attempts = retried ? undefined : starts;
      return [path, { status, outputs, codes, causes, attempts, cached, mayBeSkipped }] as const;
    });
    return {
      ...ended,
      nodes: Object.fromEntries(nodes),
      events: this.#events,
      tied: this.#tied,
      cut: this.#cut,
      waited: this.#waited,
    };
  }

  #loop(): void {
    const { cancelAt, timeoutMs } = this.#run;
    this.#emit('jobStarted');
    if (cancelAt !== undefined && cancelAt < 0) this.#cancel('cancelled');
    if (cancelAt !== undefined && cancelAt >= 0)
      this.#later(cancelAt, () => this.#cancel('cancelled'));
    if (timeoutMs !== undefined) this.#later(timeoutMs, () => this.#cancel('error', 'job-timeout'));
    while (this.#end === undefined) {
      if (!this.#takeTurn() && !this.#wait()) return;
    }
    const { status } = this.#end;
    this.#emit('jobFinished', undefined, { status });
  }

  /** The first node in own-key order that has something to do does it. */
  #takeTurn(): boolean {
    if (this.#paused) return false;
    for (const node of allNodes(this.#top)) if (this.#act(node)) return true;
    if (!this.#top.nodes.every(isSettled)) return false;
    const failed = this.#top.nodes.some(({ status }) => status === 'error');
    this.#end = { status: failed ? 'error' : 'success' };
    return true;
  }

  /** Nobody can act at this moment: time goes on. */
  #wait(): boolean {
    this.#due = this.#due.filter((due) => due.isLive());
    const [first] = [...this.#due].sort((a, b) => a.at - b.at);
    if (first === undefined) return false;
    this.#due.splice(this.#due.indexOf(first), 1);
    if (this.#due.some(({ at }) => Math.abs(at - first.at) < 1e-9)) this.#tied = true;
    this.#now = Math.max(this.#now, first.at);
    this.#waited = true;
    first.act();
    return true;
  }

  #isReady({ facts, level }: NodeState): boolean {
    return facts.wires.every(({ ends }) =>
      ends.every(({ from }) => isSettled(level.nodes.find((each) => each.facts.id === from)!)),
    );
  }

  #act(node: NodeState): boolean {
    const { facts, status, inner } = node;
    if (status === 'running') return inner !== undefined && this.#finishInner(node, inner);
    if (status !== 'waiting') return false;
    if (!this.#isReady(node)) return false;
    const taken = node.level === this.#top ? this.#taken[facts.id] : undefined;
    const self = { nodeId: node.path, reason: 'disabled' };
    if (facts.sketch.disabled === true) return this.#skip(node, [self]);
    if (facts.pinnedAll) return this.#succeed(node, facts.sketch.pinned!, true);
    if (taken !== undefined) return this.#succeed(node, taken, true);
    if (facts.problems.length > 0) return this.#fail(node, facts.problems);
    const missing = missingOf(facts, (id) => this.#source(node.level, id));
    if (missing.length > 0) return this.#skip(node, firstOf(missing, node.level));
    return this.#call(node);
  }

  #hasSlot(): boolean {
    const busy = allNodes(this.#top).filter(({ status, inner }) => status === 'running' && !inner);
    return busy.length < (this.#run.concurrency ?? Infinity);
  }

  #source(level: LevelState, id: string): Source {
    const node = level.nodes.find(({ facts }) => facts.id === id)!;
    const reason = { error: 'error', cancelled: 'cancelled' }[node.status as string] ?? 'branch';
    const causes = node.status === 'skipped' ? node.causes : [{ nodeId: node.path, reason }];
    return { outputs: node.outputs, causes };
  }

  #call(node: NodeState): boolean {
    const { facts, level } = node;
    if (facts.inner === undefined && !this.#hasSlot()) return this.#queue(node);
    const given = level.given[facts.id] ?? {};
    const { args, codes } = argumentsOf(facts, given, (id) => this.#source(level, id));
    if (codes.length > 0) return this.#fail(node, codes);
    node.memoKey = this.#usesMemo(node) ? memoKeyOf(facts, args) : undefined;
    const known = node.memoKey === undefined ? undefined : this.#memo.get(node.memoKey);
    const mayKnow = !this.#fresh.has(node.path.split('/')[0]!);
    if (known !== undefined && mayKnow) return this.#succeed(node, known, true);
    node.status = 'running';
    node.queued = false;
    node.starts += 1;
    this.#emit('nodeStarted', node, { attempt: node.starts });
    if (facts.inner === undefined) this.#callFunction(node, args);
    else {
      node.inner = this.#enter(node, facts.inner, args);
      if (!this.#sync && !FEATURES.innerAtOnce) this.#tied = true;
    }
    return true;
  }

  #queue(node: NodeState): boolean {
    if (node.queued) return false;
    node.queued = true;
    this.#emit('nodeQueued', node);
    return true;
  }

  #usesMemo({ facts }: NodeState): boolean {
    return facts.sketch.settings?.['cache'] === true && this.#program.memo === true;
  }

  #enter(node: NodeState, scope: Scope, args: Args): LevelState {
    const given: Record<string, Record<string, unknown>> = {};
    for (const { name, nodeId, portName } of scope[0].ports?.inputs ?? []) {
      if (Object.hasOwn(args, name)) (given[nodeId] ??= {})[portName] = args[name];
    }
    this.#timeOut(node);
    return this.#level(scope, node, Object.keys(scope[0].nodes), given);
  }

  #callFunction(node: NodeState, args: Args): void {
    const kind = node.facts.kind!;
    const how = readHow((args['how'] as string | undefined) ?? 'ok');
    const calls = (this.#calls.get(node.path) ?? 0) + 1;
    this.#calls.set(node.path, calls);
    const outcome = outcomeOf(node, args, calls);
    const promised = kind.async || how.mode === 'late';
    if (how.mode === 'busy' && !promised) this.#pass(how.delayMs);
    if (how.mode === 'abort') {
      this.#endTry(node, outcome);
      this.#cancel('cancelled');
    } else if (!promised) this.#endTry(node, outcome);
    else if (this.#sync) this.#endTry(node, { code: 'unexpected-promise' });
    else {
      const sleep = how.mode === 'reject' ? 0 : sleepOf(how, kind.context ? node.path : undefined);
      if (how.mode !== 'hang') this.#laterFor(node, sleep, () => this.#endTry(node, outcome));
      this.#timeOut(node);
    }
  }

  /** How long a job goes on before it lets others have their turn is no matter of the nodes. */
  #pass(ms: number): void {
    this.#now += ms;
    if (this.#due.length > 0) this.#tied = true;
  }

  #timeOut(node: NodeState): void {
    const { timeoutMs } = (node.facts.sketch.settings ?? {}) as { timeoutMs?: number };
    if (timeoutMs === undefined) return;
    this.#laterFor(node, timeoutMs, () => {
      if (node.inner !== undefined) this.#cancelNodes(allNodes(node.inner));
      this.#endTry(node, { code: 'node-timeout' });
    });
  }

  #finishInner(node: NodeState, inner: LevelState): boolean {
    if (!inner.nodes.every(isSettled)) return false;
    if (inner.nodes.some(({ status }) => status === 'error')) {
      this.#endTry(node, { code: 'subgraph-failed' });
      return true;
    }
    const outputs: Record<string, unknown> = {};
    for (const { name, nodeId, portName } of inner.scope[0].ports?.outputs ?? []) {
      const source = inner.nodes.find(({ facts }) => facts.id === nodeId);
      if (source !== undefined && Object.hasOwn(source.outputs, portName)) {
        outputs[name] = source.outputs[portName];
      }
    }
    this.#endTry(node, { outputs });
    return true;
  }

  /** A try has ended. */
  #endTry(node: NodeState, outcome: Outcome): void {
    if ('outputs' in outcome) {
      if (node.memoKey !== undefined) this.#memo.set(node.memoKey, outcome.outputs);
      this.#succeed(node, { ...outcome.outputs, ...node.facts.sketch.pinned }, false);
      return;
    }
    const retryInMs = retryInMsOf(node, this.#program.random ?? 0.5);
    if (retryInMs === undefined) {
      this.#fail(node, [outcome.code]);
      return;
    }
    this.#emit('nodeFailed', node, { retryInMs });
    node.status = retryInMs > 0 ? 'delayed' : 'waiting';
    if (retryInMs > 0) this.#laterFor(node, retryInMs, () => (node.status = 'waiting'));
  }

  #succeed(node: NodeState, outputs: Readonly<Record<string, unknown>>, cached: boolean): true {
    node.status = 'success';
    node.outputs = { ...outputs };
    node.cached = cached;
    this.#emit('nodeSucceeded', node, { cached });
    return true;
  }

  #skip(node: NodeState, causes: readonly Cause[]): true {
    node.status = 'skipped';
    node.causes = causes;
    this.#emit('nodeSkipped', node);
    return true;
  }

  /** The last try has failed, or there never was one: the job's policy acts. */
  #fail(node: NodeState, codes: readonly string[]): true {
    const { onError = 'continue' } = this.#run;
    node.status = 'error';
    node.codes = codes;
    this.#emit('nodeFailed', node);
    const { parent } = node.level;
    if (onError === 'continue') return true;
    if (parent === undefined && onError !== 'stop' && this.#attempt < onError.attempts) {
      this.#retryJob(onError.delayMs);
      return true;
    }
    this.#cut = true;
    this.#stop(node);
    if (parent !== undefined) this.#endTry(parent, { code: 'subgraph-failed' });
    return true;
  }

  #stop(failed: NodeState): void {
    const { level } = failed;
    const behind = new Set([failed.facts.id]);
    for (const id of level.order) {
      const node = level.nodes.find(({ facts }) => facts.id === id)!;
      const sources = node.facts.wires.flatMap(({ ends }) => ends.map(({ from }) => from));
      if (isSettled(node) || node.status === 'running') continue;
      const causes = sources
        .map((source) => level.nodes.find(({ facts }) => facts.id === source)!)
        .filter((source) => ['error', 'skipped'].includes(source.status) || source.mayBeSkipped)
        .flatMap((source) =>
          source.mayBeSkipped ? source.causes : this.#source(level, source.facts.id).causes,
        );
      if (sources.some((source) => behind.has(source))) {
        behind.add(id);
        this.#skip(node, [...causes, { nodeId: node.path, reason: 'disabled' }]);
      } else if (causes.length > 0) {
        node.mayBeSkipped = true;
        node.causes = causes;
      }
    }
    this.#cancelNodes(allNodes(level));
  }

  #retryJob(delayMs: number): void {
    this.#attempt += 1;
    this.#cut = true;
    this.#emit('jobRetried', undefined, { attempt: this.#attempt });
    const { scope, given, nodes } = this.#top;
    const ids = nodes.map(({ facts }) => facts.id);
    this.#top = this.#level(scope, undefined, ids, given);
    this.#paused = delayMs > 0;
    if (this.#paused) this.#later(delayMs, () => (this.#paused = false));
  }

  #cancel(status: 'cancelled' | 'error', code?: string): void {
    const settled = this.#top.nodes.every(isSettled);
    if (settled && status === 'cancelled') return;
    this.#cut = true;
    this.#cancelNodes(allNodes(this.#top));
    this.#end = { status, ...(code === undefined ? {} : { code }) };
  }

  #cancelNodes(nodes: readonly NodeState[]): void {
    for (const node of nodes) {
      if (isSettled(node)) continue;
      node.status = 'cancelled';
      this.#emit('nodeCancelled', node);
    }
  }

  #level(
    scope: Scope,
    parent: NodeState | undefined,
    ids: readonly string[],
    given: LevelState['given'],
  ): LevelState {
    const open = [...(parent?.level.open ?? []), scope[0]];
    const taken = parent === undefined ? this.#taken : {};
    const facts = factsOf(scope, ids, { taken, open });
    const nodes: NodeState[] = [];
    const level = { scope, open, parent, nodes, given, order: planOrder(facts) };
    const prefix = parent === undefined ? '' : `${parent.path}/`;
    for (const id of ids) nodes.push(freshNode(facts.get(id)!, `${prefix}${id}`, level));
    return level;
  }

  #laterFor(node: NodeState, delayMs: number, act: () => void): void {
    const { starts, status } = node;
    const top = this.#top;
    this.#due.push({
      at: this.#now + delayMs,
      isLive: () =>
        top === this.#top &&
        node.starts === starts &&
        node.status === status &&
        parents(node).every((parent) => parent.status === 'running' && isCurrent(node)),
      act,
    });
  }

  #later(delayMs: number, act: () => void): void {
    this.#due.push({ at: this.#now + delayMs, isLive: () => this.#end === undefined, act });
  }

  #emit(type: string, node?: NodeState, more: object = {}): void {
    const of = node === undefined ? {} : { nodeId: node.path };
    this.#events.push({ type, time: this.#now, ...of, ...more });
  }
}
