/** What a process prints that no node did: passed on by the line, and the last of it kept. */

/** A line that goes on beyond this is passed on in pieces. */
const MAX_LINE = 64_000;

/** Takes text in pieces of any size. */
export class Printed {
  readonly #onLine: ((line: string) => void) | undefined;
  readonly #kept: number;
  #last = '';
  #line = '';

  /** `onLine` may not throw; `kept` is how many characters {@link last} has at most. */
  constructor(onLine: ((line: string) => void) | undefined, kept: number) {
    this.#onLine = onLine;
    this.#kept = kept;
  }

  /** The last characters of it. */
  get last(): string {
    return this.#last;
  }

  add(text: string): void {
    this.#last = (this.#last + text).slice(-this.#kept);
    if (this.#onLine === undefined) return;
    const lines = text.split('\n');
    lines[0] = this.#line + (lines[0] ?? '');
    this.#line = lines.pop() ?? '';
    for (const line of lines) this.#onLine(line.trimEnd());
    if (this.#line.length > MAX_LINE) this.end();
  }

  /** Passes on a line that has no end. */
  end(): void {
    if (this.#line === '') return;
    const line = this.#line;
    this.#line = '';
    this.#onLine?.(line);
  }
}
