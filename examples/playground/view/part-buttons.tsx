/** Runs a part of the graph: what leads to the selection, or what follows from it. */
import { ArrowRightFromLine, ArrowRightToLine } from 'lucide-react';
import type { ReactElement } from 'react';
import { useEditorState } from 'millrace/react';
import { IconButton } from './icon-button.js';
import type { RunPart } from './use-run.js';

interface PartButtonsProps {
  readonly isBusy: boolean;
  readonly onRun: (part: RunPart) => void;
}

export function PartButtons({ isBusy, onRun }: PartButtonsProps): ReactElement {
  const selection = useEditorState((state) => state.selection);
  const ids = [...selection];
  const disabled = isBusy || ids.length === 0;
  const here = ids.length > 1 ? 'these nodes' : 'this node';
  const explain = (text: string): string => (ids.length === 0 ? 'Select a node first' : text);
  return (
    <div className="pg-buttons">
      <IconButton
        label="Run to here"
        title={`Run to here: ${explain(`${here} and all that leads to it`)}`}
        disabled={disabled}
        onClick={() => onRun({ selectedNodeIds: ids })}
      >
        <ArrowRightToLine aria-hidden="true" size={16} />
      </IconButton>
      <IconButton
        label="Run from here"
        title={`Run from here: ${explain(`${here} and all that follows, with the values at hand`)}`}
        disabled={disabled}
        onClick={() => onRun({ fromNodeIds: ids })}
      >
        <ArrowRightFromLine aria-hidden="true" size={16} />
      </IconButton>
    </div>
  );
}
