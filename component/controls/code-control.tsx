/** A text that is code. */
import type { ReactElement } from 'react';
import { CodeEditor } from '../code/code-editor.js';
import { previewText } from '../panels/preview.js';
import { ControlRow, fieldAttributes, placeholderOf } from './control-row.js';
import type { WidgetProps } from './widget-props.js';
import { LongValue } from './text-control.js';
import { useControlText } from './use-control-text.js';

/** What a page still edits without a pause. */
const MAX_EDITED = 200_000;

/** A field of code, in the language the control names. */
export function CodeControl(props: WidgetProps): ReactElement {
  const { value, control, label, disabled, problem, onChange } = props;
  const words = useControlText();
  const text = value === undefined ? '' : typeof value === 'string' ? value : previewText(value);
  if (text.length > MAX_EDITED) return <LongValue {...props} />;
  const { id, 'aria-describedby': describedBy } = fieldAttributes(props, problem);
  return (
    <ControlRow {...props} layout="stack" group>
      <CodeEditor
        id={id}
        label={label}
        describedBy={describedBy}
        language={control.language}
        value={text}
        onChange={onChange}
        readOnly={disabled}
        placeholder={hintOf(props, words)}
      />
    </ControlRow>
  );
}

/** A default that is code is shown as it is, with its lines. */
function hintOf(props: WidgetProps, words: ReturnType<typeof useControlText>): string {
  const { value, fallback } = props;
  return value === undefined && typeof fallback === 'string'
    ? fallback
    : placeholderOf(props, words);
}
