import type { Box } from '../../scene/scene.ts';
import { timeTicks } from '../../time/timeTicks.ts';
import { baselineOf, type Painter, SMALL, sans } from './painter.ts';

/** Height of the line of labels. */
export const TIME_AXIS = 18;
const PIXELS_A_LABEL = 68;

/** Labels of times at natural boundaries, in a line whose upper edge is the box's; none reaches beyond its sides. */
export function paintTimeAxis(
  painter: Painter,
  { x, y, width }: Pick<Box, 'x' | 'y' | 'width'>,
  { from, until }: { readonly from: number; readonly until: number },
  zone: string,
): void {
  const most = Math.floor(width / PIXELS_A_LABEL);
  for (const { seconds, label, strong } of timeTicks(from, until, most, zone)) {
    const font = strong ? sans(SMALL.size, 600) : SMALL;
    const half = painter.measure(label, font) / 2;
    const middle = x + ((seconds - from) / (until - from)) * width;
    if (middle - half < x - 20 || middle + half > x + width || middle - half < 0) continue;
    painter.text(label, font, painter.inks.text3, {
      x: middle,
      y: baselineOf(y + TIME_AXIS / 2, font),
      align: 'middle',
    });
  }
}
