import type { Port } from 'millrace';

/**
 * A text with two gaps: {a} and {b} are replaced by what comes in.
 *
 * @category text
 */
export function fillIn(
  template: Port<string, { control: 'textarea' }> = '{a} and {b}',
  a: string | number = 'salt',
  b: string | number = 'pepper',
): string {
  return template.replaceAll('{a}', String(a)).replaceAll('{b}', String(b));
}

/**
 * Upper, lower or title case.
 *
 * @category text
 */
export function changeCase(
  text: Port<string, { placeholder: 'Some words' }>,
  to: 'UPPER' | 'lower' | 'Title' | 'kebab-case' = 'Title',
): string {
  switch (to) {
    case 'UPPER':
      return text.toUpperCase();
    case 'lower':
      return text.toLowerCase();
    case 'Title':
      return text.toLowerCase().replaceAll(/\p{L}+/gu, (word) => {
        const [first = ''] = word;
        return first.toUpperCase() + word.slice(first.length);
      });
    default:
      return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join('-');
  }
}

/**
 * Counts the words and letters of a text, and how long it takes to read.
 *
 * @category text
 */
export function measureText(
  text: Port<string, { control: 'textarea' }>,
): [words: number, letters: number, minutes: Port<number, { label: 'Minutes to read' }>] {
  const words = text.match(/[\p{L}\p{N}’']+/gu)?.length ?? 0;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return [words, letters, Math.round(words / 23) / 10];
}
