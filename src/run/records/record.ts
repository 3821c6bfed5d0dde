/** The record of a job: everything that happened, as one JSON document (rule R13). */
import type { WireJson } from '../../wire/value.js';
import type { JobEvent, NodeSucceeded } from '../events.js';
import type { Preview } from '../python/python-runtime.js';

/** What is kept of an output that is over 64 kB of JSON, or that JSON can't say. */
export interface RecordedPreview extends Preview {
  /** The hash of its JSON, where that is at most 1 MB. */
  readonly hash?: string;
}

/**
 * An output: its JSON, tagged as on a wire, or `{"$preview": {type, text, length?, hash?}}`. No
 * value is mistaken for a preview: JSON of a value has `$object` round keys that begin with `$`.
 */
export type RecordedOutput = WireJson | { readonly $preview: RecordedPreview };

/** An event as JSON: only outputs differ from those of a {@link JobEvent}. */
export type RecordedEvent =
  | Exclude<JobEvent, { type: 'nodeSucceeded' }>
  | (Omit<NodeSucceeded, 'outputs'> & {
      readonly outputs: Readonly<Record<string, RecordedOutput>>;
    });

/** One job, from its first event on. */
export interface JobRecord {
  readonly version: 1;
  readonly jobId: string;
  /** Hash of the config: equal when the same functions with the same signatures were there. */
  readonly config: string;
  /** Hash of the graph: equal when the same was to be run, wherever it was drawn. */
  readonly graph: string;
  readonly events: readonly RecordedEvent[];
}
