/** What the page has to say, above the run bar, until it is dismissed. */
import { TriangleAlert, Info, X } from 'lucide-react';
import type { ReactElement } from 'react';

/** One thing to say. */
export interface NoticeText {
  readonly tone: 'info' | 'bad';
  readonly title: string;
  /** What is wrong where, a line each. */
  readonly lines?: readonly string[];
  /** What can be done about it. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface NoticeProps extends NoticeText {
  readonly onClose: () => void;
}

const MAX_LINES = 8;

export function Notice({ tone, title, lines = [], action, onClose }: NoticeProps): ReactElement {
  const Picture = tone === 'bad' ? TriangleAlert : Info;
  const more = lines.length - MAX_LINES;
  return (
    <section className="pg-notice" data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Picture aria-hidden="true" size={16} />
      <div className="pg-notice-text">
        <strong>{title}</strong>
        {lines.length > 0 && (
          <ul>
            {lines.slice(0, MAX_LINES).map((line) => (
              <li key={line}>{line}</li>
            ))}
            {more > 0 && <li>and {more} more</li>}
          </ul>
        )}
      </div>
      {action !== undefined && (
        <button type="button" className="mr-button" onClick={action.run}>
          {action.label}
        </button>
      )}
      <button type="button" className="mr-icon-button" aria-label="Dismiss" onClick={onClose}>
        <X aria-hidden="true" size={16} />
      </button>
    </section>
  );
}
