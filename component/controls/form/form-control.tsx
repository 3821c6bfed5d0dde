/** A list, a record or an object of one control as a form. Loaded when the first one is shown. */
import { useCallback, useContext, useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { compilePortCheck } from '../../../src/config/port-check.js';
import type { Schema } from '../../../src/config/json-schema.js';
import { EditorContext } from '../../editor-context.js';
import { findMismatch, mismatchText } from '../find-mismatch.js';
import { useControlText } from '../use-control-text.js';
import type { WidgetProps } from '../widget-props.js';
import { FormPart } from './form-part.js';
import { FormContext } from './form-props.js';
import type { FormProblem, FormTools } from './form-props.js';
import { PartButton } from './part-buttons.js';

export interface FormControlProps extends WidgetProps {
  readonly widgets: FormTools['widgets'];
}

/** More fields are slow to show; JSON is quicker to work with, too. */
const MOST_PARTS = 300;

/** A form, with a switch to the JSON of it. A value too large for one is edited as JSON. */
export function FormControl({ widgets, ...props }: FormControlProps): ReactElement {
  const { id, label, value, fallback, required, disabled, schema, onChange } = props;
  const announce = useContext(EditorContext)?.announce;
  const shown = value ?? fallback;
  const isLarge = useMemo(() => countParts(shown) > MOST_PARTS, [shown]);
  const [wantsJson, setJson] = useState(false);
  const problem = useMemo(() => findProblem(schema, value), [schema, value]);
  const tools = useMemo(
    (): FormTools => ({ widgets, Part: FormPart, say: (said) => announce?.(said) }),
    [widgets, announce],
  );
  const toggle = useCallback(() => setJson((before) => !before), []);
  const isJson = wantsJson || isLarge;
  const Json = widgets.json;
  return (
    <div className="mr-form" data-control="form">
      {isJson ? (
        <Json {...props} />
      ) : (
        <FormContext.Provider value={tools}>
          <FormPart
            {...{ id, label, schema, required, disabled, problem, onChange }}
            value={shown}
            depth={0}
          />
        </FormContext.Provider>
      )}
      <Switch {...props} {...{ isJson, isLarge }} onToggle={toggle} />
    </div>
  );
}

interface SwitchProps extends WidgetProps {
  readonly isJson: boolean;
  readonly isLarge: boolean;
  readonly onToggle: () => void;
}

/** Resets the value, and changes between form and JSON. */
function Switch({ isJson, isLarge, onToggle, ...props }: SwitchProps): ReactElement {
  const { label, value, fallback, disabled, onChange } = props;
  const text = useControlText();
  return (
    <span className="mr-form-switch">
      {value !== undefined && !disabled && !isJson && (
        <PartButton
          icon="reset"
          label={text.reset(label, fallback === undefined ? undefined : JSON.stringify(fallback))}
          onClick={({ currentTarget }) => {
            // The button goes; the focus would go with it.
            (currentTarget.nextElementSibling as HTMLElement | null)?.focus();
            onChange(undefined);
          }}
        />
      )}
      {!isLarge && (
        <PartButton
          icon={isJson ? 'form' : 'braces'}
          label={isJson ? text.asForm(label) : text.asJson(label)}
          onClick={onToggle}
        />
      )}
    </span>
  );
}

/** What a run would say of the value, and where. */
function findProblem(schema: Schema, value: unknown): FormProblem | undefined {
  if (value === undefined) return undefined;
  const mismatch = findMismatch(compilePortCheck(schema), value);
  return mismatch && { message: mismatchText(mismatch), path: mismatch.path };
}

/** How many values are in a value; stops counting where it is too many. */
function countParts(value: unknown): number {
  let count = 0;
  const left: unknown[] = [value];
  while (left.length > 0 && count <= MOST_PARTS) {
    const part = left.pop();
    count += 1;
    if (typeof part === 'object' && part !== null) {
      left.push(...Object.values(part).slice(0, MOST_PARTS + 1));
    }
  }
  return count;
}
