/** Says calmly how far Python's start has come. */
import { useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';
import type { BootState, BootStore } from '../run/boot-store.js';

/** What {@link BootStatus} takes. */
export interface BootStatusProps {
  readonly boot: BootStore;
  /** Offered after a failure: starts again. */
  readonly onRetry?: () => void;
}

/** One line for a toolbar, with a ring that fills while Python is on its way. */
export function BootStatus({ boot, onRetry }: BootStatusProps): ReactElement {
  const state = useSyncExternalStore(boot.subscribe, boot.get, boot.get);
  return (
    <span className="mr-boot" data-phase={state.phase} title={titleOf(state)}>
      <Ring part={'part' in state ? state.part : undefined} />
      {/* Bytes are not read out: only what begins and ends. */}
      <span aria-hidden="true">{textOf(state)}</span>
      <span className="mr-boot-said" role="status">
        {SAID[state.phase]}
      </span>
      {state.phase === 'failed' && onRetry !== undefined && (
        <button type="button" className="mr-button" onClick={onRetry}>
          Try again
        </button>
      )}
    </span>
  );
}

const SAID: Readonly<Record<BootState['phase'], string>> = {
  idle: 'Python has not started',
  downloading: 'Python is being loaded',
  starting: 'Python is starting',
  installing: 'Python is installing packages',
  ready: 'Python is ready',
  failed: 'There is no Python',
};

function textOf(state: BootState): string {
  if ('detail' in state) return state.detail ? `Python, ${state.detail}` : 'Python is starting';
  return SHORT[state.phase];
}

const SHORT = { idle: 'Python', ready: 'Python ready', failed: 'No Python' } as const;

function titleOf(state: BootState): string {
  if (state.phase === 'failed') return state.message;
  if (state.phase !== 'ready') return SAID[state.phase];
  return `${SAID.ready}; it started in ${(state.durationMs / 1000).toFixed(1)} s`;
}

const RADIUS = 5;
const ROUND = 2 * Math.PI * RADIUS;

function Ring({ part }: { readonly part: number | undefined }): ReactElement {
  return (
    <svg className="mr-boot-ring" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
      {part === undefined ? (
        <circle className="mr-boot-dot" cx="7" cy="7" r="3.5" />
      ) : (
        <>
          <circle className="mr-boot-track" cx="7" cy="7" r={RADIUS} />
          <circle
            className="mr-boot-fill"
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
