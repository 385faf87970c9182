/** Places lines of text. */
import type { Color } from '../../view/scene/color.ts';
import type { FontStyle } from '../../view/scene/fontStyle.ts';
import type { TextCommand } from '../../view/scene/scene.ts';
import { CAP_HEIGHT, LINE_HEIGHT } from './fontMetrics.ts';
import type { Fonts } from './fonts.ts';

export interface TextPlace {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  /** Which part of the text lies at x; `start` when absent. */
  readonly align?: 'start' | 'middle' | 'end';
  /** Degrees, clockwise around x and y. */
  readonly rotate?: number;
}

export class TextWriter {
  readonly fonts: Fonts;

  constructor(fonts: Fonts) {
    this.fonts = fonts;
  }

  /** A line of text, cut to `width` pixels if that is given. */
  write(
    text: string,
    font: FontStyle,
    color: Color,
    { x, y, align = 'start', rotate = 0 }: TextPlace,
    width?: number,
  ): TextCommand {
    const shown = width === undefined ? text : this.fonts.fit(text, font, width);
    const share = { start: 0, middle: 0.5, end: 1 }[align];
    const back = share === 0 ? 0 : share * this.fonts.measure(shown, font);
    const angle = (rotate * Math.PI) / 180;
    return {
      kind: 'text',
      text: shown,
      font,
      color,
      x: x - back * Math.cos(angle),
      y: y - back * Math.sin(angle),
      ...(rotate === 0 ? {} : { rotate }),
    };
  }
}

/** Distance of the baselines of two lines of text. */
export function lineHeight({ size }: FontStyle): number {
  return size * LINE_HEIGHT;
}

/** Height of capitals and figures. */
export function capHeight({ size }: FontStyle): number {
  return size * CAP_HEIGHT;
}

/** The style of titles: a little larger, and heavier. */
export function titleFont(font: FontStyle): FontStyle {
  return { ...font, size: Math.round(font.size * 1.18), weight: font.weight === 700 ? 700 : 600 };
}
