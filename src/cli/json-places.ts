/** Where the parts of a JSON text stand. */

/** A place in a text, both from 1, columns in UTF-16 units. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** Finds parts of a document in its text. */
export interface JsonPlaces {
  /** Where a part stands: its key, or its value in a list; of a part that is not there, what is round it. */
  find(path: readonly (string | number)[]): TextPlace;
  /** The line and column of a character. */
  at(offset: number): TextPlace;
}

interface Part {
  readonly offset: number;
  readonly parts: Map<string, Part>;
}

interface Open extends Part {
  /** What the next value is called; of a list, a number. */
  name: string | number | undefined;
  nameOffset: number;
}

/** @param text JSON that `JSON.parse` takes; of any other text as much as can be made out. */
export function createJsonPlaces(text: string): JsonPlaces {
  let root: Part | undefined;
  const lines = lineStarts(text);
  const at = (offset: number): TextPlace => {
    let [low, high] = [0, lines.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (lines[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - lines[low]! + 1 };
  };
  return {
    at,
    find(path) {
      let part = (root ??= readParts(text));
      for (const name of path) {
        const inner = part.parts.get(String(name));
        if (inner !== undefined) part = inner;
        // A bare node map has its nodes at the top.
        else if (name !== 'nodes') break;
      }
      return at(part.offset);
    },
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1))
    starts.push(end + 1);
  return starts;
}

/** Without recursion: a document may be as deep as it likes. */
function readParts(text: string): Part {
  const root: Open = {
    offset: Math.max(0, text.search(/\S/)),
    parts: new Map(),
    name: '',
    nameOffset: 0,
  };
  const open: Open[] = [root];
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/gs;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [word] = found;
    const top = open.at(-1)!;
    if (word === '}' || word === ']') {
      if (open.length > 1) open.pop();
    } else if (word === ',') {
      top.name = typeof top.name === 'number' ? top.name + 1 : undefined;
    } else if (word !== ':') {
      if (top.name === undefined) {
        top.name = readName(word);
        top.nameOffset = found.index;
        continue;
      }
      const isList = typeof top.name === 'number' || top === root;
      const offset = isList ? found.index : top.nameOffset;
      const inner: Open = { offset, parts: new Map(), name: undefined, nameOffset: 0 };
      top.parts.set(String(top.name), inner);
      if (word === '[') inner.name = 0;
      if (word === '[' || word === '{') open.push(inner);
    }
  }
  return root.parts.get('') ?? root;
}

function readName(word: string): string {
  try {
    return String(JSON.parse(word));
  } catch {
    return word;
  }
}
