import type { FieldConfig } from '../../../src/schema/dashboard.ts';
import type { Column } from '../../../src/view/frame.ts';
import { assignPlaces, paletteColor, type Theme } from '../../../src/view/palette.ts';
import type { PanelData, PanelSeries } from '../../../src/view/panelData.ts';

/** How the series of a panel are chosen, ordered, named and coloured. Patterns are over the series' names. */
export interface SeriesPick {
  /** Names in the order they are drawn; others follow by name. */
  readonly order?: readonly string[];
  /** Palette places of known names. */
  readonly colors?: Readonly<Record<string, number>>;
  /** Sort by name, numbers by their size: `2` before `10`. Otherwise the order of the answer stands. */
  readonly natural?: boolean;
  readonly drop?: RegExp;
  readonly below?: RegExp;
  readonly reference?: RegExp;
  readonly label?: (name: string) => string;
  /** The first segment names a thing and the second its direction: both directions have the thing's colour. */
  readonly pairs?: boolean;
  /** Of all series. */
  readonly field?: FieldConfig;
}

/** More lines than this on one chart tell nothing; the server or a function has to narrow them. */
export const mostSeries = 50;

/**
 * Turns what the server answered into what is drawn: dropped, ordered, named, coloured. Of too many series the
 * ones with the greatest newest values stay.
 */
export function chooseSeries(
  columns: readonly Column[],
  unit: string,
  theme: Theme,
  pick: SeriesPick = {},
  newest: (column: Column) => number = newestValue,
): PanelData {
  let kept = columns.filter((column) => !pick.drop?.test(column.name));
  const all = kept.length;
  if (all > mostSeries)
    kept = kept
      .map((column) => ({ column, value: newest(column) }))
      .sort((a, b) => b.value - a.value)
      .slice(0, mostSeries)
      .map(({ column }) => column);
  if (pick.natural) kept = kept.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  if (pick.order) {
    const place = (column: Column) => {
      const index = pick.order!.indexOf(column.name);
      return index === -1 ? pick.order!.length : index;
    };
    kept = kept.toSorted((a, b) => place(a) - place(b));
  }
  const groups = kept.map((column) => (pick.pairs ? (column.name.split('.')[0] ?? '') : column.name));
  const distinct = [...new Set(groups)];
  const places = new Map(assignPlaces(distinct, pick.colors).map((place, i) => [distinct[i], place]));
  const seen = new Map<string, number>();
  const series = kept.map((column, i): PanelSeries => {
    // Two targets may answer with the same name; each is still a series of its own.
    const times = seen.get(column.name) ?? 0;
    seen.set(column.name, times + 1);
    return {
      ...column,
      key: times === 0 ? column.name : `${column.name}#${times}`,
      refId: '',
      label: pick.label?.(column.name) ?? column.name,
      unit,
      color: paletteColor(theme, places.get(groups[i])! + times),
      config: {
        ...pick.field,
        ...(pick.reference?.test(column.name) ? { reference: true } : {}),
        ...(pick.below?.test(column.name) ? { negative: true } : {}),
      },
    };
  });
  return { series, frames: null, left: all - kept.length };
}

/** The newest value of a column; less than any other when it has none. */
export function newestValue(column: Column): number {
  for (let i = column.values.length - 1; i >= 0; i--)
    if (!Number.isNaN(column.values[i])) return column.values[i];
  return Number.NEGATIVE_INFINITY;
}
