// The Chromium inside the npm package @sparticuz/chromium, with the libraries and fonts it needs.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { runNode } from './process.mjs';

/**
 * The package unpacks into the temporary folder, and its libraries only where it takes the machine
 * for AWS Lambda. In a process of its own neither setting touches anything else.
 */
const UNPACK = "import c from '@sparticuz/chromium'; await c.executablePath()";

async function unpack(root, folder) {
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const env = { TMPDIR: partial, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  const args = ['--input-type=module', '--eval', UNPACK];
  const { code, output } = await runNode(args, { cwd: root, env });
  if (code !== 0) throw new Error(`@sparticuz/chromium could not be unpacked:\n${output}`);
  // The one it brings names a folder of AWS Lambda, and a machine without fonts shows no text.
  writeFileSync(
    join(partial, 'fonts/fonts.conf'),
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>' +
      `<dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir>` +
      `<cachedir>${folder}/fonts-cache</cachedir></fontconfig>\n`,
  );
  renameSync(partial, folder);
}

/**
 * Unpacks the browser once; later calls, of other processes too, take what is there.
 * @param {string} root the repository
 * @returns {Promise<{executablePath: string, env: Record<string, string>}>}
 */
export async function unpackShippedBrowser(root) {
  const manifest = join(root, 'node_modules/@sparticuz/chromium/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  const folder = join(root, `node_modules/.cache/millrace/chromium-${version}`);
  await withLock(`${folder}.lock`, async () => {
    if (!existsSync(folder)) await unpack(root, folder);
  });
  const libraries = [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH];
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: libraries.filter(Boolean).join(':'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  };
}
