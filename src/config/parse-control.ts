/** Reads controls, Flume's and Flowfunc's spelling included. */
import { CONTROL_TYPES } from './config.js';
import type { Control, ControlOption, ControlType } from './config.js';
import { defined, describe, isJsonValue, isRecord } from './document.js';
import type { IssueList, Path } from './document.js';
import { FieldReader } from './field-reader.js';
import type { JsonValue } from './json-schema.js';

/** Control names of Flume and Flowfunc that mean one of ours. */
const ALIASES: Readonly<Record<string, ControlType>> = {
  int: 'integer',
  float: 'number',
  str: 'text',
  string: 'text',
  bool: 'checkbox',
  boolean: 'checkbox',
  range: 'slider',
  object: 'json',
};

/** The controls of a port or port type; what can't be read is left out with an issue. */
export function parseControls(value: unknown, path: Path, list: IssueList): readonly Control[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    list.warn('controls-not-array', path, `expected a list of controls, got ${describe(value)}`);
    return [];
  }
  const controls = new Map<string, Control>();
  Array.from(value).forEach((item: unknown, index) => {
    const at = [...path, index];
    const control = parseControl(item, at, list);
    if (control === undefined) return;
    if (controls.has(control.name)) {
      const message = `the control ${describe(control.name)} is there already; the first one counts`;
      list.warn('duplicate-control', at, message);
    } else {
      controls.set(control.name, control);
    }
  });
  return [...controls.values()];
}

function parseControl(value: unknown, path: Path, list: IssueList): Control | undefined {
  if (!isRecord(value) || typeof value['type'] !== 'string') {
    list.warn('control-unreadable', path, `expected {type, name, …}, got ${describe(value)}`);
    return undefined;
  }
  const type = controlType(value['type']);
  if (type === undefined) {
    const message = `unknown control ${describe(value['type'])}; known are ${CONTROL_TYPES.join(', ')}`;
    list.warn('unknown-control', [...path, 'type'], message);
    return undefined;
  }
  const fields = new FieldReader(value, path, list);
  const name = fields.text('name') ?? value['type'];
  return {
    type,
    name,
    label: fields.text('label') ?? name,
    ...defined({
      description: fields.text('description'),
      placeholder: fields.text('placeholder') ?? fields.text('placeHolder'),
      language: fields.text('language'),
      default: fields.json('default') ?? fields.json('defaultValue') ?? undefined,
      min: fields.number('min'),
      max: fields.number('max'),
      step: fields.number('step'),
      options: parseOptions(value['options'], [...path, 'options'], list),
    }),
  };
}

function controlType(name: string): ControlType | undefined {
  if ((CONTROL_TYPES as readonly string[]).includes(name)) return name as ControlType;
  return Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined;
}

function parseOptions(
  value: unknown,
  path: Path,
  list: IssueList,
): readonly ControlOption[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) {
    list.warn('field-ignored', path, `expected a list of options, got ${describe(value)}`);
    return undefined;
  }
  const options: ControlOption[] = [];
  Array.from(value).forEach((item: unknown, index) => {
    const option = isRecord(item) ? item : { value: item };
    const raw = option['value'];
    if (raw !== undefined && isJsonValue(raw)) {
      const label = option['label'];
      options.push({ label: typeof label === 'string' ? label : labelOf(raw), value: raw });
    } else {
      list.warn(
        'option-unreadable',
        [...path, index],
        `expected {label, value}, got ${describe(item)}`,
      );
    }
  });
  return options;
}

function labelOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
