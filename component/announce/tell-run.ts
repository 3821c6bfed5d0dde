/** Says that a run began, what came of it, and the first errors; not each status of each node. */
import { own } from '../../src/config/document.js';
import type { Status } from '../../src/run/status.js';
import type { EditorContextValue } from '../editor-context.js';
import { runPrefix } from '../store/shown-graph.js';
import { titleOf } from '../surface/node-title.js';

/** Nothing has changed for so long: the run is over, or is thinking. */
const REST_MS = 300;

/** Errors that are told one by one. */
const MOST_ERRORS = 3;

const BUSY: readonly Status[] = ['waiting', 'queued', 'running'];

/** @returns ends it */
export function tellRun(find: () => EditorContextValue): () => void {
  const teller = new RunTeller(find);
  const ends = [
    find().statuses.subscribeAll((changed) => teller.hear(changed)),
    find().subscribe(() => teller.follow()),
  ];
  return () => {
    for (const end of ends) end();
    teller.close();
  };
}

/** Counts as statuses change: what it costs does not grow with the graph. */
class RunTeller {
  readonly #find: () => EditorContextValue;
  /** Which part of the run is shown. */
  #prefix: string | undefined;
  readonly #known = new Map<string, Status>();
  #busy = 0;
  #isRunning = false;
  #errors = 0;
  /** Nodes whose error was told, or is no news. */
  readonly #told = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(find: () => EditorContextValue) {
    this.#find = find;
    this.#prefix = this.#prefixNow();
    this.#begin();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  /** @returns true when another graph has come to be shown: its statuses are no news */
  follow(): boolean {
    const prefix = this.#prefixNow();
    if (prefix === this.#prefix) return false;
    this.#prefix = prefix;
    this.#begin();
    return true;
  }

  hear(changed: readonly string[]): void {
    if (this.follow()) return;
    for (const id of changed) this.#take(id);
    const { announce: words } = this.#find().text;
    if (this.#busy > 0 && !this.#isRunning) {
      this.#isRunning = true;
      this.#errors = 0;
      this.#hush(changed);
      this.#find().announce(words.runStarted);
    }
    for (const id of this.#isRunning ? changed : []) this.#tellError(id, { waits: true });
    clearTimeout(this.#timer);
    if (this.#isRunning && this.#busy === 0) {
      this.#timer = setTimeout(() => this.#finish(), REST_MS);
    }
  }

  /** Takes in how it stands, and says nothing: nothing has happened. */
  #begin(): void {
    clearTimeout(this.#timer);
    this.#known.clear();
    this.#busy = 0;
    for (const id of Object.keys(this.#find().getState().graph.nodes)) this.#take(id);
    this.#isRunning = this.#busy > 0;
    this.#hush([]);
  }

  /** Errors that are there already are no news; but those of a run that begins with them. */
  #hush(fresh: readonly string[]): void {
    this.#told.clear();
    for (const [id, status] of this.#known) if (status === 'error') this.#told.add(id);
    for (const id of fresh) this.#told.delete(id);
  }

  #prefixNow(): string | undefined {
    return runPrefix(this.#find().getState().path);
  }

  #take(id: string): void {
    const { status } = this.#find().statuses.get(id);
    const before = this.#known.get(id) ?? 'idle';
    if (status === before) return;
    this.#busy += Number(BUSY.includes(status)) - Number(BUSY.includes(before));
    if (status === 'idle') this.#known.delete(id);
    else this.#known.set(id, status);
  }

  /** Once a node, though its report may change after; and with its message, which may come later. */
  #tellError(id: string, { waits }: { readonly waits: boolean }): void {
    const { statuses, text, nodeTypes, getState, announce } = this.#find();
    const { status, report } = statuses.get(id);
    const message = report?.error?.message ?? '';
    if (status !== 'error' || this.#told.has(id) || this.#errors >= MOST_ERRORS) return;
    if (waits && message === '') return;
    this.#told.add(id);
    this.#errors += 1;
    const node = own(getState().graph.nodes, id);
    const name = node === undefined ? id : titleOf(node, nodeTypes.get(node.type));
    announce(text.announce.failed(name, message));
  }

  #finish(): void {
    this.#isRunning = false;
    for (const id of this.#known.keys()) this.#tellError(id, { waits: false });
    const counts = new Map<Status, number>();
    for (const status of this.#known.values()) counts.set(status, (counts.get(status) ?? 0) + 1);
    const count = (status: Status): number => counts.get(status) ?? 0;
    const { announce: words } = this.#find().text;
    const [done, failed] = [count('success'), count('error')];
    const outcome = failed > 0 ? words.runFailed(done, failed) : words.runDone(done);
    const rest = words.runRest(count('skipped'), count('cancelled'));
    this.#find().announce(rest === '' ? outcome : `${outcome}, ${rest}`);
  }
}
