import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromOklch, type Oklch, toOklab, toOklch } from './colors/oklch.ts';
import { shadesOf } from './colors/scales.ts';
import { inkTokens } from './colors/themeInks.ts';
import {
  assignPlaces,
  colorScales,
  inksOf,
  paletteColor,
  paletteSize,
  resolveColor,
  scaleColor,
  type Theme,
  toCss,
} from './palette.ts';
import type { Color } from './scene/color.ts';

const themes: readonly Theme[] = ['dark', 'light'];
const hex = (color: Color | undefined) => (color ? toCss(color) : undefined);

/** WCAG's contrast of two opaque colours. */
function contrast(a: Color, b: Color): number {
  const luminance = ({ r, g, b }: Color) => {
    const [red, green, blue] = [r, g, b].map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dim, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dim + 0.05);
}

describe('places by name', () => {
  test('a name has the same colour in any company that leaves it free', () => {
    const [alone] = assignPlaces(['hosts.web.load']);
    expect(assignPlaces(['hosts.web.load', 'other'])[0]).toBe(alone);
  });

  test('as many names as colours are all told apart', () => {
    const names = Array.from({ length: paletteSize }, (_, i) => `core ${i}`);
    expect(new Set(assignPlaces(names)).size).toBe(paletteSize);
  });

  test('more names than colours share evenly', () => {
    const places = assignPlaces(Array.from({ length: paletteSize * 3 }, (_, i) => `series ${i}`));
    for (let place = 0; place < paletteSize; place++)
      expect(places.filter((candidate) => candidate === place)).toHaveLength(3);
  });

  test('wishes come first', () => {
    expect(assignPlaces(['a', 'user'], { user: 4 })[1]).toBe(4);
    expect(assignPlaces(['toString'])[0]).toBeGreaterThanOrEqual(0);
  });
});

describe.each(themes)('the palette of %s', (theme) => {
  test('is seen on panels', () => {
    for (let place = 0; place < paletteSize; place++)
      expect(contrast(paletteColor(theme, place), inksOf(theme).surface)).toBeGreaterThanOrEqual(3);
  });

  test('begins anew behind its end', () => {
    expect(paletteColor(theme, paletteSize + 2)).toEqual(paletteColor(theme, 2));
    expect(paletteColor(theme, -1)).toEqual(paletteColor(theme, paletteSize - 1));
  });
});

test.each<[Oklch, string]>([
  // As browsers show them.
  [[0.628, 0.2577, 29.23], '#ff0000'],
  [[0.8664, 0.2948, 142.5], '#00ff00'],
  [[0.452, 0.3132, 264.05], '#0000ff'],
  [[1, 0, 0], '#ffffff'],
  [[0, 0, 0], '#000000'],
  [[0.77, 0.115, 240], '#6abef6'],
])('oklch%j is %s', (oklch, wanted) => expect(hex(fromOklch(oklch))).toBe(wanted));

test('colours survive the way to OKLCH and back', () => {
  const channel = fc.nat(255);
  fc.assert(
    fc.property(channel, channel, channel, (r, g, b) => {
      expect(fromOklch(toOklch({ r, g, b, a: 1 }))).toEqual({ r, g, b, a: 1 });
    }),
  );
});

test.each<[string, string | undefined]>([
  ['#f80', '#ff8800'],
  ['#F2495C', '#f2495c'],
  ['#f80a', 'rgb(255 136 0 / 0.667)'],
  ['#ff880080', 'rgb(255 136 0 / 0.502)'],
  ['rgb(1, 2, 3)', '#010203'],
  ['rgba(245, 54, 54, 0.9)', 'rgb(245 54 54 / 0.9)'],
  ['rgb(10% 20% 30% / 50%)', 'rgb(26 51 77 / 0.5)'],
  ['hsl(120, 100%, 25%)', '#008000'],
  ['hsla(0, 100%, 50%, 1)', '#ff0000'],
  ['rebeccapurple', '#663399'],
  [' Teal ', '#008080'],
  ['transparent', 'rgb(0 0 0 / 0)'],
  ['#12', undefined],
  ['rgb(1, 2)', undefined],
  ['rgb(a, b, c)', undefined],
  ['palette-x', undefined],
  ['nonsense', undefined],
  ['constructor', undefined],
])('%s is %s', (text, wanted) => expect(hex(resolveColor(text, 'dark'))).toBe(wanted));

test('names of the theme and of the palette', () => {
  for (const theme of themes) {
    expect(resolveColor('crit', theme)).toBe(inksOf(theme).crit);
    expect(resolveColor('palette-3', theme)).toBe(paletteColor(theme, 3));
    expect(resolveColor('palette-15', theme)).toBe(paletteColor(theme, 3));
    expect(resolveColor(undefined, theme)).toBeUndefined();
  }
});

test('shades of a hue get darker step by step, and the middle one is seen on panels', () => {
  for (const theme of themes)
    for (const hue of ['red', 'orange', 'yellow', 'green', 'blue', 'purple']) {
      const lightness = ['super-light-', 'light-', '', 'semi-dark-', 'dark-'].map(
        (shade) => toOklab(resolveColor(shade + hue, theme)!)[0],
      );
      expect(lightness).toEqual(lightness.toSorted((a, b) => b - a));
      expect(contrast(resolveColor(hue, theme)!, inksOf(theme).surface)).toBeGreaterThan(
        hue === 'yellow' ? 1.9 : 2.3,
      );
    }
});

describe('scales', () => {
  const anyScale = fc.constantFrom(...colorScales.map(({ id }) => id));
  const anyTheme = fc.constantFrom(...themes);

  test('are listed once', () => {
    expect(new Set(colorScales.map(({ id }) => id)).size).toBe(colorScales.length);
  });

  test('change little by little, and run backwards when reversed', () => {
    fc.assert(
      fc.property(anyScale, anyTheme, fc.double({ min: 0, max: 1, noNaN: true }), (id, theme, share) => {
        const here = scaleColor(id, share, theme);
        const near = scaleColor(id, Math.min(1, share + 1 / 255), theme);
        const distance = Math.hypot(...toOklab(here).map((part, i) => part - toOklab(near)[i]));
        expect(distance).toBeLessThan(0.08);
        expect(scaleColor(id, share, theme, true)).toEqual(scaleColor(id, 1 - share, theme));
      }),
    );
  });

  test('end where the share ends, and nothing has no colour', () => {
    expect(scaleColor('viridis', -5, 'dark')).toEqual(scaleColor('viridis', 0, 'dark'));
    expect(scaleColor('viridis', 5, 'dark')).toEqual(scaleColor('viridis', 1, 'dark'));
    expect(hex(scaleColor('viridis', 0, 'dark'))).toBe('#440154');
    expect(hex(scaleColor('viridis', 1, 'light'))).toBe('#fde725');
    expect(scaleColor('viridis', Number.NaN, 'dark').a).toBe(0);
    expect(scaleColor('unheard-of', 0.4, 'dark')).toEqual(scaleColor('viridis', 0.4, 'dark'));
  });

  test('of one hue begin near the panel and end far from it', () => {
    for (const theme of themes)
      for (const id of ['blues', 'greens', 'reds', 'oranges', 'purples']) {
        const surface = inksOf(theme).surface;
        expect(contrast(scaleColor(id, 0, theme), surface)).toBeLessThan(1.5);
        expect(contrast(scaleColor(id, 1, theme), surface)).toBeGreaterThan(5);
      }
  });
});

test('shades of a colour differ, the colour itself first', () => {
  const color = paletteColor('dark', 0);
  const shades = shadesOf(color, 7);
  expect(shades[0]).toBe(color);
  expect(new Set(shades.map((shade) => toCss(shade))).size).toBe(7);
});

test('inks are the tokens of the web app', () => {
  const css = readFileSync(new URL('../../web/src/theme/tokens.css', import.meta.url), 'utf8');
  for (const theme of themes) {
    const start = css.indexOf(`:root[data-theme="${theme}"]`);
    const block = css.slice(start, css.indexOf('}', start));
    for (const [ink, token] of Object.entries(inkTokens)) {
      const value = new RegExp(`${token}: oklch\\(([\\d.]+) ([\\d.]+) ([\\d.]+)(?: / ([\\d.]+))?\\)`).exec(
        block,
      );
      expect(value, `${token} of ${theme}`).not.toBeNull();
      const [lightness, chroma, hue, alpha = 1] = value!.slice(1).filter(Boolean).map(Number);
      expect(inksOf(theme)[ink as keyof typeof inkTokens], ink).toEqual(
        fromOklch([lightness, chroma, hue, alpha]),
      );
    }
  }
});

test('colours as CSS', () => {
  expect(toCss({ r: 1, g: 2, b: 255, a: 1 })).toBe('#0102ff');
  expect(toCss({ r: 1, g: 2, b: 3, a: 0.5 }, 0.5)).toBe('rgb(1 2 3 / 0.25)');
});
