/** Puts a menu beside the line that opened it. */

/** Between a popup and the edge of the screen. */
const MARGIN = 8;

/** The menus of two levels lie over each other by a little. */
const OVERLAP = 4;

/** To the right of its line where there is room, else to that side where it hides less of it. */
export function placeBeside(sheet: HTMLElement, line: HTMLElement): void {
  sheet.style.left = '0px';
  sheet.style.top = '0px';
  // A transformed ancestor moves what is fixed; what is wanted are places on the screen.
  const { left: zero, top, width, height } = sheet.getBoundingClientRect();
  const at = line.getBoundingClientRect();
  const right = at.right - OVERLAP;
  const left = at.left + OVERLAP - width;
  const missing = {
    right: Math.max(0, right + width + MARGIN - window.innerWidth),
    left: Math.max(0, MARGIN - left),
  };
  const x = missing.right <= missing.left ? right - missing.right : left;
  const y = Math.min(at.top - OVERLAP, window.innerHeight - height - MARGIN);
  sheet.style.left = `${Math.max(MARGIN, x) - zero}px`;
  sheet.style.top = `${Math.max(MARGIN, y) - top}px`;
}
