/** One node type in the menu that adds a node. */
import type { ReactElement } from 'react';
import { LanguageIcon } from '../icons/language-icon.js';
import type { TypeRow } from './use-type-rows.js';
import { signatureText } from './variants.js';

export interface AddRowProps {
  readonly id: string;
  readonly row: TypeRow;
  readonly isActive: boolean;
  readonly onActive: () => void;
  readonly onAdd: (type: string) => void;
}

/** A row with language, name and the first line of the description; its heading above it. */
export function AddRow({ id, row, isActive, onActive, onAdd }: AddRowProps): ReactElement {
  const { type, heading, category } = row;
  const isVariant = type.variantOf !== undefined;
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
        onClick={() => onAdd(type.type)}
      >
        <LanguageIcon language={type.source?.language} />
        <span className="mr-add-text">
          <span className="mr-add-label">
            {type.label}
            {isVariant && <span className="mr-muted"> {signatureText(type)}</span>}
          </span>
          {type.description !== undefined && (
            <span className="mr-add-description">{firstLine(type.description)}</span>
          )}
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
