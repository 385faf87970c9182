/** Colours of what panels show: of series by name, of values by size, of texts in settings, and of the themes. */
import type { Color } from './scene/color.ts';
import type { ThemeName } from './scene/inks.ts';

export { resolveColor } from './colors/resolveColor.ts';
export { colorScales, scaleColor } from './colors/scales.ts';
export { assignPlaces, paletteColor, paletteSize } from './colors/series.ts';
export { inksOf } from './colors/themeInks.ts';

export type Theme = ThemeName;

/** The colour for CSS and canvas: `#rrggbb`, or `rgb(r g b / a)` where something shines through. `alpha` (0..1) comes on top of the colour's own. */
export function toCss({ r, g, b, a }: Color, alpha = 1): string {
  const visible = a * alpha;
  const two = (channel: number) => Math.round(channel).toString(16).padStart(2, '0');
  if (visible >= 1) return `#${two(r)}${two(g)}${two(b)}`;
  return `rgb(${Math.round(r)} ${Math.round(g)} ${Math.round(b)} / ${Number(visible.toFixed(3))})`;
}
