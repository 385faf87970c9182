import type { Color } from '../../scene/color.ts';
import { fitText } from '../../scene/fitText.ts';
import { MIDDLE_TO_BASELINE } from '../../scene/fontMetrics.ts';
import type { FontStyle, MeasureText } from '../../scene/fontStyle.ts';
import type { Inks } from '../../scene/inks.ts';
import { placedText, type TextPlace } from '../../scene/placedText.ts';
import type { Box, Command, Mark, Scene, Stroke } from '../../scene/scene.ts';
import type { SceneContext } from '../sceneInput.ts';

/** Letters of panels, upright and without serifs. */
export function sans(size: number, weight: FontStyle['weight'] = 400): FontStyle {
  return { family: 'sans', size, weight, italic: false };
}

/** Of axes and small notes. */
export const SMALL = sans(11);
/** Of names and legends. */
export const BODY = sans(12);

/** Where a line of text begins whose capitals stand around `middle`. */
export function baselineOf(middle: number, { size }: FontStyle): number {
  return middle + size * MIDDLE_TO_BASELINE;
}

interface TextLimits {
  /** The text is shortened to so many pixels. */
  readonly width?: number;
  readonly cut?: 'middle' | 'end';
}

/** Gathers the commands of a scene. */
export class Painter {
  readonly inks: Inks;
  readonly measure: MeasureText;
  readonly commands: Command[] = [];

  constructor({ inks, measure }: Pick<SceneContext, 'inks' | 'measure'>) {
    this.inks = inks;
    this.measure = measure;
  }

  add(...commands: readonly Command[]): void {
    this.commands.push(...commands);
  }

  rectangle(box: Box, fill: Color, radius = 0): void {
    if (box.width <= 0 || box.height <= 0) return;
    const { x, y, width, height } = box;
    this.commands.push({ kind: 'rectangle', x, y, width, height, fill, ...(radius > 0 ? { radius } : {}) });
  }

  line(x1: number, y1: number, x2: number, y2: number, stroke: Stroke): void {
    this.commands.push({
      kind: 'line',
      line: { points: Float64Array.of(x1, y1, x2, y2), starts: [0] },
      stroke,
    });
  }

  text(text: string, font: FontStyle, color: Color, place: TextPlace, { width, cut }: TextLimits = {}): void {
    const shown = width === undefined ? text : fitText(text, font, width, this.measure, cut);
    if (shown !== '') this.commands.push(placedText(shown, font, color, place, this.measure));
  }

  /** Says how many have no room, in a line around `middle`. */
  more(count: number, middle: number, width: number): void {
    const place = { x: 0, y: baselineOf(middle, BODY) };
    this.text(`and ${count} more`, BODY, this.inks.text3, place, { width });
  }

  /** What `draw` paints, said to whoever points at it. */
  mark(mark: Mark, box: Box, draw: (inside: Painter) => void, byShape = false): void {
    const inside = new Painter(this);
    draw(inside);
    this.commands.push({
      kind: 'mark',
      mark,
      box,
      inside: inside.commands,
      ...(byShape ? { byShape } : {}),
    });
  }

  scene({ width, height }: { readonly width: number; readonly height: number }, description: string): Scene {
    return { width, height, description, commands: this.commands };
  }
}
