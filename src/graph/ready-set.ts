/**
 * A set of small integers that gives back its smallest member: a bitmap with a bitmap over it, and
 * so on, 32 to 1. Adding and taking cost one step per level (four levels hold a million), whatever
 * the order they come in, and allocate nothing. A single member costs nothing at all.
 */
export class ReadySet {
  readonly #levels: Int32Array[] = [];
  #size = 0;
  /** The only member, while there is one: it is not in the bitmaps. −1 when there are none or more. */
  #only = -1;

  /** @param capacity Members are 0 … capacity − 1. */
  constructor(capacity: number) {
    let words = Math.max(1, Math.ceil(capacity / 32));
    for (;;) {
      this.#levels.push(new Int32Array(words));
      if (words === 1) break;
      words = Math.ceil(words / 32);
    }
  }

  get size(): number {
    return this.#size;
  }

  has(member: number): boolean {
    if (this.#only >= 0) return this.#only === member;
    return ((this.#levels[0]![member >>> 5]! >>> (member & 31)) & 1) === 1;
  }

  add(member: number): void {
    if (this.has(member)) return;
    this.#size += 1;
    if (this.#size === 1) {
      this.#only = member;
      return;
    }
    if (this.#only >= 0) this.#mark(this.#only);
    this.#only = -1;
    this.#mark(member);
  }

  #mark(member: number): void {
    let index = member;
    for (const level of this.#levels) {
      level[index >>> 5]! |= 1 << (index & 31);
      index >>>= 5;
    }
  }

  /** Removes `member` if it is there. */
  delete(member: number): void {
    if (!this.has(member)) return;
    this.#size -= 1;
    if (this.#only >= 0) {
      this.#only = -1;
      return;
    }
    let index = member;
    for (const level of this.#levels) {
      level[index >>> 5]! &= ~(1 << (index & 31));
      if (level[index >>> 5] !== 0) return;
      index >>>= 5;
    }
  }

  /** The smallest member, or −1 when empty. */
  first(): number {
    if (this.#size === 0 || this.#only >= 0) return this.#only;
    let index = 0;
    for (let depth = this.#levels.length - 1; depth >= 0; depth -= 1) {
      const word = this.#levels[depth]![index]!;
      index = (index << 5) | (31 - Math.clz32(word & -word));
    }
    return index;
  }

  /** Removes and returns the smallest member, or −1 when empty. */
  takeFirst(): number {
    const first = this.first();
    if (first >= 0) this.delete(first);
    return first;
  }

  clear(): void {
    for (const level of this.#levels) level.fill(0);
    this.#size = 0;
    this.#only = -1;
  }
}
