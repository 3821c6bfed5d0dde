/** An editor in a page, as its user meets it: found by what it shows, worked by mouse and keys. */
import type { Locator, Page } from 'playwright-core';
import { urlOf } from './apps.js';
import type { Host, Shown } from './pages/host.js';

export type { Shown } from './pages/host.js';

declare global {
  interface Window {
    host: Host;
  }
}

/** How editors are shown. */
interface ShowOptions {
  readonly strict?: boolean;
  /** Before all of their code is there. @default false */
  readonly early?: boolean;
}

/** Opens the page of pages/host.tsx with these editors. */
export async function openHost(
  page: Page,
  editors: readonly Shown[],
  options: ShowOptions = {},
): Promise<void> {
  await page.goto(`${urlOf('pages')}host.html`);
  await show(page, editors, options);
}

/** Shows other editors in the page that is open. */
export async function show(
  page: Page,
  editors: readonly Shown[],
  { early = false, ...options }: ShowOptions = {},
): Promise<void> {
  if (!early) await page.evaluate(() => window.host.ready());
  const what = [JSON.stringify(editors), options] as const;
  await page.evaluate(([all, how]) => window.host.show(all, how), what);
  if (editors.length > 0)
    await page
      .locator('.millrace')
      .nth(editors.length - 1)
      .waitFor();
}

/** @returns the graph an editor last gave its host */
export async function graphOf<T>(page: Page, editor = 0): Promise<T> {
  const graph = await page.evaluate((index) => JSON.stringify(window.host.graphs[index]), editor);
  return JSON.parse(graph) as T;
}

/** @returns the ids of the nodes that are shown, in the order of the document */
export function shownIds(within: Page | Locator): Promise<string[]> {
  return within
    .locator('[data-mr-node]')
    .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-mr-node')!));
}

export function node(within: Page | Locator, id: string): Locator {
  return within.locator(`[data-mr-node=${JSON.stringify(id)}]`);
}

export function port(card: Locator, side: 'input' | 'output', name: string): Locator {
  return card.locator(
    `[data-port-transput-type="${side}"][data-port-name=${JSON.stringify(name)}]`,
  );
}

/** @returns `from.port > to.port` for each wire that is drawn, sorted */
export async function shownWires(within: Page | Locator): Promise<string[]> {
  const keys = await within
    .locator('svg.mr-wires [data-mr-key]')
    .evaluateAll((wires) => wires.map((wire) => wire.getAttribute('data-mr-key')!));
  return keys
    .map((key) => JSON.parse(key) as string[])
    .map(([from, output, to, input]) => `${from}.${output} > ${to}.${input}`)
    .sort();
}

/** An element, by its middle, or a point on the screen. */
type Place = Locator | { readonly x: number; readonly y: number };

/** Drags from one place to another, as a hand does: in steps. */
export async function drag(page: Page, from: Place, to: Place): Promise<void> {
  const [start, end] = [await pointOf(from), await pointOf(to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 3 });
  await page.mouse.move(end.x, end.y, { steps: 3 });
  await page.mouse.up();
}

async function pointOf(place: Place): Promise<{ readonly x: number; readonly y: number }> {
  return 'boundingBox' in place ? middleOf(place) : place;
}

/** The middle of an element on the screen. */
export async function middleOf(element: Locator): Promise<{ x: number; y: number }> {
  const box = await element.boundingBox();
  if (box === null) throw new Error(`${String(element)} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
