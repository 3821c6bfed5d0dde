/** Names of packages, as lists of packages and lock files write them. */

/** A package that was asked for. */
export interface Requirement {
  /** The name as all spellings of it come to. */
  readonly name: string;
  /** As it was asked for. */
  readonly text: string;
}

/** Any spelling of a name as the one that indexes use: `Typing_Extensions` is `typing-extensions`. */
export function normalizeName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

const NAME = /^\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[\w\s.,-]*\])?\s*(?:[<>=!~;(].*)?$/s;

/** Reads `name`, `name[extra]>=1.2`; undefined when it is none. */
export function parseRequirement(text: string): Requirement | undefined {
  const name = NAME.exec(text)?.[1];
  return name === undefined ? undefined : { name: normalizeName(name), text: text.trim() };
}

/** True for a URL or path of a wheel. */
export function isWheelFile(text: string): boolean {
  return /\.whl(?:[?#].*)?$/.test(text);
}
