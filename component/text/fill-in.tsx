/** Texts in which an element has its place. */
import { Fragment } from 'react';
import type { ReactElement, ReactNode } from 'react';

/** A text with elements where it names them in braces; other braces stay as they are. */
export function fillIn(text: string, elements: Readonly<Record<string, ReactNode>>): ReactElement {
  const parts = text.split(/\{(\w+)\}/);
  return (
    <>
      {parts.map((part, index) => {
        if (index % 2 === 0) return part;
        return <Fragment key={index}>{part in elements ? elements[part] : `{${part}}`}</Fragment>;
      })}
    </>
  );
}
