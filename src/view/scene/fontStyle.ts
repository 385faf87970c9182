/** How letters look, and how wide a line of them is: all that drawing needs to know of fonts. */
export interface FontStyle {
  readonly family: 'sans' | 'mono';
  /** Of the em, in pixels. */
  readonly size: number;
  readonly weight: 400 | 600 | 700;
  readonly italic: boolean;
}

/** Width of a line of text in pixels. The server measures its own fonts, the browser asks its canvas. */
export type MeasureText = (text: string, style: FontStyle) => number;
