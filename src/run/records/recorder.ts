/** Writes the record of a job while it runs. */
import type { JobEvent } from '../events.js';
import { encodeEvent } from './record-event.js';
import { hashDocuments } from './record-hash.js';
import type { JobRecord, RecordedEvent } from './record.js';
import { createRedactor } from '../events/redact.js';

/** What a record is made of besides the events. */
export interface RecorderOptions {
  /** The config of the runner. */
  readonly config: unknown;
  /** The graph that is run, in any form that `run` takes. */
  readonly graph: unknown;
  /** The run's `context.secrets`: their texts stand nowhere in the record. */
  readonly secrets?: Readonly<Record<string, unknown>> | undefined;
}

/** Takes in events, and hands out the record. */
export interface Recorder {
  /** Takes in the events of one job, the first it hears of; those of others are ignored. */
  readonly onEvent: (event: JobEvent) => void;
  /** The record so far, to be written as JSON; one whose job has not ended reads as cut off. */
  record(): JobRecord;
}

/**
 * Records one job: every event as JSON, outputs as they were when their node ended.
 *
 * @example
 * ```ts
 * const runner = new JobRunner(config, { functions });
 * const recorder = createRecorder({ config, graph });
 * await runner.run(graph, { onEvent: recorder.onEvent });
 * const text = JSON.stringify(recorder.record());
 * ```
 */
export function createRecorder({ config, graph, secrets }: RecorderOptions): Recorder {
  const hashes = hashDocuments(config, graph);
  const redact = createRedactor(secrets);
  const events: RecordedEvent[] = [];
  let jobId: string | undefined;
  return {
    onEvent(event) {
      jobId ??= event.jobId;
      if (event.jobId === jobId) events.push(encodeEvent(event, redact));
    },
    record: () => ({ version: 1, jobId: jobId ?? '', ...hashes, events: [...events] }),
  };
}
