/** Says calmly how far Python's start has come. */
import { useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';
import { megabytes } from '../run/boot-store.js';
import type { BootState, BootStore } from '../run/boot-store.js';
import type { EditorText } from '../text/english.js';
import { useTextAnywhere } from '../text/use-text.js';

/** What {@link BootStatus} takes. */
export interface BootStatusProps {
  readonly boot: BootStore;
  /** Offered after a failure: starts again. */
  readonly onRetry?: () => void;
}

/**
 * A few words for a toolbar, with a ring that fills while Python is on its way; a tooltip says more.
 * They take the same room from the start to the end, so that nothing beside them moves.
 */
export function BootStatus({ boot, onRetry }: BootStatusProps): ReactElement {
  const { boot: text } = useTextAnywhere();
  const state = useSyncExternalStore(boot.subscribe, boot.get, boot.get);
  return (
    <span className="mr-boot" data-phase={state.phase} title={titleOf(state, text)}>
      <Ring part={'part' in state ? state.part : undefined} />
      {/* Bytes are not read out: only what begins and ends. */}
      <span className="mr-boot-text" aria-hidden="true">
        {textOf(state, text)}
      </span>
      <span className="mr-boot-said" role="status">
        {text[state.phase]}
      </span>
      {state.phase === 'failed' && onRetry !== undefined && (
        <button type="button" className="mr-button" onClick={onRetry}>
          {text.retry}
        </button>
      )}
    </span>
  );
}

type BootText = EditorText['boot'];

function textOf(state: BootState, text: BootText): string {
  if (state.phase === 'idle') return text.shortIdle;
  if (state.phase === 'ready') return text.shortReady;
  if (state.phase === 'failed') return text.shortFailed;
  const { event, part } = state;
  if (event?.type !== 'download') return text.shortStarting;
  if (event.total > 0) return text.percent(Math.floor(part * 100));
  return text.progress(text.loaded(megabytes(event.loaded), undefined));
}

function titleOf(state: BootState, text: BootText): string {
  if (state.phase === 'failed') return state.message;
  if (state.phase === 'ready') return text.readyIn((state.durationMs / 1000).toFixed(1));
  const event = 'event' in state ? state.event : undefined;
  if (event?.type === 'download') {
    const total = event.total > 0 ? megabytes(event.total) : undefined;
    return text.progress(text.loaded(megabytes(event.loaded), total));
  }
  if (event?.type !== 'install') return text[state.phase];
  return text.progress(text.installingOne(event.name, event.done + 1, event.total));
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
