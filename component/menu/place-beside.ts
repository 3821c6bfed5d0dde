/** Puts a menu beside the line that opened it. */

/** Between a popup and the edge of the screen. */
const MARGIN = 8;

/** The menus of two levels lie over each other by a little. */
const OVERLAP = 4;

/** To the right of its line, or where there is no room to the left, as far as the screen allows. */
export function placeBeside(sheet: HTMLElement, line: HTMLElement): void {
  sheet.style.left = '0px';
  sheet.style.top = '0px';
  // A transformed ancestor moves what is fixed; what is wanted are places on the screen.
  const { left, top, width, height } = sheet.getBoundingClientRect();
  const at = line.getBoundingClientRect();
  const right = at.right - OVERLAP;
  const hasRoom = right + width + MARGIN <= window.innerWidth;
  const x = hasRoom ? right : at.left + OVERLAP - width;
  const y = Math.min(at.top - OVERLAP, window.innerHeight - height - MARGIN);
  sheet.style.left = `${Math.max(MARGIN, x) - left}px`;
  sheet.style.top = `${Math.max(MARGIN, y) - top}px`;
}
