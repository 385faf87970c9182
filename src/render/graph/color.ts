/** Colours as `/render` knows them: Graphite's names, and digits. */
import { RenderOptionError } from '../format.ts';

/** Red, green and blue 0..255, alpha 0..1. */
export interface Color {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly a: number;
}

/** Graphite's own names; most are not what CSS means by them. */
const NAMES: Readonly<Record<string, string>> = {
  aqua: '009696',
  black: '000000',
  blue: '6464ff',
  brown: '966432',
  cyan: '00ffff',
  darkblue: '0000ff',
  darkgray: '6f6f6f',
  darkgreen: '00ff00',
  darkgrey: '6f6f6f',
  darkred: 'ff0000',
  gold: 'c8c800',
  gray: 'afafaf',
  green: '00c800',
  grey: 'afafaf',
  magenta: 'ff00ff',
  orange: 'ffa500',
  pink: 'ff6464',
  purple: 'c864ff',
  red: 'c80032',
  rose: 'c896c8',
  white: 'ffffff',
  yellow: 'ffff00',
};

/** A name, or six digits (eight with alpha) with or without `#`. A {@link RenderOptionError} for anything else. */
export function parseColor(text: string): Color {
  const color = readColor(text);
  if (color !== undefined) return color;
  throw new RenderOptionError(
    `"${text.slice(0, 50)}" is not a colour; write rrggbb, rrggbbaa, or one of ${Object.keys(NAMES).join(', ')}`,
  );
}

function readColor(text: string): Color | undefined {
  // `%23` is a `#` that was encoded twice, which old links do.
  const bare = text.trim().replace(/^(#|%23)/, '');
  const named = Object.hasOwn(NAMES, bare.toLowerCase()) ? NAMES[bare.toLowerCase()] : undefined;
  const digits = named ?? bare;
  const found = /^([\da-f]{2})([\da-f]{2})([\da-f]{2})([\da-f]{2})?$/i.exec(digits);
  if (found === null) return undefined;
  const [, r, g, b, a = 'ff'] = found;
  return { r: byte(r), g: byte(g), b: byte(b), a: byte(a) / 255 };
}

/** The colour with its alpha multiplied by `factor`. */
export function fade(color: Color, factor: number): Color {
  return { ...color, a: color.a * factor };
}

/** The colour that lies between two, `share` (0..1) of the way from the first to the second. */
export function mix(from: Color, to: Color, share: number): Color {
  const between = (a: number, b: number) => a + (b - a) * share;
  return {
    r: Math.round(between(from.r, to.r)),
    g: Math.round(between(from.g, to.g)),
    b: Math.round(between(from.b, to.b)),
    a: between(from.a, to.a),
  };
}

/** Black or white, whichever reads better on the colour (relative luminance as WCAG defines it). */
export function readableOn({ r, g, b }: Color): Color {
  const linear = (channel: number) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  return parseColor(luminance > 0.179 ? 'black' : 'white');
}

/** Two colours that look the same. */
export function sameColor(a: Color, b: Color): boolean {
  return a.r === b.r && a.g === b.g && a.b === b.b && a.a === b.a;
}

function byte(digits: string): number {
  return Number.parseInt(digits, 16);
}
