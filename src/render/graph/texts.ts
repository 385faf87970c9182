/** Places lines of text. */
import type { Color } from '../../view/scene/color.ts';
import { CAP_HEIGHT, LINE_HEIGHT } from '../../view/scene/fontMetrics.ts';
import type { FontStyle } from '../../view/scene/fontStyle.ts';
import { placedText, type TextPlace } from '../../view/scene/placedText.ts';
import type { TextCommand } from '../../view/scene/scene.ts';
import type { Fonts } from './fonts.ts';

export class TextWriter {
  readonly fonts: Fonts;

  constructor(fonts: Fonts) {
    this.fonts = fonts;
  }

  /** A line of text, cut to `width` pixels if that is given. */
  write(text: string, font: FontStyle, color: Color, place: TextPlace, width?: number): TextCommand {
    const shown = width === undefined ? text : this.fonts.fit(text, font, width);
    return placedText(shown, font, color, place, (part, style) => this.fonts.measure(part, style));
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
