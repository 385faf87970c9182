/** The texts by which settings name a colour, as colours. */
import type { Color } from '../scene/color.ts';
import type { ThemeName } from '../scene/inks.ts';
import { cssNames } from './cssNames.ts';
import { fromOklch } from './oklch.ts';
import { paletteColor } from './series.ts';
import { inksOf } from './themeInks.ts';

/** Hues of the named shades: lightness and chroma of the middle one in each theme, and the angle. */
const hues: Readonly<Record<string, Readonly<Record<ThemeName, readonly [number, number, number]>>>> = {
  red: { dark: [0.67, 0.19, 22], light: [0.58, 0.21, 24] },
  orange: { dark: [0.77, 0.155, 58], light: [0.67, 0.17, 52] },
  yellow: { dark: [0.87, 0.15, 96], light: [0.74, 0.15, 90] },
  green: { dark: [0.75, 0.15, 142], light: [0.6, 0.15, 144] },
  blue: { dark: [0.68, 0.15, 258], light: [0.57, 0.17, 258] },
  purple: { dark: [0.67, 0.16, 312], light: [0.55, 0.18, 310] },
};

/** Steps of lightness and factors of chroma away from the middle shade. */
const shades: Readonly<Record<string, readonly [lightness: number, chroma: number]>> = {
  'super-light-': [0.17, 0.5],
  'light-': [0.09, 0.8],
  '': [0, 1],
  'semi-dark-': [-0.08, 1.02],
  'dark-': [-0.16, 1],
};

/**
 * The colour that a text of the settings means: `#rgb`, `#rrggbb`, each with alpha as well, `rgb()`, `rgba()`, `hsl()`,
 * a name of CSS, `palette-3` (places count from 0), `ok`, `warn`, `crit`, `text`, `transparent`, or a shade as
 * Grafana names them (`red`, `semi-dark-red`, `super-light-blue`). Undefined when it means nothing.
 */
export function resolveColor(text: string | undefined, theme: ThemeName): Color | undefined {
  if (text === undefined) return undefined;
  const name = text.trim().toLowerCase();
  if (name.startsWith('#')) return fromHex(name.slice(1));
  if (name === 'transparent') return { r: 0, g: 0, b: 0, a: 0 };
  if (name === 'text') return inksOf(theme).text1;
  if (name === 'ok' || name === 'warn' || name === 'crit') return inksOf(theme)[name];
  const place = /^palette-(\d{1,4})$/.exec(name);
  if (place) return paletteColor(theme, Number(place[1]));
  const shade = /^(super-light-|light-|semi-dark-|dark-|)(red|orange|yellow|green|blue|purple)$/.exec(name);
  if (shade) {
    const [lightness, chroma, hue] = hues[shade[2]][theme];
    const [step, factor] = shades[shade[1]];
    return fromOklch([lightness + step, chroma * factor, hue]);
  }
  const named = cssNames.get(name);
  if (named !== undefined) return fromHex(named);
  return fromCall(name);
}

function fromHex(digits: string): Color | undefined {
  if (!/^([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/.test(digits)) return undefined;
  const full = digits.length < 6 ? digits.replace(/./g, '$&$&') : digits;
  const byte = (at: number) => Number.parseInt(full.slice(at, at + 2), 16);
  return { r: byte(0), g: byte(2), b: byte(4), a: full.length === 8 ? byte(6) / 255 : 1 };
}

/** `rgb(1, 2, 3)`, `rgba(1, 2, 3, 0.5)`, `rgb(1 2 3 / 50%)` and the same of `hsl`. */
function fromCall(text: string): Color | undefined {
  const call = /^(rgb|hsl)a?\(([^()]{1,60})\)$/.exec(text);
  if (!call) return undefined;
  const parts = call[2].split(/[\s,/]+/).filter((part) => part !== '');
  if (parts.length < 3 || parts.length > 4 || parts.some((part) => !/^[-+]?[\d.]+(%|deg)?$/.test(part)))
    return undefined;
  const number = (part: string, whole: number) =>
    Number.parseFloat(part) * (part.endsWith('%') ? whole / 100 : 1);
  const a = parts.length === 4 ? within(number(parts[3], 1), 1) : 1;
  if (call[1] === 'rgb') {
    const channel = (part: string) => Math.round(within(number(part, 255), 255));
    return { r: channel(parts[0]), g: channel(parts[1]), b: channel(parts[2]), a };
  }
  const hue = ((Number.parseFloat(parts[0]) % 360) + 360) % 360;
  const saturation = within(Number.parseFloat(parts[1]) / 100, 1);
  const lightness = within(Number.parseFloat(parts[2]) / 100, 1);
  const spread = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number) => {
    const at = (offset + hue / 30) % 12;
    return Math.round(255 * (lightness - spread * Math.max(-1, Math.min(at - 3, 9 - at, 1))));
  };
  return { r: channel(0), g: channel(8), b: channel(4), a };
}

/** The number between 0 and `most`; what is no number is 0. */
function within(value: number, most: number): number {
  return value > 0 ? Math.min(value, most) : 0;
}
