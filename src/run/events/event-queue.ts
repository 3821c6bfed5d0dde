/** First in, first out, and anything in between can be taken out. All in constant time. */
export class EventQueue<T> {
  #items = new Set<T>();
  /** Stands behind the last item that was shifted. */
  #walk = this.#items.values();

  get size(): number {
    return this.#items.size;
  }

  add(item: T): void {
    this.#items.add(item);
  }

  delete(item: T): void {
    this.#items.delete(item);
  }

  /** Takes the oldest item out. */
  shift(): T | undefined {
    let next = this.#walk.next();
    if (next.done === true) {
      // A walk that has reached the end does not see what is added later.
      this.#walk = this.#items.values();
      next = this.#walk.next();
    }
    if (next.done === true) return undefined;
    this.#items.delete(next.value);
    return next.value;
  }

  /** Takes everything out, oldest first. */
  drain(): readonly T[] {
    const items = [...this.#items];
    this.#items = new Set();
    this.#walk = this.#items.values();
    return items;
  }
}
