/** Choices: yes or no, one of a list, several of a list. */
import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import type { ControlOption } from '../../src/config/config.js';
import { isEqual } from '../../src/config/json-equal.js';
import { previewText } from '../panels/preview.js';
import { ControlRow, fieldAttributes, labelId } from './control-row.js';
import { useControlText } from './use-control-text.js';
import type { WidgetProps } from './widget-props.js';

/** A switch; what is neither yes nor no shows as undecided. */
export function CheckboxControl(props: WidgetProps): ReactElement {
  const { value, fallback, onChange, problem } = props;
  const shown = value ?? fallback;
  const isOdd = value !== undefined && typeof value !== 'boolean';
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current !== null) field.current.indeterminate = isOdd;
  }, [isOdd]);
  return (
    <ControlRow {...props}>
      <input
        type="checkbox"
        className="mr-switch"
        ref={field}
        checked={shown === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
        {...fieldAttributes(props, problem)}
      />
    </ControlRow>
  );
}

/** One of a list, whatever its values are; a kept one that is not listed stays visible. */
export function SelectControl(props: WidgetProps): ReactElement {
  const { value, fallback, required, onChange, problem } = props;
  const text = useControlText();
  const options = props.control.options ?? [];
  const shown = value ?? fallback;
  const index = shown === undefined ? -1 : indexOfOption(options, shown);
  const isUnknown = shown !== undefined && index < 0;
  return (
    <ControlRow {...props}>
      <select
        className="mr-input mr-select"
        value={isUnknown ? UNKNOWN : index < 0 ? NONE : index}
        onChange={({ currentTarget }) => {
          if (currentTarget.value !== UNKNOWN) {
            onChange(options[Number(currentTarget.value || Number.NaN)]?.value);
          }
        }}
        {...fieldAttributes(props, problem)}
      >
        {fallback === undefined && (
          <option value={NONE}>{required ? text.choose : text.nothing}</option>
        )}
        {isUnknown && <option value={UNKNOWN}>{previewText(shown)}</option>}
        {options.map(({ label }, at) => (
          // Options have no ids; two may be labelled alike.
          <option key={at} value={at}>
            {label}
          </option>
        ))}
      </select>
    </ControlRow>
  );
}

const NONE = '';
const UNKNOWN = 'unknown';

/** Several of a list, in the order of the list; kept ones that are not listed come last. */
export function MultiselectControl(props: WidgetProps): ReactElement {
  const { id, value, fallback, disabled, onChange } = props;
  const shown = value ?? fallback;
  const chosen: readonly unknown[] = Array.isArray(shown) ? shown : [];
  const all = withUnknown(props.control.options ?? [], chosen);
  const toggle = (option: ChoiceOption): void => {
    const isKept = (other: ChoiceOption): boolean => isChosen(chosen, other) !== (other === option);
    onChange(all.filter(isKept).map((kept) => kept.value));
  };
  return (
    <ControlRow {...props} layout="stack" group>
      <span className="mr-chips" role="group" aria-labelledby={labelId(id)}>
        {all.map((option, at) => (
          <label className="mr-chip" key={at}>
            <input
              type="checkbox"
              checked={isChosen(chosen, option)}
              disabled={disabled}
              onChange={() => toggle(option)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </span>
    </ControlRow>
  );
}

interface ChoiceOption {
  readonly label: string;
  readonly value: unknown;
}

function withUnknown(
  options: readonly ControlOption[],
  chosen: readonly unknown[],
): readonly ChoiceOption[] {
  const unknown = chosen.filter((value) => indexOfOption(options, value) < 0);
  return [...options, ...unknown.map((value) => ({ label: previewText(value), value }))];
}

function isChosen(chosen: readonly unknown[], option: ChoiceOption): boolean {
  return chosen.some((value) => indexOfOption([option], value) === 0);
}

/** By value, else by name: an enum member's name is taken for its value (rule R3). */
function indexOfOption(options: readonly ChoiceOption[], value: unknown): number {
  const at = options.findIndex((option) => isEqual(option.value, value));
  return at >= 0 ? at : options.findIndex((option) => option.label === value);
}
