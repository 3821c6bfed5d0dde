/** Fetches what comes after the first paint. */
import { preloadMenus } from './canvas-menus.js';
import { preloadFind } from './find/find-host.js';
import { preloadHands } from './hands/take-up.js';
import { arranging } from './layout/arranging.js';
import { preloadDetails } from './panels/details-layer.js';

/**
 * Fetches the code that an editor loads once its graph is drawn: what pointer and keys do, menus,
 * search and forms. Of use where an editor will be opened soon, and in tests, whose events it then
 * answers at once. What can't be fetched now is fetched when it is needed.
 */
export async function preloadEditor(): Promise<void> {
  const later = [preloadMenus, preloadFind, preloadDetails, arranging.preload];
  await Promise.all([preloadHands(), ...later.map(async (fetch) => fetch())]);
}
