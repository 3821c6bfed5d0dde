/** One snapshot for all boots of a runtime. */
import type { Snapshot } from '../pyodide/start-python.mjs';
import type { OnReport } from './boot-report.js';

/**
 * Asks the first boot for a snapshot and gives it to those after it. After one that failed there is
 * none: what does not work here would not work the next time, either.
 */
export class SnapshotKeeper {
  #kept: Snapshot | null | undefined;

  /** What the next boot is told. */
  get next(): Snapshot | 'take' | undefined {
    return this.#kept === undefined ? 'take' : (this.#kept ?? undefined);
  }

  /** Takes the snapshot out of what boots report. */
  listen(onReport: OnReport): OnReport {
    return (report) => {
      if (report.type === 'snapshot') this.#kept = report.snapshot;
      else onReport(report);
    };
  }
}
