/** The editor's style sheet and its host's: neither gets in the other's way. */
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { onPage, useBrowser } from './browser-test.js';
import { node, openHost } from './editor-page.js';

useBrowser();

const code = { type: 'code', name: 'text', label: 'Text', language: 'json' };
const CONFIG = {
  version: 1,
  nodeTypes: [
    {
      type: 'sum',
      label: 'Sum',
      description: 'Adds two numbers.',
      category: 'math/basic',
      inputs: [
        { name: 'a', type: 'number' },
        {
          name: 'mode',
          type: 'string',
          schema: { enum: ['round', 'exact'] },
          controls: [{ type: 'select', name: 'mode', label: 'Mode', options: ['round', 'exact'] }],
        },
        { name: 'text', type: 'string', controls: [code] },
        { name: 'on', type: 'boolean', controls: [{ type: 'checkbox', name: 'on', label: 'On' }] },
        {
          name: 'size',
          type: 'number',
          controls: [{ type: 'slider', name: 'size', label: 'Size', min: 0, max: 9 }],
        },
      ],
      outputs: [{ name: 'sum', type: 'number' }],
    },
  ],
};
const wired = { inputs: { a: [{ nodeId: 'one', portName: 'sum' }] }, outputs: {} };
const GRAPH = {
  version: 1,
  viewport: { x: 30, y: 30, scale: 1 },
  nodes: {
    one: { type: 'sum', x: 0, y: 0, width: 220 },
    two: { type: 'sum', x: 300, y: 60, width: 220, connections: wired },
    gone: { type: 'gone', x: 0, y: 420, width: 220 },
  },
};

async function open(page: Page, theme: 'light' | 'dark' = 'light'): Promise<void> {
  await openHost(page, [{ config: CONFIG, graph: GRAPH, theme, panels: true }]);
  await page.locator('.cm-editor').first().waitFor();
  await node(page, 'one').locator('.mr-node-header').click();
  await page.mouse.move(0, 0);
  await rest(page);
}

/** Waits until no transition runs. */
async function rest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await Promise.all(document.getAnimations().map(({ finished }) => finished));
  });
}

/** What a page has besides an editor: one of each, some inside of others. */
const HOST_ELEMENTS = `<main class="panel node selected menu">
  <h1>One</h1><h2>Two</h2><p>Text <a href="#">link</a> <kbd>K</kbd> <code>c</code> <b>b</b></p>
  <button>Press</button><input value="1"><input type="checkbox"><input type="range">
  <textarea>Text</textarea><select><option>One</option></select><label>L</label><output>O</output>
  <ul><li>One</li></ul><dl><dt>T</dt><dd>D</dd></dl><pre>p</pre><hr><progress></progress>
  <table><tr><td>1</td></tr></table><details open><summary>S</summary></details>
  <dialog open>D</dialog><svg><path d="M0 0h9"></path></svg><img alt=""><fieldset></fieldset></main>`;

test(
  'nothing outside of the editor looks different for its style sheet',
  onPage(async (page) => {
    await open(page);
    const differences = await page.evaluate((html) => {
      const host = document.createElement('div');
      host.innerHTML = html;
      document.body.append(host);
      const outside = [document.documentElement, document.body, ...host.querySelectorAll('*')];
      const looks = (): string[] =>
        outside.flatMap((element) =>
          [undefined, '::before', '::after', '::selection', '::placeholder'].map((pseudo) => {
            const style = getComputedStyle(element, pseudo);
            return [
              element.nodeName,
              pseudo,
              ...[...style].map((name) => style.getPropertyValue(name)),
            ].join(';');
          }),
        );
      const before = looks();
      for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')) {
        link.disabled = true;
      }
      document.adoptedStyleSheets = [];
      const after = looks();
      return { elements: outside.length, sheets: document.styleSheets.length, before, after };
    }, HOST_ELEMENTS);
    expect(differences.elements).toBeGreaterThan(30);
    expect(differences.before).toEqual(differences.after);
  }),
);

/** The rules of a page's reset that could reach an editor, as their authors' documentation says. */
const RESETS = {
  'Tailwind’s preflight': `
    *, ::after, ::before, ::backdrop, ::file-selector-button {
      box-sizing: border-box; margin: 0; padding: 0; border: 0 solid; }
    html { line-height: 1.5; tab-size: 4; font-family: serif; }
    hr { height: 0; color: inherit; border-top-width: 1px; }
    h1, h2, h3 { font-size: inherit; font-weight: inherit; }
    a { color: inherit; text-decoration: inherit; }
    b, strong { font-weight: bolder; }
    code, kbd, samp, pre { font-family: monospace; font-size: 1em; }
    small { font-size: 80%; }
    ol, ul, menu { list-style: none; }
    img, svg, video, canvas, audio, iframe, embed, object { display: block; vertical-align: middle; }
    img, video { max-width: 100%; height: auto; }
    button, input, select, optgroup, textarea, ::file-selector-button {
      font: inherit; letter-spacing: inherit; color: inherit; border-radius: 0;
      background-color: transparent; opacity: 1; }
    ::placeholder { opacity: 1; color: red; }
    textarea { resize: vertical; }
    [hidden]:where(:not([hidden='until-found'])) { display: none !important; }`,
  'Bootstrap’s reboot': `
    *, *::before, *::after { box-sizing: border-box; }
    body { margin: 0; font: 400 16px/1.5 serif; color: #212529; background: #fff; }
    hr { margin: 1rem 0; border: 0; border-top: 1px solid; opacity: .25; }
    h1, h2, h3 { margin: 0 0 .5rem; font-weight: 500; line-height: 1.2; }
    h2 { font-size: 2rem; } p { margin: 0 0 1rem; }
    ol, ul { padding-left: 2rem; } ol, ul, dl { margin: 0 0 1rem; }
    dt { font-weight: 700; } dd { margin-bottom: .5rem; margin-left: 0; }
    small { font-size: .875em; } a { color: #0d6efd; text-decoration: underline; }
    pre, code, kbd { font-family: monospace; font-size: 1em; }
    pre { display: block; margin: 0 0 1rem; overflow: auto; font-size: .875em; }
    code { font-size: .875em; color: #d63384; word-wrap: break-word; }
    kbd { padding: .1875rem .375rem; font-size: .875em; color: #fff; background: #212529; border-radius: .25rem; }
    img, svg { vertical-align: middle; } label { display: inline-block; }
    button { border-radius: 0; } button:focus:not(:focus-visible) { outline: 0; }
    input, button, select, optgroup, textarea { margin: 0; font-family: inherit; font-size: inherit; line-height: inherit; }
    button, select { text-transform: none; } textarea { resize: vertical; }
    output { display: inline-block; } summary { display: list-item; cursor: pointer; }`,
  'an old reset': `
    html, body, div, span, h1, h2, h3, p, pre, a, code, em, img, small, strong, dl, dt, dd, ol, ul,
    li, fieldset, form, label, table, article, aside, canvas, details, footer, header, output,
    section, summary { margin: 0; padding: 0; border: 0; font-size: 100%; vertical-align: baseline; }
    ol, ul { list-style: none; } button { cursor: pointer; }`,
};

const lookOf = (page: Page): Promise<readonly string[]> =>
  page.locator('.millrace, .millrace *').evaluateAll((elements) =>
    elements.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const { color, backgroundColor, boxShadow, fontSize, fontWeight, fontFamily } = style;
      const box = [x, y, width, height].map((value) => Math.round(value * 10) / 10);
      const name = `${element.nodeName}.${String(element.getAttribute('class'))}`;
      return [
        name,
        ...box,
        color,
        backgroundColor,
        boxShadow,
        fontSize,
        fontWeight,
        fontFamily,
        style.opacity,
      ].join(' ');
    }),
  );

test(
  'a page’s reset moves and paints nothing of the editor',
  onPage(async (page) => {
    await open(page);
    const before = await lookOf(page);
    const changed: Record<string, readonly string[]> = {};
    for (const [name, content] of Object.entries(RESETS)) {
      const sheet = await page.addStyleTag({ content });
      await rest(page);
      const after = await lookOf(page);
      const differing = after.filter((look, index) => look !== before[index]);
      if (differing.length > 0) changed[name] = differing;
      await sheet.evaluate((element) => (element as Element).remove());
    }
    expect(changed).toEqual({});
  }),
);

describe('the theme', () => {
  test(
    'follows the system where the host says nothing, also while it is open',
    onPage(async (page) => {
      await page.emulateMedia({ colorScheme: 'dark' });
      await openHost(page, [{ config: CONFIG, graph: GRAPH }]);
      const editor = page.locator('.millrace');
      expect(await editor.getAttribute('data-theme')).toBe('dark');
      const dark = await editor.evaluate((element) => getComputedStyle(element).backgroundColor);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.locator('.millrace[data-theme=light]').waitFor();
      expect(
        await editor.evaluate((element) => getComputedStyle(element).backgroundColor),
      ).not.toBe(dark);
    }),
  );

  test(
    'is the host’s own where it sets the tokens, on the editor or above its rules',
    onPage(async (page) => {
      await open(page);
      await page.addStyleTag({
        content: `.editor .millrace { --mr-accent: rgb(200, 0, 120); --mr-canvas: rgb(255, 250, 240);
          --mr-surface: rgb(255, 255, 250); --mr-text: rgb(60, 20, 0); --mr-radius-2: 0px; }`,
      });
      await rest(page);
      const colours = await page.evaluate(() => {
        const style = (selector: string) =>
          getComputedStyle(document.querySelector(`.millrace ${selector}`)!);
        return {
          canvas: getComputedStyle(document.querySelector('.millrace')!).backgroundColor,
          card: style('[data-flume-component=node]').backgroundColor,
          text: style('.mr-node-title').color,
          ring: style('[data-mr-selected]').boxShadow.includes('rgb(200, 0, 120)'),
        };
      });
      expect(colours).toEqual({
        canvas: 'rgb(255, 250, 240)',
        card: 'rgb(255, 255, 250)',
        text: 'rgb(60, 20, 0)',
        ring: true,
      });
    }),
  );

  test(
    'is the user’s where colours are forced: what is selected, ports and wires stay to be seen',
    onPage(async (page) => {
      await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
      await open(page, 'dark');
      const seen = await page.evaluate(() => {
        const probe = document.createElement('p');
        probe.style.cssText =
          'background: Canvas; color: CanvasText; outline: 1px solid Highlight; caret-color: GrayText';
        document.body.append(probe);
        const system = getComputedStyle(probe);
        const style = (selector: string) => getComputedStyle(document.querySelector(selector)!);
        const seen = {
          canvas: style('.millrace').backgroundColor === system.backgroundColor,
          text: style('.mr-node-title').color === system.color,
          ring: style('[data-mr-selected]').boxShadow.includes(system.outlineColor),
          wire: style('.mr-wire-line').stroke === system.color,
        };
        document.querySelector('.mr-node')!.setAttribute('data-mr-disabled', '');
        return { ...seen, disabled: style('.mr-node-title').color === system.caretColor };
      });
      expect(seen).toEqual({ canvas: true, text: true, ring: true, wire: true, disabled: true });
    }),
  );
});
