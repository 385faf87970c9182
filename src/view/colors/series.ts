/** Which colour a series has: by its name, the same on every panel. */
import type { Color } from '../scene/color.ts';
import type { ThemeName } from '../scene/inks.ts';
import { fromOklch, type Oklch } from './oklch.ts';

/**
 * Twelve colours that stay apart for protanopes, deuteranopes and tritanopes: neighbours in hue differ in
 * lightness. All have at least 3:1 against the surface of panels in their theme.
 */
const dark: readonly Oklch[] = [
  [0.72, 0.135, 245],
  [0.78, 0.145, 65],
  [0.74, 0.14, 160],
  [0.71, 0.16, 350],
  [0.87, 0.14, 98],
  [0.66, 0.17, 298],
  [0.83, 0.095, 210],
  [0.66, 0.185, 28],
  [0.86, 0.16, 128],
  [0.59, 0.17, 268],
  [0.7, 0.08, 60],
  [0.62, 0.095, 190],
];
const light: readonly Oklch[] = [
  [0.55, 0.16, 250],
  [0.63, 0.15, 55],
  [0.53, 0.12, 160],
  [0.57, 0.2, 352],
  [0.64, 0.125, 90],
  [0.49, 0.2, 298],
  [0.63, 0.1, 215],
  [0.52, 0.2, 28],
  [0.62, 0.16, 132],
  [0.42, 0.18, 268],
  [0.48, 0.075, 60],
  [0.44, 0.075, 195],
];
const palettes: Readonly<Record<ThemeName, readonly Color[]>> = {
  dark: dark.map(fromOklch),
  light: light.map(fromOklch),
};

export const paletteSize = dark.length;

/** The colour at a place of the palette; places beyond its size begin anew. */
export function paletteColor(theme: ThemeName, place: number): Color {
  return palettes[theme][((place % paletteSize) + paletteSize) % paletteSize];
}

/** FNV-1a over the name's UTF-16 units, mixed once more because names often differ in one last digit only. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/**
 * Palette places for the names of one panel. A name has the same colour on every panel (its hash decides),
 * unless an earlier name of this panel took it: it then moves to the next free one. With more names than
 * colours, places repeat evenly. `wishes` are places of known names.
 */
export function assignPlaces(
  names: readonly string[],
  wishes: Readonly<Record<string, number>> = {},
): number[] {
  const used = new Array<number>(paletteSize).fill(0);
  const places = new Array<number>(names.length).fill(-1);
  names.forEach((name, i) => {
    if (!Object.hasOwn(wishes, name)) return;
    places[i] = wishes[name] % paletteSize;
    used[places[i]]++;
  });
  names.forEach((name, i) => {
    if (places[i] >= 0) return;
    let place = hashName(name) % paletteSize;
    const least = Math.min(...used);
    while (used[place] > least) place = (place + 1) % paletteSize;
    places[i] = place;
    used[place]++;
  });
  return places;
}
