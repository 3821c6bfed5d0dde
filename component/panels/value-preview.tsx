/** A value as a person wants to see it. */
import { useState } from 'react';
import type { ReactElement } from 'react';
import { isHandle } from '../../src/run/handle.js';
import { CopyButton } from './copy-button.js';
import { formatValue } from './format-value.js';
import { isImage } from './preview.js';

export interface ValuePreviewProps {
  readonly value: unknown;
  /** What the value is called, for screen readers. */
  readonly label: string;
}

/** Characters shown at first, and with each press of “Show more” ten times as many. */
const FIRST = 2_000;
/** More would stop the page. */
const MOST = 200_000;

/** A value under its name, with all there is to see of it. */
export function ValuePreview({ value, label }: ValuePreviewProps): ReactElement {
  return (
    <section className="mr-value">
      <div className="mr-value-head">
        <h3 className="mr-inspector-name">{label}</h3>
        <span className="mr-muted">{kindOf(value)}</span>
        <CopyButton what={label} text={() => formatValue(value, MOST).text} />
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
  const [limit, setLimit] = useState(FIRST);
  const { text, isWhole } = formatValue(value, limit);
  return (
    <>
      <pre className="mr-value-text" tabIndex={0} role="region" aria-label={label}>
        {text === '' ? <span className="mr-muted">Empty text</span> : text}
        {!isWhole && '…'}
      </pre>
      {!isWhole && limit < MOST && (
        <button type="button" className="mr-link" onClick={() => setLimit(limit * 10)}>
          Show more
        </button>
      )}
    </>
  );
}

/** What a text does not say by itself: how long it is, and what kind of thing. */
function kindOf(value: unknown): string {
  try {
    return lengthText(value);
  } catch {
    return '';
  }
}

function lengthText(value: unknown): string {
  if (isImage(value)) return 'picture';
  if (typeof value === 'string') return count(value.length, 'character');
  if (Array.isArray(value)) return count(value.length, 'item');
  if (!isHandle(value)) return '';
  const { type, length } = value.preview;
  return length === undefined
    ? `${type}, preview`
    : `${type} of ${length.toLocaleString('en')}, preview`;
}

function count(number: number, unit: string): string {
  return `${number.toLocaleString('en')} ${unit}${number === 1 ? '' : 's'}`;
}
