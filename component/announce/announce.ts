/** Says something to who can't see what happened. */

/** `polite` waits until the screen reader has finished; `assertive` is for what was refused. */
export type Tone = 'polite' | 'assertive';

/** What was said stays this many sentences long, for who looks it up. */
const KEPT = 3;

/** @param within an element of the editor whose live regions are meant */
export function announce(within: Element | undefined, text: string, tone: Tone): void {
  const region = within?.closest('.millrace')?.querySelector(`[data-mr-live="${tone}"]`);
  if (region === null || region === undefined || text === '') return;
  // A sentence each: one that comes soon after another does not take its place, and the same one
  // twice is said twice.
  const sentence = document.createElement('p');
  sentence.textContent = text;
  region.append(sentence);
  while (region.childElementCount > KEPT) region.firstElementChild!.remove();
}
