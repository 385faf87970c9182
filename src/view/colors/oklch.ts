/** OKLCH and OKLab, the spaces in which equal steps look equal (Björn Ottosson, 2020), and the way to and from sRGB. */
import type { Color } from '../scene/color.ts';

/** Lightness 0..1, chroma, hue in degrees, and alpha 0..1 (1 when missing). */
export type Oklch = readonly [lightness: number, chroma: number, hue: number, alpha?: number];
export type Oklab = readonly [lightness: number, a: number, b: number];

/** The colour as a screen shows it; what lies beyond its colours is cut off channel by channel, as browsers do. */
export function fromOklch([lightness, chroma, hue, alpha = 1]: Oklch): Color {
  const angle = (hue * Math.PI) / 180;
  return { ...fromOklab([lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)]), a: alpha };
}

export function fromOklab([lightness, a, b]: Oklab): Color {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return {
    r: channel(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    g: channel(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    b: channel(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
    a: 1,
  };
}

export function toOklab({ r, g, b }: Color): Oklab {
  const [red, green, blue] = [linear(r), linear(g), linear(b)];
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
  ];
}

export function toOklch(color: Color): Oklch {
  const [lightness, a, b] = toOklab(color);
  return [lightness, Math.hypot(a, b), ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360, color.a];
}

/** A share of light as a channel 0..255. */
function channel(share: number): number {
  const light = Math.min(1, Math.max(0, share));
  return Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055));
}

function linear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
