import { calculate, calculationOf, unitOfCalculation } from '../calculations.ts';
import { displayText } from '../fields/display.ts';
import type { Theme } from '../palette.ts';
import type { PanelSeries } from '../panelData.ts';
import type { Color } from '../scene/color.ts';
import type { Span } from '../time/range.ts';
import { colorOf } from './seriesColor.ts';

export interface LegendRow {
  readonly series: PanelSeries;
  readonly color: Color;
  /** One a calculation, in their order. */
  readonly cells: readonly LegendCell[];
}

export interface LegendCell {
  /** Id of the calculation. */
  readonly calc: string;
  readonly value: number;
  readonly text: string;
}

export interface LegendWishes {
  /** Ids of calculations. */
  readonly calcs: readonly string[];
  readonly hideEmpty?: boolean | undefined;
  readonly hideZero?: boolean | undefined;
  readonly theme: Theme;
  readonly zone: string;
  readonly span: Span;
  /** As in {@link ChartModel}: a value that is not drawn is not counted either. */
  readonly running?: 'dashed' | 'omit' | 'plain' | undefined;
}

/** `name`, or the id of a calculation; null keeps the order of the series. */
export interface LegendSort {
  readonly by: string | null;
  readonly descending: boolean;
}

/** The rows of a legend: what the series amount to in what is shown of them. Copies for comparison have no row. */
export function legendRows(series: readonly PanelSeries[], wishes: LegendWishes): LegendRow[] {
  const { calcs, theme, zone, span } = wishes;
  const rows: LegendRow[] = [];
  for (const one of series) {
    if (one.config.hideFrom?.legend || one.comparedWith !== undefined) continue;
    const shown = shownValues(one, span, wishes.running === 'omit');
    if (wishes.hideEmpty && shown.every(Number.isNaN)) continue;
    if (wishes.hideZero && shown.every((value) => value === 0 || Number.isNaN(value))) continue;
    const cells = calcs.map((calc): LegendCell => {
      const value = calculate(calc, shown);
      const measured = { ...one, unit: unitOfCalculation(calc, one.unit) };
      return { calc, value, text: displayText(value, measured, theme, { zone, now: span.until }) };
    });
    rows.push({ series: one, color: colorOf(one, theme), cells });
  }
  return rows;
}

/** The values within the span; without the one of an interval that is not over where that is left out. */
function shownValues({ start, step, values }: PanelSeries, span: Span, omitRunning: boolean): Float64Array {
  const first = Math.max(0, Math.ceil((span.from - start) / step));
  const until = omitRunning ? span.until - step : span.until;
  const end = Math.min(values.length, Math.floor((until - start) / step) + 1);
  return first === 0 && end === values.length ? values : values.subarray(first, Math.max(first, end));
}

/** Rows in order: by name with numbers by their size, or by a value with those that have none last. */
export function sortRows(rows: readonly LegendRow[], { by, descending }: LegendSort): readonly LegendRow[] {
  if (by === null) return rows;
  const sign = descending ? -1 : 1;
  const column = rows[0]?.cells.findIndex(({ calc }) => calc === by) ?? -1;
  if (by !== 'name' && column === -1) return rows;
  return rows.toSorted((a, b) => {
    if (by === 'name') return sign * a.series.label.localeCompare(b.series.label, 'en', { numeric: true });
    const [left, right] = [a.cells[column].value, b.cells[column].value];
    if (Number.isNaN(left) || Number.isNaN(right))
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    return sign * (left - right);
  });
}

/** What a click on a heading does: the greatest first (names from A), then the other way, then as they came. */
export function nextSort(now: LegendSort, by: string): LegendSort {
  const firstDescending = by !== 'name';
  if (now.by !== by) return { by, descending: firstDescending };
  return now.descending === firstDescending
    ? { by, descending: !firstDescending }
    : { by: null, descending: false };
}

/** Rows whose name has all the words that were typed, in any order and case. */
export function searchRows(rows: readonly LegendRow[], text: string): readonly LegendRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(({ series }) => words.every((word) => series.label.toLowerCase().includes(word)));
}

export function calcLabel(id: string): string {
  return calculationOf(id)?.label ?? id;
}
