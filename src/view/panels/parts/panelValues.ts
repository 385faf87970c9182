import type { FieldConfig } from '../../../schema/dashboard.ts';
import type { ReduceOptions } from '../../../schema/panelOptions.ts';
import { calculate, unitOfCalculation } from '../../calculations.ts';
import type { Frame } from '../../frame.ts';
import { assignPlaces, paletteColor } from '../../palette.ts';
import type { PanelData, PanelSeries } from '../../panelData.ts';
import type { ThemeName } from '../../scene/inks.ts';
import type { Mark } from '../../scene/scene.ts';
import { guessUnit } from '../../units/units.ts';

/** One number that a panel shows, and the series it was made of. */
export interface PanelValue {
  /** Tells the value from all others of the panel, and is the same after every refresh. */
  readonly key: string;
  readonly label: string;
  /** NaN when there is none. */
  readonly value: number;
  readonly series: PanelSeries;
  /** Seconds since 1970, of a value that is one of many of its series. */
  readonly time?: number;
}

export interface PanelValues {
  readonly values: readonly PanelValue[];
  /** How many more there are. */
  readonly left: number;
}

export type SortOrder = 'none' | 'asc' | 'desc' | 'name';

const MOST_SERIES = 100;
const MOST_VALUES = 25;

/** Series that are drawn: not those that are hidden from the graph, nor copies of an earlier time. */
export function shownSeries(data: PanelData): PanelSeries[] {
  return data.series.filter(
    ({ config, comparedWith }) => config.hideFrom?.graph !== true && comparedWith === undefined,
  );
}

interface ValuesTask {
  readonly data: PanelData;
  readonly reduce: ReduceOptions | undefined;
  /** The panel's field settings, for the numbers of tables. */
  readonly field: FieldConfig;
  readonly theme: ThemeName;
  readonly sort?: SortOrder | undefined;
}

/** One number a series by its calculation, or all the numbers of each; of a table the numbers of its rows. Sorted, then limited. */
export function panelValues({ data, reduce, field, theme, sort }: ValuesTask): PanelValues {
  const { calc = 'last', allValues = false, limit } = reduce ?? {};
  const series = shownSeries(data);
  const all =
    series.length === 0 && data.frames !== null
      ? data.frames.flatMap((frame) => valuesOfFrame(frame, field, theme))
      : allValues
        ? series.flatMap(valuesOfSeries)
        : series.map((one): PanelValue => {
            const of = { ...one, unit: unitOfCalculation(calc, one.unit) };
            return { key: one.key, label: one.label, value: calculate(calc, one.values), series: of };
          });
  const most = limit ?? (allValues ? MOST_VALUES : MOST_SERIES);
  const sorted = sortValues(all, sort);
  // Of all the values in time the latest are wanted.
  const values = sort === undefined && allValues ? sorted.slice(-most) : sorted.slice(0, most);
  // Whoever chose a limit knows that there are more.
  const left = limit === undefined ? all.length - values.length : 0;
  return { values, left: data.left + left };
}

function valuesOfSeries(series: PanelSeries): PanelValue[] {
  const values: PanelValue[] = [];
  series.values.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    const time = series.start + i * series.step;
    values.push({ key: `${series.key}@${time}`, label: series.label, value, series, time });
  });
  return values;
}

/** Each number of a table, named by the first text of its row, and by its column where there are several. */
function valuesOfFrame(frame: Frame, field: FieldConfig, theme: ThemeName): PanelValue[] {
  const names = frame.fields.find(({ kind }) => kind === 'text');
  const numbers = frame.fields.flatMap((one) => (one.kind === 'number' ? [one] : []));
  const rows = frame.fields[0]?.values.length ?? 0;
  const made: {
    readonly label: string;
    readonly key: string;
    readonly value: number;
    readonly unit: string;
  }[] = [];
  for (let row = 0; row < rows; row++) {
    const name = names?.kind === 'text' ? names.values[row] : null;
    for (const { name: column, values } of numbers) {
      const label = [name, name === null || numbers.length > 1 ? column : null].filter(
        (part) => part !== null,
      );
      made.push({
        label: label.join(' '),
        key: `${frame.refId}/${frame.name}/${row}/${column}`,
        value: values[row],
        unit: field.unit ?? guessUnit(column),
      });
    }
  }
  const places = assignPlaces(made.map(({ label }) => label));
  return made.map(({ label, key, value, unit }, i) => ({
    key,
    label,
    value,
    series: {
      key,
      label,
      name: label,
      refId: frame.refId,
      start: 0,
      step: 1,
      values: Float64Array.of(value),
      config: field,
      unit,
      color: paletteColor(theme, places[i]),
    },
  }));
}

/** What a mark says of a value to links: the number and its time, as far as there are any. */
export function exactly({ value, time }: PanelValue): Pick<Mark, 'raw' | 'time'> {
  return { ...(Number.isNaN(value) ? {} : { raw: value }), ...(time === undefined ? {} : { time }) };
}

/** In the order that an option names; values that are none come last. */
function sortValues(values: readonly PanelValue[], order: SortOrder | undefined): PanelValue[] {
  if (order === undefined || order === 'none') return [...values];
  if (order === 'name') return [...values].sort((a, b) => compareNames(a.label, b.label));
  const sign = order === 'asc' ? 1 : -1;
  return [...values].sort((a, b) => {
    if (Number.isNaN(a.value) || Number.isNaN(b.value))
      return Number(Number.isNaN(a.value)) - Number(Number.isNaN(b.value));
    return sign * (a.value - b.value);
  });
}

/** web2 before web10. */
function compareNames(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
