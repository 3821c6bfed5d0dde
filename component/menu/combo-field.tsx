/** A field to type into, whose keys lead through the list under it. */
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { Icon } from '../icons/icon.js';
import type { IconName } from '../icons/icon.js';

export interface ComboFieldProps {
  /** The list is `<id>-list`, its rows are `<id>-0`, `<id>-1` … */
  readonly id: string;
  /** The row that is marked; undefined where there is none. */
  readonly active: number | undefined;
  readonly icon: IconName;
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** @default the element around it hears the keys */
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

/** Takes the focus when it comes, and keeps it: the marked row is told by its id. */
export function ComboField(props: ComboFieldProps): ReactElement {
  const { id, active, icon, label, placeholder, text, onText, onKeyDown } = props;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  return (
    <div className="mr-search">
      <Icon name={icon} size={14} />
      <input
        ref={field}
        className="mr-search-field"
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={active === undefined ? undefined : `${id}-${active}`}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
