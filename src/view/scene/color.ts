/** Colours as numbers, for what is drawn. */

/** Red, green and blue 0..255, alpha 0..1. */
export interface Color {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly a: number;
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
  const channel = luminance > 0.179 ? 0 : 255;
  return { r: channel, g: channel, b: channel, a: 1 };
}

/** Two colours that look the same. */
export function sameColor(a: Color, b: Color): boolean {
  return a.r === b.r && a.g === b.g && a.b === b.b && a.a === b.a;
}
