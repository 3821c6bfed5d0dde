/** What of a document can't be read is reported and kept for the next save. */
import { describe, isPlainRecord } from '../config/document.js';
import type { IssueList, IssueTarget, Path } from '../config/document.js';
import type { Unread } from './graph.js';

/** What is wrong with a part. */
export interface UnreadProblem {
  readonly code: string;
  readonly expected: string;
  /** @default "error" */
  readonly severity?: 'error' | 'warning';
  /** @default "kept unread" */
  readonly consequence?: string;
  readonly portName?: string;
}

/** Collects the unread parts of one node, or of a graph apart from its nodes. */
export class Keeper {
  readonly #path: Path;
  readonly #list: IssueList;
  readonly #target: IssueTarget;
  #parts: Unread[] | undefined;

  /** @param path Where the node or graph stands in the document. */
  constructor(path: Path, list: IssueList, target: IssueTarget = {}) {
    this.#path = path;
    this.#list = list;
    this.#target = target;
  }

  /** Undefined as long as everything could be read. */
  get parts(): readonly Unread[] | undefined {
    return this.#parts;
  }

  /** Takes over what an earlier reading kept; that is not reported again. */
  restore(saved: unknown): void {
    if (saved === undefined) return;
    if (Array.isArray(saved) && Array.from(saved).every(isUnread)) this.#parts = [...saved];
    else
      this.keep(['unread'], saved, {
        code: 'unread-unreadable',
        expected: 'a list of {path, value}',
      });
  }

  keep(path: Path, value: unknown, problem: UnreadProblem): void {
    // What is undefined would be lost in the JSON of the next save.
    (this.#parts ??= []).push({ path, value: value === undefined ? null : value });
    this.report(path, value, { consequence: 'kept unread', ...problem });
  }

  /** Reports a part that is kept where it is. */
  report(path: Path, value: unknown, problem: UnreadProblem): void {
    const { code, expected, severity = 'error', consequence, portName } = problem;
    const message = `expected ${expected}, got ${describe(value)}; ${consequence}`;
    const target = portName === undefined ? this.#target : { ...this.#target, portName };
    const at = [...this.#path, ...path];
    if (severity === 'error') this.#list.error(code, at, message, target);
    else this.#list.warn(code, at, message, target);
  }
}

function isUnread(value: unknown): value is Unread {
  return isPlainRecord(value) && Array.isArray(value['path']) && 'value' in value;
}
