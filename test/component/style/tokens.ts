/** The tokens of the style sheet as colours, for measuring them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Linear light, 0 to 1, and how opaque it is. */
export interface Colour {
  readonly rgb: readonly [number, number, number];
  readonly alpha: number;
}

type Tokens = ReadonlyMap<string, string>;

const style = join(import.meta.dirname, '../../../component/style');

/** The tokens of a theme as they are written: those of the light one with the dark one's over them. */
export function readTokens(theme: 'light' | 'dark'): Tokens {
  const css = ['tokens', 'code'].map((name) => readFileSync(join(style, `${name}.css`), 'utf8'));
  const blocks = [...css.join('\n').matchAll(/^\.millrace(\S*) \{([^}]*)\}/gm)];
  const wanted = theme === 'light' ? [''] : ['', "[data-theme='dark']"];
  const tokens = new Map<string, string>();
  for (const selector of wanted) {
    for (const [, found, body] of blocks) {
      if (found !== selector) continue;
      for (const [, name, value] of body!.matchAll(/(--mr-[\w-]+):\s*([^;]+);/g)) {
        tokens.set(name!, value!);
      }
    }
  }
  return tokens;
}

/** A token's colour, through the tokens it is made of. */
export function colourOf(tokens: Tokens, name: string): Colour {
  const value = tokens.get(`--mr-${name}`);
  if (value === undefined) throw new Error(`there is no token --mr-${name}`);
  const alias = /^var\(--mr-([\w-]+)\)$/.exec(value);
  if (alias !== null) return colourOf(tokens, alias[1]!);
  const oklch = /^oklch\(([\d.]+)% ([\d.]+) ([\d.]+)(?: \/ ([\d.]+)%)?\)$/.exec(value);
  if (oklch === null) throw new Error(`--mr-${name} is ${value}; expected oklch(L% C H / A%)`);
  const [lightness, chroma, hue, alpha = 100] = oklch.slice(1).map((part) => part && Number(part));
  return {
    rgb: toRgb(Number(lightness) / 100, Number(chroma), (Number(hue) * Math.PI) / 180),
    alpha: Number(alpha) / 100,
  };
}

/** Björn Ottosson's OKLab, https://bottosson.github.io/posts/oklab/. Cut off at what a screen has. */
function toRgb(lightness: number, chroma: number, hue: number): Colour['rgb'] {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const cut = (value: number): number => Math.min(1, Math.max(0, value));
  return [
    cut(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    cut(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    cut(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** One colour over another, as a screen mixes them: in sRGB, not in light. */
export function over(front: Colour, back: Colour): Colour {
  const mixed = front.rgb.map((value, index) => {
    const [one, other] = [encode(value), encode(back.rgb[index]!)];
    return decode(one * front.alpha + other * (1 - front.alpha));
  });
  return { rgb: mixed as unknown as Colour['rgb'], alpha: 1 };
}

const encode = (light: number): number =>
  light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
const decode = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

/** The contrast of two opaque colours, 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: Colour, other: Colour): number {
  const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright! + 0.05) / (dark! + 0.05);
}

const luminance = ({ rgb: [red, green, blue] }: Colour): number =>
  0.2126 * red + 0.7152 * green + 0.0722 * blue;
