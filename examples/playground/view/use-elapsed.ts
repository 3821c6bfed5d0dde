/** How long a job has been running. */
import { useEffect, useState } from 'react';
import type { JobEvent } from 'millrace';

const EVERY_MS = 50;

/** Milliseconds since the job started; counts on while it runs. */
export function useElapsed(events: readonly JobEvent[], isRunning: boolean): number {
  const last = events.at(-1);
  const jobId = last?.jobId;
  const isCounting = isRunning && last !== undefined && last.type !== 'jobFinished';
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    if (!isCounting) return undefined;
    const startedAt = performance.now();
    setElapsed(0);
    const timer = setInterval(() => setElapsed(performance.now() - startedAt), EVERY_MS);
    return () => clearInterval(timer);
  }, [isCounting, jobId]);
  return Math.max(elapsed, last?.time ?? 0);
}
