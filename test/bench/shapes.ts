/** The graphs that are measured: who is wired to whom, by position in the document. */

/** One graph. */
export interface Shape {
  readonly name: string;
  /** Node ids in the document's order, as an editor would make them. */
  readonly ids: readonly string[];
  /** Which of the functions each node calls. */
  readonly functionOf: Uint8Array;
  /** Positions of the sources of each node, in the order of its inputs. */
  readonly sources: readonly (readonly number[])[];
}

/** How many different functions the nodes of a graph call. */
export const FUNCTION_COUNT = 16;

export const SHAPES = {
  /** One after the other, in the document's order. */
  chain: (count: number): Shape =>
    createShape(
      'chain',
      count,
      Array.from({ length: count }, (_, node) => (node === 0 ? [] : [node - 1])),
    ),
  /** One after the other; the document names the last one first. */
  reversed: (count: number): Shape =>
    createShape(
      'reversed chain',
      count,
      Array.from({ length: count }, (_, node) => (node === count - 1 ? [] : [node + 1])),
    ),
  /** One, then all but two, then one that takes all of them. */
  fan: (count: number): Shape => {
    const middle = Array.from({ length: count - 2 }, (_, index) => index + 1);
    return createShape('fan', count, [[], ...middle.map(() => [0]), middle]);
  },
  /** √N layers of √N nodes with two random sources in the layer before, in random order. */
  layered: (count: number): Shape => {
    const random = createRandom(count);
    const width = Math.round(Math.sqrt(count));
    const place = shuffle(count, random);
    const sources: number[][] = Array.from({ length: count }, () => []);
    for (let node = width; node < count; node += 1) {
      const before = (Math.floor(node / width) - 1) * width;
      const first = Math.floor(random() * width);
      const second = (first + 1 + Math.floor(random() * (width - 1))) % width;
      sources[place[node]!] = [place[before + first]!, place[before + second]!];
    }
    return createShape('layered', count, sources);
  },
} as const;

export type ShapeName = keyof typeof SHAPES;

function createShape(name: string, count: number, sources: readonly (readonly number[])[]): Shape {
  const random = createRandom(count + 1);
  return {
    name,
    ids: Array.from({ length: count }, () => createId(random)),
    functionOf: Uint8Array.from({ length: count }, () => Math.floor(random() * FUNCTION_COUNT)),
    sources,
  };
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Ten letters, like the ids editors give out. */
function createId(random: () => number): string {
  let id = '';
  for (let index = 0; index < 10; index += 1) id += LETTERS[Math.floor(random() * LETTERS.length)];
  return id;
}

function shuffle(count: number, random: () => number): Int32Array {
  const list = Int32Array.from({ length: count }, (_, index) => index);
  for (let index = count - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [list[index], list[other]] = [list[other]!, list[index]!];
  }
  return list;
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
