/** One node type in the menu that adds a node. */
import type { ReactElement } from 'react';
import { LanguageIcon } from '../icons/language-icon.js';
import { MatchedText } from './matched-text.js';
import { OptionRow, OptionText } from './option-list.js';
import type { TypeRow } from './use-type-rows.js';
import { signatureText } from './variants.js';

export interface AddRowProps {
  readonly id: string;
  readonly row: TypeRow;
  /** What adding it does, such as the port it is wired to. */
  readonly note: string;
  readonly isActive: boolean;
  readonly onActive: () => void;
  readonly onAdd: () => void;
}

/** A row with language, name and the first line of the description; its heading above it. */
export function AddRow({ row, note, onAdd, ...rest }: AddRowProps): ReactElement {
  const { type, heading, category, ranges } = row;
  const isVariant = type.variantOf !== undefined;
  return (
    <OptionRow
      {...rest}
      heading={heading}
      isVariant={isVariant && category === undefined}
      onChoose={onAdd}
    >
      <LanguageIcon language={type.source?.language} />
      <OptionText note={note === '' ? firstLine(type.description ?? '') : note} aside={category}>
        <MatchedText text={type.label} ranges={ranges} />
        {isVariant && <span className="mr-muted"> {signatureText(type)}</span>}
      </OptionText>
    </OptionRow>
  );
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}
