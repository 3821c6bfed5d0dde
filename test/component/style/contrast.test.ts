/** Every pair of colours that people have to tell apart, in both themes. */
import { describe, expect, test } from '@jest/globals';
import { colourOf, contrast, over, readTokens } from './tokens.js';

const PLAIN = ['canvas', 'surface', 'surface-2', 'hover'];
const STATUS = ['ok', 'bad', 'warn'];
const PORTS = ['yellow', 'orange', 'red', 'pink', 'purple', 'blue', 'green', 'grey'];
const CODE = ['keyword', 'string', 'number', 'function', 'name', 'comment'];

/** Words: 4.5. A background with a slash is a tint over a surface. */
const TEXTS: readonly (readonly [text: string, backgrounds: readonly string[]])[] = [
  ['text', [...PLAIN, 'accent-soft/surface', 'bad-soft/surface', 'warn-soft/surface']],
  ['text-2', [...PLAIN, 'accent-soft/surface']],
  ['text-3', PLAIN],
  ['accent', ['canvas', 'surface', 'surface-2', 'hover', 'accent-soft/surface']],
  ['on-accent', ['accent']],
  ...STATUS.map((name) => [name, PLAIN] as const),
  ['bad', ['bad-soft/surface', 'bad-soft/surface-2']],
  ['warn', ['warn-soft/surface', 'warn-soft/surface-2']],
  ...CODE.map((name) => [`code-${name}`, ['surface-2']] as const),
];

/** Pictures: 3. */
const GRAPHICS: typeof TEXTS = PORTS.map((name) => [`port-${name}`, ['surface', 'canvas']]);

function tooClose(theme: 'light' | 'dark', pairs: typeof TEXTS, least: number): string[] {
  const tokens = readTokens(theme);
  return pairs.flatMap(([name, backgrounds]) =>
    backgrounds.flatMap((background) => {
      const [tint, base] = background.split('/');
      const back =
        base === undefined
          ? colourOf(tokens, tint!)
          : over(colourOf(tokens, tint!), colourOf(tokens, base));
      const ratio = contrast(colourOf(tokens, name), back);
      return ratio < least ? [`${name} on ${background}: ${ratio.toFixed(2)}`] : [];
    }),
  );
}

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test('words stand out', () => {
    expect(tooClose(theme, TEXTS, 4.5)).toEqual([]);
  });

  test('ports and wires stand out', () => {
    expect(tooClose(theme, GRAPHICS, 3)).toEqual([]);
  });
});

test('black on white is 21 to 1, and a tint lies between what it is mixed of', () => {
  const white = { rgb: [1, 1, 1], alpha: 1 } as const;
  const black = { rgb: [0, 0, 0], alpha: 1 } as const;
  expect(contrast(black, white)).toBeCloseTo(21, 5);
  expect(contrast(over({ ...black, alpha: 0.5 }, white), white)).toBeCloseTo(3.95, 1);
});
