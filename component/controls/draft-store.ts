/** What was typed and could not be taken: it outlives its field, which may leave the screen. */

/** A text that is being typed. */
export interface Typed {
  readonly text: string;
  /** Why it was not taken; undefined when it was. */
  readonly problem: string | undefined;
  /** The last value this typing has written. */
  readonly wrote: unknown;
}

/** The unread texts of one editor, by the id of their field. */
export interface DraftStore {
  readonly get: (fieldId: string) => Typed | undefined;
  /** Keeps a text with a problem, and forgets one without. */
  readonly keep: (fieldId: string, typed: Typed | undefined) => void;
}

/** Texts kept; the oldest go first. */
const MOST = 200;

export function createDraftStore(): DraftStore {
  const drafts = new Map<string, Typed>();
  return {
    get: (fieldId) => drafts.get(fieldId),
    keep(fieldId, typed) {
      drafts.delete(fieldId);
      if (typed?.problem === undefined) return;
      drafts.set(fieldId, typed);
      if (drafts.size > MOST) drafts.delete(drafts.keys().next().value!);
    },
  };
}
