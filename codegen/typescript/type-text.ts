/** Types as people write them. */
import type { Type } from 'ts-morph';

/** The type's text without the machine's paths, shortened. */
export function typeText(type: Type): string {
  const text = type.getText().replace(/import\("[^"]*"\)\./g, '');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
