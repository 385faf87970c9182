/** What the bars of a bar chart stand for: values in groups, and where each begins and ends. */
import type { PanelOptions } from '../../schema/panelOptions.ts';
import { calculate } from '../calculations.ts';
import { displayValue } from '../fields/display.ts';
import type { PanelSeries } from '../panelData.ts';
import type { Color } from '../scene/color.ts';
import type { Mark } from '../scene/scene.ts';
import { formatMoment } from '../time/timeTicks.ts';
import { formatValue } from '../units/units.ts';
import type { PanelValue } from './parts/panelValues.ts';
import { shownValue } from './parts/shownValue.ts';
import { valueRanges } from './parts/valueRange.ts';
import type { SceneContext } from './sceneInput.ts';

export type BarChartOptions = PanelOptions<'bar-chart'>;

/** One bar, or one piece of a stack. */
export interface Bar {
  readonly key: string;
  readonly label: string;
  /** NaN for no bar. */
  readonly value: number;
  readonly text: string;
  readonly color: Color;
  readonly series: PanelSeries;
}

/** Bars that stand together: beside each other, or on top of each other. */
export interface Group {
  readonly key: string;
  readonly label: string;
  /** Seconds since 1970, of groups along time. */
  readonly time?: number;
  readonly bars: readonly Bar[];
}

/** Where a piece begins and ends on the axis of values. */
export interface Piece {
  readonly bar: Bar;
  readonly from: number;
  readonly to: number;
  /** Its place among the bars beside each other. */
  readonly lane: number;
}

/** Thinner groups are combined, so that a bar never is less than a few pixels. */
const LEAST_GROUP = 5;

/** A group for each value; stacked, all of them are one. */
export function groupsOfValues(
  values: readonly PanelValue[],
  stacked: boolean,
  context: SceneContext,
): Group[] {
  const ranges = valueRanges(values);
  const bars = values.map((value, i): Bar => {
    const { full, color } = shownValue(value, ranges[i], context);
    const { key, label, series } = value;
    return { key, label, value: value.value, text: full, color, series };
  });
  if (stacked) return [{ key: 'all', label: '', bars }];
  return bars.map((bar, i) => {
    const { time } = values[i];
    const label =
      time === undefined ? bar.label : `${bar.label} ${formatMoment(time, context.zone, context.now)}`;
    return { key: bar.key, label, bars: [bar] };
  });
}

/** A group for each interval of time, of so many of the coarsest series' steps that bars stay wide enough. */
export function groupsOfTime(
  series: readonly PanelSeries[],
  { reduce, stacking = 'none' }: BarChartOptions,
  width: number,
  { inks, zone, now, span }: SceneContext,
): Group[] {
  const step = Math.max(...series.map((one) => one.step));
  const lanes = stacking === 'none' ? series.length : 1;
  const most = Math.max(1, Math.floor(width / Math.max(LEAST_GROUP, lanes * 4 + 4)));
  const length = Math.max(step, span.until - span.from);
  const wide = step * Math.max(1, Math.ceil(length / step / most));
  const first = Math.floor(span.from / wide) * wide;
  const groups: Group[] = [];
  for (let time = first; time < span.until; time += wide) {
    const bars = series.map((one): Bar => {
      const begin = Math.max(0, Math.ceil((time - one.start) / one.step));
      const end = Math.max(begin, Math.ceil((time + wide - one.start) / one.step));
      const value = calculate(reduce?.calc ?? 'mean', one.values.subarray(begin, end));
      const shown = displayValue(value, one, inks.theme, { zone, now });
      return {
        key: `${one.key}@${time}`,
        label: one.label,
        value,
        text: shown.prefix + shown.text + shown.suffix,
        color: shown.color,
        series: one,
      };
    });
    groups.push({ key: `@${time}`, label: formatMoment(time, zone, now), time, bars });
  }
  return groups.some(({ bars }) => bars.some(({ value }) => !Number.isNaN(value))) ? groups : [];
}

export function piecesOf({ bars }: Group, stacking: 'none' | 'normal' | 'percent'): Piece[] {
  const known = bars.flatMap((bar, lane) => (Number.isFinite(bar.value) ? [{ bar, lane }] : []));
  if (stacking === 'none') return known.map(({ bar, lane }) => ({ bar, lane, from: 0, to: bar.value }));
  const whole = known.reduce((sum, { bar }) => sum + Math.abs(bar.value), 0);
  // What is above zero grows upwards, what is below downwards.
  let [up, down] = [0, 0];
  return known.map(({ bar }): Piece => {
    const length = stacking === 'normal' ? bar.value : whole > 0 ? (bar.value / whole) * 100 : 0;
    const from = length >= 0 ? up : down;
    const to = from + length;
    if (length >= 0) up = to;
    else down = to;
    return { bar, lane: 0, from, to };
  });
}

export function markOfGroup({ key, label, bars }: Group, { stacking, tooltip }: BarChartOptions): Mark {
  const whole = bars.reduce((sum, { value }) => sum + (Number.isFinite(value) ? Math.abs(value) : 0), 0);
  const share = (value: number) => formatValue((Math.abs(value) / whole) * 100, 'percent', 0);
  const order = tooltip?.sort ?? 'desc';
  const listed = bars.filter(({ value }) => !Number.isNaN(value) && !(tooltip?.hideZeros && value === 0));
  const sorted =
    order === 'none'
      ? listed
      : [...listed].sort((a, b) => (order === 'asc' ? a.value - b.value : b.value - a.value));
  return {
    key,
    label: label === '' ? 'All' : label,
    details: sorted.map(({ label: name, text, value, color }) => ({
      name,
      value: stacking === 'percent' && whole > 0 ? `${text} · ${share(value)}` : text,
      color,
    })),
  };
}
