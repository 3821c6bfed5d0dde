/** Where the focus has to go when what had it goes, or is moved in the page. */
import { useEffect, useState } from 'react';

/** A field, or the first one of a part. */
export interface FocusWish {
  /** The field that had it. */
  readonly fieldId?: string | undefined;
  /** The part's `data-mr-item`. */
  readonly itemId: string | undefined;
}

const FIELDS = 'input, select, textarea, [contenteditable="true"], button';

/**
 * Leads the focus once what was wished for is there.
 * @param find what the parts are in; without parts, what adds to it beside is meant
 */
export function useFocusWish(
  find: () => HTMLElement | null,
): (wish: FocusWish | undefined) => void {
  const [wish, setWish] = useState<FocusWish>();
  useEffect(() => {
    const parts = find();
    if (wish === undefined || parts === null) return;
    const all = [...parts.children] as HTMLElement[];
    const item = all.find((each) => each.dataset['mrItem'] === wish.itemId);
    const fields = [...(item?.querySelectorAll<HTMLElement>(FIELDS) ?? [])];
    const field = fields.find((each) => each.id !== '' && each.id === wish.fieldId) ?? fields[0];
    // Nothing is left: what adds to it is the last in the group.
    const buttons = parts.parentElement?.querySelectorAll<HTMLElement>('button');
    const target = field ?? [...(buttons ?? [])].at(-1);
    target?.focus();
    if (target instanceof HTMLInputElement && wish.fieldId === undefined) target.select();
    // `find` reads what is there then.
  }, [wish]);
  return setWish;
}
