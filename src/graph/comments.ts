/** Notes on the canvas, in Flume's format. Read from what a document holds, whatever that is. */
import { createRecord, isPlainRecord, own } from '../config/document.js';
import { checkFree } from './check-free.js';
import type { Graph } from './graph.js';
import { readItemColor } from './item-color.js';
import type { ItemColor } from './item-color.js';

/** A comment as it is drawn. */
export interface GraphComment {
  readonly id: string;
  /** Plain text; line breaks count. */
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly color: ItemColor | undefined;
}

/** Canvas pixels a comment measures at least, at most, and when it is new. */
export const COMMENT_SIZE = {
  min: { width: 96, height: 48 },
  max: { width: 4_000, height: 4_000 },
  usual: { width: 240, height: 120 },
} as const;

/** By the object that was read. */
const READ = new WeakMap<object, ReadonlyMap<string, GraphComment>>();
const NONE: ReadonlyMap<string, GraphComment> = new Map();

/**
 * The comments of a graph that can be drawn, by id, in its order: those with a text and a place. One
 * without a size gets the usual one, and none is drawn larger than {@link COMMENT_SIZE} says.
 */
export function commentsOf({ comments }: Graph): ReadonlyMap<string, GraphComment> {
  if (comments === undefined) return NONE;
  const known = READ.get(comments);
  if (known !== undefined) return known;
  const read = new Map<string, GraphComment>();
  for (const [id, entry] of Object.entries(comments)) {
    const comment = readComment(id, entry);
    if (comment !== undefined) read.set(id, comment);
  }
  READ.set(comments, read);
  return read;
}

/** What of a comment may be changed; `undefined` takes a field out. */
export interface CommentPatch {
  readonly text?: string;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly color?: ItemColor | undefined;
}

/** A comment that is made; it has the usual size when it says none. */
export interface NewComment extends CommentPatch {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/**
 * Adds a comment.
 * @throws MillraceError `id-taken` for the id of another one, also of one that can't be drawn
 */
export function addComment(graph: Graph, comment: NewComment): Graph {
  checkFree(graph.comments, [comment.id], 'comment');
  return withComments(graph, {
    ...graph.comments,
    [comment.id]: patched({ text: '', x: 0, y: 0, ...COMMENT_SIZE.usual }, { ...comment }),
  });
}

/** Changes comments that can be read; keys nobody knows stay. */
export function changeComments(
  graph: Graph,
  patches: Readonly<Record<string, CommentPatch>>,
): Graph {
  let { comments } = graph;
  for (const [id, patch] of Object.entries(patches)) {
    const entry = own(comments ?? {}, id);
    if (!isPlainRecord(entry) || readComment(id, entry) === undefined) continue;
    const next = patched(entry, { ...patch });
    if (next !== entry) comments = { ...comments, [id]: next };
  }
  return comments === graph.comments ? graph : withComments(graph, comments);
}

/** Removes comments. */
export function removeComments(graph: Graph, ids: Iterable<string>): Graph {
  const gone = new Set([...ids].filter((id) => Object.hasOwn(graph.comments ?? {}, id)));
  return gone.size === 0 ? graph : withComments(graph, graph.comments, (id) => !gone.has(id));
}

/** Undefined for an entry that is no comment. */
function readComment(id: string, entry: unknown): GraphComment | undefined {
  if (!isPlainRecord(entry)) return undefined;
  const { text, x, y, color } = entry;
  if (typeof text !== 'string' || !isNumber(x) || !isNumber(y)) return undefined;
  const [width, height] = [sizeOf(entry, 'width'), sizeOf(entry, 'height')];
  return { id, text, x, y, width, height, color: readItemColor(color) };
}

function sizeOf(entry: Fields, side: 'width' | 'height'): number {
  const { min, max, usual } = COMMENT_SIZE;
  const value = entry[side];
  return isNumber(value) ? Math.min(max[side], Math.max(min[side], value)) : usual[side];
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

type Fields = Readonly<Record<string, unknown>>;

/** Numbers that are not finite change nothing: the comment would no longer be drawn. */
function patched(entry: Fields, patch: Fields): Fields {
  const keys = Object.keys(patch).filter(
    (key) => typeof patch[key] !== 'number' || isNumber(patch[key]),
  );
  if (keys.every((key) => Object.is(entry[key], patch[key]))) return entry;
  const next: Record<string, unknown> = { ...entry };
  for (const key of keys) {
    if (patch[key] === undefined) delete next[key];
    else next[key] = patch[key];
  }
  return next;
}

/** `__proto__` is an id like any other; a graph without comments has no field for them. */
function withComments(
  graph: Graph,
  comments: Graph['comments'],
  stays: (id: string) => boolean = () => true,
): Graph {
  const copy = createRecord<unknown>();
  for (const [id, entry] of Object.entries(comments ?? {})) if (stays(id)) copy[id] = entry;
  if (Object.keys(copy).length > 0) return { ...graph, comments: copy };
  const rest: { -readonly [K in keyof Graph]: Graph[K] } = { ...graph };
  delete rest.comments;
  return rest;
}
