/** Random jobs, as the events they send. */
import type { JobEvent, JobEventBody } from '../../../../src/run/events.js';
import type { Random } from '../../../fuzz/random.js';

/** Numbers and times bodies as a job does. */
export function eventsOf(jobId: string, bodies: readonly JobEventBody[]): readonly JobEvent[] {
  return bodies.map((body, seq) => ({ ...body, jobId, seq, time: seq * 2 }));
}

const ERROR = { name: 'Error', code: 'error', message: 'out of water' };
const COUNTS = { success: 0, error: 0, skipped: 0, cancelled: 0 };

/** A lawful job of up to eight nodes with logs, progress, retries of nodes and of the job. */
export function randomJob(jobId: string, random: Random): readonly JobEvent[] {
  const ids = Array.from({ length: 1 + random.below(8) }, (_, index) => `${jobId}-${index}`);
  const bodies: JobEventBody[] = [{ type: 'jobStarted', selected: ids }];
  const attempts = 1 + (random.chance(0.3) ? random.below(3) : 0);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if (attempt > 1) bodies.push({ type: 'jobRetried', attempt, error: ERROR });
    for (const nodeId of ids) bodies.push(...randomNode(nodeId, random));
  }
  bodies.push({ type: 'jobFinished', status: 'success', durationMs: 1, counts: COUNTS });
  return eventsOf(jobId, bodies);
}

function randomNode(nodeId: string, random: Random): readonly JobEventBody[] {
  if (random.chance(0.2)) {
    return [{ type: 'nodeSkipped', nodeId, cause: { nodeId, reason: 'error' } }];
  }
  const bodies: JobEventBody[] = random.chance(0.3) ? [{ type: 'nodeQueued', nodeId }] : [];
  const tries = 1 + random.below(3);
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    bodies.push({ type: 'nodeStarted', nodeId, nodeType: 't', attempt, placement: 'inline' });
    for (let line = random.below(4); line > 0; line -= 1) {
      if (random.chance(0.5)) bodies.push({ type: 'nodeProgressed', nodeId, done: line });
      else bodies.push({ type: 'nodeLogged', nodeId, level: 'info', message: `${line}` });
    }
    if (attempt < tries) {
      bodies.push({ type: 'nodeFailed', nodeId, error: ERROR, durationMs: 1, retryInMs: 5 });
    }
  }
  return [...bodies, randomEnd(nodeId, random)];
}

function randomEnd(nodeId: string, random: Random): JobEventBody {
  return random.pick<JobEventBody>([
    { type: 'nodeSucceeded', nodeId, outputs: { result: 1 }, durationMs: 1, cached: false },
    { type: 'nodeFailed', nodeId, error: ERROR, durationMs: 1 },
    { type: 'nodeCancelled', nodeId },
  ]);
}

/** The events of several jobs, one after the other or mixed, each in its own order. */
export function mix(jobs: readonly (readonly JobEvent[])[], random: Random): readonly JobEvent[] {
  const left = jobs.map((events) => [...events]);
  const mixed: JobEvent[] = [];
  for (;;) {
    const open = left.filter((events) => events.length > 0);
    if (open.length === 0) return mixed;
    mixed.push(random.pick(open).shift()!);
  }
}
