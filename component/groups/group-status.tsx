/** What the nodes of a collapsed group do, in one badge. */
import { useMemo, useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';
import type { Status } from '../../src/run/status.js';
import { useEditor } from '../editor-context.js';
import { StatusIcon } from '../icons/status-icon.js';
import { createGroupCounts } from './group-counts.js';
import type { StatusCounts } from './group-counts.js';

/** The worst comes first: the one that is shown. */
const ORDER: readonly Status[] = [
  'error',
  'running',
  'queued',
  'waiting',
  'cancelled',
  'skipped',
  'success',
];

export function GroupStatus({
  nodeIds,
}: {
  readonly nodeIds: readonly string[];
}): ReactElement | null {
  const { statuses, text } = useEditor();
  const counts = useMemo(() => createGroupCounts(statuses, nodeIds), [statuses, nodeIds]);
  const read = useSyncExternalStore(counts.subscribe, counts.get, counts.get);
  const status = ORDER.find((each) => (read[each] ?? 0) > 0);
  if (status === undefined) return null;
  const said = tell(read, text.status);
  const isWorking = status !== 'running' && (read.running ?? 0) > 0;
  const count = read[status] ?? 0;
  return (
    <span className="mr-status" data-status={status} title={said} role="img" aria-label={said}>
      <span className="mr-group-status-text">
        {status === 'success' ? `${count}/${nodeIds.length}` : `${count} ${text.status[status]}`}
      </span>
      <StatusIcon status={status} />
      {isWorking && <StatusIcon status="running" />}
    </span>
  );
}

/** `1 Failed, 2 Done` */
function tell(counts: StatusCounts, names: Readonly<Record<Status, string>>): string {
  return ORDER.filter((status) => (counts[status] ?? 0) > 0)
    .map((status) => `${counts[status]} ${names[status]}`)
    .join(', ');
}
