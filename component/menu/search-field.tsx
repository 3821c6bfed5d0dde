/** A field to search by, with its sign; the same in menus, panels and over the canvas. */
import type { ComponentProps, KeyboardEventHandler, ReactElement, ReactNode, Ref } from 'react';
import { Icon } from '../icons/icon.js';
import type { IconName } from '../icons/icon.js';

export interface SearchFieldProps {
  readonly field: Ref<HTMLInputElement>;
  readonly label: string;
  /** @default its label */
  readonly placeholder?: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** @default the element around it hears the keys */
  readonly onKeyDown?: KeyboardEventHandler<HTMLInputElement> | undefined;
  /** @default a lens */
  readonly icon?: IconName;
  /** What a field with a list under it says of that. @default it has none */
  readonly about?: ComponentProps<'input'>;
  /** What stands after the text. */
  readonly children?: ReactNode;
}

/** A searchbox that browsers neither fill in nor correct. */
export function SearchField(props: SearchFieldProps): ReactElement {
  const { field, label, text, onText, onKeyDown, about, children } = props;
  return (
    <div className="mr-search">
      <Icon name={props.icon ?? 'search'} size={14} />
      <input
        ref={field}
        className="mr-search-field"
        type="text"
        role="searchbox"
        aria-label={label}
        autoComplete="off"
        spellCheck={false}
        placeholder={props.placeholder ?? label}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        {...about}
      />
      {children}
    </div>
  );
}
