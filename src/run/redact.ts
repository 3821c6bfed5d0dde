/** Rule R11: takes the texts of secrets out of what is shown and kept. */

/** What is read in place of a secret. */
export const MASK = '•••';
/** Shorter beginnings of a secret at the end of a cut text are left: they say next to nothing. */
const MIN_BEGINNING = 4;
const MAX_DEPTH = 32;

/** A text without secrets. */
export type Redact = (text: string) => string;

/**
 * A function that replaces every text in `secrets`, at any depth, by `•••`: as it is, as JSON
 * writes it inside quotes, and percent-encoded; longest first. A text that was cut with `…` in the
 * middle of a secret loses its beginning, too. Undefined when there is no text but empty ones.
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
    return redacted.endsWith('…') ? withoutBeginning(redacted, forms) : redacted;
  };
}

function collect(value: unknown, leaves: Set<string>, above: Set<object>, depth: number): void {
  if (typeof value === 'string' && value !== '') leaves.add(value);
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

function withoutBeginning(text: string, forms: readonly string[]): string {
  const end = text.length - 1;
  for (const form of forms) {
    for (let length = Math.min(form.length - 1, end); length >= MIN_BEGINNING; length -= 1) {
      if (text.startsWith(form.slice(0, length), end - length)) {
        return `${text.slice(0, end - length)}${MASK}…`;
      }
    }
  }
  return text;
}
