/** A timeline as bars; a click selects the bar's node. */
import type { CSSProperties, ReactElement } from 'react';
import type { Bar, Timeline } from '../run/timeline.js';
import { CONTROL } from './control-key.js';
import { formatMs } from './format-ms.js';

interface TimelineViewProps {
  readonly timeline: Timeline;
  readonly nameOf: (nodeId: string) => string;
  readonly onSelect: (nodeId: string) => void;
  /** A double click: brings the node into view. */
  readonly onShow: (nodeId: string) => void;
}

export function TimelineView(props: TimelineViewProps): ReactElement {
  const { timeline, nameOf, onSelect, onShow } = props;
  const { bars, lanes } = timeline;
  if (bars.length === 0) {
    return (
      <p className="pg-timeline-empty">
        Press <kbd>{CONTROL}</kbd> <kbd>Enter</kbd> to run, <kbd>?</kbd> for all keys
      </p>
    );
  }
  return (
    <ol
      className="pg-timeline"
      aria-label="Timeline"
      style={{ '--pg-lanes': lanes } as CSSProperties}
    >
      {bars.map((bar) => (
        <li key={bar.nodeId} style={placeOf(bar)}>
          <button
            type="button"
            data-status={bar.status}
            title={`${nameOf(bar.nodeId)} · ${bar.status} · ${formatMs(bar.durationMs)}`}
            onClick={() => onSelect(bar.nodeId)}
            onDoubleClick={() => onShow(bar.nodeId)}
          >
            <span>{nameOf(bar.nodeId)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

function placeOf({ start, end, lane }: Bar): CSSProperties {
  return {
    '--pg-start': start,
    '--pg-part': end - start,
    '--pg-lane': lane,
  } as CSSProperties;
}
