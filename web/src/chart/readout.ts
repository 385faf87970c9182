import { valueNear } from '../../../src/view/chart/cadence.ts';
import type { Drawing, DrawnSeries } from '../../../src/view/chart/drawing.ts';
import { type Geometry, yOf } from '../../../src/view/chart/geometry.ts';
import { nearestIndex } from '../../../src/view/chart/table.ts';
import { displayText } from '../../../src/view/fields/display.ts';
import type { Color } from '../../../src/view/scene/color.ts';
import { formatDuration } from '../../../src/view/units/units.ts';

/** One series' value at an instant, as a tooltip shows it. */
export interface ReadRow {
  readonly series: DrawnSeries;
  readonly label: string;
  readonly color: Color;
  readonly value: number;
  readonly text: string;
  readonly nearest: boolean;
  /** What it was a while earlier, where the chart is compared with its past. */
  readonly earlier: EarlierValue | null;
}

export interface EarlierValue {
  readonly text: string;
  /** Such as `+12 %`; empty where there is none to tell. */
  readonly change: string;
}

export interface ReadWishes {
  /** Default `all`. */
  readonly mode?: 'single' | 'all' | 'none' | undefined;
  /** By value. Default `desc`. */
  readonly sort?: 'none' | 'asc' | 'desc' | undefined;
  readonly hideZeros?: boolean | undefined;
}

/** The slot that an instant belongs to: the nearest, or the one it lies in where slots are drawn as intervals. -1 without any. */
export function slotAt(drawing: Drawing, seconds: number): number {
  const nearest = nearestIndex(drawing.times, seconds);
  const [first] = drawing.series;
  const intervals = first && (first.style === 'bars' || first.interpolation === 'step-after');
  return intervals && nearest > 0 && drawing.times[nearest] > seconds ? nearest - 1 : nearest;
}

/**
 * The values at one slot. `nearestKey` is the series closest to the pointer. With more than `limit` rows the first are
 * kept, and the nearest always.
 */
export function readValues(
  drawing: Drawing,
  index: number,
  nearestKey: string | null,
  wishes: ReadWishes,
  limit: number,
): { rows: ReadRow[]; more: number } {
  const { mode = 'all', sort = 'desc', hideZeros = false } = wishes;
  if (index < 0 || mode === 'none') return { rows: [], more: 0 };
  const copies = drawing.series.filter((one) => one.source.comparedWith !== undefined);
  const paired = new Set<DrawnSeries>();
  const all: ReadRow[] = [];
  const add = (series: DrawnSeries, copy: DrawnSeries | undefined) => {
    const value = valueNear(series.values, series.own, index);
    const { source } = series;
    if (source.config.hideFrom?.tooltip || (hideZeros && value === 0)) return;
    const before = copy ? valueNear(copy.values, copy.own, index) : Number.NaN;
    if (Number.isNaN(value) && Number.isNaN(before)) return;
    const nearest = source.key === nearestKey || (copy !== undefined && copy.source.key === nearestKey);
    if (mode === 'single' && !nearest) return;
    all.push({
      series,
      label: series.source.comparedWith === undefined ? source.label : earlierLabel(series),
      color: series.color,
      value,
      text: textOf(series, value, drawing),
      nearest,
      earlier: Number.isNaN(before)
        ? null
        : { text: textOf(copy!, before, drawing), change: changeOf(before, value) },
    });
  };
  for (const series of drawing.series) {
    if (series.source.comparedWith !== undefined) continue;
    const copy = copies.find((one) => isCopyOf(one, series));
    if (copy) paired.add(copy);
    add(series, copy);
  }
  // The series itself may be switched off.
  for (const copy of copies) if (!paired.has(copy)) add(copy, undefined);
  if (sort !== 'none') {
    const sign = sort === 'asc' ? 1 : -1;
    all.sort((a, b) => sign * ((a.value || 0) - (b.value || 0)));
  }
  if (all.length <= limit) return { rows: all, more: 0 };
  const kept = all.slice(0, limit);
  const nearest = all.find((row) => row.nearest);
  if (nearest && !kept.includes(nearest)) kept[limit - 1] = nearest;
  return { rows: kept, more: all.length - limit };
}

function isCopyOf(copy: DrawnSeries, series: DrawnSeries): boolean {
  return (
    copy.source.name === series.source.name &&
    copy.source.refId.split('~')[0] === series.source.refId.split('~')[0]
  );
}

function earlierLabel({ source }: DrawnSeries): string {
  return `${source.label}, ${formatDuration(source.comparedWith ?? 0)} earlier`;
}

function textOf(series: DrawnSeries, value: number, drawing: Drawing): string {
  return displayText(value, series.source, drawing.theme, { zone: drawing.zone, now: drawing.span.until });
}

/** By how much a value has grown, in percent of what it was: `+12 %`, `−3.4 %`. Empty without a base. */
export function changeOf(before: number, value: number): string {
  if (!(before !== 0) || !Number.isFinite(before) || !Number.isFinite(value)) return '';
  const percent = ((value - before) / Math.abs(before)) * 100;
  const size = Math.abs(percent);
  const text = size >= 9.95 ? size.toFixed(0) : size.toFixed(1);
  if (Number(text) === 0) return '±0 %';
  return `${percent > 0 ? '+' : '−'}${text} %`;
}

/** The series whose line or area is closest to a height (pixels) at a slot: in an area that it lies in, or else the nearest line. */
export function nearestSeries(drawing: Drawing, geometry: Geometry, index: number, y: number): string | null {
  let best: string | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const series of drawing.series) {
    const { axis } = drawing.axes[series.axis];
    const value = valueNear(series.plotted, series.passes, index);
    if (Number.isNaN(value)) continue;
    const line = yOf(geometry, axis, value);
    const standing = series.stacked || series.style === 'bars';
    const floor = standing ? yOf(geometry, axis, series.base?.[index] ?? 0) : line;
    const inside = standing && (y - line) * (y - floor) <= 0;
    const apart = inside ? -1 : Math.abs(line - y);
    if (apart < distance) {
      distance = apart;
      best = series.source.key;
    }
  }
  return best;
}

/** The values at an instant in words, for those who hear them. */
export function spokenValues(moment: string, rows: readonly ReadRow[], more: number): string {
  if (rows.length === 0) return `${moment}. No value.`;
  const values = rows.map(({ label, text, earlier }) =>
    earlier ? `${label} ${text}, earlier ${earlier.text}` : `${label} ${text}`,
  );
  return `${moment}. ${values.join(', ')}${more > 0 ? `, and ${more} more` : ''}.`;
}
