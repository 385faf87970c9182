import type { Color } from '../../../src/view/scene/color.ts';

/** Lines of a chart have to stand out at least so much from what is behind them. */
export const leastContrast = 3;

/** Relative luminance as WCAG defines it, 0 (black) to 1 (white). */
function luminance({ r, g, b }: Color): number {
  const linear = (channel: number) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** How much two colours stand out from each other: 1 (not at all) to 21 (black on white). */
export function contrast(a: Color, b: Color): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}
