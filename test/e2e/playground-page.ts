/** The playground as its user works it: by mouse and keys alone. */
import type { Locator, Page } from 'playwright-core';
import { urlOf } from './apps.js';
import { drag, node, port, shownIds, shownWires } from './editor-page.js';

/** Python starts in seconds on a machine that does nothing else; this one may be busy. */
export const BOOT_MS = 90_000;

export async function openPlayground(page: Page): Promise<void> {
  await page.goto(urlOf('playground'));
  await page.locator('[data-mr-node]').first().waitFor();
}

/** The canvas, where there is nothing on it. */
export const stage = (page: Page): Locator => page.locator('[data-flume-component="stage"]');

/** The only card with this title. */
export const card = (page: Page, title: string): Locator =>
  page.locator('[data-mr-node]').filter({ has: page.getByText(title, { exact: true }) });

/** Clicks an empty corner of the canvas, and removes all there is. */
export async function clearCanvas(page: Page): Promise<void> {
  await stage(page).click({ position: { x: 12, y: 12 } });
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.locator('[data-mr-node]').first().waitFor({ state: 'detached' });
}

/** Adds a node as those do who know its name: `/`, the name, Enter. */
export async function addByKeys(page: Page, label: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(label);
  await page.getByRole('option', { name: label }).first().waitFor();
  await page.keyboard.press('Enter');
  await card(page, label).waitFor();
}

/** The entry of the palette with this name. */
export const entry = (page: Page, label: string): Locator =>
  page.locator('.mr-palette-entry').filter({ has: page.getByText(label, { exact: true }) });

/** Takes a card by its head and puts its corner somewhere on the canvas. */
export async function moveCard(
  page: Page,
  title: string,
  to: { readonly x: number; readonly y: number },
): Promise<void> {
  const [box, canvas] = [await card(page, title).boundingBox(), await stage(page).boundingBox()];
  if (box === null || canvas === null) throw new Error(`${title} is not on the screen`);
  const hold = { x: 60, y: 14 };
  await page.mouse.move(box.x + hold.x, box.y + hold.y);
  await page.mouse.down();
  await page.mouse.move(canvas.x + to.x + hold.x, canvas.y + to.y + hold.y, { steps: 5 });
  await page.mouse.up();
}

/** Draws a wire by hand. */
export async function wire(
  page: Page,
  from: readonly [title: string, port: string],
  to: readonly [title: string, port: string],
): Promise<void> {
  await drag(
    page,
    port(card(page, from[0]), 'output', from[1]),
    port(card(page, to[0]), 'input', to[1]),
  );
}

/** Types into a field of a card, in place of what is there. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await field.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}

export const field = (page: Page, title: string, name: string): Locator =>
  card(page, title).getByRole('textbox', { name, exact: true });

const bar = (page: Page): Locator => page.getByRole('region', { name: 'Run' });

/** Chooses how graphs run. */
export const chooseMode = (page: Page, mode: 'Async' | 'Sync'): Promise<void> =>
  page.getByRole('radio', { name: mode, exact: true }).click();

/** Presses Run and waits for the end. @returns the headline of the run bar */
export async function run(page: Page): Promise<string> {
  // A quick run is over before anybody could see that it has begun.
  const over = await bar(page).evaluateHandle((element) => {
    const seen = { began: false };
    const observer = new MutationObserver((records) => {
      seen.began ||= records.some(({ oldValue }) => oldValue === 'running');
    });
    observer.observe(element, { attributeFilter: ['data-status'], attributeOldValue: true });
    return seen;
  });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForFunction(({ began }) => began, over, { timeout: BOOT_MS });
  return ending(page);
}

/** Waits for the end of the run under way. @returns the headline of the run bar */
export async function ending(page: Page): Promise<string> {
  const idle = page.getByRole('button', { name: 'Run', exact: true });
  await idle.waitFor({ timeout: BOOT_MS });
  return (await bar(page).locator('.pg-bar-headline').innerText()).trim();
}

/** The graph as it is on the canvas: nodes, wires, and what stands in the fields. */
export async function shownGraph(page: Page): Promise<object> {
  const fields = page.locator('[data-mr-node]').getByRole('textbox');
  return {
    ids: await shownIds(page),
    wires: await shownWires(page),
    values: await fields.evaluateAll((all) =>
      (all as HTMLInputElement[]).map(({ id, value }) => `${id}=${value}`),
    ),
  };
}

/** The status of every node, by id. */
export async function statuses(page: Page): Promise<Record<string, string>> {
  const pairs = await page
    .locator('[data-mr-node]')
    .evaluateAll((nodes) =>
      (nodes as HTMLElement[]).map(
        ({ dataset }) => [dataset['mrNode']!, dataset['mrStatus']!] as const,
      ),
    );
  return Object.fromEntries(pairs);
}

/** What a node shows beside an output. */
export const shownOutput = (page: Page, id: string, name: string): Promise<string> =>
  port(node(page, id), 'output', name)
    .locator('xpath=ancestor::*[@data-flume-component="port-output"]')
    .locator('output')
    .innerText();

declare global {
  interface Window {
    /** What happened to each node since the recording began. */
    nodeLog: [id: string, what: string][];
  }
}

/** Lists by node id what happened to each, in order. */
export type NodeLog = Readonly<Record<string, readonly string[]>>;

/** Records in the page which statuses nodes show. Two changes in one frame are one. */
export async function recordStatuses(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.nodeLog = [];
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const { mrNode, mrStatus } = (target as HTMLElement).dataset;
        window.nodeLog.push([mrNode!, mrStatus!]);
      }
    });
    observer.observe(document.body, { subtree: true, attributeFilter: ['data-mr-status'] });
  });
}

/** Records the events that the worker of synchronous runs posts. Call before the page is opened. */
export async function recordWorkerEvents(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.nodeLog = [];
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener('message', ({ data }: MessageEvent) => {
          const { type, event } = data as {
            type: unknown;
            event?: { type: string; nodeId?: string; selected?: string[] };
          };
          if (type !== 'event' || event === undefined) return;
          const ids = event.selected ?? (event.nodeId === undefined ? [] : [event.nodeId]);
          for (const id of ids) window.nodeLog.push([id, event.type]);
        });
      }
    };
  });
}

/** @returns what happened to each node since the recording began, or was last read */
export async function recorded(page: Page): Promise<NodeLog> {
  const log = await page.evaluate(() => window.nodeLog.splice(0));
  const byNode: Record<string, string[]> = {};
  for (const [id, what] of log) (byNode[id] ??= []).push(what);
  return byNode;
}

/** Opens a graph file through the page's file dialog. */
export async function openFile(page: Page, name: string, content: string): Promise<void> {
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open a graph file' }).click();
  const chooser = await chosen;
  await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
}
