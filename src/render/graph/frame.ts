/** What all pictures have around what they show: background, title, and the words when there is nothing to show. */

import type { Command, Scene } from '../../view/scene/scene.ts';
import type { GraphOptions } from './options.ts';
import { capHeight, lineHeight, type TextWriter, titleFont } from './texts.ts';

/** Edges of a part of the picture, in pixels from its upper left corner. */
export interface Edges {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Framed {
  readonly commands: readonly Command[];
  /** What is left for the rest. */
  readonly inside: Edges;
}

/** The background and the title, with room below it. */
export function frame(options: GraphOptions, writer: TextWriter): Framed {
  const { width, height, margin, colors, title } = options;
  const font = titleFont(options.font);
  const commands: Command[] = [{ kind: 'rectangle', x: 0, y: 0, width, height, fill: colors.background }];
  let top = margin;
  for (const line of title) {
    const place = { x: margin, y: top + capHeight(font) };
    commands.push(writer.write(line, font, colors.foreground, place, Math.max(0, width - 2 * margin)));
    top += lineHeight(font);
  }
  if (title.length > 0) top += font.size * 0.35;
  return { commands, inside: { left: margin, right: width - margin, top, bottom: height - margin } };
}

/** A picture that says that there is nothing to show, as large as that fits. */
export function noData(options: GraphOptions, writer: TextWriter): Scene {
  const { width, height, colors } = options;
  const { commands, inside } = frame(options, writer);
  const font = titleFont(options.font);
  const small = options.font;
  const x = width / 2;
  const middle = (Math.max(inside.top, 0) + Math.max(inside.bottom, 0)) / 2;
  const hint = 'No values for these targets in this range of time';
  const room = Math.max(0, width - 8);
  const hasHint = writer.fonts.measure(hint, small) <= room && height >= 4 * lineHeight(font);
  const y = middle + capHeight(font) / 2 - (hasHint ? lineHeight(small) / 2 : 0);
  const words = [writer.write('No data', font, colors.foreground, { x, y, align: 'middle' }, room)];
  if (hasHint) {
    const place = { x, y: y + lineHeight(font), align: 'middle' } as const;
    words.push(writer.write(hint, small, colors.muted, place));
  }
  return {
    width,
    height,
    description: [...options.title, 'No data'].join('. '),
    commands: [...commands, ...words],
  };
}
