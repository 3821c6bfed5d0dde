/** The field of each kind of control. */
import type { ComponentType, ReactElement } from 'react';
import type { ControlType } from '../../src/config/config.js';
import { createLoadedPart } from '../loaded-part.js';
import { CheckboxControl, MultiselectControl, SelectControl } from './choice-control.js';
import { CodeControl } from './code-control.js';
import { ColorControl, TimeControl } from './native-control.js';
import { NumberControl, SliderControl } from './number-control.js';
import { JsonControl, PlainControl, TextControl, TextareaControl } from './text-control.js';
import type { WidgetProps } from './widget-props.js';

const file = createLoadedPart(async () => (await import('./file-control.js')).FileControl);
const form = createLoadedPart(async () => (await import('./form/form-control.js')).FormControl);

export const WIDGETS: Readonly<Record<ControlType, ComponentType<WidgetProps>>> = {
  text: TextControl,
  textarea: TextareaControl,
  number: NumberControl,
  integer: NumberControl,
  slider: SliderControl,
  checkbox: CheckboxControl,
  select: SelectControl,
  multiselect: MultiselectControl,
  color: ColorControl,
  date: TimeControl,
  time: TimeControl,
  datetime: TimeControl,
  month: TimeControl,
  week: TimeControl,
  file: file.Part,
  code: CodeControl,
  json: JsonControl,
  custom: PlainControl,
};

/** A value with parts as a form: lists, records, objects, one of several shapes. */
export function FormWidget(props: WidgetProps): ReactElement {
  return <form.Part {...props} widgets={WIDGETS} />;
}

/** Fetches what the first form and the first file need, before they are opened. */
export const preloadForms = form.preload;
