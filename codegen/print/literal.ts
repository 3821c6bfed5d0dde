/** Prints JSON values as TypeScript literals, the same bytes everywhere. */

const WIDTH = 100;

/** A single-quoted string that is safe in a script tag, on one line, and in any encoding. */
export function printString(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`;
  const escaped = text
    .replace(/['\\\p{Cc}\p{Cs}\u2028\u2029\ufeff]/gu, escapeCharacter)
    .replace(/<(?=\/script|!--)/gi, '\\x3c');
  return `'${escaped}'`;
}

/** Nearly all texts of a module: nothing in them is escaped. */
const PLAIN = /^[ !"#$%&()*+,\-./0-9:;=>?@A-Z[\]^_`a-z{|}~]*$/;

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
  if (typeof value !== 'object' || value === null) return printScalar(value);
  const flat = printFlat(value, WIDTH - used);
  if (flat !== undefined) return flat;
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

/** The value on one line, or undefined as soon as that takes more than `room`. */
function printFlat(value: unknown, room: number): string | undefined {
  if (typeof value !== 'object' || value === null) {
    const text = printScalar(value);
    return text.length <= room ? text : undefined;
  }
  const isList = Array.isArray(value);
  const entries = isList ? value.map((item: unknown) => ['', item] as const) : entriesOf(value);
  if (entries.length === 0) return isList ? '[]' : '{}';
  let text = isList ? '[' : '{ ';
  const close = isList ? ']' : ' }';
  for (const [index, [key, item]] of entries.entries()) {
    text += `${index === 0 ? '' : ', '}${isList ? '' : `${printKey(key)}: `}`;
    const flat = printFlat(item, room - text.length - close.length);
    if (flat === undefined) return undefined;
    text += flat;
  }
  return text + close;
}

function printScalar(value: unknown): string {
  if (typeof value === 'string') return printString(value);
  return Object.is(value, -0) ? '-0' : String(value);
}

function entriesOf(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}
