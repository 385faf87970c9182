import type { Color } from './color.ts';
import type { FontStyle, MeasureText } from './fontStyle.ts';
import type { TextCommand } from './scene.ts';

export interface TextPlace {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  /** Which part of the text lies at x; `start` when absent. */
  readonly align?: 'start' | 'middle' | 'end';
  /** Degrees, clockwise around x and y. */
  readonly rotate?: number;
}

/** A line of text whose start, middle or end is at a place. */
export function placedText(
  text: string,
  font: FontStyle,
  color: Color,
  { x, y, align = 'start', rotate = 0 }: TextPlace,
  measure: MeasureText,
): TextCommand {
  const share = { start: 0, middle: 0.5, end: 1 }[align];
  const back = share === 0 ? 0 : share * measure(text, font);
  const angle = (rotate * Math.PI) / 180;
  return {
    kind: 'text',
    text,
    font,
    color,
    x: x - back * Math.cos(angle),
    y: y - back * Math.sin(angle),
    ...(rotate === 0 ? {} : { rotate }),
  };
}
