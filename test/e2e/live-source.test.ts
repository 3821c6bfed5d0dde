/** Functions that are written on the page, and the field they are written in. */
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { onPage, useBrowser } from './browser-test.js';
import { graphOf, node, openHost } from './editor-page.js';
import {
  addByKeys,
  BOOT_MS,
  card,
  chooseMode,
  clearCanvas,
  ending,
  entry,
  moveCard,
  openPlayground,
  run,
  shownOutput,
  statuses,
  wire,
} from './playground-page.js';

useBrowser();

const panel = (page: Page) => page.getByRole('region', { name: 'Your functions' });
const text = (page: Page) => panel(page).getByRole('textbox', { name: 'Your functions' });
const toggle = (page: Page) => page.getByRole('button', { name: /^Your functions/ }).click();

/** Writes another text, and waits for what is said of it. */
async function write(page: Page, source: string, said: string | RegExp): Promise<void> {
  await text(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(source);
  await panel(page).getByRole('status').getByText(said).waitFor({ timeout: BOOT_MS });
}

const focused = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

/** In a page that is as narrow as a phone. */
async function narrowToolbarHeight(page: Page): Promise<number> {
  const wide = page.viewportSize()!;
  await page.setViewportSize({ ...wide, width: 480 });
  const { height } = (await page.getByRole('toolbar').boundingBox())!;
  await page.setViewportSize(wide);
  return height;
}

const PARAMETERS = ['x: float = 2', 'x: float = 2, times: float = 10'] as const;
const double = (parameters: string, body: string, returns = 'float'): string =>
  `def double(${parameters}) -> ${returns}:\n    ${body}\n`;

const idOf = async (page: Page, title: string): Promise<string> =>
  (await card(page, title).getAttribute('data-mr-node'))!;

describe('a function written on the page', () => {
  test(
    '[P9] [D2] is a node that runs, follows its text, and is there again after a reload',
    onPage(async (page) => {
      await openPlayground(page);
      await clearCanvas(page);
      await toggle(page);
      // The first time there is an example to start from.
      await panel(page).getByText('1 node, in the palette').waitFor({ timeout: BOOT_MS });
      await entry(page, 'Cold hours').waitFor();
      // What is typed is no shortcut of the page.
      await text(page).press('?');
      expect(await page.getByRole('dialog').count()).toBe(0);
      await write(page, double(PARAMETERS[0], 'return 2 * x'), '1 node, in the palette');
      await entry(page, 'Double').waitFor();
      await entry(page, 'Cold hours').waitFor({ state: 'detached' });

      await toggle(page);
      await page.locator('.mr-canvas').focus();
      await addByKeys(page, 'Double');
      await moveCard(page, 'Double', { x: 40, y: 40 });
      await page.locator('.mr-canvas').focus();
      await addByKeys(page, 'Calculate');
      await moveCard(page, 'Calculate', { x: 420, y: 40 });
      await wire(page, ['Double', 'result'], ['Calculate', 'a']);
      const [own, sum] = [await idOf(page, 'Double'), await idOf(page, 'Calculate')];
      expect(await run(page)).toBe('Done');
      expect(await shownOutput(page, sum, 'result')).toBe('28');

      // Safe: one more input with a default. The wire stays, the value is another.
      await toggle(page);
      await write(page, double(PARAMETERS[1], 'return times * x'), '1 node');
      await node(page, own).getByText('Times', { exact: true }).waitFor();
      expect(await run(page)).toBe('Done');
      expect(await shownOutput(page, sum, 'result')).toBe('140');

      // Unsafe: the output that is wired is gone.
      await write(page, double(PARAMETERS[1], 'print(x)', 'None'), '1 node');
      expect(await run(page)).toBe('Done, with errors');
      expect(await statuses(page)).toEqual({ [own]: 'error', [sum]: 'skipped' });
      expect(await node(page, own).innerText()).toContain('output result is gone');

      // A text that is no Python says where, and what ran before it runs on.
      await write(page, double(PARAMETERS[0], 'return 3 * x'), '1 node');
      await write(page, double(PARAMETERS[0], 'return 3 * * x'), /^Line 2: SyntaxError/);
      expect(await text(page).getAttribute('aria-invalid')).toBe('true');
      expect(await panel(page).locator('.cm-lintRange-error').innerText()).toBe('*');
      expect(await run(page)).toBe('Done');
      expect(await shownOutput(page, sum, 'result')).toBe('42');

      // It is kept as it was typed, and so is what ran.
      await page.reload();
      await node(page, own).waitFor();
      expect(await run(page)).toBe('Done');
      expect(await shownOutput(page, sum, 'result')).toBe('42');
      await toggle(page);
      await panel(page)
        .getByText(/^Line 2: SyntaxError/)
        .waitFor({ timeout: BOOT_MS });

      await write(page, double(PARAMETERS[0], 'return 4 * x'), '1 node');
      await chooseMode(page, 'Sync');
      expect(await run(page)).toBe('Done');
      expect(await shownOutput(page, sum, 'result')).toBe('56');
    }),
  );

  test(
    '[P5] that never ends is ended by Cancel, and its next text runs',
    onPage(async (page) => {
      await openPlayground(page);
      await clearCanvas(page);
      await toggle(page);
      await write(page, '', 'Write a function, and it is a node');
      await write(page, double(PARAMETERS[0], 'while True: pass'), '1 node');
      await panel(page).getByRole('button', { name: 'Close your functions' }).click();
      // Who works by keys is back where the panel was opened.
      expect(await focused(page)).toBe('Your functions');
      await page.locator('.mr-canvas').focus();
      await addByKeys(page, 'Double');
      const own = await idOf(page, 'Double');
      await page.keyboard.press('Control+Enter');
      await node(page, own).and(page.locator('[data-mr-status="running"]')).waitFor();
      const running = await narrowToolbarHeight(page);
      await page.getByRole('button', { name: 'Cancel', exact: true }).click();
      expect(await ending(page)).toBe('Cancelled');
      expect(await statuses(page)).toEqual({ [own]: 'cancelled' });
      expect(await narrowToolbarHeight(page)).toBe(running);

      await toggle(page);
      await write(page, double(PARAMETERS[0], 'return x + 5'), '1 node');
      expect(await run(page)).toBe('Done');
      expect(await shownOutput(page, own, 'result')).toBe('7');

      await panel(page).getByRole('button', { name: 'Remove your functions' }).click();
      await node(page, own).getByText('mine.double').waitFor();
      await page.getByRole('button', { name: 'Bring them back' }).click();
      await node(page, own).getByText('Double', { exact: true }).waitFor({ timeout: BOOT_MS });
    }),
  );
});

const SOURCE = 'def area(r: float) -> float:\n    """The area of a circle."""\n    return 3 * r\n';

function codeEditor() {
  const code = { name: 'code', label: 'Code', schema: { type: 'string' } };
  const controls = [{ type: 'code', name: 'code', label: 'Code', language: 'python' }];
  const inputs = [{ ...code, controls }];
  const config = { version: 1, nodeTypes: [{ type: 'c', label: 'Code', inputs, outputs: [] }] };
  const inputData = { code: { code: SOURCE } };
  return (scale: number) => ({
    config,
    panels: true,
    graph: {
      version: 1,
      viewport: { x: 40, y: 40, scale },
      nodes: { n: { type: 'c', x: 0, y: 0, width: 280, inputData } },
    },
  });
}

type CodeGraph = {
  readonly nodes: {
    readonly n: { readonly inputData: { readonly code: { readonly code: string } } };
  };
};
const codeOf = async (page: Page): Promise<string> =>
  (await graphOf<CodeGraph>(page)).nodes.n.inputData.code.code;

describe('a field of code', () => {
  const shown = codeEditor();
  const field = (page: Page) => node(page, 'n').getByRole('textbox', { name: 'Code' });

  test.each([0.5, 2])(
    'puts the caret where it is clicked, and undoes its own edits, at zoom %d',
    (scale) =>
      onPage(async (page) => {
        await openHost(page, [shown(scale)]);
        await field(page).locator('.mr-code-keyword').first().waitFor();
        const at = await field(page).evaluate((element) => {
          const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          for (let word = words.nextNode(); word !== null; word = words.nextNode()) {
            const start = word.textContent!.indexOf('area of');
            if (start < 0) continue;
            const range = document.createRange();
            range.setStart(word, start);
            range.setEnd(word, start + 2);
            const { right, top, height } = range.getBoundingClientRect();
            return { x: right, y: top + height / 2 };
          }
          throw new Error('expected the text to be shown');
        });
        await page.mouse.click(at.x, at.y);
        // Faster than a page renders.
        await page.keyboard.type('123456789');
        expect(await codeOf(page)).toBe(SOURCE.replace('area of', 'ar123456789ea of'));
        // What is typed slowly is several steps.
        for (let steps = 0; steps < 9 && (await codeOf(page)) !== SOURCE; steps += 1) {
          await page.keyboard.press('Control+z');
        }
        expect(await codeOf(page)).toBe(SOURCE);
        expect(
          await page.locator('.mr-panel').getByRole('textbox', { name: 'Code' }).innerText(),
        ).toContain('area of');
      })(),
  );

  test(
    'lets go of the keyboard, and leaves the canvas its wheel and its menu alone',
    onPage(async (page) => {
      await openHost(page, [shown(1)]);
      await field(page).locator('.mr-code-keyword').first().waitFor();
      await field(page).click();
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('Tab');
      expect(await codeOf(page)).toBe(`    ${SOURCE}`);
      await page.keyboard.press('Shift+Tab');
      expect(await codeOf(page)).toBe(SOURCE);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Tab');
      expect(
        await field(page).evaluate((element) => element.contains(document.activeElement)),
      ).toBe(false);
      await field(page).click({ button: 'right' });
      expect(await page.getByRole('menu').count()).toBe(0);
    }),
  );

  test(
    'is a plain text field where CodeMirror can’t be loaded',
    onPage(
      async (page) => {
        await page.route(/mounted-code/, (route) => route.abort());
        await openHost(page, [shown(1)]);
        const plain = node(page, 'n').locator('textarea');
        await plain.click();
        await page.keyboard.press('Control+Home');
        await page.keyboard.type('# ');
        expect(await codeOf(page)).toBe(`# ${SOURCE}`);
        expect(await plain.getAttribute('aria-label')).toBe('Code');
      },
      { allow: /mounted-code|ERR_FAILED/ },
    ),
  );
});
