/** What became of the run: status, counts, time, and every node's part in it. */
import { Ban, Check, CircleDashed, Download, LoaderCircle, SkipForward, X } from 'lucide-react';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { Status } from 'millrace';
import { useEditor } from 'millrace/react';
import type { JobRun } from 'millrace/react';
import { download } from '../document/download.js';
import { planTimeline } from '../run/timeline.js';
import { traceOf } from '../run/trace.js';
import { formatMs } from './format-ms.js';
import { IconButton } from './icon-button.js';
import { nodeNamer } from './node-name.js';
import { TimelineView } from './timeline-view.js';
import { useElapsed } from './use-elapsed.js';

interface RunBarProps {
  readonly job: JobRun;
  readonly isBusy: boolean;
  readonly graphName: string;
}

export function RunBar({ job, isBusy, graphName }: RunBarProps): ReactElement {
  const { getGraph, dispatch, fitView } = useEditor();
  const { events, nodesStatus } = job;
  const elapsed = useElapsed(events, isBusy);
  const timeline = useMemo(() => planTimeline(events, elapsed), [events, elapsed]);
  const total = Object.keys(nodesStatus).length;
  return (
    <section className="pg-bar" aria-label="Run" data-status={isBusy ? 'running' : job.status}>
      <div className="pg-bar-text" role="status">
        <Headline job={job} isBusy={isBusy} />
        <p className="pg-bar-counts">
          {total === 0 ? 'Change something: a slider, a wire, a node' : <Counts job={job} />}
          {events.length > 0 && <time>{formatMs(timeline.totalMs)}</time>}
        </p>
      </div>
      <TimelineView
        timeline={timeline}
        nameOf={nodeNamer(getGraph())}
        onSelect={(id) => {
          if (getGraph().nodes[id] === undefined) return;
          dispatch({ type: 'select', ids: [id] });
        }}
        onShow={(id) => fitView([id])}
      />
      <IconButton
        label="Save the run as a trace"
        title={
          events.length === 0
            ? 'Save the run as a trace: run the graph first'
            : 'Save the run as a trace, for Perfetto or chrome://tracing'
        }
        disabled={events.length === 0 || isBusy}
        onClick={() => {
          download(`${graphName}.trace.json`, JSON.stringify(traceOf(getGraph(), events)));
        }}
      >
        <Download aria-hidden="true" size={16} />
      </IconButton>
    </section>
  );
}

const HEADLINES = {
  idle: { text: 'Ready', Picture: CircleDashed },
  running: { text: 'Running', Picture: LoaderCircle },
  success: { text: 'Done', Picture: Check },
  error: { text: 'Done, with errors', Picture: X },
  cancelled: { text: 'Cancelled', Picture: Ban },
} as const;

function Headline({ job, isBusy }: Pick<RunBarProps, 'job' | 'isBusy'>): ReactElement {
  const isWaiting = isBusy && job.status !== 'running';
  const { text, Picture } = HEADLINES[isBusy ? 'running' : job.status];
  return (
    <p className="pg-bar-headline">
      <Picture aria-hidden="true" size={15} strokeWidth={2.25} />
      {isWaiting ? 'Waiting for Python' : text}
    </p>
  );
}

const KINDS: readonly {
  readonly status: Status;
  readonly word: string;
  readonly Picture: typeof Check;
}[] = [
  { status: 'success', word: 'succeeded', Picture: Check },
  { status: 'error', word: 'failed', Picture: X },
  { status: 'skipped', word: 'skipped', Picture: SkipForward },
  { status: 'cancelled', word: 'cancelled', Picture: Ban },
  { status: 'running', word: 'running', Picture: LoaderCircle },
  { status: 'waiting', word: 'waiting', Picture: CircleDashed },
];

function Counts({ job }: { readonly job: JobRun }): ReactElement {
  const statuses = Object.values(job.nodesStatus);
  const counts = KINDS.map((kind) => ({
    ...kind,
    count: statuses.filter((status) => status === kind.status).length,
  }));
  return (
    <>
      {counts
        .filter(({ count }) => count > 0)
        .map(({ status, word, count, Picture }) => (
          <span key={status} data-status={status}>
            <Picture aria-hidden="true" size={12} strokeWidth={2.5} />
            {count} {word}
          </span>
        ))}
    </>
  );
}
