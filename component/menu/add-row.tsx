/** One node type in the menu that adds a node. */
import type { ReactElement } from 'react';
import { LanguageIcon } from '../icons/language-icon.js';
import { MatchedText } from './matched-text.js';
import type { TypeRow } from './use-type-rows.js';
import { signatureText } from './variants.js';

export interface AddRowProps {
  readonly id: string;
  readonly row: TypeRow;
  /** What adding it does, such as the port it is wired to. */
  readonly note: string;
  readonly isActive: boolean;
  readonly onActive: () => void;
  readonly onAdd: (row: TypeRow) => void;
}

/** A row with language, name and the first line of the description; its heading above it. */
export function AddRow(props: AddRowProps): ReactElement {
  const { id, row, note, isActive, onActive, onAdd } = props;
  const { type, heading, category, ranges } = row;
  const isVariant = type.variantOf !== undefined;
  const description = note === '' ? firstLine(type.description ?? '') : note;
  return (
    <>
      {heading !== undefined && (
        <div className="mr-add-heading" role="presentation">
          {heading}
        </div>
      )}
      <div
        className="mr-add-row"
        id={id}
        role="option"
        aria-selected={isActive}
        data-variant={isVariant && category === undefined ? '' : undefined}
        onPointerMove={isActive ? undefined : onActive}
        // The search keeps the focus.
        onPointerDown={(event) => event.preventDefault()}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onAdd(row)}
      >
        <LanguageIcon language={type.source?.language} />
        <span className="mr-add-text">
          <span className="mr-add-label">
            <MatchedText text={type.label} ranges={ranges} />
            {isVariant && <span className="mr-muted"> {signatureText(type)}</span>}
          </span>
          {description !== '' && <span className="mr-add-description">{description}</span>}
        </span>
        {category !== undefined && category !== '' && (
          <span className="mr-add-category">{category}</span>
        )}
      </div>
    </>
  );
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}
