/** Prints JSON values as TypeScript literals, the same bytes everywhere. */

const WIDTH = 100;

/** A single-quoted string that is safe in a script tag, on one line, and in any encoding. */
export function printString(text: string): string {
  const escaped = text
    .replace(/['\\\p{Cc}\p{Cs}\u2028\u2029\ufeff]/gu, escapeCharacter)
    .replace(/<(?=\/script|!--)/gi, '\\x3c');
  return `'${escaped}'`;
}

const NAMED: Readonly<Record<string, string>> = {
  "'": "\\'",
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0).toString(16).padStart(4, '0');
  return NAMED[character] ?? `\\u${code}`;
}

/** A property name: bare, quoted, or computed where quoting would set the prototype. */
export function printKey(key: string): string {
  if (key === '__proto__') return "['__proto__']";
  return isIdentifier(key) ? key : printString(key);
}

/** True for a plain ASCII identifier. */
export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

/**
 * A JSON value as an expression; `indent` is that of the line it starts on and `used` the width
 * before it on that line. What fits stays on one line.
 */
export function printLiteral(value: unknown, indent = 0, used = indent): string {
  const flat = printFlat(value);
  if (flat.length + used <= WIDTH || typeof value !== 'object' || value === null) return flat;
  const inner = ' '.repeat(indent + 2);
  const lines = Array.isArray(value)
    ? value.map((item: unknown) => printLiteral(item, indent + 2, indent + 3))
    : entriesOf(value).map(([key, item]) => {
        const name = `${printKey(key)}: `;
        return name + printLiteral(item, indent + 2, indent + 3 + name.length);
      });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.map((line) => `${inner}${line},\n`).join('')}${' '.repeat(indent)}${close}`;
}

function printFlat(value: unknown): string {
  if (typeof value === 'string') return printString(value);
  if (Array.isArray(value)) return `[${value.map(printFlat).join(', ')}]`;
  if (typeof value !== 'object' || value === null) {
    return Object.is(value, -0) ? '-0' : String(value);
  }
  const pairs = entriesOf(value).map(([key, item]) => `${printKey(key)}: ${printFlat(item)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

function entriesOf(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}
