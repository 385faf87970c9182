import type { Box } from '../../scene/scene.ts';
import { axisShare, type LabelledAxis } from './labelledAxis.ts';
import { baselineOf, type Painter, SMALL } from './painter.ts';

/** Height of the labels below a plot. */
export const LABELS_BELOW = 18;

/** Labels at the left of a plot, one a tick, in the room between `left` and the plot. */
export function paintLabelsBeside(painter: Painter, axis: LabelledAxis, plot: Box, left: number): void {
  const width = plot.x - left - 8;
  axis.ticks.forEach((tick, i) => {
    const y = plot.y + plot.height * (1 - axisShare(axis, tick));
    const place = { x: plot.x - 8, y: baselineOf(y, SMALL), align: 'end' } as const;
    painter.text(axis.labels[i], SMALL, painter.inks.text3, place, { width });
  });
}

/** Labels below a plot, none beyond `left` and `right`, and none on its neighbour. */
export function paintLabelsBelow(
  painter: Painter,
  axis: LabelledAxis,
  plot: Box,
  [left, right]: readonly [number, number],
): void {
  let free = left;
  axis.ticks.forEach((tick, i) => {
    const width = painter.measure(axis.labels[i], SMALL);
    const middle = plot.x + plot.width * axisShare(axis, tick);
    const start = Math.max(left, Math.min(right - width, middle - width / 2));
    if (start < free || start + width > right + 0.01) return;
    const y = baselineOf(plot.y + plot.height + LABELS_BELOW / 2 + 1, SMALL);
    painter.text(axis.labels[i], SMALL, painter.inks.text3, { x: start, y });
    free = start + width + 6;
  });
}
