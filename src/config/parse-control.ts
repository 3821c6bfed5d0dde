/** Reads controls, Flume's and Flowfunc's spelling included. */
import { CONTROL_TYPES } from './config.js';
import type { Control, ControlOption, ControlType } from './config.js';
import { describe, isRecord } from './document.js';
import type { IssueList } from './document.js';
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
export function parseControls(
  value: unknown,
  path: readonly (string | number)[],
  list: IssueList,
): readonly Control[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    list.warn('controls-not-array', path, `expected a list of controls, got ${describe(value)}`);
    return [];
  }
  const controls: Control[] = [];
  value.forEach((item: unknown, index) => {
    const control = parseControl(item, [...path, index], list);
    if (control !== undefined) controls.push(control);
  });
  return controls;
}

function parseControl(
  value: unknown,
  path: readonly (string | number)[],
  list: IssueList,
): Control | undefined {
  if (!isRecord(value) || typeof value['type'] !== 'string') {
    list.warn('control-unreadable', path, `expected {type, name, …}, got ${describe(value)}`);
    return undefined;
  }
  const type = controlType(value['type']);
  if (type === undefined) {
    list.warn(
      'unknown-control',
      [...path, 'type'],
      `unknown control ${describe(value['type'])}; known are ${CONTROL_TYPES.join(', ')}`,
    );
    return undefined;
  }
  const name = typeof value['name'] === 'string' ? value['name'] : value['type'];
  const placeholder = text(value['placeholder']) ?? text(value['placeHolder']);
  const initial = (value['default'] ?? value['defaultValue']) as JsonValue | undefined;
  const description = text(value['description']);
  const options = parseOptions(value['options']);
  return {
    type,
    name,
    label: text(value['label']) ?? name,
    ...(description === undefined ? {} : { description }),
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(initial === undefined || initial === null ? {} : { default: initial }),
    ...numbers(value),
    ...(options === undefined ? {} : { options }),
  };
}

function controlType(name: string): ControlType | undefined {
  if ((CONTROL_TYPES as readonly string[]).includes(name)) return name as ControlType;
  return Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined;
}

function numbers(value: Readonly<Record<string, unknown>>): {
  min?: number;
  max?: number;
  step?: number;
} {
  const found: { min?: number; max?: number; step?: number } = {};
  for (const key of ['min', 'max', 'step'] as const) {
    const number = value[key];
    if (typeof number === 'number') found[key] = number;
  }
  return found;
}

function parseOptions(value: unknown): readonly ControlOption[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.map((option: unknown): ControlOption => {
    if (!isRecord(option)) return { label: String(option), value: option as JsonValue };
    const raw = option['value'] as JsonValue;
    return { label: text(option['label']) ?? String(raw), value: raw };
  });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
