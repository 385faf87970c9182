/** A table as it is shown and as it is drawn: which columns there are, and what stands in each cell. */
import type { DashboardLink, FieldConfig, FieldOverride } from '../../../schema/dashboard.ts';
import type { PanelOptions } from '../../../schema/panelOptions.ts';
import { calculate, calculationOf, unitOfCalculation } from '../../calculations.ts';
import { colorOfValue, type Displayed, displayText, rangeOf } from '../../fields/display.ts';
import { mapValue } from '../../fields/mappings.ts';
import { configOf } from '../../fields/overrides.ts';
import type { Field, Frame } from '../../frame.ts';
import { assignPlaces, paletteColor, resolveColor, type Theme } from '../../palette.ts';
import type { PanelData, PanelSeries } from '../../panelData.ts';
import { type Color, readableOn } from '../../scene/color.ts';
import { formatMoment } from '../../time/timeTicks.ts';
import { type Cell, isSeries, lengthOf } from '../../transformations/frames.ts';
import { guessUnit } from '../../units/units.ts';
import { interpolate } from '../../variables/interpolate.ts';
import { shownSeries } from '../parts/panelValues.ts';
import { shortNames } from '../parts/shortNames.ts';
import { shareOf, shareOfZero, type ValueRange } from '../parts/valueRange.ts';

type CellKind = Exclude<NonNullable<FieldConfig['cell']>['kind'], undefined>;

/** A bar behind or beside a value: where it begins and ends, as shares of its room. */
export interface CellBar {
  readonly from: number;
  readonly to: number;
  readonly color: Color;
  readonly gradient: boolean;
}

export interface TableCell {
  readonly text: string;
  /** What tells a name from the others, where the whole one has no room; the text when missing. */
  readonly short?: string;
  /** Of the text; null for the usual one. */
  readonly ink: Color | null;
  /** Behind the text; null for none. */
  readonly fill: Color | null;
  readonly bar: CellBar | null;
  /** The series whose line is drawn in the cell. */
  readonly line: PanelSeries | null;
  readonly links: readonly DashboardLink[];
  /** The series or the column that links speak of. */
  readonly of: string;
}

export interface TableColumn {
  /** Tells the column from all others, and is the same after every refresh. */
  readonly key: string;
  /** What overrides know the column by. */
  readonly name: string;
  readonly heading: string;
  /** The heading in full. */
  readonly title: string;
  readonly kind: 'text' | 'number' | 'time' | 'line';
  readonly cell: CellKind;
  readonly align: 'left' | 'center' | 'right';
  /** Pixels, where somebody chose them. */
  readonly width: number | undefined;
  /** The settings of the column itself, to which somebody may add. */
  readonly config: FieldConfig;
  /** What a row is sorted, counted and exported by; null is nothing. */
  raw(row: number): Cell;
  cellAt(row: number): TableCell;
  /** A number written as the column's are; null where its rows do not have one unit. */
  write(value: number, calc: string): string | null;
}

export interface Table {
  readonly columns: readonly TableColumn[];
  readonly rows: number;
  /** Columns that there are beyond those shown. */
  readonly columnsLeft: number;
  /** Where transformations made several tables: their names, one of which is shown. */
  readonly frames: readonly string[];
  /** The order that rows have while nobody chose another. */
  readonly order: { readonly key: string; readonly descending: boolean } | null;
}

interface TableTask {
  readonly data: PanelData;
  readonly options: PanelOptions<'table'>;
  readonly field: FieldConfig;
  readonly overrides: readonly FieldOverride[];
  readonly theme: Theme;
  readonly zone: string;
  readonly now: number;
  /** Place of the table that is shown, where there are several. Default 0. */
  readonly frame?: number;
}

const CALCS = ['last', 'min', 'mean', 'max'];
/** More columns nobody scrolls through, and each costs something in every row. */
const MOST_COLUMNS = 100;
/** Letters of a heading beyond which columns are named by what tells them apart. */
const LONG_HEADING = 18;
/** Names of the columns that are of no calculation and no field. */
const NAME = 'Name';
const TIME = 'Time';
const TREND = 'Trend';

export function makeTable(task: TableTask): Table {
  const { data, options } = task;
  const made =
    data.frames !== null && !data.frames.every(isSeries)
      ? tableOfFrame(data.frames, task)
      : options.rows === 'time'
        ? tableOfTimes(shownSeries(data), task)
        : tableOfSeries(shownSeries(data), task);
  const columns = made.columns.filter(({ config }) => config.cell?.hidden !== true);
  const sorted = options.sortBy;
  const chosen =
    sorted && columns.find(({ name, title, heading }) => [name, title, heading].includes(sorted.column));
  return {
    ...made,
    columns: columns.slice(0, MOST_COLUMNS),
    columnsLeft: Math.max(0, columns.length - MOST_COLUMNS),
    order: chosen ? { key: chosen.key, descending: sorted?.descending ?? false } : made.order,
  };
}

type Made = Pick<Table, 'columns' | 'rows' | 'frames' | 'order'>;

function tableOfSeries(series: readonly PanelSeries[], task: TableTask): Made {
  const { options, field } = task;
  const withTrend = field.cell?.kind === 'sparkline';
  const trend = withTrend ? [trendColumn(series, task)] : [];
  const numbers = (options.calcs ?? CALCS).map((calc) => calcColumn(series, calc, task));
  return {
    columns: [nameColumn(series, task), ...trend, ...numbers],
    rows: series.length,
    frames: [],
    order: null,
  };
}

/**
 * What overrides say about a column that is no series: those that name it. One for all series but some, or for a query, means
 * rows.
 */
function ofColumn(name: string, { overrides }: TableTask): FieldConfig {
  const naming = overrides.filter(
    ({ match }) =>
      match.by === 'name' || (match.by === 'names' && match.exclude !== true) || match.by === 'regex',
  );
  return configOf({}, naming, { name, refId: '' });
}

function nameColumn(series: readonly PanelSeries[], task: TableTask): TableColumn {
  const config = ofColumn(NAME, task);
  const short = shortNames(series.map(({ label }) => label));
  return {
    ...placed(config, 'text'),
    key: NAME,
    name: NAME,
    ...headed(config.displayName ?? NAME),
    kind: 'text',
    config,
    raw: (row) => series[row].label,
    cellAt: (row) => {
      const { label, config: own, color } = series[row];
      const mapped = mapValue(config.mappings, label);
      const ink = (mapped?.color && resolveColor(mapped.color, task.theme)) || color;
      return {
        ...textCell(mapped?.text ?? label, config.cell?.kind, ink),
        ...(mapped?.text === undefined ? { short: short[row] } : {}),
        links: [...(config.links ?? []), ...(own.links ?? [])],
        of: label,
      };
    },
    write: () => null,
  };
}

function trendColumn(series: readonly PanelSeries[], task: TableTask): TableColumn {
  const config = ofColumn(TREND, task);
  return {
    ...placed(config, 'line'),
    cell: 'sparkline',
    key: TREND,
    name: TREND,
    ...headed(config.displayName ?? TREND),
    kind: 'line',
    config,
    // Lines are in the order of where they end.
    raw: (row) => nothingIfNaN(calculate('last', series[row].values)),
    cellAt: (row) => ({
      ...plain(''),
      line: series[row],
      links: series[row].config.links ?? [],
      of: series[row].label,
    }),
    write: () => null,
  };
}

function calcColumn(series: readonly PanelSeries[], calc: string, task: TableTask): TableColumn {
  const name = calculationOf(calc)?.label ?? calc;
  const own = ofColumn(name, task);
  const values = Float64Array.from(series, (one) => calculate(calc, one.values));
  const units = series.map(({ unit }) => own.unit ?? unitOfCalculation(calc, unit));
  const spans = spansOf(values, units);
  const { kind: panelKind, ...panelCell } = task.field.cell ?? {};
  // The panel's wish for lines is met by a column of their own.
  const cell =
    panelKind === undefined || panelKind === 'sparkline' ? panelCell : { ...panelCell, kind: panelKind };
  const config: FieldConfig = { cell, ...own };
  const kind = config.cell?.kind ?? 'auto';
  return numberColumn(
    {
      key: calc,
      name,
      config,
      values,
      kind,
      subject: (row) => {
        const one = series[row];
        const span = spans.get(units[row]);
        return {
          config: { ...one.config, ...own },
          unit: units[row],
          color: one.color,
          ...(span ? { span } : {}),
        };
      },
      of: (row) => series[row].label,
      line: (row) => series[row],
    },
    task,
  );
}

function tableOfTimes(series: readonly PanelSeries[], task: TableTask): Made {
  const times = Float64Array.from(
    new Set(series.flatMap(({ start, step, values }) => Array.from(values, (_, i) => start + i * step))),
  ).sort();
  const labels = series.map(({ label }) => label);
  // Many columns have no room for what their names have in common.
  const headings = labels.some(({ length }) => length > LONG_HEADING) ? shortNames(labels) : labels;
  const columns = series.map((one, i) => {
    const values = Float64Array.from(times, (time) => {
      const at = (time - one.start) / one.step;
      return Number.isInteger(at) && at >= 0 && at < one.values.length ? one.values[at] : Number.NaN;
    });
    const { cell } = one.config;
    return numberColumn(
      {
        key: one.key,
        name: one.name,
        title: one.label,
        heading: headings[i],
        config: one.config,
        values,
        kind: cell?.kind ?? 'auto',
        subject: () => one,
        of: () => one.label,
      },
      task,
    );
  });
  return {
    columns: [timeColumn(TIME, times, ofColumn(TIME, task), task), ...columns],
    rows: times.length,
    frames: [],
    order: { key: TIME, descending: true },
  };
}

function tableOfFrame(frames: readonly Frame[], task: TableTask): Made {
  const at = Math.max(0, Math.min(frames.length - 1, task.frame ?? 0));
  const frame = frames[at];
  const keys = distinct(frame.fields.map(({ name }) => name));
  const places = assignPlaces(keys);
  return {
    columns: frame.fields.map((one, i) =>
      fieldColumn(one, keys[i], paletteColor(task.theme, places[i]), frame, task),
    ),
    rows: lengthOf(frame),
    frames: frames.length > 1 ? frames.map(({ name, refId }, i) => name || refId || `Table ${i + 1}`) : [],
    order: null,
  };
}

function fieldColumn(field: Field, key: string, palette: Color, frame: Frame, task: TableTask): TableColumn {
  const { name, kind } = field;
  const config = configOf(task.field, task.overrides, {
    name,
    refId: frame.refId,
    type: kind,
    ...(field.kind === 'text' ? {} : { values: field.values }),
  });
  const { displayName } = config;
  // The panel's own name would be that of all columns.
  const heading =
    displayName === undefined || displayName === task.field.displayName
      ? name
      : interpolate(displayName, new Map(['__field.name', '__series.name'].map((one) => [one, name])));
  const own = config.color?.mode === 'fixed' ? resolveColor(config.color.color, task.theme) : undefined;
  const color = own ?? palette;
  if (field.kind === 'text')
    return { ...textColumn(field, config, own ?? null, task), key, ...headed(heading) };
  if (field.kind === 'time')
    return { ...timeColumn(name, field.values, config, task), key, ...headed(heading) };
  const unit = config.unit ?? guessUnit(name);
  const units = new Array<string>(field.values.length).fill(unit);
  const span = spansOf(field.values, units).get(unit);
  const subject: Displayed = { config, unit, color, ...(span ? { span } : {}) };
  return numberColumn(
    {
      key,
      name,
      title: heading,
      config,
      values: field.values,
      kind: config.cell?.kind ?? 'auto',
      subject: () => subject,
      of: () => name,
    },
    task,
  );
}

function textColumn(
  { name, values }: Extract<Field, { kind: 'text' }>,
  config: FieldConfig,
  fixed: Color | null,
  { theme }: TableTask,
): TableColumn {
  const short = shortNames(values.map((value) => value ?? ''));
  return {
    ...placed(config, 'text'),
    key: name,
    name,
    ...headed(name),
    kind: 'text',
    config,
    raw: (row) => values[row] ?? null,
    cellAt: (row) => {
      const value = values[row] ?? null;
      const mapped = mapValue(config.mappings, value);
      // Texts have no colour by size: a mapping's, a fixed one, or none.
      const ink = (mapped?.color && resolveColor(mapped.color, theme)) || fixed;
      const text = mapped?.text ?? value ?? config.noValue ?? '–';
      return {
        ...(ink ? textCell(text, config.cell?.kind, ink) : plain(text)),
        ...(text === value ? { short: short[row] } : {}),
        links: config.links ?? [],
        of: value ?? name,
      };
    },
    write: () => null,
  };
}

function timeColumn(
  name: string,
  times: Float64Array,
  config: FieldConfig,
  { zone, now }: TableTask,
): TableColumn {
  return {
    ...placed(config, 'time'),
    key: name,
    name,
    ...headed(name),
    kind: 'time',
    config,
    raw: (row) => nothingIfNaN(times[row]),
    cellAt: (row) => ({
      ...plain(Number.isNaN(times[row]) ? '–' : formatMoment(times[row], zone, now)),
      links: config.links ?? [],
      of: name,
    }),
    write: (value) => formatMoment(value, zone, now),
  };
}

interface NumberColumnTask {
  readonly key: string;
  readonly name: string;
  readonly title?: string;
  /** Shorter than the title. */
  readonly heading?: string;
  /** Of the column itself. */
  readonly config: FieldConfig;
  readonly values: Float64Array;
  readonly kind: CellKind;
  /** How the value of a row is shown. */
  subject(row: number): Displayed;
  of(row: number): string;
  line?(row: number): PanelSeries;
}

function numberColumn(column: NumberColumnTask, { theme, zone, now }: TableTask): TableColumn {
  const { key, name, config, values, kind, subject, of } = column;
  return {
    ...placed({ ...config, cell: { ...config.cell, kind } }, 'number'),
    key,
    name,
    ...headed(column.title ?? config.displayName ?? name, column.heading),
    kind: 'number',
    config,
    raw: (row) => nothingIfNaN(values[row]),
    cellAt: (row) => {
      const value = values[row];
      const shown = subject(row);
      const text = displayText(value, shown, theme, { zone, now });
      const nothing = Number.isNaN(value) && mapValue(shown.config.mappings, value) === null;
      const color = colorOfValue(value, shown, theme);
      const base = nothing ? plain(text) : textCell(text, kind, color);
      return {
        ...base,
        bar: nothing ? null : barOf(value, shown, kind, color),
        line: kind === 'sparkline' ? (column.line?.(row) ?? null) : null,
        links: shown.config.links ?? [],
        of: of(row),
      };
    },
    write: (value, calc) => {
      if (values.length === 0) return null;
      const first = subject(0);
      for (let row = 1; row < values.length; row++) if (subject(row).unit !== first.unit) return null;
      // A number of numbers is no state, whatever the mappings say.
      const { mappings: _, ...rest } = first.config;
      return displayText(value, { ...first, config: rest, unit: unitOfCalculation(calc, first.unit) }, theme);
    },
  };
}

function barOf(value: number, of: Displayed, kind: CellKind, color: Color): CellBar | null {
  if ((kind !== 'bar' && kind !== 'bar-gradient') || Number.isNaN(value)) return null;
  const { min, max } = rangeOf(of);
  // A bar says how much, so that it begins at zero unless somebody chose another end.
  const range: ValueRange =
    of.config.min === undefined ? { min: Math.min(0, min), max: Math.max(0, max) || 1 } : { min, max };
  const [zero, share] = [shareOfZero(range), shareOf(value, range)];
  return {
    from: Math.min(zero, share),
    to: Math.max(zero, share),
    color,
    gradient: kind === 'bar-gradient',
  };
}

function headed(title: string, heading = title): Pick<TableColumn, 'heading' | 'title'> {
  return { heading, title };
}

function plain(text: string): TableCell {
  return { text, ink: null, fill: null, bar: null, line: null, links: [], of: '' };
}

function textCell(text: string, kind: CellKind | undefined, color: Color): TableCell {
  if (kind === 'color-text') return { ...plain(text), ink: color };
  if (kind === 'color-background') return { ...plain(text), fill: color, ink: readableOn(color) };
  return plain(text);
}

function placed(
  { cell }: FieldConfig,
  kind: TableColumn['kind'],
): Pick<TableColumn, 'align' | 'cell' | 'width'> {
  const align = cell?.align ?? 'auto';
  return {
    align: align === 'auto' ? (kind === 'number' ? 'right' : 'left') : align,
    cell: cell?.kind ?? 'auto',
    width: cell?.width,
  };
}

/** Least and greatest value by unit. */
function spansOf(
  values: Float64Array,
  units: readonly string[],
): Map<string, { readonly min: number; readonly max: number }> {
  const spans = new Map<string, { min: number; max: number }>();
  values.forEach((value, i) => {
    if (!Number.isFinite(value)) return;
    const span = spans.get(units[i]);
    if (!span) spans.set(units[i], { min: value, max: value });
    else {
      span.min = Math.min(span.min, value);
      span.max = Math.max(span.max, value);
    }
  });
  return spans;
}

function nothingIfNaN(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** Names of columns as keys: a name that comes again has its count behind it. */
function distinct(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return count === 0 ? name : `${name}#${count}`;
  });
}
