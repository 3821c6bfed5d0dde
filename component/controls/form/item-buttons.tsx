/** What can be done with an item of a list, or an entry of a record. */
import type { ReactElement } from 'react';
import { useControlText } from '../use-control-text.js';
import { PartButton } from './part-buttons.js';

interface ItemButtonsProps {
  readonly label: string;
  /** Each is absent where it can't be done. */
  readonly onUp?: (() => void) | undefined;
  readonly onDown?: (() => void) | undefined;
  readonly onRemove: (() => void) | undefined;
}

/** Up, down and remove. */
export function ItemButtons({ label, onUp, onDown, onRemove }: ItemButtonsProps): ReactElement {
  const text = useControlText();
  return (
    <span className="mr-form-buttons">
      {(onUp !== undefined || onDown !== undefined) && (
        <>
          <PartButton icon="up" label={text.moveUp(label)} onClick={onUp} />
          <PartButton icon="down" label={text.moveDown(label)} onClick={onDown} />
        </>
      )}
      <PartButton icon="delete" label={text.remove(label)} onClick={onRemove} />
    </span>
  );
}
