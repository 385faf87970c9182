/** From the answers of a panel's targets to what the panel shows. */
import type { FieldConfig, Panel, VariableValue } from '../schema/dashboard.ts';
import { calculate } from './calculations.ts';
import { shadesOf } from './colors/scales.ts';
import { configOf } from './fields/overrides.ts';
import type { Column, Frame } from './frame.ts';
import { assignPlaces, paletteColor, resolveColor, type Theme } from './palette.ts';
import type { PanelData, PanelSeries } from './panelData.ts';
import type { Color } from './scene/color.ts';
import { seriesOfFrames } from './seriesOfFrames.ts';
import { seriesFrame, TimesOfGrids } from './transformations/frames.ts';
import { applyTransformations } from './transformations/index.ts';
import { guessUnit } from './units/units.ts';
import { intervalSeconds } from './variables/intervals.ts';

export interface Answer {
  /** Of a target; with `~7d` behind it for the copy of its series that was moved forward by so much. */
  readonly refId: string;
  readonly columns: readonly Column[];
}

export interface PrepareInput {
  readonly panel: Pick<Panel, 'field' | 'overrides' | 'transformations'>;
  readonly answers: readonly Answer[];
  readonly theme: Theme;
  /** Puts variables into a text, `more` before the page's own. */
  interpolate(text: string, more?: ReadonlyMap<string, VariableValue>): string;
  /** Series at most; those with the greatest newest values stay. */
  readonly limit?: number;
}

/** A series on its way: what is known before it is named and coloured. */
interface Found {
  readonly column: Column;
  readonly refId: string;
  /** Text of the compared offset, such as `7d`; empty for the series itself. */
  readonly offset: string;
}

/**
 * What a panel shows: the answers transformed, named, with the settings of each series, its unit and its colour. Keys
 * and colours are the same after every refresh as long as the names are.
 */
export function preparePanel(input: PrepareInput): PanelData {
  const { panel, limit } = input;
  const configs = panel.transformations?.filter(({ disabled }) => disabled !== true) ?? [];
  let frames: readonly Frame[] | null = null;
  let found: Found[];
  if (configs.length === 0)
    found = input.answers.flatMap(({ refId, columns }) => {
      const [own, offset] = splitRefId(refId);
      return columns.map((column) => ({ column, refId: own, offset }));
    });
  else {
    found = [];
    // Copies for comparison are transformed among themselves, in the same way.
    for (const [offset, answers] of byOffset(input.answers)) {
      const times = new TimesOfGrids();
      const sources = answers.flatMap(({ refId, columns }) =>
        columns.map((column) => ({ column, frame: seriesFrame(column, splitRefId(refId)[0], times) })),
      );
      const made = applyTransformations(
        sources.map(({ frame }) => frame),
        configs,
      );
      for (const series of seriesOfFrames(
        made,
        sources.map(({ column }) => column),
        times,
      ))
        found.push({ ...series, offset });
      if (offset === '') frames = made;
    }
    frames ??= [];
  }
  const kept = limit === undefined ? found : highest(found, limit);
  return { series: dress(kept, input), frames, left: found.length - kept.length };
}

function splitRefId(refId: string): [own: string, offset: string] {
  const at = refId.indexOf('~');
  return at === -1 ? [refId, ''] : [refId.slice(0, at), refId.slice(at + 1)];
}

function byOffset(answers: readonly Answer[]): Map<string, Answer[]> {
  const groups = new Map<string, Answer[]>();
  for (const answer of answers) {
    const [, offset] = splitRefId(answer.refId);
    const group = groups.get(offset);
    if (group) group.push(answer);
    else groups.set(offset, [answer]);
  }
  return groups;
}

/** So many series with the greatest newest values, in the order that they had, and the copies that belong to them. */
function highest(found: Found[], limit: number): Found[] {
  const own = found.filter(({ offset }) => offset === '');
  if (own.length <= limit) return found;
  const newest = (series: Found) => {
    const value = calculate('last', series.column.values);
    return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
  };
  const kept = new Set(
    own
      .map((series) => ({ series, value: newest(series) }))
      .sort((a, b) => (a.value === b.value ? 0 : b.value - a.value))
      .slice(0, limit)
      .map(({ series }) => series),
  );
  const names = new Set([...kept].map(nameOf));
  return found.filter((series) => kept.has(series) || (series.offset !== '' && names.has(nameOf(series))));
}

const nameOf = ({ refId, column }: Found): string => `${refId} ${column.name}`;

function dress(found: readonly Found[], input: PrepareInput): PanelSeries[] {
  const { panel, theme } = input;
  const times = new Map<string, number>();
  const drafts = found.map((series) => {
    const { column, refId, offset } = series;
    const config = configOf(panel.field, panel.overrides, {
      name: column.name,
      label: labelOf(series, panel.field, input),
      refId,
      values: column.values,
    });
    // Two targets may answer with the same name; each is still a series of its own.
    const name = offset === '' ? column.name : `${column.name}~${offset}`;
    const repeated = times.get(name) ?? 0;
    times.set(name, repeated + 1);
    return {
      series,
      config,
      repeated,
      key: repeated === 0 ? name : `${name}#${repeated}`,
      label: labelOf(series, config, input),
      unit: config.unit ?? guessUnit(column.name),
    };
  });
  const colors = colorsOf(
    drafts.map(({ series, config, repeated }) => ({
      name: series.column.name,
      config,
      repeated,
      isCopy: series.offset !== '',
    })),
    theme,
  );
  const spans = spansByUnit(drafts.map(({ series, unit }) => ({ values: series.column.values, unit })));
  return drafts.map(({ series, config, key, label, unit }, i): PanelSeries => {
    const span = spans.get(unit);
    return {
      ...series.column,
      key,
      refId: series.refId,
      label,
      config,
      unit,
      color: colors[i],
      ...(span ? { span } : {}),
      ...(series.offset === '' ? {} : { comparedWith: intervalSeconds(series.offset) ?? 0 }),
    };
  });
}

/** The display name with what it says of its series in it, or the series' own name. */
function labelOf({ column, refId }: Found, config: FieldConfig | undefined, input: PrepareInput): string {
  if (!config?.displayName) return column.name;
  const [name, ...tags] = column.name.split(';');
  const labels = tags.map((tag) => {
    const at = tag.indexOf('=');
    return at === -1 ? ([tag, ''] as const) : ([tag.slice(0, at), tag.slice(at + 1)] as const);
  });
  const more = new Map<string, VariableValue>([
    ['__series.name', column.name],
    ['__series.refId', refId],
    ['__field.name', name],
    ['__field.displayName', column.name],
    ['__field.labels', tags.join(', ')],
    ...labels.map(([tag, value]) => [`__field.labels.${tag}`, value] as const),
  ]);
  const text = input.interpolate(config.displayName, more).trim();
  return text === '' ? column.name : text;
}

interface Colored {
  readonly name: string;
  readonly config: FieldConfig;
  /** How often the name came before. */
  readonly repeated: number;
  readonly isCopy: boolean;
}

function colorsOf(series: readonly Colored[], theme: Theme): Color[] {
  // A place that somebody chose for one series is not given to another by chance.
  const wishes: Record<string, number> = Object.create(null);
  for (const { name, config } of series) {
    const place = /^palette-(\d{1,4})$/.exec(
      config.color?.mode === 'fixed' ? (config.color.color ?? '') : '',
    );
    if (place) wishes[name] = Number(place[1]);
  }
  // Copies come last: a series that was there a week ago takes no colour from one that is there now.
  const inOrder = series.toSorted((a, b) => Number(a.isCopy) - Number(b.isCopy));
  const names = [...new Set(inOrder.map(({ name }) => name))];
  const places = new Map(assignPlaces(names, wishes).map((place, i) => [names[i], place]));

  const shaded = new Map<string, string[]>();
  for (const { name, config } of series)
    if (config.color?.mode === 'shades') {
      const base = config.color.color ?? '';
      const group = shaded.get(base) ?? [];
      if (!group.includes(name)) group.push(name);
      shaded.set(base, group);
    }
  const shades = new Map(
    [...shaded].map(([base, group]) => {
      const color = resolveColor(base, theme) ?? paletteColor(theme, places.get(group[0])!);
      return [base, shadesOf(color, group.length)];
    }),
  );

  return series.map(({ name, config, repeated }) => {
    const own = paletteColor(theme, places.get(name)! + repeated);
    const base = config.color?.color ?? '';
    if (config.color?.mode === 'fixed') return resolveColor(base, theme) ?? own;
    if (config.color?.mode === 'shades') return shades.get(base)![shaded.get(base)!.indexOf(name)];
    return own;
  });
}

function spansByUnit(
  series: readonly { readonly values: Float64Array; readonly unit: string }[],
): Map<string, { min: number; max: number }> {
  const spans = new Map<string, { min: number; max: number }>();
  for (const { values, unit } of series) {
    const min = calculate('min', values);
    const max = calculate('max', values);
    if (Number.isNaN(min) || Number.isNaN(max)) continue;
    const span = spans.get(unit);
    if (!span) spans.set(unit, { min, max });
    else {
      span.min = Math.min(span.min, min);
      span.max = Math.max(span.max, max);
    }
  }
  return spans;
}
