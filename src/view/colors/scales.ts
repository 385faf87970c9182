/** Colours along a scale, for values that have a size rather than a name. */
import { type Color, fade } from '../scene/color.ts';
import type { ThemeName } from '../scene/inks.ts';
import { fromOklab, type Oklab, type Oklch, toOklab } from './oklch.ts';

interface ColorScale {
  readonly id: string;
  readonly label: string;
  /** `sequential` goes from little to much, `diverging` has a middle. */
  readonly kind: 'sequential' | 'diverging';
}

interface ScaleStops extends ColorScale {
  /** Colours at equal distances from the least to the greatest, by theme. */
  readonly stops: Readonly<Record<ThemeName, readonly Oklab[]>>;
}

const fromDigits = (text: string): Oklab[] =>
  text.split(' ').map((digits) => {
    const value = Number.parseInt(digits, 16);
    return toOklab({ r: value >> 16, g: (value >> 8) & 255, b: value & 255, a: 1 });
  });
const lab = ([lightness, chroma, hue]: Oklch): Oklab => {
  const angle = (hue * Math.PI) / 180;
  return [lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)];
};

/** The same in both themes. */
function table(id: string, label: string, digits: string): ScaleStops {
  const stops = fromDigits(digits);
  return { id, label, kind: 'sequential', stops: { dark: stops, light: stops } };
}

/** One hue from nearly the panel's surface to its strongest: upwards in the dark, downwards in the light. */
function hue(id: string, label: string, angle: number, chroma: number): ScaleStops {
  return {
    id,
    label,
    kind: 'sequential',
    stops: {
      dark: [
        lab([0.27, chroma * 0.3, angle]),
        lab([0.45, chroma * 0.85, angle]),
        lab([0.64, chroma, angle]),
        lab([0.9, chroma * 0.5, angle]),
      ],
      light: [
        lab([0.96, chroma * 0.13, angle]),
        lab([0.8, chroma * 0.6, angle]),
        lab([0.6, chroma, angle]),
        lab([0.36, chroma * 0.75, angle]),
      ],
    },
  };
}

const green: Readonly<Record<ThemeName, Oklch>> = { dark: [0.72, 0.15, 150], light: [0.62, 0.15, 150] };
const yellow: Readonly<Record<ThemeName, Oklch>> = { dark: [0.85, 0.145, 92], light: [0.8, 0.15, 90] };
const red: Readonly<Record<ThemeName, Oklch>> = { dark: [0.65, 0.19, 25], light: [0.56, 0.21, 26] };
const blue: Readonly<Record<ThemeName, Oklch>> = { dark: [0.65, 0.15, 255], light: [0.54, 0.17, 256] };
const purple: Readonly<Record<ThemeName, Oklch>> = { dark: [0.64, 0.18, 315], light: [0.5, 0.19, 312] };
const orange: Readonly<Record<ThemeName, Oklch>> = { dark: [0.76, 0.155, 60], light: [0.68, 0.16, 56] };

function through(
  id: string,
  label: string,
  kind: ColorScale['kind'],
  ...colors: readonly Readonly<Record<ThemeName, Oklch>>[]
): ScaleStops {
  const stops = (theme: ThemeName) => colors.map((color) => lab(color[theme]));
  return { id, label, kind, stops: { dark: stops('dark'), light: stops('light') } };
}

const scales: readonly ScaleStops[] = [
  table('viridis', 'Viridis', '440154 482878 3e4989 31688e 26828e 1f9e89 35b779 6ece58 b5de2b fde725'),
  table('plasma', 'Plasma', '0d0887 46039f 7201a8 9c179e bd3786 d8576b ed7953 fb9f3a fdca26 f0f921'),
  table('inferno', 'Inferno', '000004 1b0c41 4a0c6b 781c6d a52c60 cf4446 ed6925 fb9b06 f7d13d fcffa4'),
  table('magma', 'Magma', '000004 180f3d 440f76 721f81 9e2f7f cd4071 f1605d fd9668 feca8d fcfdbf'),
  table(
    'turbo',
    'Turbo',
    '30123b 4145ab 4675ed 39a2fc 1bcfd4 24eca6 61fc6c a4fc3b d1e834 f3c63a fe9b2d f36315 d93806 b11901 7a0402',
  ),
  hue('blues', 'Blues', 250, 0.16),
  hue('greens', 'Greens', 150, 0.16),
  hue('reds', 'Reds', 25, 0.19),
  hue('oranges', 'Oranges', 58, 0.16),
  hue('purples', 'Purples', 305, 0.18),
  through('green-yellow-red', 'Green, yellow, red', 'diverging', green, yellow, red),
  through('red-yellow-green', 'Red, yellow, green', 'diverging', red, yellow, green),
  through('blue-yellow-red', 'Blue, yellow, red', 'diverging', blue, yellow, red),
  through('yellow-red', 'Yellow, red', 'sequential', yellow, orange, red),
  through('blue-purple', 'Blue, purple', 'sequential', blue, purple),
  through('yellow-blue', 'Yellow, blue', 'sequential', yellow, green, blue),
  through(
    'blue-red',
    'Blue, grey, red',
    'diverging',
    blue,
    { dark: [0.5, 0.01, 260], light: [0.88, 0.01, 260] },
    red,
  ),
];

export const colorScales: readonly ColorScale[] = scales.map(({ id, label, kind }) => ({ id, label, kind }));

const byId = new Map(scales.map((scale) => [scale.id, scale]));
/** Enough that neighbours cannot be told apart. */
const tableSize = 256;
const tables = new Map<string, readonly Color[]>();

function tableOf(id: string, theme: ThemeName): readonly Color[] {
  const scale = byId.get(id) ?? byId.get('viridis')!;
  const key = `${theme} ${scale.id}`;
  const known = tables.get(key);
  if (known) return known;
  const stops = scale.stops[theme];
  const made = Array.from({ length: tableSize }, (_, i) => {
    const at = (i / (tableSize - 1)) * (stops.length - 1);
    const below = Math.min(stops.length - 2, Math.floor(at));
    const [from, to] = [stops[below], stops[below + 1]];
    const between = (part: 0 | 1 | 2) => from[part] + (to[part] - from[part]) * (at - below);
    return fromOklab([between(0), between(1), between(2)]);
  });
  tables.set(key, made);
  return made;
}

/** The colour at `share` (0..1, beyond is cut off) of a scale; an unknown scale is `viridis`. NaN has no colour: transparent. */
export function scaleColor(id: string, share: number, theme: ThemeName, reverse = false): Color {
  const colors = tableOf(id, theme);
  if (Number.isNaN(share)) return fade(colors[0], 0);
  const cut = Math.min(1, Math.max(0, share));
  return colors[Math.round((reverse ? 1 - cut : cut) * (tableSize - 1))];
}

/** So many shades of one colour, the colour itself first: lighter and darker in turn, all readable on the panel. */
export function shadesOf(color: Color, count: number): Color[] {
  const [lightness, a, b] = toOklab(color);
  return Array.from({ length: count }, (_, i) => {
    if (i === 0) return color;
    const ring = Math.ceil(i / 2);
    const step = (ring / (Math.ceil((count - 1) / 2) + 1)) * (i % 2 === 1 ? 0.3 : -0.25);
    const next = Math.min(0.95, Math.max(0.3, lightness + step));
    return { ...fromOklab([next, a, b]), a: color.a };
  });
}
