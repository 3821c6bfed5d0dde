/** A value as a person wants to see it. */
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useTextAnywhere } from '../text/use-text.js';
import { CopyButton } from './copy-button.js';
import { formatValue } from './format-value.js';
import { isImage } from './preview.js';
import { sizeOfValue } from './value-size.js';

export interface ValuePreviewProps {
  readonly value: unknown;
  /** What the value is called, for screen readers. */
  readonly label: string;
  /** What can be done with it. */
  readonly children?: ReactNode;
}

/** Characters shown at first, and with each press of “Show more” ten times as many. */
const FIRST = 2_000;
/** More would stop the page. */
const MOST = 200_000;

/** A value under its name, with all there is to see of it. */
export function ValuePreview({ value, label, children }: ValuePreviewProps): ReactElement {
  const { inspector: text, values } = useTextAnywhere();
  return (
    <section className="mr-value">
      <div className="mr-value-head">
        <h3 className="mr-inspector-name">{label}</h3>
        <span className="mr-muted">{sizeOfValue(value, text)}</span>
        {children}
        <CopyButton what={label} text={() => formatValue(value, MOST, values).text} />
      </div>
      {isImage(value) ? (
        <img className="mr-value-picture" src={value} alt={label} />
      ) : (
        <ValueText value={value} label={label} />
      )}
    </section>
  );
}

function ValueText({ value, label }: { value: unknown; label: string }): ReactElement {
  const { inspector: words, values } = useTextAnywhere();
  const [limit, setLimit] = useState(FIRST);
  const { text, isWhole } = formatValue(value, limit, values);
  return (
    <>
      <pre className="mr-value-text" tabIndex={0} role="region" aria-label={label}>
        {text === '' ? <span className="mr-muted">{words.emptyText}</span> : text}
        {!isWhole && '…'}
      </pre>
      {!isWhole && limit < MOST && (
        <button type="button" className="mr-link" onClick={() => setLimit(limit * 10)}>
          {words.showMore}
        </button>
      )}
    </>
  );
}
