/** A value as a person wants to see it. */
import { useState } from 'react';
import type { ReactElement } from 'react';
import { isHandle } from '../../src/run/handle.js';
import { CopyButton } from './copy-button.js';
import { formatValue } from './format-value.js';
import { isImage, previewText } from './preview.js';

export interface ValuePreviewProps {
  readonly value: unknown;
  /** What the value is called, for screen readers. */
  readonly label: string;
  /** @default "block" */
  readonly variant?: 'line' | 'block';
}

/** Characters shown at first, and with each press of “Show more” ten times as many. */
const FIRST = 2_000;
/** More would stop the page. */
const MOST = 200_000;

/** A value in one line, or in a block with all there is to see: a picture, a text, or indented. */
export function ValuePreview({ value, label, variant = 'block' }: ValuePreviewProps): ReactElement {
  if (isImage(value)) return <img className="mr-value-picture" src={value} alt={label} />;
  if (variant === 'line') return <span className="mr-value-line">{previewText(value)}</span>;
  return <ValueBlock value={value} label={label} />;
}

function ValueBlock({ value, label }: { value: unknown; label: string }): ReactElement {
  const [limit, setLimit] = useState(FIRST);
  const { text, isWhole } = formatValue(value, limit);
  const canGrow = !isWhole && limit < MOST;
  return (
    <div className="mr-value">
      <pre className="mr-value-text" tabIndex={0} role="region" aria-label={label}>
        {text === '' ? <span className="mr-muted">Empty text</span> : text}
        {!isWhole && '…'}
      </pre>
      <div className="mr-value-foot">
        <span className="mr-muted">{kindOf(value)}</span>
        {canGrow && (
          <button type="button" className="mr-link" onClick={() => setLimit(limit * 10)}>
            Show more
          </button>
        )}
        <CopyButton what={label} text={() => formatValue(value, MOST).text} />
      </div>
    </div>
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
