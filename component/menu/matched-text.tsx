/** A text with what was found in it marked. */
import type { ReactElement, ReactNode } from 'react';
import type { Range } from './fuzzy.js';

export interface MatchedTextProps {
  readonly text: string;
  /** In order, none over another. */
  readonly ranges?: readonly Range[] | undefined;
}

/** The text in one piece for screen readers, its marked parts in a stronger hand. */
export function MatchedText({ text, ranges = [] }: MatchedTextProps): ReactElement {
  if (ranges.length === 0) return <>{text}</>;
  const parts: ReactNode[] = [];
  let from = 0;
  for (const [start, end] of ranges) {
    if (start > from) parts.push(text.slice(from, start));
    parts.push(
      <b key={start} className="mr-match">
        {text.slice(start, end)}
      </b>,
    );
    from = end;
  }
  parts.push(text.slice(from));
  return <>{parts}</>;
}
