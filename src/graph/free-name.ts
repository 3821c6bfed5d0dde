/** Names and ids that nothing has yet. */

type Separator = '-' | ' ';

/** The name itself while it is free, else numbered from 2 on: `add-2`, where `add-7` begins at `add`. */
export function freeName(
  wanted: string,
  isTaken: (name: string) => boolean,
  separator: Separator = '-',
): string {
  return new FreeNames(isTaken, separator).take(wanted);
}

/** Gives many names as `freeName` does, each once; numbers that are known to be taken are not tried again. */
export class FreeNames {
  readonly #isTaken: (name: string) => boolean;
  readonly #separator: Separator;
  readonly #given = new Set<string>();
  /** The first number that may be free, by what stands before it. */
  readonly #next = new Map<string, number>();

  constructor(isTaken: (name: string) => boolean, separator: Separator = '-') {
    this.#isTaken = isTaken;
    this.#separator = separator;
  }

  take(wanted: string): string {
    const name = this.#isFree(wanted) ? wanted : this.#numbered(wanted);
    this.#given.add(name);
    return name;
  }

  #numbered(wanted: string): string {
    const number = this.#separator === '-' ? /-\d+$/ : / \d+$/;
    const stem = wanted.replace(number, '') || wanted;
    for (let count = this.#next.get(stem) ?? 2; ; count += 1) {
      const name = `${stem}${this.#separator}${count}`;
      if (!this.#isFree(name)) continue;
      this.#next.set(stem, count + 1);
      return name;
    }
  }

  #isFree(name: string): boolean {
    return !this.#given.has(name) && !this.#isTaken(name);
  }
}
