// `npm run picture -- --states`: each state of the editor in both themes and three sizes, on one sheet.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATES } from './editor-states.mjs';

const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 480, height: 720 },
];
const THEMES = ['light', 'dark'];

/** Pixels a sheet is wide. */
const SHEET = 1600;
const GAP = 12;

async function takeState(browser, url, { state, theme, size }) {
  const context = await browser.newContext({ viewport: size, colorScheme: theme });
  const page = await context.newPage();
  try {
    await page.goto(url);
    await page.locator('[data-mr-node]').first().waitFor();
    await page.waitForTimeout(500);
    await state.enter(page);
    await page.mouse.move(size.width - 1, size.height - 1);
    return await page.screenshot();
  } finally {
    await context.close();
  }
}

/** A row for each theme, its pictures equally high. */
async function composeSheet(browser, rows) {
  const widths = SIZES.reduce((sum, { width, height }) => sum + width / height, 0);
  const height = (SHEET - GAP * (SIZES.length + 1)) / widths;
  const images = rows.flat().map((png) => `data:image/png;base64,${png.toString('base64')}`);
  const page = await browser.newPage();
  try {
    const sheet = await page.evaluate(drawSheet, {
      images,
      columns: SIZES.length,
      width: SHEET,
      height,
      gap: GAP,
    });
    return Buffer.from(sheet.slice(sheet.indexOf(',') + 1), 'base64');
  } finally {
    await page.close();
  }
}

/** Runs in the page: it alone can scale and write WebP. */
async function drawSheet({ images, columns, width, height, gap }) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = Math.round(gap + (images.length / columns) * (height + gap));
  const context = canvas.getContext('2d');
  context.fillStyle = '#8b919b';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  let x = gap;
  for (const [index, source] of images.entries()) {
    const image = await createImageBitmap(await (await fetch(source)).blob());
    if (index % columns === 0) x = gap;
    const y = gap + Math.floor(index / columns) * (height + gap);
    const shown = (image.width / image.height) * height;
    context.drawImage(image, x, y, shown, height);
    x += shown + gap;
  }
  return canvas.toDataURL('image/webp', 0.82);
}

/** Writes a sheet for each state, and a page that shows them. @param only names; none for all */
export async function takeStatePictures({ browser, url, folder, only }) {
  mkdirSync(folder, { recursive: true });
  for (const state of STATES) {
    if (only.length > 0 && !only.includes(state.name)) continue;
    const rows = [];
    for (const theme of THEMES) {
      const row = [];
      for (const size of SIZES) row.push(await takeState(browser, url, { state, theme, size }));
      rows.push(row);
    }
    const sheet = await composeSheet(browser, rows);
    writeFileSync(join(folder, `${state.name}.webp`), sheet);
    console.log(`${state.name}  ${Math.round(sheet.length / 1000)} kB`);
  }
  writeFileSync(join(folder, 'README.md'), gallery());
}

function gallery() {
  const sheets = STATES.map(
    ({ name, says }) => `## ${name}\n\n${says}\n\n![${says}](${name}.webp)\n`,
  );
  return `# The editor in pictures

Each state in both themes, at 1920 × 1080, 1280 × 720 and 480 × 720, in the playground.
\`npm run picture -- --states\` takes them anew; a name or more after it takes these alone.

${sheets.join('\n')}`;
}
