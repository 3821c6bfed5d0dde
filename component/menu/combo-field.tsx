/** A field to type into, whose keys lead through the list under it. */
import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import { SearchField } from './search-field.js';
import type { SearchFieldProps } from './search-field.js';

export interface ComboFieldProps extends Omit<SearchFieldProps, 'field' | 'about' | 'children'> {
  /** The list is `<id>-list`, its rows are `<id>-0`, `<id>-1` … */
  readonly id: string;
  /** The row that is marked; undefined where there is none. */
  readonly active: number | undefined;
}

/** Takes the focus when it comes, and keeps it: the marked row is told by its id. */
export function ComboField({ id, active, ...rest }: ComboFieldProps): ReactElement {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  return (
    <SearchField
      {...rest}
      field={field}
      about={{
        role: 'combobox',
        'aria-expanded': true,
        'aria-controls': `${id}-list`,
        'aria-activedescendant': active === undefined ? undefined : `${id}-${active}`,
        'aria-autocomplete': 'list',
      }}
    />
  );
}
