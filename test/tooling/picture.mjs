// `npm run picture`: takes the README's pictures of the playground, in both themes, after a run; with
// `-- --states` those of the editor's states.
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { prepareBrowser } from './browser.mjs';
import { ensureBuilt, root } from './build.mjs';
import { killChildrenOnSignal } from './process.mjs';
import { takeStatePictures } from './state-pictures.mjs';

const PLAYGROUND = join(root, 'examples/playground');
const THEMES = ['light', 'dark'];
const WINDOW = { width: 1280, height: 720 };

/** A README that takes longer to load is not read. */
const MOST_BYTES = 250_000;

async function serve() {
  const config = {
    configFile: join(PLAYGROUND, 'vite.config.ts'),
    root: PLAYGROUND,
    logLevel: 'warn',
    build: { outDir: join(root, 'node_modules/.cache/millrace/picture'), emptyOutDir: true },
    preview: { host: '127.0.0.1', port: 0, open: false },
  };
  await build(config);
  const server = await preview(config);
  return { server, url: `http://127.0.0.1:${server.httpServer.address().port}/` };
}

/** Runs the graph that a newcomer sees, and looks at what comes of it. */
async function takePicture(browser, url, theme) {
  const context = await browser.newContext({ viewport: WINDOW, colorScheme: theme });
  const page = await context.newPage();
  try {
    await page.goto(url);
    await page.getByText('Python ready').waitFor({ timeout: 120_000 });
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByText('Done', { exact: true }).waitFor({ timeout: 60_000 });
    await page.locator('[data-mr-node]').getByText('Report', { exact: true }).click();
    await page.getByRole('tab', { name: 'Output' }).click();
    // The text of each success has faded, and no pointer rests on anything.
    await page.mouse.move(WINDOW.width / 2, WINDOW.height - 1);
    await page.waitForTimeout(3_000);
    return await page.screenshot();
  } finally {
    await context.close();
  }
}

async function takeReadmePictures(browser, url) {
  for (const theme of THEMES) {
    const picture = await takePicture(browser, url, theme);
    const file = join(PLAYGROUND, `picture-${theme}.png`);
    const size = `${Math.round(picture.length / 1000)} kB`;
    if (picture.length > MOST_BYTES) {
      throw new Error(`the ${theme} picture has ${size}; a README takes ${MOST_BYTES / 1000}`);
    }
    writeFileSync(file, picture);
    console.log(`${relative(root, file)}  ${size}`);
  }
}

async function main([option, ...names]) {
  await ensureBuilt(() => console.log('building millrace …'));
  const { executablePath, args, env } = await prepareBrowser(root);
  const { server, url } = await serve();
  const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
  try {
    if (option === '--states') {
      const folder = join(root, 'component/pictures');
      await takeStatePictures({ browser, url, folder, only: names });
    } else await takeReadmePictures(browser, url);
  } finally {
    await browser.close();
    await server.close();
  }
}

killChildrenOnSignal();
try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
