import type { PanelSeries } from '../../panelData.ts';
import { type Color, fade } from '../../scene/color.ts';
import { type Box, PolylineBuilder } from '../../scene/scene.ts';
import type { Painter } from './painter.ts';

/** The line of a series in a box, without axes; gaps stay open. Nothing for fewer than two values. */
export function paintSparkline(
  painter: Painter,
  series: PanelSeries,
  box: Box,
  color: Color,
  filled: boolean,
): void {
  const { values, config } = series;
  let [least, greatest, known] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    known++;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  if (known < 2 || box.width <= 0 || box.height <= 2) return;
  const min = config.min ?? least;
  const max = config.max ?? greatest;
  const spread = max - min;
  const inset = 1;
  const yOf = (value: number) => {
    const share = spread > 0 && Number.isFinite(spread) ? (value - min) / spread : 0.5;
    return box.y + inset + (box.height - 2 * inset) * (1 - Math.max(0, Math.min(1, share)));
  };
  const xOf = (i: number) => box.x + (box.width * i) / Math.max(1, values.length - 1);
  const line = new PolylineBuilder();
  const area = new PolylineBuilder();
  const bottom = box.y + box.height;
  let start = -1;
  const close = (end: number) => {
    if (start >= 0) {
      area.lineTo(xOf(end), bottom);
      area.lineTo(xOf(start), bottom);
    }
    start = -1;
  };
  values.forEach((value, i) => {
    if (!Number.isFinite(value)) {
      close(i - 1);
      return;
    }
    const [x, y] = [xOf(i), yOf(value)];
    if (start < 0) {
      start = i;
      line.moveTo(x, y);
      area.moveTo(x, y);
    } else {
      line.lineTo(x, y);
      area.lineTo(x, y);
    }
  });
  close(values.length - 1);
  if (filled) painter.add({ kind: 'area', line: area.build(), fill: fade(color, 0.16) });
  painter.add({ kind: 'line', line: line.build(), stroke: { color: fade(color, 0.9), width: 1.25 } });
}
