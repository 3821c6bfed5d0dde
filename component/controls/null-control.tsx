/** A value that says nothing, on purpose. */
import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import { ControlRow, fieldAttributes } from './control-row.js';
import { useControlText } from './use-control-text.js';
import type { WidgetProps } from './widget-props.js';

/** Shows that null is given; its reset brings the field back. */
export function NullControl(props: WidgetProps): ReactElement {
  const text = useControlText();
  const shown = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    // The field that had the focus has gone with it.
    const { current } = shown;
    if (current?.ownerDocument.activeElement === current?.ownerDocument.body) {
      current?.parentElement?.querySelector('button')?.focus({ preventScroll: true });
    }
  }, []);
  const { id, 'aria-describedby': describedBy } = fieldAttributes(props, props.problem);
  return (
    <ControlRow {...props} group>
      <output className="mr-input mr-null" id={id} ref={shown} aria-describedby={describedBy}>
        {text.null}
      </output>
    </ControlRow>
  );
}
