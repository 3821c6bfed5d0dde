/** Finds things by what people type: words, their beginnings, initials, letters left out, slips. */

/** From … to … of a text, the end not included. */
export type Range = readonly [from: number, to: number];

/** What an item is found by. */
export interface FuzzyFields {
  /** Its name: found here it ranks best, and what was found is marked. */
  readonly label: string;
  /** Other texts, and what a word that begins there is worth: at most 40. */
  readonly more?: readonly (readonly [text: string, worth: number])[];
}

/** Something that was found. */
export interface FuzzyHit<T> {
  readonly item: T;
  readonly score: number;
  /** The parts of its label to mark, in order. */
  readonly ranges: readonly Range[];
}

/** A search over a list. */
export interface FuzzySearch<T> {
  /**
   * Everything in which each word is found, the best first; all of the list for an empty text.
   * @param boost What an item is worth besides, as for being used last. @default 0
   */
  find(query: string, boost?: (item: T) => number): readonly FuzzyHit<T>[];
  /** What was most likely meant where nothing is found. */
  nearest(query: string): T | undefined;
}

interface Entry<T> {
  readonly item: T;
  readonly label: string;
  /** Where words begin in the label. */
  readonly starts: readonly number[];
  readonly initials: string;
  readonly more: readonly (readonly [text: string, worth: number])[];
}

/** Prepares a search; the texts of each item are read once. */
export function createFuzzySearch<T>(
  items: readonly T[],
  fieldsOf: (item: T) => FuzzyFields,
): FuzzySearch<T> {
  const entries = items.map((item) => toEntry(item, fieldsOf(item)));
  return {
    find(query, boost = () => 0) {
      const words = wordsOf(query);
      if (words.length === 0) return items.map((item) => ({ item, score: 0, ranges: [] }));
      const phrase = words.join(' ');
      return entries
        .flatMap((entry) => {
          const found = matchAll(entry, words);
          if (found === undefined) return [];
          const whole = words.length > 1 && entry.label.startsWith(phrase) ? 20 : 0;
          return [{ ...found, item: entry.item, score: found.score + whole + boost(entry.item) }];
        })
        .sort((one, other) => other.score - one.score);
    },
    nearest: (query) => nearest(entries, wordsOf(query).join(' ')),
  };
}

function toEntry<T>(item: T, { label, more = [] }: FuzzyFields): Entry<T> {
  const starts = wordStarts(label);
  const folded = fold(label);
  return {
    item,
    label: folded,
    starts,
    initials: starts.map((at) => folded[at]).join(''),
    more: more.map(([text, worth]) => [fold(text), worth] as const),
  };
}

function wordsOf(query: string): readonly string[] {
  return fold(query).split(/\s+/).filter(Boolean);
}

/** In lower case and without accents, each letter where it was. */
function fold(text: string): string {
  // oxlint-disable-next-line no-control-regex -- all of ASCII is meant
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  return text.replaceAll(/\S/g, (letter) => {
    const plain = letter.normalize('NFD')[0]!.toLowerCase();
    return plain.length === 1 ? plain : letter;
  });
}

/** After anything but a letter or digit, and at the humps of `camelCase`. */
function wordStarts(text: string): readonly number[] {
  const starts: number[] = [];
  let before: Letter = 'none';
  for (let at = 0; at < text.length; at += 1) {
    const letter = letterAt(text, at);
    if (letter !== 'none' && (before === 'none' || (letter === 'upper' && before === 'lower'))) {
      starts.push(at);
    }
    before = letter;
  }
  return starts;
}

type Letter = 'none' | 'upper' | 'lower' | 'other';

function letterAt(text: string, at: number): Letter {
  const code = text.charCodeAt(at);
  // Most names are plain; the expressions below are slow.
  if (code < 128) {
    if (code >= 97 && code <= 122) return 'lower';
    if (code >= 65 && code <= 90) return 'upper';
    return code >= 48 && code <= 57 ? 'other' : 'none';
  }
  const letter = text[at]!;
  if (/\p{Ll}/u.test(letter)) return 'lower';
  if (/\p{Lu}/u.test(letter)) return 'upper';
  return /[\p{L}\p{N}\p{Cs}]/u.test(letter) ? 'other' : 'none';
}

interface Found {
  readonly score: number;
  readonly ranges: readonly Range[];
}

function matchAll(entry: Entry<unknown>, words: readonly string[]): Found | undefined {
  let score = 0;
  const ranges: Range[] = [];
  for (const word of words) {
    const found = matchWord(entry, word);
    if (found === undefined) return undefined;
    score += found.score;
    ranges.push(...found.ranges);
  }
  return { score, ranges: joined(ranges) };
}

function matchWord(entry: Entry<unknown>, word: string): Found | undefined {
  return (
    inLabel(entry, word) ??
    byInitials(entry, word) ??
    elsewhere(entry, word) ??
    bySlip(entry, word) ??
    byLetters(entry, word) ??
    bySlipElsewhere(entry, word)
  );
}

function inLabel({ label, starts }: Entry<unknown>, word: string): Found | undefined {
  const first = label.indexOf(word);
  if (first < 0) return undefined;
  if (first === 0) {
    const score = label.length === word.length ? 100 : 80;
    return { score, ranges: [[0, word.length]] };
  }
  const start = starts.find((at) => label.startsWith(word, at));
  const at = start ?? first;
  return { score: start === undefined ? 40 : 60, ranges: [[at, at + word.length]] };
}

/** `gw` finds `Get weather`. */
function byInitials({ initials, starts }: Entry<unknown>, word: string): Found | undefined {
  const at = word.length < 2 ? -1 : initials.indexOf(word);
  if (at < 0) return undefined;
  const found = starts.slice(at, at + word.length);
  return { score: at === 0 ? 50 : 35, ranges: found.map((start) => [start, start + 1]) };
}

function elsewhere({ more }: Entry<unknown>, word: string): Found | undefined {
  let score = 0;
  for (const [text, worth] of more) {
    const at = startsWord(text, word) ? worth : text.includes(word) ? worth / 3 : 0;
    score = Math.max(score, at);
  }
  return score === 0 ? undefined : { score, ranges: [] };
}

/** All letters in their order, with others between: `adtx` finds `Add text`. */
function byLetters({ label }: Entry<unknown>, word: string): Found | undefined {
  if (word.length < 3) return undefined;
  const ranges: Range[] = [];
  let from = 0;
  for (const letter of word) {
    const at = label.indexOf(letter, from);
    if (at < 0) return undefined;
    ranges.push([at, at + 1]);
    from = at + 1;
  }
  return { score: 4, ranges };
}

/** A slip of the finger: `wether` finds `Get weather`. */
function bySlip({ label, starts }: Entry<unknown>, word: string): Found | undefined {
  for (const start of starts) {
    const length = lengthBySlip(label, start, word);
    if (length !== undefined) return { score: 2, ranges: [[start, start + length]] };
  }
  return undefined;
}

/** Of texts that are worth it: a category, and not a description. */
function bySlipElsewhere({ more }: Entry<unknown>, word: string): Found | undefined {
  const isNear = more.some(
    ([text, worth]) =>
      worth >= WORTH_SLIPS &&
      wordStarts(text).some((start) => lengthBySlip(text, start, word) !== undefined),
  );
  return isNear ? { score: 1, ranges: [] } : undefined;
}

const WORTH_SLIPS = 25;

/** How much of a text, from there on, is the word with a slip; what was typed may be a beginning. */
function lengthBySlip(text: string, start: number, word: string): number | undefined {
  const most = slipsIn(word);
  if (most === 0) return undefined;
  return [word.length, word.length + 1, word.length - 1].find((length) => {
    const part = text.slice(start, start + length);
    return part.length === length && distance(part, word, most) <= most;
  });
}

/** How many slips a word of this length may have. */
function slipsIn(word: string): number {
  if (word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
}

/** The label that takes the fewest slips; none when that is half of what was typed. */
function nearest<T>(entries: readonly Entry<T>[], query: string): T | undefined {
  if (query.length < 3) return undefined;
  let best: T | undefined;
  let least = Math.ceil(query.length / 2);
  for (const { item, label } of entries) {
    const slips = distance(label.slice(0, query.length + 2), query, least - 1);
    if (slips < least) [best, least] = [item, slips];
  }
  return best;
}

/** How many letters are to be put in, taken out, changed or exchanged; more than `most` is `most + 1`. */
function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    let least = row;
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      let cost = Math.min(
        last[column]! + 1,
        next[column - 1]! + 1,
        last[column - 1]! + Number(!isSame),
      );
      const isExchanged =
        row > 1 &&
        column > 1 &&
        one[row - 1] === other[column - 2] &&
        one[row - 2] === other[column - 1];
      if (isExchanged) cost = Math.min(cost, before[column - 2]! + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    [before, last] = [last, next];
  }
  return last[other.length]!;
}

function startsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!)) return true;
  }
  return false;
}

/** In order, those that touch made one. */
function joined(ranges: readonly Range[]): readonly Range[] {
  const sorted = [...ranges].sort(([one], [other]) => one - other);
  const result: Range[] = [];
  for (const [from, to] of sorted) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1])
      result[result.length - 1] = [last[0], Math.max(last[1], to)];
    else result.push([from, to]);
  }
  return result;
}
