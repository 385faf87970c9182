/** Colours as `/render` knows them: Graphite's names, and digits. */
import type { Color } from '../../view/scene/color.ts';
import { RenderOptionError } from '../format.ts';

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

function byte(digits: string): number {
  return Number.parseInt(digits, 16);
}
