/** Types into a field keys that were pressed before it was there. */

/** The field of what opens over the canvas. */
export const OPENED_FIELD = '.mr-search-field';

/** Does what a key would have done there. */
export function typeInto(field: HTMLInputElement, key: string): void {
  if (key === 'Backspace') write(field, field.value.slice(0, -1));
  else if (key.length === 1) write(field, field.value + key);
  else field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}

/** As React hears of it: it notices only what its own setter did not write. */
function write(field: HTMLInputElement, value: string): void {
  const own = Object.getOwnPropertyDescriptor(field, 'value');
  if (own !== undefined) Reflect.deleteProperty(field, 'value');
  field.value = value;
  if (own !== undefined) Object.defineProperty(field, 'value', own);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
