/** Run, cancel, and how. */
import { Play, Square } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Mode } from '../run/runners.js';
import { CONTROL } from './control-key.js';

interface RunControlsProps {
  readonly mode: Mode;
  readonly isBusy: boolean;
  readonly onMode: (mode: Mode) => void;
  readonly onRun: () => void;
  readonly onCancel: () => void;
}

const MODES: readonly { readonly mode: Mode; readonly label: string; readonly title: string }[] = [
  { mode: 'async', label: 'Async', title: 'Each node starts the moment its inputs are there' },
  { mode: 'sync', label: 'Sync', title: 'The whole graph in one go, in one Web Worker' },
];

export function RunControls(props: RunControlsProps): ReactElement {
  const { mode, isBusy, onMode, onRun, onCancel } = props;
  return (
    <div className="pg-run" role="group" aria-label="Run">
      {isBusy ? (
        <button
          type="button"
          className="mr-button pg-main"
          // The second click of a double click on Run does not mean this.
          onClick={(event) => event.detail > 1 || onCancel()}
          title="Cancel (Esc)"
        >
          <Square aria-hidden="true" size={13} fill="currentColor" />
          <span>Cancel</span>
        </button>
      ) : (
        <button
          type="button"
          className="mr-button pg-main"
          data-tone="primary"
          onClick={onRun}
          title={`Run the graph (${CONTROL}+Enter)`}
        >
          <Play aria-hidden="true" size={14} fill="currentColor" />
          <span>Run</span>
        </button>
      )}
      <div className="pg-modes" role="radiogroup" aria-label="How the graph runs">
        {MODES.map((each) => (
          <label key={each.mode} title={each.title}>
            <input
              type="radio"
              name="mode"
              value={each.mode}
              checked={each.mode === mode}
              disabled={isBusy}
              onChange={() => onMode(each.mode)}
            />
            <span>{each.label}</span>
          </label>
        ))}
      </div>
    </div>
  );
}
