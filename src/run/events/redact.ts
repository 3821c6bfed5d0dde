/** Rule R11: takes the texts of secrets out of what is shown and kept. */

/** What is read in place of a secret. */
export const MASK = '•••';
/** Where a preview of JavaScript, or of Python, left something out. */
const CUT = /(…|\.\.\.)/;
/** Shorter parts of a secret beside a cut, and numbers, are left: they say next to nothing. */
const MIN_PART = 4;
const MAX_DEPTH = 32;

/** A text without secrets. */
export type Redact = (text: string) => string;

/**
 * A function that replaces every text in `secrets`, and every number of four digits or more, at any
 * depth, by `•••`: as it is, as JSON writes it inside quotes, and percent-encoded; longest first.
 * Where a text was cut in the middle of a secret, with `…` or `...`, what is left of that goes, too.
 * Undefined when there is no text but empty ones.
 */
export function createRedactor(secrets: unknown): Redact | undefined {
  const leaves = new Set<string>();
  collect(secrets, leaves, new Set(), 0);
  const forms = [...new Set([...leaves].flatMap(formsOf))].sort((a, b) => b.length - a.length);
  if (forms.length === 0) return undefined;
  return (text) => {
    let redacted = text;
    for (const form of forms) {
      if (redacted.includes(form)) redacted = redacted.replaceAll(form, MASK);
    }
    return redacted.includes('…') || redacted.includes('...')
      ? withoutParts(redacted, forms)
      : redacted;
  };
}

function collect(value: unknown, leaves: Set<string>, above: Set<object>, depth: number): void {
  if (typeof value === 'string' && value !== '') leaves.add(value);
  if (typeof value === 'number' || typeof value === 'bigint') {
    const text = String(value);
    if (text.length >= MIN_PART) leaves.add(text);
  }
  if (typeof value !== 'object' || value === null || above.has(value) || depth > MAX_DEPTH) return;
  above.add(value);
  const items: readonly unknown[] =
    value instanceof Map ? [...value.values()] : (Object.values(value) as unknown[]);
  for (const item of items) collect(item, leaves, above, depth + 1);
}

function formsOf(secret: string): readonly string[] {
  const forms = [secret, JSON.stringify(secret).slice(1, -1)];
  try {
    const encoded = encodeURIComponent(secret);
    forms.push(encoded, encoded.replaceAll('%20', '+'));
  } catch {
    // Half of a surrogate pair has no percent-encoded form.
  }
  return forms;
}

/** A secret that a preview has cut: its beginning before the mark, its end behind it. */
function withoutParts(text: string, forms: readonly string[]): string {
  const [first = '', ...rest] = text.split(CUT);
  return rest.reduce((head, part, index) => {
    if (index % 2 === 0) return `${withoutPart(head, forms, true)}${part}`;
    return `${head}${withoutPart(part, forms, false)}`;
  }, first);
}

function withoutPart(text: string, forms: readonly string[], isHead: boolean): string {
  for (const form of forms) {
    const most = Math.min(form.length - 1, text.length);
    for (let length = most; length >= MIN_PART; length -= 1) {
      if (isHead && text.endsWith(form.slice(0, length))) return text.slice(0, -length) + MASK;
      if (!isHead && text.startsWith(form.slice(-length))) return MASK + text.slice(length);
    }
  }
  return text;
}
