import type { Color } from '../../scene/color.ts';
import { fitText } from '../../scene/fitText.ts';
import type { FontStyle, MeasureText } from '../../scene/fontStyle.ts';
import { type Painter, sans } from './painter.ts';

/** A value as it is written large: the unit behind it in smaller letters. */
export interface ValueText {
  readonly lead: string;
  readonly tail: string;
}

const WEIGHT: FontStyle['weight'] = 600;

/** Size of the unit's letters: smaller than the number's as long as they can be read. */
function tailSize(size: number): number {
  return Math.max(size * 0.6, Math.min(size, 10));
}

/** The width of the widest of some values, by the size of their letters. */
export function widestValue(texts: readonly ValueText[], measure: MeasureText): (size: number) => number {
  // Measured large, because a measure may round.
  const widths = texts.map(({ lead, tail }) => ({
    lead: measure(lead, sans(100, WEIGHT)) / 100,
    tail: measure(tail, sans(100, WEIGHT)) / 100,
  }));
  return (size) =>
    widths.reduce((most, { lead, tail }) => Math.max(most, lead * size + tail * tailSize(size)), 0);
}

interface ValuePlace {
  readonly x: number;
  readonly baseline: number;
  /** What of the value is at `x`. */
  readonly align: 'start' | 'middle' | 'end';
  /** It is shortened to so many pixels. */
  readonly width?: number;
}

/** Writes a value with letters of `size` pixels. */
export function paintValue(
  painter: Painter,
  text: ValueText,
  size: number,
  color: Color,
  { x, baseline, align, width = Number.POSITIVE_INFINITY }: ValuePlace,
): void {
  const font = sans(size, WEIGHT);
  const tailFont = sans(tailSize(size), WEIGHT);
  const whole = widestValue([text], painter.measure)(size);
  // What has no room for its number and unit keeps as much of both as one text.
  const cut = whole > width + 0.01;
  const lead = cut ? fitText(text.lead + text.tail, font, width, painter.measure, 'end') : text.lead;
  const leadWidth = painter.measure(lead, font);
  const shown = cut ? leadWidth : whole;
  const start = x - { start: 0, middle: shown / 2, end: shown }[align];
  painter.text(lead, font, color, { x: start, y: baseline });
  if (!cut) painter.text(text.tail, tailFont, color, { x: start + leadWidth, y: baseline });
}

/** The largest size (in half pixels, between `least` and `most`) for which `fits` holds; `least` when none does. */
export function largestSize(least: number, most: number, fits: (size: number) => boolean): number {
  let [low, high] = [Math.round(least * 2), Math.max(Math.round(least * 2), Math.floor(most * 2))];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle / 2)) low = middle;
    else high = middle - 1;
  }
  return low / 2;
}
