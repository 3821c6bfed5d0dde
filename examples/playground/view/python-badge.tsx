/** Says calmly how far Python's start has come. */
import type { ReactElement } from 'react';
import type { BootState } from '../run/boot-store.js';

interface PythonBadgeProps {
  readonly boot: BootState;
  readonly onRetry: () => void;
}

export function PythonBadge({ boot, onRetry }: PythonBadgeProps): ReactElement {
  const { text, title } = wordsFor(boot);
  const part = boot.phase === 'downloading' ? boot.part : boot.phase === 'starting' ? 1 : undefined;
  return (
    <span className="pg-python" data-phase={boot.phase} title={title}>
      <Ring part={part} />
      <span role="status">{text}</span>
      {boot.phase === 'failed' && (
        <button type="button" className="mr-button" onClick={onRetry}>
          Try again
        </button>
      )}
    </span>
  );
}

function wordsFor(boot: BootState): { readonly text: string; readonly title: string } {
  switch (boot.phase) {
    case 'downloading':
      return {
        text: `Python ${Math.round(boot.part * 100)} %`,
        title: 'Pyodide is being loaded from this server',
      };
    case 'starting':
      return { text: 'Python starting', title: 'The interpreter is being compiled' };
    case 'ready':
      return {
        text: 'Python ready',
        title: `Pyodide in a Web Worker, started in ${(boot.durationMs / 1000).toFixed(1)} s`,
      };
    case 'failed':
      return { text: 'No Python', title: boot.message };
    default:
      return { text: 'Python', title: 'Starts when it is needed' };
  }
}

const RADIUS = 5;
const ROUND = 2 * Math.PI * RADIUS;

/** A dot, or a ring that fills while there is something to wait for. */
function Ring({ part }: { readonly part: number | undefined }): ReactElement {
  return (
    <svg className="pg-ring" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
      {part === undefined ? (
        <circle className="pg-ring-dot" cx="7" cy="7" r="3.5" />
      ) : (
        <>
          <circle className="pg-ring-track" cx="7" cy="7" r={RADIUS} />
          <circle
            className="pg-ring-fill"
            cx="7"
            cy="7"
            r={RADIUS}
            strokeDasharray={`${Math.max(0.06, part) * ROUND} ${ROUND}`}
            transform="rotate(-90 7 7)"
          />
        </>
      )}
    </svg>
  );
}
