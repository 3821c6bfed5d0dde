/** Run, cancel, and how. */
import { Play, Square } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Mode } from '../run/runners.js';
import { CONTROL } from './control-key.js';
import { PartButtons } from './part-buttons.js';
import type { RunPart } from './use-run.js';

interface RunControlsProps {
  readonly mode: Mode;
  readonly isBusy: boolean;
  readonly onMode: (mode: Mode) => void;
  readonly onRun: (part?: RunPart) => void;
  readonly onCancel: () => void;
}

export function RunControls(props: RunControlsProps): ReactElement {
  const { mode, isBusy, onMode, onRun, onCancel } = props;
  return (
    <div className="pg-run" role="group" aria-label="Run">
      <MainButton isBusy={isBusy} onRun={onRun} onCancel={onCancel} />
      <PartButtons isBusy={isBusy} onRun={onRun} />
      <Modes mode={mode} isBusy={isBusy} onMode={onMode} />
    </div>
  );
}

type MainButtonProps = Pick<RunControlsProps, 'isBusy' | 'onRun' | 'onCancel'>;

/** One button in two roles: who pressed it by key can press it again. */
function MainButton({ isBusy, onRun, onCancel }: MainButtonProps): ReactElement {
  const Picture = isBusy ? Square : Play;
  return (
    <button
      type="button"
      className="mr-button pg-main"
      data-tone={isBusy ? undefined : 'primary'}
      title={isBusy ? 'Cancel (Esc)' : `Run the graph (${CONTROL}+Enter)`}
      onClick={({ detail }) => {
        if (!isBusy) onRun();
        // The second click of a double click on Run does not mean Cancel.
        else if (detail < 2) onCancel();
      }}
    >
      <Picture aria-hidden="true" size={13} fill="currentColor" />
      <span>{isBusy ? 'Cancel' : 'Run'}</span>
    </button>
  );
}

const MODES: readonly { readonly mode: Mode; readonly label: string; readonly title: string }[] = [
  { mode: 'async', label: 'Async', title: 'Each node starts the moment its inputs are there' },
  { mode: 'sync', label: 'Sync', title: 'The whole graph in one go, in one Web Worker' },
];

type ModesProps = Pick<RunControlsProps, 'mode' | 'isBusy' | 'onMode'>;

function Modes({ mode, isBusy, onMode }: ModesProps): ReactElement {
  return (
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
  );
}
