/** Keeps what an editor shows of a run in step with what its host says. */
import type { FlowEditorProps } from './flow-editor-props.js';
import type { StatusStore } from './store/status-store.js';
import { useBrowserLayoutEffect } from './use-browser-layout-effect.js';

const NOTHING = Object.freeze({});

type StatusProps = Pick<FlowEditorProps, 'activity' | 'nodesStatus' | 'results'>;

/** A run's activity, change by change; without one, the records of the host, each time all of them. */
export function useNodeStatuses(statuses: StatusStore, props: StatusProps): void {
  // A host without types says `null` for none.
  const activity = props.activity ?? undefined;
  const nodesStatus = props.nodesStatus ?? NOTHING;
  const results = props.results ?? NOTHING;
  useBrowserLayoutEffect(() => {
    if (activity === undefined) return undefined;
    const find = (id: string): ReturnType<typeof activity.get> => activity.get(id);
    // What was shown before is idle now, unless the run knows it.
    statuses.update(new Set([...statuses.ids(), ...activity.ids()]), find);
    return activity.subscribe((changed) => statuses.update(changed, find));
  }, [statuses, activity]);
  useBrowserLayoutEffect(() => {
    if (activity === undefined) statuses.set(nodesStatus, results);
  }, [statuses, activity, nodesStatus, results]);
}
