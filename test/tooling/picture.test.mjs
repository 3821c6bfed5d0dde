import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const named = [...readme.matchAll(/(?:src|srcset)="([^"]+\.png)"/g)].map(([, path]) => path);

test('the README shows a picture in each theme', () => {
  expect(named.toSorted()).toEqual([
    'examples/playground/picture-dark.png',
    'examples/playground/picture-light.png',
  ]);
});

test.each(named)('%s is as large as it says, and light enough', (path) => {
  const png = readFileSync(join(root, path));
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  expect([png.toString('latin1', 1, 4), width, height]).toEqual(['PNG', 1280, 720]);
  expect(png.length).toBeLessThan(250_000);
});
